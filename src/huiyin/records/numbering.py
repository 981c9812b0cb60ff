"""Official numbers: given from a register that has no gaps, written in the committee's own pattern, never reused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from huiyin.kernel.numbering import FIELDS, check_pattern, format_number
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Committee, PlenarySession
from huiyin.people.selectors import current_term
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.records.enums import NumberFate
from huiyin.records.models import NumberPattern, NumberRegister


@dataclass(frozen=True)
class Series:
    """A sequence of numbers: its name for people and the pattern used where a committee has none of its own."""

    code: str
    label: str
    pattern: str


all_series: dict[str, Series] = {}


class PatternRefused(ValueError):
    """The pattern cannot be used; `verdict` says why in words."""

    def __init__(self, verdict: Refused) -> None:
        super().__init__(verdict.text)
        self.verdict = verdict


def series(code: str, label: str, pattern: str) -> Series:
    """Register a series with its preset pattern (packages call this when they are ready).

    PatternRefused for a pattern against GB/T 9704-2012, ValueError for a code that means something else already.
    """
    _refuse_bad(pattern)
    value = Series(code, label, pattern)
    if all_series.setdefault(code, value) != value:
        raise ValueError(f"two series are called {code!r}")
    return value


def adopt_pattern(*, committee: Committee, series: str, pattern: str, in_force_from: date) -> NumberPattern:
    """Let a committee write the numbers of a series in its own way from a day on. Raises PatternRefused."""
    if series not in all_series:
        raise PatternRefused(Refused("number.unknown_series", f"没有“{series}”这一编号序列。"))
    _refuse_bad(pattern)
    row, _created = NumberPattern.objects.update_or_create(
        committee=committee, series=series, in_force_from=in_force_from, defaults={"pattern": pattern}
    )
    return row


def _refuse_bad(pattern: str) -> None:
    verdict = check_pattern(pattern)
    if isinstance(verdict, Refused):
        raise PatternRefused(verdict)


def pattern_of(committee: Committee, series: str, on: date) -> str:
    """The pattern in force on a day: the committee's newest one, else the preset. KeyError: unknown series."""
    own = (
        NumberPattern.objects.filter(committee=committee, series=series, in_force_from__lte=on)
        .order_by("-in_force_from")
        .first()
    )
    return own.pattern if own else all_series[series].pattern


def give_number(act: Act, series: str) -> NumberRegister:
    """The next number of a series for the act's matter.

    Two clerks at once get two numbers: the second waits for the first one's transaction, and a refused act gives
    its number back by being rolled back. ActRefused when the pattern would write a number that exists already.
    """
    with transaction.atomic():
        # Numbers of one committee are given one after the other: without gaps there is no other way. NO KEY
        # leaves everybody free who only refers to the committee. SQLite has one writer anyway.
        Committee.objects.select_for_update(no_key=True).get(pk=act.committee.pk)
        given = NumberRegister.objects.filter(committee=act.committee, series=series, year=act.day.year)
        sequence = (given.aggregate(last=Max("sequence"))["last"] or 0) + 1
        number = _written(act, series, sequence)
        if NumberRegister.objects.filter(committee=act.committee, number=number).exists():
            text = f"编号“{number}”已经用过，编号不能重复使用，请调整“{all_series[series].label}”的编号格式。"
            raise ActRefused([Refused("number_taken", text)])
        return NumberRegister.objects.create(
            committee=act.committee,
            series=series,
            year=act.day.year,
            sequence=sequence,
            number=number,
            matter=act.matter,
            at=act.at,
        )


def _written(act: Act, series: str, sequence: int) -> str:
    pattern = pattern_of(act.committee, series, act.day)
    parts = _parts_of(act.committee, pattern, act.day)
    if isinstance(parts, Refused):
        raise ActRefused([parts])
    return format_number(pattern, year=act.day.year, sequence=sequence, **parts)


def _term_on(committee: Committee, on: date) -> int | None:
    term = current_term(committee, on)
    return term.number if term else None


def _session_on(committee: Committee, on: date) -> int | None:
    held = PlenarySession.objects.filter(committee=committee, opens_on__lte=on)
    newest = held.order_by("-opens_on").first()
    return newest.number if newest else None


_PARTS: dict[str, Callable[[Committee, date], Any]] = {
    "term": _term_on,
    "session": _session_on,
    "code": lambda committee, on: committee.short_name,
}


def _parts_of(committee: Committee, pattern: str, on: date) -> dict[str, Any] | Refused:
    """What a pattern names besides year and sequence; Refused when something of it is not registered."""
    parts = {name: find(committee, on) for name, find in _PARTS.items() if f"{{{name}" in pattern}
    missing = [FIELDS[name] for name, value in parts.items() if value is None]
    if missing:
        text = f"编号格式中用到“{'、'.join(missing)}”，但没有登记相应的届次，暂时不能编号。"
        return Refused("number_part_missing", text)
    return parts


def void_number(act: Act, number: str, *, reason: str) -> NumberRegister:
    """Strike a number of the act's matter out, with the reason; it stays in the register and is not given again."""
    row = NumberRegister.objects.filter(committee=act.committee, matter=act.matter, number=number).first()
    if row is None or row.fate != NumberFate.GIVEN:
        raise ActRefused([Refused("number_not_given", f"本件没有在用的编号“{number}”，不能作废。")])
    if not reason.strip():
        raise ActRefused([Refused("no_reason", "作废编号须写明原因。")])
    row.fate, row.reason, row.voided_at = NumberFate.VOID, reason, act.at
    row.save(update_fields=["fate", "reason", "voided_at"])
    return row


def next_number(committee: Committee, series: str, pattern: str, on: date) -> str | Refused:
    """What the next number of a series would be on a day in this pattern; Refused says why there would be none."""
    verdict = check_pattern(pattern)
    if isinstance(verdict, Refused):
        return verdict
    given = NumberRegister.objects.filter(committee=committee, series=series, year=on.year)
    sequence = (given.aggregate(last=Max("sequence"))["last"] or 0) + 1
    parts = _parts_of(committee, pattern, on)
    if isinstance(parts, Refused):
        return parts
    number = format_number(pattern, year=on.year, sequence=sequence, **parts)
    if NumberRegister.objects.filter(committee=committee, number=number).exists():
        return Refused("number_taken", f"照此编号，下一个是“{number}”，这个编号已经用过，不能重复使用。")
    return number
