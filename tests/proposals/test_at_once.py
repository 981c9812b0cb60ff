"""Two people at the same moment on one proposal: one is done, the other told; no number is given twice or left out."""

import pytest

from factories.handing_over import GOVERNMENT, ROADS, add_sides, decide
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, filed, write
from huiyin.procedure.engine import Taken, take
from huiyin.procedure.models import Matter
from huiyin.proposals.models import MergingObjection
from huiyin.records.models import NumberRegister
from proposals.test_merging_at_once import at_once, office  # noqa: F401 - the scene of committed rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def done(*results: object) -> int:
    """How many came through."""
    return sum(isinstance(each, Taken) for each in results)


def test_proposal_is_docketed_once_and_two_get_two_numbers(office: Cast) -> None:  # noqa: F811
    one, two = filed(office), filed(office, "马委员", title="关于车位的提案")
    cited = []
    for each in (one, two):
        each.examine()
        cited.append(each.cite())
    # FIRST and SECOND have examined; of the office's clerk two windows are open, and another proposal waits.
    results = at_once(
        *(
            lambda: take(one.matter, "docket", actor=office[OFFICE], at=one.at, data=cited[0])
            for _window in (1, 2)
        ),
        lambda: take(two.matter, "docket", actor=office[OFFICE], at=one.at, data=cited[1]),
    )
    assert done(*results) == 2
    rows = NumberRegister.objects.filter(matter__kind="proposal").order_by("sequence")
    assert list(rows.values_list("sequence", flat=True)) == [1, 2]


def test_cosigner_agrees_while_the_author_recalls(office: Cast) -> None:  # noqa: F811
    filing = write(office, proposer_kind="joint")
    filing.act("白委员", "invite", {"members": [office["马委员"].pk]})
    results = at_once(
        lambda: take(filing.matter, "agree", actor=office["马委员"], at=filing.at, data={}),
        lambda: take(filing.matter, "recall", actor=office["白委员"], at=filing.at),
    )
    assert isinstance(results[1], Taken)
    # Whether or not the answer came first, the text may change now and is to be signed anew.
    assert Matter.objects.get(pk=filing.matter.pk).state == "draft"
    assert not filing.matter.parties.filter(role="cosigner", active=True).exists()


def test_objection_and_hand_over_do_not_pass_each_other(office: Cast) -> None:  # noqa: F811
    add_sides(office)
    part, main = filed(office, "马委员", title="关于车位的提案"), filed(office)
    part.act(FIRST, "accept")
    main.examine()
    part.act(SECOND, "merge", {"main": main.matter.pk, "text": "合并办理。"})
    main.matter.refresh_from_db()
    main.act(OFFICE, "docket", main.cite())
    main.act(OFFICE, "list_together", {"unit": office.body(ROADS).pk})
    main.act(OFFICE, "study", {"decision": decide(office, [main.matter], "chairpersons", main.at)})
    main.act(GOVERNMENT, "agree_to_plan")
    cited = {"decision": decide(office, [main.matter], "joint", main.at)}
    results = at_once(
        lambda: take(
            part.matter, "object", actor=office["马委员"], at=part.at, data={"objection": "不同意。"}
        ),
        lambda: take(main.matter, "hand_over", actor=office[OFFICE], at=main.at, data=cited),
    )
    assert done(*results) == 1, "handed over, nobody objects; objected to, it is not handed over"
    assert MergingObjection.objects.exists() == isinstance(results[0], Taken)
