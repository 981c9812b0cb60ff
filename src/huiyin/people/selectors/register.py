"""What the lists of bodies, members and grants show, a bounded page at a time."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model

from huiyin.people.enums import BodyKind
from huiyin.people.models import Body, Committee, Grant, Member, Term
from huiyin.people.selectors.bodies import MAX_BODIES

PAGE = 100

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of one page and the key after which the next begins (0: this is the last)."""

    rows: list[Row]
    next_after: int


@dataclass(frozen=True)
class BodyGroup:
    """Bodies of one kind."""

    kind: BodyKind
    bodies: list[Body]


def _page(rows: list[Row]) -> Page[Row]:
    shown = rows[:PAGE]
    return Page(shown, shown[-1].pk if len(rows) > PAGE else 0)


def body_groups(committee: Committee) -> list[BodyGroup]:
    """Every body of a committee by kind, with other names loaded: two queries."""
    by_kind: dict[str, list[Body]] = defaultdict(list)
    bodies = Body.objects.filter(committee=committee).prefetch_related("other_names")
    for body in bodies.order_by("id")[:MAX_BODIES]:
        by_kind[body.kind].append(body)
    return [BodyGroup(kind, by_kind[kind]) for kind in BodyKind if by_kind[kind]]


def members_page(term: Term, *, after: int) -> Page[Member]:
    """Members of a term in the order of their entry, from the one after `after`."""
    members = Member.objects.filter(committee_id=term.committee_id, term=term, pk__gt=after).select_related(
        "person__account", "sector", "special_committee", "activity_group"
    )
    return _page(list(members.order_by("pk")[: PAGE + 1]))


def grants_page(committee: Committee, *, after: int) -> Page[Grant]:
    """Grants in a committee in the order they were given, from the one after `after`."""
    grants = Grant.objects.filter(committee=committee, pk__gt=after).select_related(
        "person", "body", "deputy_of__person"
    )
    return _page(list(grants.order_by("pk")[: PAGE + 1]))
