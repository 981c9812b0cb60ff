"""The figures of the ledger of instructions: 件 and 次 by leader and by office, and how they add up. Plain Python."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from huiyin.handling.enums import InstructionKind


@dataclass(frozen=True)
class Entry:
    """One instruction as the ledger counts it; an offline item may stand for several (`times`).

    `place` says where it stands among those of its day, for pages of the list.
    """

    matter: UUID
    title: str
    leader: str
    leader_name: str
    leader_post: str
    on: date
    kind: str
    times: int
    office: int
    office_name: str
    offline: bool
    place: str

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(InstructionKind(self.kind).label)


@dataclass(frozen=True)
class Tally:
    """件: papers instructed, each once; 次: instructions; and 次 by kind, in the order of the kinds."""

    pieces: int
    times: int
    by_kind: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Line:
    """One leader or office with its figures."""

    key: str
    label: str
    note: str
    tally: Tally


@dataclass(frozen=True)
class Ledger:
    """The whole: lines add up to their column; `repeated` are papers that several leaders instructed."""

    leaders: tuple[Line, ...]
    offices: tuple[Line, ...]
    total: Tally
    leader_pieces: int
    offline: Tally

    @property
    def repeated(self) -> int:
        """By how much the leaders' 件 exceed the papers there are."""
        return self.leader_pieces - self.total.pieces


def tally(entries: Iterable[Entry]) -> Tally:
    """Count papers once and instructions as often as they were given."""
    entries = list(entries)
    kinds = dict.fromkeys(InstructionKind.values, 0)
    for each in entries:
        kinds[each.kind] += each.times
    return Tally(
        len({each.matter for each in entries}), sum(each.times for each in entries), tuple(kinds.items())
    )


def ledger_of(entries: Sequence[Entry]) -> Ledger:
    """Lines by leader, the most instructions first, and by office."""
    leaders = _lines(entries, lambda each: each.leader, lambda each: (each.leader_name, each.leader_post))
    offices = _lines(entries, lambda each: str(each.office), lambda each: (each.office_name, ""))
    return Ledger(
        leaders=tuple(sorted(leaders, key=lambda line: (-line.tally.times, line.label))),
        offices=tuple(sorted(offices, key=lambda line: int(line.key))),
        total=tally(entries),
        leader_pieces=sum(line.tally.pieces for line in leaders),
        offline=tally(each for each in entries if each.offline),
    )


def _lines(
    entries: Sequence[Entry], key: Callable[[Entry], str], name: Callable[[Entry], tuple[str, str]]
) -> list[Line]:
    groups: dict[str, list[Entry]] = {}
    for each in entries:
        groups.setdefault(key(each), []).append(each)
    found = []
    for code, group in groups.items():
        # The name and post of the latest: posts change.
        label, note = name(max(group, key=lambda each: each.on))
        found.append(Line(code, label, note, tally(group)))
    return found
