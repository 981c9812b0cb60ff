"""我的社情民意: what one person reported, also as the clerk of a body or of a point, and what a clerk typed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from huiyin.briefs.enums import AUTHOR, KIND, RECORDER, REPORTING_POINT
from huiyin.briefs.rules.state_groups import WRITING
from huiyin.briefs.selectors.journey import Journey, journeys
from huiyin.people.models import Committee, Grant
from huiyin.procedure.begin import may_begin
from huiyin.procedure.drafts import recovered
from huiyin.procedure.library import newest
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.page.viewing import Visit, view_many
from huiyin.procedure.selectors import seeing

PAGE = 30
MOST_DRAFTS = 100
OWN = (AUTHOR, REPORTING_POINT, RECORDER)


@dataclass(frozen=True)
class Entry:
    """One brief on the list, and how far it has come."""

    matter: Matter
    state: str
    recorded: bool
    journey: Journey


@dataclass(frozen=True)
class Mine:
    """The whole page; `typed_at`: when something that was begun and not kept was last saved by itself."""

    drafts: tuple[Entry, ...]
    handed_in: tuple[Entry, ...]
    older: str
    may_begin: bool
    typed_at: datetime | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all yet."""
        return not (self.drafts or self.handed_in or self.typed_at)


def is_for(visit: Visit, committee: Committee) -> bool:
    """Whether the person may report something here, for themselves, for a body, or typing in what others said."""
    return bool(may_begin(newest(KIND), visit.grants, committee))


def mine(visit: Visit, committee: Committee, *, after: str = "") -> Mine:
    """Everything that is this person's; a fixed number of queries. What was handed in comes page by page."""
    own = mine_seen(visit.grants_in(committee), visit).select_related("committee")
    own = own.order_by("-opened_at", "-id")
    drafts = list(own.filter(state__in=WRITING)[:MOST_DRAFTS])
    page = list(_older_than(own.exclude(state__in=WRITING), after)[: PAGE + 1])
    older = str(page[PAGE - 1].pk) if len(page) > PAGE else ""
    found = entries(visit, [*drafts, *page[:PAGE]])
    typed = recovered(visit.person, f"begin:{KIND}:{committee.pk}:")
    return Mine(
        drafts=tuple(each for each in found if each.matter.state in WRITING),
        handed_in=tuple(each for each in found if each.matter.state not in WRITING),
        older=older,
        may_begin=is_for(visit, committee),
        typed_at=typed.saved_at if typed is not None else None,
    )


def mine_seen(grants: Sequence[Grant], visit: Visit, roles: Iterable[str] = OWN) -> QuerySet[Matter]:
    """Briefs that are the person's or their body's in one of these roles, as far as they are seen."""
    bodies = [grant.body_id for grant in grants if grant.body_id]
    party = Q(person=visit.person) | Q(body__in=bodies)
    rows = MatterParty.objects.filter(party, role__in=tuple(roles), active=True)
    return Matter.objects.filter(seeing(grants, kind=KIND), kind=KIND, pk__in=rows.values("matter"))


def entries(visit: Visit, matters: Sequence[Matter]) -> list[Entry]:
    """Each with its way; a fixed number of queries whatever their number."""
    views, ways = view_many(visit, matters), journeys(matters)
    return [
        Entry(
            matter,
            views[matter.pk].state_label,
            any(p.role == RECORDER and p.person_id == visit.person.pk for p in views[matter.pk].here.parties),
            ways[matter.pk],
        )
        for matter in matters
        if views[matter.pk].may_see
    ]


def _older_than(matters: QuerySet[Matter], cursor: str) -> QuerySet[Matter]:
    """What comes after the row that the cursor names; an unknown cursor starts from the newest."""
    try:
        place = matters.filter(pk=UUID(cursor)).values_list("opened_at", "pk").first()
    except ValueError:
        place = None
    if place is None:
        return matters
    opened_at, key = place
    return matters.filter(Q(opened_at__lt=opened_at) | Q(opened_at=opened_at, pk__lt=key))
