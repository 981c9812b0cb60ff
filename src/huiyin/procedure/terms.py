"""Lengths of time: the preset of the procedure, or the committee's own figure within its bounds."""

from datetime import date, datetime

from huiyin.kernel.due import Term, Unit
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Committee, Person
from huiyin.procedure.definition import Procedure, TermDefinition
from huiyin.procedure.errors import ActRefused, ContentRefused
from huiyin.procedure.library import newest
from huiyin.procedure.models import Clock, TermAdjustment
from huiyin.procedure.ports import ports


def term_for(procedure: Procedure, code: str, *, committee_id: int, on: date) -> Term:
    """The term in force for a committee on a day."""
    preset = procedure.terms[code]
    amount = amount_for(procedure, code, committee_id=committee_id, on=on)
    return as_term(amount, preset.unit, preset.month_day)


def amount_for(procedure: Procedure, code: str, *, committee_id: int, on: date) -> int:
    """The figure of a term in force for a committee on a day."""
    preset = procedure.terms[code]
    amount = preset.amount
    if preset.adjustable:
        own = (
            TermAdjustment.objects.filter(
                committee_id=committee_id, procedure=procedure.procedure, term=code, in_force_from__lte=on
            )
            .order_by("-in_force_from")
            .values_list("amount", flat=True)
            .first()
        )
        amount = within(preset, own) if own is not None else amount
    return amount


def as_term(amount: int, unit: str, month_day: str = "") -> Term:
    """A kernel term from stored values; `month_day` is "08-05"."""
    parts = month_day.split("-")
    day = (int(parts[0]), int(parts[1])) if month_day else None
    return Term(amount, Unit(unit), day)


def within(preset: TermDefinition, amount: int) -> int:
    """A figure kept inside the bounds of the version in force (a later version may have narrowed them)."""
    return max(preset.least or 0, min(amount, preset.most if preset.most is not None else amount))


def check_adjustment(
    *, committee: Committee, procedure: str, term: str, amount: int, reason: str, actor: Person, at: datetime
) -> TermDefinition:
    """The term that may be set like that.

    Raises ActRefused when the term is unknown, not adjustable or out of bounds, or no reason is given, and
    ContentRefused for a reason that looks classified.
    """
    finding = ports.screen({"reason": reason}, {})
    if finding is not None:
        ports.incident(finding, actor, at, f"{procedure}.terms")
        raise ContentRefused([Refused("classified", finding.sentence)])
    preset = newest(procedure).terms.get(term)
    if preset is None:
        raise ActRefused([Refused("unknown_term", "该程序没有这一期限。")])
    if not preset.adjustable:
        raise ActRefused([Refused("fixed_term", f"“{preset.label}”由制度规定，不能调整。")])
    if not (preset.least or 0) <= amount <= (preset.most or 0):
        text = f"“{preset.label}”只能在{preset.least}至{preset.most}之间调整，填写的是{amount}。"
        raise ActRefused([Refused("out_of_bounds", text)])
    if not reason.strip():
        raise ActRefused([Refused("no_reason", "调整期限须写明理由。")])
    return preset


def adjust_term(
    *,
    committee: Committee,
    procedure: str,
    term: str,
    amount: int,
    in_force_from: date,
    reason: str,
    actor: Person,
    at: datetime,
) -> TermAdjustment:
    """Set a committee's own figure from a date. Running clocks keep the term they started with.

    Raises what `check_adjustment` raises.
    """
    check_adjustment(
        committee=committee,
        procedure=procedure,
        term=term,
        amount=amount,
        reason=reason,
        actor=actor,
        at=at,
    )
    adjustment, _created = TermAdjustment.objects.update_or_create(
        committee=committee,
        procedure=procedure,
        term=term,
        in_force_from=in_force_from,
        defaults={"amount": amount, "reason": reason, "person": actor, "recorded_at": at},
    )
    return adjustment


def running_on(committee: Committee, procedure: Procedure, term: str) -> int:
    """How many clocks of a committee run on this term of a procedure, whatever its length was when they began."""
    codes = [code for code, clock in procedure.clocks.items() if term in clock.all_terms]
    unit = procedure.terms[term].unit
    running = Clock.objects.filter(committee=committee, code__in=codes, unit=unit, stopped_at__isnull=True)
    return running.filter(matter__procedure=procedure.procedure).count()
