"""Effects of 申退: asking, deciding, ruling, and handing over to another unit in place of the one that returns it."""

from dataclasses import replace

from huiyin.handling.actions.assign import hand_over, read_no_more
from huiyin.handling.enums import AssignmentRole, RequestState, Ruling
from huiyin.handling.models import Assignment, ReturnRequest
from huiyin.handling.rules import Place, leads_of
from huiyin.handling.selectors import assists_for, places_of
from huiyin.handling.selectors.requests import last_return_request
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.events import record_event
from huiyin.procedure.passage import consequence
from huiyin.procedure.registry import effect

REASSIGNED = "reassigned"


def _request(act: Act) -> ReturnRequest:
    request = last_return_request(act.matter)
    if request is None:
        raise ActRefused([Refused("no_return_asked", "本件没有申退。")])
    return request


def _decide(act: Act, state: RequestState) -> None:
    request = _request(act)
    request.state, request.decided_on, request.decision_reason = state, act.day, act.reason
    request.save(update_fields=["state", "decided_on", "decision_reason"])


@effect("handling.request_return@1")
def request_return(act: Act) -> None:
    """The unit says why it cannot handle this and who should."""
    ReturnRequest.objects.create(
        committee=act.committee,
        matter=act.matter,
        reason=act.reason,
        proposed_unit=act.data.get("proposed_unit"),
        asked_on=act.day,
    )


@effect("handling.withdraw_return@1")
def withdraw_return(act: Act) -> None:
    """The unit handles it after all."""
    _decide(act, RequestState.WITHDRAWN)


@effect("handling.refuse_return@1")
def refuse_return(act: Act) -> None:
    """The office does not agree; the clock has been running all the time."""
    _decide(act, RequestState.REFUSED)


@effect("handling.accept_return@1")
def accept_return(act: Act) -> None:
    """The office agrees and hands over to others."""
    _decide(act, RequestState.GRANTED)
    _replace(act, because="申退，")


@effect("handling.dispute_return@1")
def dispute_return(act: Act) -> None:
    """The unit's head does not accept the refusal and asks for a ruling."""
    request = _request(act)
    request.dispute_reason = act.reason
    request.save(update_fields=["dispute_reason"])


@effect("handling.name_arbiter@1")
def name_arbiter(act: Act) -> None:
    """Somebody is named to decide, and can see the matter from now on."""
    request = _request(act)
    request.arbiter = act.data["arbiter"]
    request.save(update_fields=["arbiter"])
    act.add_party("arbiter", act.data["arbiter"])


def _rule(act: Act, ruling: Ruling) -> None:
    request = _request(act)
    request.ruling, request.ruled_on, request.ruling_reason = ruling, act.day, act.reason
    request.save(update_fields=["ruling", "ruled_on", "ruling_reason"])


@effect("handling.uphold@1")
def uphold(act: Act) -> None:
    """The unit handles it; a ruling is the last word."""
    _rule(act, Ruling.UPHELD)


@effect("handling.overrule@1")
def overrule(act: Act) -> None:
    """Others handle it."""
    _rule(act, Ruling.OVERRULED)
    _replace(act, because="申退，")


@effect("handling.replace_unit@1")
def replace_unit(act: Act) -> None:
    """The office finds that another unit should handle it; this one never asked."""
    _replace(act, because="")


def _replace(act: Act, *, because: str) -> None:
    """Hand the points of this assignment over to others, in the same round of the parent; both stay to be seen.

    The new units have their own clocks from this day. Assisting units go on under the new lead.
    """
    old = Assignment.objects.select_related("unit", "matter").get(matter=act.matter)
    parent = act.matter.parent
    assert parent is not None
    rows = act.data["assignments"]
    assists = assists_for(old)
    names = "、".join(f"{row['unit']}（{AssignmentRole(row['role']).label}）" for row in rows)
    hand_over(replace(act, matter=parent), rows, replaced=old)
    read_no_more(parent, old)
    if assists:
        _follow_new_lead(act, old, assists)
    text = f"{old}{because}改由{names}办理。" if names else f"{old}{because}不再办理。"
    record_event(parent, REASSIGNED, "改办", at=act.at, recorded_at=act.recorded_at, reason=text)


def _follow_new_lead(act: Act, old: Assignment, assists: list[Assignment]) -> None:
    parent = act.matter.parent
    assert parent is not None
    places = [place for place in places_of(parent, parent.round) if not _is_of(place, old)]
    for assist in assists:
        points = list(assist.covered.values_list("point_id", flat=True))
        leads = Body.objects.filter(pk__in=leads_of(assist.unit_id, points, places))
        consequence(act, assist.matter, "change_lead", data={"before": old.unit, "leads": list(leads)})


def _is_of(place: Place, assignment: Assignment) -> bool:
    return (place.unit, place.role) == (assignment.unit_id, assignment.role)


@effect("handling.change_lead@1")
def change_lead(act: Act) -> None:
    """The assisting opinion goes to another lead from now on."""
    act.retire_party("lead_unit", act.data["before"])
    for lead in act.data["leads"]:
        act.add_party("lead_unit", lead)
