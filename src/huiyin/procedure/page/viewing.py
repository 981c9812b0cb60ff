"""How one person looks at matters: roles held, facets seen, and the words meant for this audience.

A part of the page whose code is a facet of the procedure (`timeline`, `clocks`, `parties`, `links`, `documents`) is
shown to those who see that facet. Where the procedure does not name it, clocks, parties and links go with the
timeline, and everything else is only for those who see every facet there is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from huiyin.people.models import Committee, Grant, Person
from huiyin.people.rules import PUTTING_FORWARD
from huiyin.procedure.choices import Standing
from huiyin.procedure.definition import Procedure
from huiyin.procedure.enums import StepKind
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, MatterParty, Step
from huiyin.procedure.rights import facets_seen, roles_held

OFFICE = "office"
MEMBER = "member"
PUBLIC = "public"
REMARKS = "remarks"
GOES_WITH = {"clocks": "timeline", "parties": "timeline", "links": "timeline"}


@dataclass(frozen=True)
class Visit:
    """One request of one person: who, when, and every grant held that day."""

    person: Person
    at: datetime
    grants: tuple[Grant, ...]

    @property
    def day(self) -> date:
        """The day of the visit where the office is."""
        return timezone.localdate(self.at)

    @cached_property
    def committees(self) -> list[Committee]:
        """The committees this person serves, in the order of the grants."""
        return list({grant.committee_id: grant.committee for grant in self.grants}.values())

    def grants_in(self, committee: Committee) -> list[Grant]:
        """The grants held in one committee."""
        return [grant for grant in self.grants if grant.committee_id == committee.pk]


@dataclass(frozen=True)
class Viewing:
    """One matter in the eyes of one person."""

    here: Standing
    audience: str

    @property
    def matter(self) -> Matter:
        """The matter looked at."""
        return self.here.matter

    @property
    def procedure(self) -> Procedure:
        """The procedure the matter stays on."""
        return self.here.procedure

    @property
    def may_see(self) -> bool:
        """Whether anything may be shown."""
        return self.here.may_see

    def shows(self, part: str) -> bool:
        """Whether a part of the page is for this person."""
        if part in self.procedure.facets:
            return part in self.here.seen
        if part in GOES_WITH:
            return self.shows(GOES_WITH[part])
        return self.here.seen >= frozenset(self.procedure.facets) and self.may_see

    def follows(self, step: Step) -> bool:
        """Whether this person may read who made the step and why: so where it began or where it ended.

        What a unit does with its draft stays inside the unit, also after the reply was sent. Procedures that do not
        declare the facet have nothing of that sort.
        """
        declared = self.procedure.moves.get(step.move)
        mine = {each.role for each in self.here.held}
        if step.kind == StepKind.EVENT or step.number == 1 or (declared and mine & set(declared.by)):
            return True
        if REMARKS not in self.procedure.facets:
            return True
        states = (step.from_state, step.to_state)
        return any(
            REMARKS in self.procedure.facets_for(state, role)
            for state in states
            if state in self.procedure.states
            for role in mine
        )

    def bodies(self, most: int = 3) -> str:
        """The bodies concerned in a few words, for lists; nothing for those who do not see the parties."""
        if not self.shows("parties"):
            return ""
        names = list(dict.fromkeys(str(party.body) for party in self.here.parties if party.body))
        return "、".join(names[:most]) + ("等" if len(names) > most else "")

    @property
    def state_label(self) -> str:
        """The present state in the words of this audience."""
        return self.label_of(self.matter.state)

    def label_of(self, state: str) -> str:
        """Any state of the procedure in the words of this audience."""
        declared = self.procedure.states.get(state)
        return declared.label_for(self.audience) if declared else ""


def audience_of(here: Standing) -> str:
    """Members see plainer steps; whoever holds any other role here looks at the matter as an office does.

    Who sees it because it was opened to everybody is told what the public is told.
    """
    opened = {party.role for party in here.parties if party.is_everybody}
    if here.held and all(here.procedure.roles[each.role].party in opened for each in here.held):
        return PUBLIC
    only_member = all(each.grant.role in PUTTING_FORWARD for each in here.held)
    return MEMBER if only_member else OFFICE


def viewing(visit: Visit, matter: Matter) -> Viewing:
    """How the visitor stands to one matter (one query, for its parties)."""
    return view_many(visit, [matter])[matter.pk]


def view_many(visit: Visit, matters: Iterable[Matter]) -> dict[object, Viewing]:
    """How the visitor stands to each of many matters, in one query whatever their number."""
    wanted = {matter.pk: matter for matter in matters}
    parties: dict[object, list[MatterParty]] = defaultdict(list)
    if wanted:
        rows = MatterParty.objects.filter(matter__in=wanted, active=True).select_related("body", "person")
        for row in rows:
            parties[row.matter_id].append(row)
    return {key: view_with(matter, visit.grants, parties[key]) for key, matter in wanted.items()}


def seen_only(visit: Visit, matters: Iterable[Matter]) -> list[Viewing]:
    """The same without the matters of which the visitor may see nothing, in the order given."""
    return [each for each in view_many(visit, matters).values() if each.may_see]


def view_with(matter: Matter, grants: Sequence[Grant], parties: Sequence[MatterParty]) -> Viewing:
    """How the holder of these grants stands to a matter whose active parties are known; no query."""
    procedure = procedure_of(matter.procedure, matter.version)
    held = roles_held(procedure, matter, grants, parties)
    seen = facets_seen(procedure, matter, held)
    here = Standing(procedure, matter, tuple(held), tuple(parties), seen)
    return Viewing(here, audience_of(here))
