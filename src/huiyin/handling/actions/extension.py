"""Effects of asking for more time, granting and refusing it."""

from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import RequestState
from huiyin.handling.models import Assignment, ExtensionRequest
from huiyin.handling.rules import EXTENDABLE
from huiyin.handling.selectors.requests import open_extension_request
from huiyin.handling.settings import reply_time_setting
from huiyin.kernel.due import compute_due
from huiyin.kernel.verdicts import Refused
from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.enums import Role
from huiyin.people.models import Person
from huiyin.people.selectors import grant_holders, work_calendar
from huiyin.procedure.act import Act
from huiyin.procedure.clocks import change_clock, is_paused, running_clock
from huiyin.procedure.enums import ClockChangeKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Clock, ClockChange
from huiyin.procedure.registry import effect
from huiyin.procedure.terms import term_for

EXTENSION_REFUSED = message_kind("extension_refused", _("延期未获同意"))
LIMIT, LIMIT_IN_MONTHS = "longest", "longest_in_months"
"""The terms of a procedure that say how long handling may take at most, extensions included."""


@effect("handling.ask_extension@1")
def ask_extension(act: Act) -> None:
    """The unit asks for more time and says why."""
    clock = _clock(act)
    ExtensionRequest.objects.create(
        committee=act.committee,
        matter=act.matter,
        amount=act.data["amount"],
        unit=act.data["unit"],
        reason=act.reason,
        asked_on=act.day,
        due_before=clock.due,
    )


@effect("handling.grant_extension@1")
def grant_extension(act: Act) -> None:
    """More time, within the longest that the procedure allows."""
    request, clock = _asked(act), _clock(act)
    if is_paused(clock):
        raise ActRefused([Refused("paused", f"“{clock.label}”正在暂停，恢复后才能延期。")])
    change_clock(
        clock,
        ClockChange(
            kind=ClockChangeKind.EXTENSION,
            on=act.day,
            amount=act.data["amount"],
            unit=act.data["unit"],
            reason=act.reason or request.reason,
            person=act.actor,
            at=act.at,
        ),
    )
    _refuse_beyond_the_longest(act, clock)
    _answer(act, request, RequestState.GRANTED, clock)


@effect("handling.refuse_extension@1")
def refuse_extension(act: Act) -> None:
    """The due date stays."""
    request = _asked(act)
    _answer(act, request, RequestState.REFUSED, _clock(act))
    text = f"申请延期{request.amount}{request.get_unit_display()}未获同意，办理期限不变：{act.reason}"
    tell(act, _clerks(act), EXTENSION_REFUSED, text)


def _clerks(act: Act) -> list[Person]:
    """Who asked: the clerks of the unit."""
    unit = Assignment.objects.select_related("unit").get(matter=act.matter).unit
    holders = grant_holders(act.committee, roles=[Role.UNIT_CLERK], on=act.day, body=unit)
    return [grant.person for grant in holders]


def _asked(act: Act) -> ExtensionRequest:
    request = open_extension_request(act.matter)
    if request is None:
        raise ActRefused([Refused("no_extension_asked", "没有待答复的延期申请。")])
    return request


def _clock(act: Act) -> Clock:
    for code in EXTENDABLE:
        clock = running_clock(act.matter, code)
        if clock is not None:
            # The clock must speak of the locked matter, so that its next due date is saved with the step.
            clock.matter = act.matter
            return clock
    raise ActRefused([Refused("no_clock", "本件没有正在计算的办理期限，无须延期。")])


def _refuse_beyond_the_longest(act: Act, clock: Clock) -> None:
    code = LIMIT_IN_MONTHS if reply_time_setting(act.matter).counted_in == "months" else LIMIT
    code = code if code in act.procedure.terms else LIMIT
    if code not in act.procedure.terms:
        return
    term = term_for(act.procedure, code, committee_id=act.committee.pk, on=act.day)
    limit = compute_due(clock.started_on, term, work_calendar()).due
    if limit is not None and clock.due is not None and clock.due > limit:
        text = f"延期后为{clock.due:%Y-%m-%d}，超过最长办理期限{limit:%Y-%m-%d}。"
        raise ActRefused([Refused("beyond_the_longest", text)])


def _answer(act: Act, request: ExtensionRequest, state: RequestState, clock: Clock) -> None:
    request.state, request.decided_on, request.decision_reason = state, act.day, act.reason
    request.due_after = clock.due
    request.save(update_fields=["state", "decided_on", "decision_reason", "due_after"])
