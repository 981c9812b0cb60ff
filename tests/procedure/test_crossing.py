"""What reaches another committee: declared in both procedures, made there by the engine, and nobody named."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from factories.errands import register
from factories.people import Cast
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin
from huiyin.procedure.choices import choices
from huiyin.procedure.crossing import across, begin_across
from huiyin.procedure.engine import take
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.loader import DocumentRefused, load_text
from huiyin.procedure.models import Link, Matter
from huiyin.procedure.procedure_table import move_rows
from huiyin.procedure.rights_table import rights_table
from huiyin.records.verification import Report, verify
from procedure.conftest import MONDAY

LETTER = """
procedure: ferry
version: 1
kind: errand
label: 上行件
basis: 测试用程序
begins: {label: 起头, by: [office, across], state: open, form: errands.begin@1, effect: errands.begin@1}
roles:
  office: {label: 政协办, grants: [cppcc_clerk]}
stages: {only: 办理}
facets: {summary: {label: 概要}}
views: {usual: {office: all}}
states:
  open: {label: 进行中, stage: only, sees: usual}
  heard: {label: 已有回音, stage: only, sees: usual}
  ended: {label: 已结束, stage: only, sees: usual, final: true}
moves:
  send_up: {label: 上报, from: [open, heard], to: stay, by: office, crosses: true, effect: ferries.send_up@1}
  tell: {label: 告知, from: [open, heard], to: stay, by: office, crosses: true, effect: ferries.tell@1}
  whisper: {label: 私下告知, from: open, to: stay, by: office, effect: ferries.tell@1}
  hear: {label: 收到回音, from: open, to: heard, by: across, crosses: true, effect: ferries.tell@1}
  hear_more: {label: 又有回音, from: heard, to: stay, by: across}
  end: {label: 结束, from: [open, heard], to: ended, by: office}
  end_by_itself: {label: 自行结束, from: heard, to: ended, by: engine, guards: [ferries.asked_to_end@1]}
"""
AIM: dict[str, Any] = {}
MOVES = ("hear", "hear_more")


def send_up(act: Act) -> None:
    """The same letter, in the committee that the test has in mind."""
    begin_across(
        act, AIM["procedure"], AIM["committee"], title="", data=AIM["data"], link=LinkKind.SENT_UP_AS
    )


def tell(act: Act) -> None:
    """What is heard above is told below, as far as it goes."""
    for link in Link.objects.filter(target=act.matter, kind=LinkKind.SENT_UP_AS).select_related("source"):
        for _time in range(2 if AIM.get("twice") else 1):
            AIM["step"] = across(act, AIM.get("aim") or link.source, AIM["moves"], data={"words": "已采用"})


@pytest.fixture
def letter(shizuishan: Cast) -> Iterator[Matter]:
    """A letter of 石嘴山 that can go up."""
    register()
    registry.effects.setdefault("ferries.send_up@1", send_up)
    registry.effects.setdefault("ferries.tell@1", tell)
    registry.guards.setdefault("ferries.asked_to_end@1", lambda act: AIM["ends"](act))
    registry.guard_labels.setdefault("ferries.asked_to_end@1", "测试要求结束")
    document = load_text(LETTER.replace("by: engine,", "by: engine, automatic: true,"), source="ferry")
    library.include(document)
    AIM.clear()
    AIM.update(procedure="ferry", data={"title": "上报的一件"}, moves=MOVES, ends=never)
    clerk = shizuishan["林政协"]
    data = {"title": "修路的一件"}
    yield begin("ferry", committee=shizuishan.committee, actor=clerk, at=MONDAY, data=data).matter
    library.exclude(document)


def never(act: Act) -> Verdict:
    return Refused("not_asked", "没有要求结束。")


def sent_up(cast: Cast, matter: Matter, to: Cast) -> Matter:
    """The linked matter that came of sending up."""
    AIM["committee"] = to.committee
    taken = take(matter, "send_up", actor=clerk_of(cast), at=MONDAY + timedelta(hours=1))
    return Link.objects.get(source=taken.matter, kind=LinkKind.SENT_UP_AS).target


def clerk_of(cast: Cast) -> Any:
    return cast["林政协"] if "林政协" in cast.people else cast["卫政协"]


def told_by(cast: Cast, matter: Matter) -> None:
    take(matter, "tell", actor=clerk_of(cast), at=MONDAY + timedelta(hours=2))


def test_matter_begun_above_is_that_committees_own_and_names_nobody(
    shizuishan: Cast, zhongwei: Cast, letter: Matter
) -> None:
    above = sent_up(shizuishan, letter, zhongwei)

    first = above.steps.get()
    assert (above.committee, above.title, above.state) == (zhongwei.committee, "上报的一件", "open")
    assert above.term == zhongwei.term
    assert (first.actor_name, first.acted_as, first.committee) == ("系统", "", zhongwei.committee)
    assert first.data["title"] == "上报的一件"
    assert "修路" not in str(first.data)
    assert not list(verify(Report()))


def test_what_is_heard_comes_down_as_the_engines_own_act_and_goes_on(
    shizuishan: Cast, zhongwei: Cast, letter: Matter
) -> None:
    above = sent_up(shizuishan, letter, zhongwei)
    told_by(zhongwei, above)

    letter.refresh_from_db()
    last = letter.steps.latest("number")
    assert (letter.state, last.move, last.actor_name, last.data) == (
        "heard",
        "hear",
        "系统",
        {"words": "已采用"},
    )
    assert last.actor is None
    assert last.grant is None
    AIM["twice"] = True  # what was locked for the act is not looked for again
    told_by(zhongwei, above)
    assert [step.move for step in letter.steps.order_by("number")][-2:] == ["hear_more", "hear_more"]
    assert not list(verify(Report()))


def test_over_two_committees_it_comes_down_in_one_act(
    shizuishan: Cast, zhongwei: Cast, letter: Matter
) -> None:
    above = sent_up(shizuishan, letter, zhongwei)
    highest = sent_up(zhongwei, above, shizuishan)
    told_by(shizuishan, highest)
    assert {each.state for each in Matter.objects.filter(pk__in=[letter.pk, above.pk])} == {"heard"}
    assert not list(verify(Report()))


def test_what_is_no_longer_open_to_it_below_refuses_nothing_above(
    shizuishan: Cast, zhongwei: Cast, letter: Matter
) -> None:
    above = sent_up(shizuishan, letter, zhongwei)
    take(letter, "end", actor=shizuishan["林政协"], at=MONDAY + timedelta(hours=1))
    told_by(zhongwei, above)
    assert AIM["step"] is None
    assert letter.steps.latest("number").move == "end"


def test_automatic_moves_follow_there_with_that_committees_eyes(
    shizuishan: Cast, zhongwei: Cast, letter: Matter
) -> None:
    above = sent_up(shizuishan, letter, zhongwei)

    def ends(act: Act) -> Verdict:
        assert act.committee == act.matter.committee
        return ALLOWED if act.matter.pk == letter.pk else never(act)

    AIM["ends"] = ends
    told_by(zhongwei, above)
    letter.refresh_from_db()
    assert letter.state == "ended"


def test_only_what_both_procedures_declare_crosses(shizuishan: Cast, zhongwei: Cast, letter: Matter) -> None:
    above = sent_up(shizuishan, letter, zhongwei)
    with pytest.raises(ValueError, match="whisper of ferry does not cross"):
        take(above, "whisper", actor=zhongwei["卫政协"], at=MONDAY)
    AIM["moves"] = ("end",)
    with pytest.raises(ValueError, match="end does not follow from another committee's act"):
        told_by(zhongwei, above)
    AIM["moves"] = MOVES
    AIM["aim"] = above
    with pytest.raises(ValueError, match="a linked matter of another committee"):
        told_by(zhongwei, above)
    AIM["aim"] = begin(
        "ferry",
        committee=shizuishan.committee,
        actor=shizuishan["林政协"],
        at=MONDAY,
        data={"title": "无关的"},
    ).matter
    with pytest.raises(ValueError, match="a linked matter of another committee"):
        told_by(zhongwei, above)
    with pytest.raises(ValueError, match="not begun by another committee's act"):
        sent_up(shizuishan, letter, shizuishan)
    AIM["procedure"] = "assignment"
    with pytest.raises(ValueError, match="not begun by another committee's act"):
        sent_up(shizuishan, letter, zhongwei)


def test_who_is_at_work_there_is_not_waited_for_and_not_named(
    shizuishan: Cast, zhongwei: Cast, letter: Matter
) -> None:
    above = sent_up(shizuishan, letter, zhongwei)
    # Who is locked by somebody else is not found, as if it were not there.
    AIM["aim"] = Matter(committee=shizuishan.committee, title="修路的一件")
    with pytest.raises(ActRefused, match="另一级政协的事项此刻正在办理") as refused:
        told_by(zhongwei, above)
    assert "修路" not in str(refused.value)


def test_nobody_makes_what_comes_from_elsewhere(shizuishan: Cast, letter: Matter) -> None:
    offered = {choice.code for choice in choices(letter, shizuishan["林政协"], MONDAY)}
    assert offered == {"send_up", "tell", "whisper", "end"}
    with pytest.raises(ActRefused, match="随有关事项的办理一并产生"):
        take(letter, "hear", actor=shizuishan["林政协"], at=MONDAY)


def test_table_and_rights_name_what_comes_from_elsewhere(letter: Matter) -> None:
    document = library.procedure_of("ferry", 1)
    assert "(across): hear" in rights_table(document)
    assert "随上下级政协的关联事项办理" in {row.by for row in move_rows(document)}


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("by: across, crosses", "by: [across, office], crosses", "nobody's own move"),
        ("crosses: true, effect: ferries.send_up@1", "crosses: true", "does it by its effect"),
    ],
)
def test_document_that_declares_it_badly_is_refused(
    letter: Matter, before: str, after: str, reason: str
) -> None:
    text = LETTER.replace("by: engine,", "by: engine, automatic: true,")
    with pytest.raises(DocumentRefused, match=reason):
        load_text(text.replace(before, after), source="ferry")
