"""Moves that follow from an act on a relative, clocks that no date starts, and what a package adds once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from factories.errands import register
from factories.people import Cast
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin, begin_child
from huiyin.procedure.choices import choices
from huiyin.procedure.engine import Taken, take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.loader import load_text
from huiyin.procedure.models import Matter, Step
from huiyin.procedure.passage import consequence, join
from huiyin.procedure.registry import FollowUp
from procedure.conftest import MONDAY

RELAY = """
procedure: relay
version: 1
kind: errand
label: 接力
basis: 测试用程序
begins: {label: 起头, by: [office], state: open, form: errands.begin@1, effect: errands.begin@1}
roles:
  office: {label: 政协办, grants: [cppcc_clerk]}
stages: {only: 办理}
facets: {summary: {label: 概要}}
views: {usual: {office: all}}
terms:
  some_days: {label: 期限, amount: 5, unit: working_days, basis: 测试}
states:
  open: {label: 进行中, stage: only, sees: usual}
  ended: {label: 已结束, stage: only, sees: usual, final: true}
moves:
  split: {label: 分办, from: open, to: stay, by: office, effect: relays.split@1}
  end: {label: 结束, from: open, to: ended, by: office}
  lead: {label: 带头, from: open, to: stay, by: office, form: procedure.reason@1, effect: relays.lead@1}
  end_by_part: {label: 随分办件结束, from: open, to: ended, by: consequence}
clocks:
  never: {label: 不起算, term: some_days, runs_in: [open], starts_from: relays.never@1}
"""
PART = """
procedure: relay_part
version: 1
kind: chore
label: 分办件
basis: 测试用程序
begins: {label: 分办, by: [parent], state: sent}
roles:
  office: {label: 政协办, grants: [cppcc_clerk]}
stages: {only: 办理}
facets: {summary: {label: 概要}}
views: {usual: {office: all}}
states:
  sent: {label: 已交办, stage: only, sees: usual}
  done: {label: 已办, stage: only, sees: usual, final: true}
moves:
  split: {label: 再分办, from: sent, to: stay, by: office, effect: relays.split@1}
  finish: {label: 办毕, from: sent, to: done, by: office, form: procedure.reason@1, effect: relays.finish@1}
  call_off: {label: 一并撤销, from: sent, to: done, by: consequence}
"""
AIMS: dict[str, tuple[Matter, str]] = {}


def split(act: Act) -> None:
    """Two parts of whatever is split."""
    for number in (1, 2):
        begin_child(act, "relay_part", title=f"{act.matter.title}之{number}")


def finish(act: Act) -> None:
    """What follows is what the test has in mind."""
    target, move = AIMS[act.reason]
    consequence(act, target, move, data={"note": "随办"}, reason="一并办理")


def lead(act: Act) -> None:
    """Another relay, which is no relative, is joined and ends with this one."""
    target, move = AIMS[act.reason]
    consequence(act, join(act, target), move)


@pytest.fixture
def relay(shizuishan: Cast) -> Iterator[Matter]:
    """A relay with two parts, the first of which has parts of its own."""
    register()
    registry.effects.setdefault("relays.split@1", split)
    registry.effects.setdefault("relays.finish@1", finish)
    registry.effects.setdefault("relays.lead@1", lead)
    registry.start_dates.setdefault("relays.never@1", lambda matter: None)
    documents = [load_text(text, source=name) for name, text in (("relay", RELAY), ("relay_part", PART))]
    for document in documents:
        library.include(document)
    data = {"title": "接力修路"}
    clerk = shizuishan["林政协"]
    taken = begin("relay", committee=shizuishan.committee, actor=clerk, at=MONDAY, data=data)
    yield act(shizuishan, taken.matter, "split").matter
    for document in documents:
        library.exclude(document)


def act(cast: Cast, matter: Matter, move: str, **data: Any) -> Taken:
    return take(matter, move, actor=cast["林政协"], at=MONDAY + timedelta(hours=1), data=data)


def parts(matter: Matter) -> list[Matter]:
    return list(matter.children.order_by("title"))


def finished(cast: Cast, part: Matter, target: Matter, move: str) -> Taken:
    """The part is finished, and something follows."""
    AIMS["后果"] = (target, move)
    return act(cast, part, "finish", reason="后果")


def test_sibling_follows_under_the_same_actor_with_the_cause_on_its_record(
    shizuishan: Cast, relay: Matter
) -> None:
    first, second = parts(relay)

    finished(shizuishan, first, second, "call_off")

    second.refresh_from_db()
    step = Step.objects.filter(matter=second).latest("number")
    assert second.state == "done"
    assert (step.move, step.actor_name, step.reason) == ("call_off", "林政协", "一并办理")
    assert step.data == {"note": "随办", "because_of": {"id": str(first.pk), "text": first.title}}


def test_parent_follows_and_is_saved_once(shizuishan: Cast, relay: Matter) -> None:
    finished(shizuishan, parts(relay)[0], relay, "end_by_part")
    relay.refresh_from_db()
    assert (relay.state, relay.closed_at is not None) == ("ended", True)


def test_part_of_a_part_follows_an_act_beside_it(shizuishan: Cast, relay: Matter) -> None:
    first, second = parts(relay)
    inner = parts(act(shizuishan, first, "split").matter)[0]

    finished(shizuishan, second, inner, "call_off")

    inner.refresh_from_db()
    assert (inner.state, inner.parent_id) == ("done", first.pk)


def test_outer_matter_follows_an_act_deep_inside(shizuishan: Cast, relay: Matter) -> None:
    inner = parts(act(shizuishan, parts(relay)[0], "split").matter)[0]
    finished(shizuishan, inner, relay, "end_by_part")
    relay.refresh_from_db()
    assert relay.state == "ended"


def test_relative_in_another_state_refuses_the_whole_act(shizuishan: Cast, relay: Matter) -> None:
    first, second = parts(relay)
    finished(shizuishan, first, second, "call_off")
    relay.refresh_from_db()
    third = parts(act(shizuishan, relay, "split").matter)[-1]

    with pytest.raises(ActRefused, match="现为“已办”，不能随本件办理“一并撤销”"):
        finished(shizuishan, third, second, "call_off")

    third.refresh_from_db()
    assert third.state == "sent"


def test_only_a_relatives_declared_consequence_follows(shizuishan: Cast, relay: Matter) -> None:
    first, second = parts(relay)
    with pytest.raises(ValueError, match="finish is no consequence"):
        finished(shizuishan, first, second, "finish")
    stranger = another(shizuishan)
    with pytest.raises(ValueError, match="no relative"):
        finished(shizuishan, first, stranger, "end_by_part")


def another(cast: Cast) -> Matter:
    """A relay that has nothing to do with the first."""
    clerk = cast["林政协"]
    return begin("relay", committee=cast.committee, actor=clerk, at=MONDAY, data={"title": "另一件"}).matter


def test_matter_that_is_no_relative_follows_once_it_was_joined(shizuishan: Cast, relay: Matter) -> None:
    other = another(shizuishan)
    AIMS["带头"] = (other, "end_by_part")
    act(shizuishan, relay, "lead", reason="带头")
    other.refresh_from_db()
    assert other.state == "ended"
    assert other.steps.latest("number").data["because_of"] == {"id": str(relay.pk), "text": relay.title}
    with pytest.raises(ActRefused, match="现为“已结束”，不能随本件办理"):
        act(shizuishan, relay, "lead", reason="带头")


def test_only_another_matter_of_the_committee_that_nobody_holds_is_joined(
    shizuishan: Cast, zhongwei: Cast, relay: Matter
) -> None:
    AIMS["带头"] = (relay, "end_by_part")
    with pytest.raises(ValueError, match="another matter of the same committee"):
        act(shizuishan, relay, "lead", reason="带头")
    abroad = another(shizuishan)
    abroad.committee = zhongwei.committee
    AIMS["带头"] = (abroad, "end_by_part")
    with pytest.raises(ValueError, match="another matter of the same committee"):
        act(shizuishan, relay, "lead", reason="带头")
    # Who is locked by somebody else is not found, as if it were not there: nobody waits.
    AIMS["带头"] = (Matter(committee=shizuishan.committee, title="别人手里的"), "end_by_part")
    with pytest.raises(ActRefused, match="“别人手里的”此刻正由他人办理，请稍后再办理一次"):
        act(shizuishan, relay, "lead", reason="带头")


def test_nobody_is_offered_or_allowed_a_consequence(shizuishan: Cast, relay: Matter) -> None:
    offered = {choice.code for choice in choices(relay, shizuishan["林政协"], MONDAY)}
    assert offered == {"split", "end", "lead"}
    with pytest.raises(ActRefused, match="随有关事项的办理一并产生"):
        act(shizuishan, relay, "end_by_part")


def test_clock_without_a_day_to_start_from_does_not_run(relay: Matter) -> None:
    assert not relay.clocks.exists()


def test_what_is_begun_out_of_a_kind_is_said_once() -> None:
    register()
    follow_ups = registry.kinds["chore"].follow_ups
    value = FollowUp("errand", lambda matter: True)

    registry.follow_up("chore", value)
    registry.follow_up("chore", FollowUp("errand", lambda matter: False))

    assert follow_ups == [value]
    follow_ups.clear()
