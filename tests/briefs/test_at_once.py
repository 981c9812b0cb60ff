"""Two people at the same moment: no issue number is given twice or left out; a main is not issued past an undoing."""

import pytest

from factories.briefs import OFFICE, reported
from factories.people import Cast
from huiyin.briefs.models import BriefIssue
from huiyin.procedure.engine import Taken, take
from proposals.test_merging_at_once import at_once, office  # noqa: F401 - the scene of committed rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def test_two_at_once_get_two_issue_numbers_and_one_brief_gets_one(office: Cast) -> None:  # noqa: F811
    one, two = reported(office), reported(office, "马委员", title="公交站台没有遮阳棚")
    one.approve()
    two.approve()
    to = {"addressees": [office.body("市政府办公室").pk]}
    results = at_once(
        *(lambda: take(one.matter, "issue", actor=office[OFFICE], at=one.at, data=to) for _window in (1, 2)),
        lambda: take(two.matter, "issue", actor=office[OFFICE], at=one.at, data=to),
    )
    assert sum(isinstance(each, Taken) for each in results) == 2
    assert list(BriefIssue.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2]
    assert set(BriefIssue.objects.values_list("brief__matter", flat=True)) == {one.matter.pk, two.matter.pk}


def test_main_is_issued_while_a_part_is_taken_out(office: Cast) -> None:  # noqa: F811
    main, part = reported(office, "马委员"), reported(office, title="小区消防通道堵塞")
    part.act(OFFICE, "merge", {"main": main.matter.pk})
    main.approve()
    to = {"addressees": [office.body("市政府办公室").pk]}
    results = at_once(
        lambda: take(main.matter, "issue", actor=office[OFFICE], at=main.at, data=to),
        lambda: take(
            part.matter, "undo_merge", actor=office[OFFICE], at=main.at, data={"reason": "误合并。"}
        ),
    )
    part.matter.refresh_from_db()
    issued, undone = (isinstance(each, Taken) for each in results)
    text = BriefIssue.objects.get().document.versions.get().body_text if issued else ""
    assert issued or undone
    if issued:
        assert ("白委员" in text) == (part.matter.state == "merged"), "the paper names those who went into it"
