"""What was planned is followed: promises, later results beside the first class, three dates, the yearly look back."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from conftest import SignIn
from factories.answering import PLANNED, TO_COME, evaluated, evaluating, on, rehandling
from factories.people import Cast
from factories.proposals import OFFICE, Filing
from huiyin.handling.models import Commitment, LaterResult, Reply, ReplyClass
from huiyin.handling.selectors.look_backs import followed_due
from huiyin.handling.tracking_rules import is_to_follow
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.choices import standing
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter, Todo
from huiyin.proposals.selectors.answering import three_dates


@pytest.fixture
def followed(sided: Cast) -> Filing:
    """Class B with a promise; its author said nothing against it."""
    filing = evaluating(sided, code=TO_COME, promises=(PLANNED,))
    evaluated(filing, "白委员")
    assert filing.matter.state == "tracking"
    return filing


def kept(filing: Filing, on_day: str = "2026-06-30") -> None:
    """The unit reports, the office confirms."""
    child = Commitment.objects.get().matter
    told = {"evidence": "平台已经上线。", "delivered_on": on_day}
    on(filing, child, "交经办", "report", told)
    on(filing, child, OFFICE, "confirm")


def recorded(filing: Filing, code: str, day: str = "") -> None:
    """The office writes down what came of the reply."""
    reply = Reply.objects.get(matter__parent=filing.matter)
    held = ReplyClass.objects.get(committee=filing.cast.committee, code=code)
    data = {"reply": reply.pk, "reply_class": held.pk, "implemented_on": day, "text": "现场核实。"}
    filing.act(OFFICE, "record_result", data)


def test_followed_until_the_promise_is_kept_with_three_dates_apart(followed: Filing) -> None:
    assert followed.matter.is_open
    with pytest.raises(ActRefused, match="市交通局的答复还没有全部落实"):
        followed.act(OFFICE, "conclude")
    replied_on = three_dates(followed.matter).replied_on
    followed.at += timedelta(days=150)
    day = followed.at.date()
    kept(followed, day.isoformat())
    followed.at += timedelta(days=10)

    followed.act(OFFICE, "conclude")

    dates = three_dates(followed.matter)
    assert followed.matter.state == "concluded"
    assert (dates.replied_on, dates.implemented_on, dates.concluded_on) == (
        replied_on,
        day,
        followed.at.date(),
    )
    assert len({dates.replied_on, dates.implemented_on, dates.concluded_on}) == 3


def test_what_was_claimed_and_then_found_not_done_has_no_day_of_effect(followed: Filing) -> None:
    followed.at += timedelta(days=30)
    promise, day = Commitment.objects.get().matter, followed.at.date().isoformat()
    on(followed, promise, "交经办", "report", {"evidence": "平台已经上线。", "delivered_on": day})
    on(followed, promise, OFFICE, "declare_unmet", {"reason": "平台没有上线"})
    recorded(followed, "A", day)
    assert three_dates(followed.matter).implemented_on == followed.at.date()
    recorded(followed, "C")
    followed.act(OFFICE, "conclude")
    assert three_dates(followed.matter).implemented_on is None


def test_later_result_stands_beside_the_class_of_the_reply_which_never_changes(
    followed: Filing, signed_in: SignIn
) -> None:
    kept(followed, followed.at.date().isoformat())
    with pytest.raises(ActRefused, match="请填写落实日期"):
        recorded(followed, "A")
    with pytest.raises(ActRefused, match="尚未解决的，不填写落实日期"):
        recorded(followed, "B", followed.at.date().isoformat())
    recorded(followed, "A", followed.at.date().isoformat())

    reply = Reply.objects.get(matter__parent=followed.matter)
    assert (reply.reply_class.code, LaterResult.objects.get().reply_class.code) == ("B", "A")
    deliver(followed.at)
    told = Message.objects.get(person=followed.cast["白委员"], kind="proposal_followed")
    assert "A 类" in told.text and "落实日期" in told.text
    page = signed_in(followed.cast["白委员"]).get(f"/matters/{followed.matter.pk}/").content.decode()
    assert "B 类（正在解决或者列入计划解决）" in page and "跟踪结果" in page
    call_command("verify", stdout=StringIO())


def look(filing: Filing) -> Matter:
    """The office plans a visit, goes there, and finds nothing."""
    day = filing.at.date()
    filing.act(OFFICE, "look_back", {"ground": "due", "visit_by": (day + timedelta(days=20)).isoformat()})
    matter = filing.matter.children.get(kind="look_back")
    seen = {"visited_on": day.isoformat(), "place": "城北", "people": "白委员", "evidence": "没有开工。"}
    on(filing, matter, OFFICE, "record_visit", seen)
    return matter


def test_looked_at_every_year_with_the_old_class_kept_and_handled_anew_when_not_done(
    followed: Filing,
) -> None:
    clock = followed.matter.clocks.get(code="look_again")
    since = followed.at.date()
    assert (clock.started_on, clock.due) == (since, date(since.year + 1, since.month, since.day))
    office, committee = followed.cast[OFFICE], followed.cast.committee
    assert followed_due(office, committee, clock.due - timedelta(days=31)) == []
    assert followed_due(office, committee, clock.due - timedelta(days=30)) == [followed.matter]
    assert followed_due(followed.cast["白委员"], followed.cast.committee, since) == []
    followed.at += timedelta(days=300)
    day = followed.at.date()

    visit = look(followed)

    clock.refresh_from_db()
    assert (clock.started_on, clock.due) == (day, date(day.year + 1, day.month, day.day))
    assert "市交通局B 类（正在解决或者列入计划解决）" in visit.look_back.first_result
    on(followed, visit, OFFICE, "find_not_done", {"conclusion": "没有开工。"})
    # Who wrote it learns what was found.
    asked = Todo.objects.filter(matter=followed.matter, move="reopen_after_look_back")
    assert set(asked.values_list("role", flat=True)) == {"cppcc_clerk", "committee_clerk"}
    visit.refresh_from_db()
    assert standing(visit, followed.cast["白委员"], followed.at).seen == {"summary", "visit"}
    followed.act(OFFICE, "reopen_after_look_back", rehandling(followed))
    assert (followed.matter.state, followed.matter.round) == ("handling", 2)
    assert Reply.objects.get(matter__parent=followed.matter).reply_class.code == "B"
    assert not Todo.objects.filter(matter=followed.matter, move="conclude").exists()


@pytest.mark.parametrize(
    ("meaning", "later", "promises", "open_"),
    [
        ("resolved", [], [], False),
        ("resolved", [], ["promised"], True),
        ("planned", [], [], True),
        ("planned", [], ["fulfilled"], False),
        ("in_progress", ["in_progress"], [], True),
        ("planned", ["resolved"], [], False),
        ("planned", ["resolved"], ["reported"], True),
        ("planned", [], ["fulfilled", "unmet"], True),
        ("planned", ["infeasible"], ["unmet"], False),
        ("reference_only", [], [], False),
        ("", [], [], False),
    ],
)
def test_what_is_still_to_follow(meaning: str, later: list[str], promises: list[str], open_: bool) -> None:
    assert is_to_follow(meaning, later, promises) is open_
