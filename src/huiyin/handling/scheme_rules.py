"""Schemes that change with time: reply classes and evaluation values, each version in force between two days.

Plain values and functions: the page shows several versions side by side, a change is planned on them before it is made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

A_DAY = timedelta(days=1)
FEWEST = 2


@dataclass(frozen=True)
class Version:
    """One name and meaning of one code, in force between two days, both included; `key` is its row, if it has one."""

    code: str
    label: str
    meaning: str
    since: date | None = None
    until: date | None = None
    order: int = 0
    key: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it may be chosen on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def in_force(versions: Iterable[Version], day: date) -> list[Version]:
    """What may be chosen on a day, in order."""
    return sorted((each for each in versions if each.holds_on(day)), key=lambda each: (each.order, each.code))


def days_of_change(versions: Iterable[Version]) -> list[date]:
    """The days on which the scheme becomes another one, the earliest first."""
    days = {each.since for each in versions if each.since is not None}
    days |= {each.until + A_DAY for each in versions if each.until is not None}
    return sorted(days)


def newest_of(versions: Iterable[Version], code: str) -> Version | None:
    """The last version of a code."""
    found = sorted((each for each in versions if each.code == code), key=lambda each: each.since or date.min)
    return found[-1] if found else None


def with_new(versions: Sequence[Version], new: Version) -> list[Version]:
    """The scheme with one more."""
    return [*versions, new]


def with_other_name(
    versions: Sequence[Version], code: str, *, label: str, meaning: str, since: date
) -> list[Version]:
    """The scheme in which a code is called and means something else from a day on."""
    old = newest_of(versions, code)
    assert old is not None
    ended = replace(old, until=since - A_DAY)
    new = replace(old, label=label, meaning=meaning, since=since, until=None, key=None)
    return [*(each for each in versions if each is not old), ended, new]


def without(versions: Sequence[Version], code: str, *, since: date) -> list[Version]:
    """The scheme in which a code can no longer be chosen from a day on."""
    old = newest_of(versions, code)
    assert old is not None
    return [*(each for each in versions if each is not old), replace(old, until=since - A_DAY)]


def called_off(versions: Sequence[Version], code: str, today: date) -> list[Version] | None:
    """The scheme without what is to come for a code; None when nothing is to come."""
    last = newest_of(versions, code)
    if last is None:
        return None
    if last.since is None or last.since <= today:
        ending = last.until is not None and last.until >= today
        return (
            [*(each for each in versions if each is not last), replace(last, until=None)] if ending else None
        )
    rest = [each for each in versions if each is not last]
    before = newest_of(rest, code)
    if before is not None and before.until == last.since - A_DAY:
        rest = [*(each for each in rest if each is not before), replace(before, until=None)]
    return rest


def lacking(versions: Sequence[Version], since: date, needed: Sequence[str]) -> str | None:
    """The first meaning that could no longer be said on some day from `since` on; "" for too few to choose from."""
    for day in [since, *(each for each in days_of_change(versions) if each > since)]:
        found = in_force(versions, day)
        if len(found) < FEWEST:
            return ""
        meanings = {each.meaning for each in found}
        for meaning in needed:
            if meaning not in meanings:
                return meaning
    return None
