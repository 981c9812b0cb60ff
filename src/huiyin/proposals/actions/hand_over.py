"""Effects on the way to the units: the plan, the chairpersons' decision, agreement of both sides, the hand-over."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from huiyin.handling.actions.assign import hand_over
from huiyin.handling.enums import AssignmentRole
from huiyin.handling.plan import as_rows
from huiyin.kernel.verdicts import Refused
from huiyin.notices.kinds import message_kind
from huiyin.people.models import Body
from huiyin.people.selectors import current_grants
from huiyin.people.selectors.bodies import SIDE_OF
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import effect, preview
from huiyin.proposals.actions.key import write_key
from huiyin.proposals.actions.planning import ask_offices, write_plan
from huiyin.proposals.actions.telling import tell_authors, tell_merged_authors
from huiyin.proposals.enums import SideVerdict
from huiyin.proposals.models import HandOver, PlannedUnit, Proposal, SideOpinion
from huiyin.proposals.selectors.hand_over import (
    offices_of,
    planned_places,
    sides_against,
    standing_opinions,
)
from huiyin.proposals.selectors.proposal import proposal_of
from huiyin.proposals.selectors.suggesting import Suggested, any_clerk, as_places, suggestions

PROPOSAL_HANDED_OVER = message_kind("proposal_handed_over", _("提案交办"))


@effect("proposals.plan@1")
def plan(act: Act) -> None:
    """Write the plan; an office whose side is changed by it is asked anew."""
    write_plan(act, act.data["places"])


@effect("proposals.list_suggested@1")
def list_suggested(act: Act) -> None:
    """The clerk follows what alike proposals suggest, as the page has shown it."""
    assert act.actor is not None
    places = as_places(act.matter, suggestions(act.matter, current_grants(act.actor, act.day), act.day))
    if not places:
        text = "没有可以参考的相似提案，请逐件填写拟承办单位，或者按同一单位列入。"
        raise ActRefused([Refused("nothing_suggested", text)])
    write_plan(act, places)


@preview("proposals.list_suggested@1")
def suggested_in_words(matter: Matter) -> list[str]:
    """Which units a proposal would be planned for, and why: read before anybody confirms it."""
    found = suggestions(matter, any_clerk(matter), matter.entered_state_at.date())
    places = as_places(matter, found)
    if not places:
        return ["没有可以参考的相似提案，不会列入。"]
    units = {each.unit.pk: each for each in found}
    said = dict.fromkeys((place.unit, place.role) for place in places)
    lines = [_planned_words(units[unit], role) for unit, role in said]
    wished = [str(each.body) for each in proposal_of(matter).wished_units.select_related("body")]
    return [*lines, *([f"提案人希望由{'、'.join(wished)}承办"] if wished else [])]


def _planned_words(suggested: Suggested, role: str) -> str:
    return f"{suggested.unit}（{AssignmentRole(role).label}）：{suggested.ground}"


@effect("proposals.study@1")
def study(act: Act) -> None:
    """The chairpersons have decided that it is handed over; the offices of both sides are asked from now on."""
    record = _record(act)
    sitting = act.data["decision"].sitting
    record.studied_at, record.studied_on = sitting.matter.title, sitting.held_on
    record.save()
    write_key(act)
    ask_offices(act)


def _record(act: Act) -> HandOver:
    proposal = proposal_of(act.matter)
    found: HandOver = HandOver.objects.get_or_create(
        proposal=proposal, defaults={"committee": act.committee}
    )[0]
    return found


@effect("proposals.keep@1")
def keep(act: Act) -> None:
    """Not handed over, by a decision; the authors read why."""
    record = _record(act)
    sitting = act.data["decision"].sitting
    record.studied_at, record.studied_on = sitting.matter.title, sitting.held_on
    record.kept_reason = act.data["to_author"]
    record.save()
    text = f"您的提案《{act.matter.title}》已经立案，经研究不单独交办，说明见提案页面。"
    tell_authors(act, PROPOSAL_HANDED_OVER, text)


@effect("proposals.relist@1")
def relist(act: Act) -> None:
    """It is to be handed over after all."""
    record = _record(act)
    record.kept_reason = ""
    record.save(update_fields=["kept_reason"])


def _say(act: Act, proposal: Proposal, office: Body, verdict: SideVerdict, **more: Any) -> None:
    assert act.actor is not None, "a person answers for an office"
    side = SIDE_OF[office.kind]
    proposal.side_opinions.filter(side=side, in_force=True).update(in_force=False)
    SideOpinion.objects.create(
        committee=act.committee, proposal=proposal, side=side, office=office, verdict=verdict,
        given_by=act.actor, given_on=act.day, **more,
    )  # fmt: skip


def _own_office(act: Act) -> Body:
    body = act.grant.body if act.grant is not None else None
    if body is None or body.kind not in SIDE_OF:
        raise ActRefused([Refused("no_office", "须由党委办公室或者政府办公室答复。")])
    return body


@effect("proposals.agree_to_plan@1")
def agree(act: Act) -> None:
    """The office agrees to the units planned on its side."""
    _say(act, proposal_of(act.matter), _own_office(act), SideVerdict.AGREED, reason=act.reason)


@effect("proposals.propose_other@1")
def propose_other(act: Act) -> None:
    """The office proposes another unit; the committee's office answers."""
    _say(
        act, proposal_of(act.matter), _own_office(act), SideVerdict.OTHER,
        reason=act.reason, unit=act.data["unit"], other_unit=act.data["other_unit"],
    )  # fmt: skip


@effect("proposals.agree_on_word@1")
def agree_on_word(act: Act) -> None:
    """What an office agreed to at a meeting or on paper is registered for it, marked so."""
    proposal = proposal_of(act.matter)
    for office in offices_of(act.committee, act.data["sides"], act.day).values():
        if office is None:
            raise ActRefused([Refused("no_office", "还没有登记该方的办公室，不能登记商定结果。")])
        _say(act, proposal, office, SideVerdict.AGREED, reason=act.reason, on_word=True)


@effect("proposals.hold_to_plan@1")
def hold_to_plan(act: Act) -> None:
    """The plan stays; the office reads why and answers once more."""
    for row in sides_against(act.matter):
        row.answer, row.in_force = act.data["answer"], False
        row.save(update_fields=["answer", "in_force"])


@effect("proposals.reopen_plan@1")
def reopen_plan(act: Act) -> None:
    """What was agreed is to be agreed anew."""
    keys = [row.pk for row in standing_opinions(act.matter).values()]
    SideOpinion.objects.filter(pk__in=keys).update(in_force=False)


@effect("proposals.hand_over@1")
def hand_over_at_sitting(act: Act) -> None:
    """交办 at the sitting of party committee, government and committee."""
    sitting = act.data["decision"].sitting
    _hand_over(act, at=sitting.matter.title)


@effect("proposals.hand_over_singly@1")
def hand_over_singly(act: Act) -> None:
    """交办 by the office, between sessions."""
    _hand_over(act, at="")


def _hand_over(act: Act, *, at: str) -> None:
    record = _record(act)
    record.handed_over_at, record.handed_over_on = at, act.day
    record.save()
    rows = [{**row, "request": act.data.get("request", "")} for row in _rows(act)]
    hand_over(act, rows)
    names = _answering_names(rows)
    text = f"您的提案《{act.matter.title}》已经交办，由{names}办理。"
    tell_authors(act, PROPOSAL_HANDED_OVER, text)
    title = act.matter.title
    tell_merged_authors(act, PROPOSAL_HANDED_OVER, f"您并入《{title}》的提案已随主案交办，由{names}办理。")


def _rows(act: Act) -> list[dict[str, Any]]:
    """Planned places as rows of the hand-over, the leads first, so that who assists knows whom."""
    order = [AssignmentRole.LEAD, AssignmentRole.SOLE, AssignmentRole.SEPARATE, AssignmentRole.ASSIST]
    rows = as_rows(act.matter, planned_places(act.matter))
    return sorted(rows, key=lambda row: order.index(AssignmentRole(row["role"])))


def _answering_names(rows: Iterable[Mapping[str, Any]]) -> str:
    names = [str(row["unit"]) for row in rows if row["role"] != AssignmentRole.ASSIST]
    return "、".join(dict.fromkeys(names))


@preview("proposals.hand_over@1")
def handed_over_in_words(matter: Matter) -> list[str]:
    """Which units would get it, as what."""
    rows = PlannedUnit.objects.filter(proposal__matter=matter).select_related("unit").order_by("pk")
    return list(dict.fromkeys(f"{row.unit}（{row.get_role_display()}）" for row in rows))


@preview("proposals.hand_over_singly@1")
def handed_over_singly_in_words(matter: Matter) -> list[str]:
    """The same without a sitting."""
    return handed_over_in_words(matter)
