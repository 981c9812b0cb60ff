"""Effects of asking for more time, granting and refusing it; its authors are told beforehand."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import RequestState
from huiyin.handling.models import Assignment, ExtensionNotice, ExtensionRequest
from huiyin.handling.rules import EXTENDABLE
from huiyin.handling.selectors.contacts import authors_of
from huiyin.handling.selectors.requests import (
    authors_untold,
    fresh_notices,
    open_extension_request,
    untold_words,
)
from huiyin.handling.settings import reply_time_setting
from huiyin.kernel.due import DueDate, compute_due
from huiyin.kernel.text import said_day
from huiyin.kernel.verdicts import Refused
from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.enums import Role
from huiyin.people.models import Person
from huiyin.people.selectors import grant_holders, work_calendar
from huiyin.procedure.act import Act
from huiyin.procedure.clocks import change_clock, compute, is_paused, running_clock
from huiyin.procedure.enums import ClockChangeKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Clock, ClockChange, MatterParty
from huiyin.procedure.registry import effect
from huiyin.procedure.terms import term_for

EXTENSION_REFUSED = message_kind("extension_refused", _("延期未获同意"))
EXTENSION_TOLD = message_kind("extension_told", _("答复延期"))
LIMIT, LIMIT_IN_MONTHS = "longest", "longest_in_months"
"""The terms of a procedure that say how long handling may take at most, extensions included."""


@effect("handling.tell_extension@1")
def tell_extension(act: Act) -> None:
    """Put down that the unit has explained to authors why the reply will be late; they read it as well."""
    authors = act.data["authors"]
    ExtensionNotice.objects.bulk_create(
        ExtensionNotice(
            committee=act.committee,
            matter=act.matter,
            author=author,
            on=act.data["on"],
            method=act.data["method"],
            explained=act.data["explained"],
            expected_on=act.data["expected_on"],
        )
        for author in authors
    )
    day = said_day(act.data["expected_on"])
    text = f"拟申请延期答复，预计{day}前答复：{act.data['explained']}"
    _tell_authors(act, text, authors=authors)


@effect("handling.ask_extension@1")
def ask_extension(act: Act) -> None:
    """The unit asks for more time and says why; more than the longest that is allowed is not asked for."""
    clock = _clock(act)
    _refuse_beyond_the_longest(act, clock, _as_extended(act, clock))
    request = ExtensionRequest.objects.create(
        committee=act.committee,
        matter=act.matter,
        amount=act.data["amount"],
        unit=act.data["unit"],
        reason=act.reason,
        asked_on=act.day,
        due_before=clock.due,
    )
    fresh_notices(act.matter).update(request=request)


@effect("handling.grant_extension@1")
def grant_extension(act: Act) -> None:
    """More time, within the longest that the procedure allows; the authors are told the new day."""
    request, clock = _asked(act), _clock(act)
    _lengthen(act, clock, act.reason or request.reason)
    _answer(act, request, RequestState.GRANTED, clock)
    _tell_new_day(act, clock)


@effect("handling.refuse_extension@1")
def refuse_extension(act: Act) -> None:
    """The due date stays, and the authors hear that it does."""
    request, clock = _asked(act), _clock(act)
    _answer(act, request, RequestState.REFUSED, clock)
    text = f"申请延期{request.amount}{request.get_unit_display()}未获同意，办理期限不变：{act.reason}"
    tell(act, _clerks(act), EXTENSION_REFUSED, text)
    if clock.due is not None:
        _tell_authors(act, f"延期答复的申请未获同意，仍应在{said_day(clock.due)}前答复。")


@effect("handling.extend@1")
def extend(act: Act) -> None:
    """The office gives more time of its own accord; for a reply only what the authors were told of beforehand."""
    clock: Clock = act.data["clock"]
    clock.matter = act.matter
    if clock.code not in EXTENDABLE:
        _lengthen(act, clock, act.reason, bounded=False)
        return
    missing = authors_untold(act.matter)
    if missing:
        raise ActRefused([Refused("authors_not_told", untold_words(missing))])
    before = clock.due
    _lengthen(act, clock, act.reason)
    request = ExtensionRequest.objects.create(
        committee=act.committee,
        matter=act.matter,
        amount=act.data["amount"],
        unit=act.data["unit"],
        reason=act.reason,
        asked_on=act.day,
        state=RequestState.GRANTED,
        decided_on=act.day,
        due_before=before,
        due_after=clock.due,
    )
    fresh_notices(act.matter).update(request=request)
    _tell_new_day(act, clock)


def _lengthen(act: Act, clock: Clock, reason: str, *, bounded: bool = True) -> None:
    if is_paused(clock):
        raise ActRefused([Refused("paused", f"“{clock.label}”正在暂停，恢复后才能延期。")])
    change_clock(clock, _change(act, reason))
    if bounded:
        _refuse_beyond_the_longest(act, clock, clock)


def _change(act: Act, reason: str) -> ClockChange:
    return ClockChange(
        kind=ClockChangeKind.EXTENSION,
        on=act.day,
        amount=act.data["amount"],
        unit=act.data["unit"],
        reason=reason,
        person=act.actor,
        at=act.at,
    )


def _tell_new_day(act: Act, clock: Clock) -> None:
    if clock.due is not None:
        _tell_authors(act, f"经同意延期答复，最迟{said_day(clock.due)}前答复。")


def _tell_authors(act: Act, text: str, *, authors: Iterable[MatterParty] | None = None) -> None:
    """Tell the authors (or those of these parties) in the name of the unit what becomes of their case."""
    parent = act.matter.parent
    persons = authors_of(act.matter, act.day, parties=authors)
    if parent is None or not persons:
        return
    unit = Assignment.objects.select_related("unit").get(matter=act.matter).unit
    tell(act, persons, EXTENSION_TOLD, f"{unit}办理的《{parent.title}》{text}")


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


def _as_extended(act: Act, clock: Clock) -> DueDate:
    """When an answer would be due with what is asked for."""
    changes = [*clock.changes.order_by("pk"), _change(act, act.reason)]
    return compute(clock, changes, work_calendar())


def _refuse_beyond_the_longest(act: Act, clock: Clock, result: Clock | DueDate) -> None:
    code = LIMIT_IN_MONTHS if reply_time_setting(act.matter).counted_in == "months" else LIMIT
    code = code if code in act.procedure.terms else LIMIT
    if code not in act.procedure.terms:
        return
    term = term_for(act.procedure, code, committee_id=act.committee.pk, on=act.day)
    limit = compute_due(clock.started_on, term, work_calendar()).due
    if limit is not None and result.due is not None and result.due > limit:
        text = f"延期后为{result.due:%Y-%m-%d}，超过最长办理期限{limit:%Y-%m-%d}。"
        raise ActRefused([Refused("beyond_the_longest", text)])


def _answer(act: Act, request: ExtensionRequest, state: RequestState, clock: Clock) -> None:
    request.state, request.decided_on, request.decision_reason = state, act.day, act.reason
    request.due_after = clock.due
    request.save(update_fields=["state", "decided_on", "decision_reason", "due_after"])
