"""我的提案: what one person wrote, signed or is asked to sign, also as the clerk of a body."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from huiyin.people.models import Committee, Grant
from huiyin.procedure.begin import may_begin
from huiyin.procedure.drafts import recovered
from huiyin.procedure.library import newest
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.selectors import seeing
from huiyin.proposals.enums import AUTHOR, COSIGNER, INVITED, KIND, RECORDER
from huiyin.proposals.models import Proposal
from huiyin.proposals.rules.state_groups import WRITING
from huiyin.proposals.selectors.journey import Journey, journey, traces
from huiyin.proposals.selectors.proposal import body_words

PAGE = 30
MOST_WAITING = 100
OWN = (AUTHOR, COSIGNER, RECORDER)


@dataclass(frozen=True)
class Entry:
    """One proposal on the list: as what it is mine (author, cosigner, recorder, invited), and how far it has come."""

    matter: Matter
    proposal: Proposal
    mine_as: str
    body: str
    state: str
    journey: Journey


@dataclass(frozen=True)
class Mine:
    """The whole page; `typed_at`: when a proposal that was begun and not kept was last saved by itself."""

    invitations: tuple[Entry, ...]
    drafts: tuple[Entry, ...]
    filed: tuple[Entry, ...]
    older: str
    may_begin: bool
    typed_at: datetime | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all yet."""
        return not (self.invitations or self.drafts or self.filed or self.typed_at)


def is_for(visit: Visit, committee: Committee) -> bool:
    """Whether the person may write proposals here, for themselves, for a body, or typing in what came on paper."""
    return bool(may_begin(newest(KIND), visit.grants, committee))


def mine(visit: Visit, committee: Committee, *, after: str = "") -> Mine:
    """Everything that is this person's; a fixed number of queries. What was handed in comes page by page."""
    own = mine_seen(visit.grants_in(committee), visit, (*OWN, INVITED))
    own = own.select_related("committee", "proposal__body").order_by("-opened_at", "-id")
    waiting = list(own.filter(state__in=WRITING)[:MOST_WAITING])
    handed_in = _older_than(own.exclude(state__in=WRITING), after)
    page = list(handed_in[: PAGE + 1])
    older = str(page[PAGE - 1].pk) if len(page) > PAGE else ""
    found = entries(visit, [*waiting, *page[:PAGE]])
    typed = recovered(visit.person, f"begin:{KIND}:{committee.pk}:")
    return Mine(
        invitations=tuple(each for each in found if each.mine_as == INVITED),
        drafts=tuple(each for each in found if each.matter.state in WRITING and each.mine_as != INVITED),
        filed=tuple(each for each in found if each.matter.state not in WRITING and each.mine_as != INVITED),
        older=older,
        may_begin=is_for(visit, committee),
        typed_at=typed.saved_at if typed is not None else None,
    )


def mine_seen(grants: Sequence[Grant], visit: Visit, roles: Iterable[str]) -> QuerySet[Matter]:
    """Proposals that are the person's or their body's in one of these roles, as far as they are seen."""
    bodies = [grant.body_id for grant in grants if grant.body_id]
    party = Q(person=visit.person) | Q(body__in=bodies)
    mine = MatterParty.objects.filter(party, role__in=tuple(roles), active=True)
    # Begun from the few that are somebody's, not from the committee's thousands.
    return Matter.objects.filter(seeing(grants, kind=KIND), kind=KIND, pk__in=mine.values("matter"))


def entries(visit: Visit, matters: Sequence[Matter]) -> list[Entry]:
    """Each with its way; four queries whatever their number."""
    views, read = view_many(visit, matters), traces(matters)
    found = []
    for matter in matters:
        view = views[matter.pk]
        own = mine_as(view, visit)
        if not view.may_see or not own:
            continue
        way = journey(matter, read[matter.pk], is_author=own != COSIGNER)
        body = body_words(matter.proposal)
        found.append(Entry(matter, matter.proposal, own, body, view.state_label, way))
    return found


def mine_as(view: Viewing, visit: Visit) -> str:
    """As what a proposal is this person's; "" when it is not. Whose it is comes before who typed it in."""
    bodies = {grant.body_id for grant in visit.grants if grant.body_id}
    roles = {
        party.role
        for party in view.here.parties
        if party.person_id == visit.person.pk or (party.body_id and party.body_id in bodies)
    }
    return next((role for role in (AUTHOR, INVITED, COSIGNER, RECORDER) if role in roles), "")


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
