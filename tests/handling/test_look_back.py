"""回头看: a visit with people, evidence and verdict; what was found later stays beside what was claimed first."""

from datetime import date

import pytest

from handling.dossiers import CITY, Office
from huiyin.handling.models import Commitment, LookBack
from huiyin.handling.panels.parent import look_backs_context
from huiyin.handling.selectors.look_backs import cases_due, draw_sample, due_for_look_back
from huiyin.procedure.choices import choices, standing
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter, Step
from huiyin.procedure.terms import adjust_term

PROMISE = {"what": "建成粉碎车间", "by_when": "2026-06-30", "evidence_wanted": "验收单"}
SEEN = {
    "visited_on": "2026-03-02",
    "place": "城北转运站",
    "people": "陈副主席、白委员",
    "evidence": "车间已封顶",
}


@pytest.fixture
def matter(office: Office) -> Matter:
    found = office.assigned((CITY, "sole", (1,)))
    office.settled(office.child(found, CITY), CITY, promises=[PROMISE])
    found.refresh_from_db()
    return found


@pytest.fixture
def promised(matter: Matter) -> Matter:
    """The commitment that came of it."""
    return Commitment.objects.get().matter


def planned(office: Office, target: Matter, **more: object) -> Matter:
    """A visit is planned."""
    data = {"ground": "due", "visit_by": "2026-07-31", **more}
    office.act(target, "look_back", "林政协", **data)
    return LookBack.objects.latest("pk").matter


def visited(office: Office, target: Matter) -> Matter:
    return office.act(planned(office, target), "record_visit", "林政协", **SEEN).matter


def test_visit_confirms_what_was_claimed(office: Office, promised: Matter) -> None:
    look = visited(office, promised)
    done = office.act(look, "find_confirmed", "林政协", conclusion="车间已投用").matter

    row = done.look_back
    assert (done.state, row.verdict) == ("confirmed", "confirmed")
    assert row.first_result == "待兑现（期限2026-06-30）"
    assert planned(office, promised).clocks.get(code="visit").due == date(2026, 7, 31)


def test_after_a_visit_the_verdict_is_asked_for_and_more_may_be_added(
    office: Office, promised: Matter
) -> None:
    look = visited(office, promised)
    assert {todo.move for todo in look.todos.all()} == {"find_confirmed"}
    more = {**SEEN, "evidence": "设备已到场"}
    again = office.act(look, "record_more", "林政协", **more).matter
    assert (again.state, again.look_back.evidence) == ("visited", "设备已到场")


def test_promise_not_kept_is_followed_anew_by_a_new_day(office: Office, promised: Matter) -> None:
    office.act(promised, "report", "城经办", evidence="已建成", delivered_on="2026-03-02")
    promised.refresh_from_db()
    office.act(promised, "confirm", "林政协")
    promised.refresh_from_db()
    look = visited(office, promised)

    office.act(look, "find_not_done", "林政协", conclusion="车间停工", by_when="2026-12-31")

    promised.refresh_from_db()
    assert (promised.state, promised.round, promised.closed_at) == ("promised", 2, None)
    assert promised.clocks.get(code="delivery", round=2).due == date(2026, 12, 31)
    assert LookBack.objects.get().first_result == "已兑现（期限2026-06-30）；报告：已建成"
    step = Step.objects.filter(matter=promised).latest("number")
    assert (step.move, step.is_correction, step.actor_name) == ("reopen_after_look_back", True, "林政协")
    assert step.reason == "车间停工"


def test_open_case_is_looked_at_too(office: Office, matter: Matter) -> None:
    assert matter.state == "answered"
    look = visited(office, matter)
    office.act(look, "find_partly", "林政协", conclusion="完成一半")
    ((row),) = look_backs_context(matter, office.cast["林政协"])["look_backs"]
    assert (row["row"].first_result, row["row"].get_verdict_display()) == (
        "已办；市城管局A 类（已经解决或者采纳）（2026-03-02办复）",
        "部分落实",
    )


def test_concluded_matter_found_not_done_asks_whether_to_open_it_again(
    office: Office, matter: Matter
) -> None:
    rows = [
        {"point": point.pk, "adoption": "adopted", "measure": "印发办法"} for point in matter.points.all()
    ]
    office.act(matter, "conclude", "府督查", points=rows)
    matter.refresh_from_db()
    look = visited(office, matter)
    assert "reopen_after_look_back" not in {
        each.code for each in choices(matter, office.cast["林政协"], office.at)
    }

    office.act(look, "find_not_done", "林政协", conclusion="没有执行")

    offered = {each.code for each in choices(matter, office.cast["林政协"], office.at)}
    assert "reopen_after_look_back" in offered
    rows = office.rows(matter, (CITY, "sole", (1,)))
    again = office.act(matter, "reopen_after_look_back", "林政协", reason="没有执行", assignments=rows).matter
    assert (again.state, again.round) == ("handling", 2)
    assert "reopen_after_look_back" not in {
        each.code for each in choices(again, office.cast["林政协"], office.at)
    }


def test_unit_learns_of_a_visit_when_there_is_a_conclusion(office: Office, promised: Matter) -> None:
    look = visited(office, promised)
    for name in ("城经办", "城局长", "府督查"):
        assert not standing(look, office.cast[name], office.at).may_see, name
    done = office.act(look, "find_confirmed", "林政协", conclusion="已投用").matter
    assert standing(done, office.cast["城经办"], office.at).may_see
    assert not standing(done, office.cast["自经办"], office.at).may_see


def test_nobody_but_the_committee_looks_back(office: Office, promised: Matter) -> None:
    with pytest.raises(NotYours):
        office.act(promised, "look_back", "城经办", ground="due", visit_by="2026-07-31")


@pytest.mark.parametrize(
    ("move", "data", "sentence"),
    [
        ("record_visit", {**SEEN, "visited_on": "2026-03-03"}, "回访日期不能晚于今天"),
        ("record_visit", {**SEEN, "evidence": ""}, "现场情况和佐证"),
        ("find_confirmed", {"conclusion": "好"}, "本件现为“待回访”"),
    ],
)
def test_bad_visit_is_refused_in_words(
    office: Office, promised: Matter, move: str, data: dict[str, str], sentence: str
) -> None:
    look = planned(office, promised)
    with pytest.raises(ActRefused, match=sentence):
        office.act(look, move, "林政协", **data)


def test_day_of_a_visit_and_of_a_new_promise_lie_ahead(office: Office, promised: Matter) -> None:
    with pytest.raises(FormRefused, match="回访期限不能早于今天"):
        planned(office, promised, visit_by="2026-03-01")
    look = visited(office, promised)
    with pytest.raises(FormRefused, match="新的完成期限应晚于今天"):
        office.act(look, "find_not_done", "林政协", conclusion="停工", by_when="2026-03-02")
    with pytest.raises(FormRefused, match="新的完成期限应晚于今天"):
        office.act(promised, "declare_unmet", "林政协", reason="已停工")
        office.act(promised, "reopen", "林政协", reason="复工", by_when="2026-03-02")


def test_due_list_has_promises_whose_day_has_come_until_somebody_looks(
    office: Office, promised: Matter
) -> None:
    clerk, committee = office.cast["林政协"], office.cast.committee
    assert not due_for_look_back(clerk, committee, date(2026, 6, 29)).exists()
    assert list(due_for_look_back(clerk, committee, date(2026, 6, 30))) == [promised]

    look = planned(office, promised)
    assert not due_for_look_back(clerk, committee, date(2026, 7, 1)).exists()

    office.act(look, "cancel", "林政协", reason="合并回访")
    assert list(due_for_look_back(clerk, committee, date(2026, 7, 1))) == [promised]


def test_sample_comes_out_alike_for_everybody_who_draws_it_again(office: Office) -> None:
    for _ in range(4):
        office.answered(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)
    clerk, committee, day = office.cast["林政协"], office.cast.committee, office.at.date()

    def draw(size: int, seed: str) -> tuple[int, int, tuple[object, ...]]:
        sample = draw_sample(clerk, committee, day, kind="assignment", year=2026, size=size, seed=seed)
        return sample.of, len(sample.keys), sample.keys

    assert draw(2, "20260302") == draw(2, "20260302")
    assert draw(2, "20260302")[:2] == (4, 2)
    assert draw(9, "x")[:2] == (4, 4)
    assert any(draw(2, seed)[2] != draw(2, "20260302")[2] for seed in "abcdefgh")


def test_sample_has_nothing_that_the_drawer_may_not_see(office: Office, zhongwei, matter: Matter) -> None:
    day = office.at.date()
    sample = draw_sample(
        zhongwei["卫政协"], zhongwei.committee, day, kind="assignment", year=2026, size=5, seed="1"
    )
    assert (sample.of, sample.keys) == (0, ())


def test_concluded_case_comes_up_when_its_time_is_over(office: Office, matter: Matter) -> None:
    clerk, committee = office.cast["林政协"], office.cast.committee
    rows = [
        {"point": point.pk, "adoption": "adopted", "measure": "印发办法"} for point in matter.points.all()
    ]
    office.act(matter, "conclude", "府督查", points=rows)
    assert cases_due(clerk, committee, date(2026, 9, 1)) == []
    assert cases_due(clerk, committee, date(2026, 9, 2)) == [matter]
    assert cases_due(office.cast["运维员"], committee, date(2026, 9, 2)) == []

    matter.refresh_from_db()
    planned(office, matter)

    assert cases_due(clerk, committee, date(2026, 9, 2)) == []


def test_committee_sets_its_own_time_after_which_cases_are_visited(office: Office, matter: Matter) -> None:
    clerk, committee = office.cast["林政协"], office.cast.committee
    rows = [
        {"point": point.pk, "adoption": "adopted", "measure": "印发办法"} for point in matter.points.all()
    ]
    office.act(matter, "conclude", "府督查", points=rows)
    adjust_term(
        committee=committee,
        procedure="look_back",
        term="case",
        amount=3,
        in_force_from=date(2026, 3, 1),
        reason="民生事项多",
        actor=clerk,
        at=office.at,
    )
    assert cases_due(clerk, committee, date(2026, 6, 2)) == [matter]
