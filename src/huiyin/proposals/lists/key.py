"""重点提案: what was nominated and what was chosen, with criteria, reasons and leaders; a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Visit, view_many
from huiyin.proposals.lists.queue import examining_grants
from huiyin.proposals.models import KeyLeader, KeyNomination
from huiyin.proposals.selectors.hand_over import CHAIRPERSONS
from huiyin.proposals.selectors.key import (
    chosen_or_nominated,
    decided_by_matter,
    leaders_by_matter,
    nominations_by_matter,
)

PAGE = 100


@dataclass(frozen=True)
class KeyRow:
    """One proposal: who nominated it by which criteria, or as what it was decided."""

    matter: Matter
    state: str
    nominations: tuple[KeyNomination, ...]
    criteria: tuple[str, ...]
    leaders: tuple[KeyLeader, ...]


@dataclass(frozen=True)
class KeyPage:
    """Candidates and key proposals of a year, newest first; `total` says how many there are of each."""

    candidates: tuple[KeyRow, ...]
    chosen: tuple[KeyRow, ...]
    candidates_total: int
    chosen_total: int


def selecting_grants(grants: Sequence[Grant]) -> list[Grant]:
    """The grants under which somebody chooses key proposals: examiners, and the presidium."""
    presidium = [each for each in grants if each.role in CHAIRPERSONS]
    return [*examining_grants(grants), *presidium]


def key_page(visit: Visit, committee: Committee, year: int) -> KeyPage:
    """What this person may know of the choice of key proposals of a year."""
    grants = selecting_grants(visit.grants_in(committee))
    rows = chosen_or_nominated(grants).filter(committee=committee, year=year).order_by("-opened_at", "-pk")
    candidates, chosen = rows.filter(is_key=False), rows.filter(is_key=True)
    return KeyPage(
        _rows(visit, list(candidates.select_related("committee")[:PAGE])),
        _rows(visit, list(chosen.select_related("committee")[:PAGE])),
        candidates.count(),
        chosen.count(),
    )


def _rows(visit: Visit, matters: list[Matter]) -> tuple[KeyRow, ...]:
    views = view_many(visit, matters)
    nominated, decided = nominations_by_matter(matters), decided_by_matter(matters)
    leaders = leaders_by_matter(matters)
    return tuple(
        KeyRow(
            matter=each,
            state=views[each.pk].state_label,
            nominations=tuple(nominated.get(each.pk, ())),
            criteria=tuple(decided.get(each.pk, ())),
            leaders=tuple(leaders.get(each.pk, ())),
        )
        for each in matters
    )


def sets_agendas(grants: Sequence[Grant]) -> bool:
    """Whether somebody draws up the agenda of the chairpersons' sittings."""
    return any(each.role == Role.CPPCC_CLERK for each in grants)
