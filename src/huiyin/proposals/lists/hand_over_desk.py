"""What the hand-over desk shows: a committee's proposals on their way to the units, stage by stage, with counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from huiyin.kernel.lights import Light, light, remaining_words
from huiyin.people.enums import Role, Side
from huiyin.people.models import Body, Committee, Grant
from huiyin.people.selectors import work_calendar
from huiyin.people.selectors.bodies import SIDE_OF
from huiyin.procedure.library import newest
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Viewing, Visit, seen_only
from huiyin.procedure.page.work_list import batch_moves
from huiyin.procedure.selectors import seeing
from huiyin.proposals.enums import AUTHOR, EXAMINING_BODY_CODE, KIND, Timing
from huiyin.proposals.models import PlannedUnit, Proposal, ProposalClass, WishedUnit
from huiyin.proposals.rules.state_groups import DOCKETED
from huiyin.proposals.selectors.hand_over import BOTH, of_sides, planned_by_matter, sides_of_roles

STATES = DOCKETED
PAGE = 100
"""Proposals on one page: as many as one batch takes."""
UNDECIDED = "none"
WHOLE = frozenset({Role.CPPCC_CLERK, Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY_GENERAL})
"""Roles that look at both sides, of the proposals that they see; with the clerks of the 提案委员会."""
SORTING = frozenset({"cppcc", "examiner"})
"""Roles of the procedure that choose the class."""


@dataclass(frozen=True)
class Row:
    """One proposal on the desk."""

    pk: UUID
    number: str
    title: str
    is_key: bool
    proposer: str
    timing: str
    sort: str
    to_sort: bool
    units: tuple[str, ...]
    wished: tuple[str, ...]
    group: str
    state: str
    light: Light | None
    left: str
    due: date | None


@dataclass(frozen=True)
class Stage:
    """A state with how many proposals stand in it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A way to narrow the list, with its count: what opens it stands in the address."""

    name: str
    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Desk:
    """One page of the desk."""

    stages: tuple[Stage, ...]
    state: str
    total: int
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    facets: tuple[Facet, ...]
    batch: tuple[tuple[str, str], ...]
    after: str


def sides_of_grants(grants: Sequence[Grant]) -> frozenset[str]:
    """The sides of which the page may tell at all; row by row the procedure decides."""
    if any(grant.role in WHOLE or _examines(grant) for grant in grants):
        return BOTH
    kinds = [
        grant.body.kind for grant in grants if grant.role == Role.OFFICE_CLERK and grant.body is not None
    ]
    return frozenset(SIDE_OF[kind] for kind in kinds if kind in SIDE_OF)


def _examines(grant: Grant) -> bool:
    """A clerk of another special committee is at most an author here, who learns of units when they have it."""
    body = grant.body
    return grant.role == Role.COMMITTEE_CLERK and body is not None and body.code == EXAMINING_BODY_CODE


def on_the_way(grants: Sequence[Grant], filters: Mapping[str, Any]) -> QuerySet[Matter]:
    """Proposals from docketing on of which these grants show the plan, narrowed by the filters (but the state).

    A unit or a side is looked for among the planned units that this person may know of, and nowhere else: what
    somebody reads as an author or because it was published is not here, lest a filter tell what the page does not.
    """
    matters = Matter.objects.filter(seeing(grants, kind=KIND, facet="plan"), kind=KIND, state__in=STATES)
    sides = sides_of_grants(grants)
    if filters.get("timing"):
        matters = matters.filter(proposal__timing=filters["timing"])
    if filters.get("class"):
        chosen = filters["class"]
        matters = matters.filter(
            Q(proposal__proposal_class=chosen) | Q(proposal__proposal_class__parent=chosen)
        )
    if filters.get("key"):
        matters = matters.filter(is_key=filters["key"] == "yes")
    if filters.get("side") == UNDECIDED:
        matters = matters.exclude(Exists(_planned(Side.values)))
    elif filters.get("side"):
        matters = matters.filter(Exists(_planned(sides & {filters["side"]})))
    if filters.get("unit"):
        matters = matters.filter(Exists(_planned(sides, unit=filters["unit"])))
    for word in (filters.get("text") or "").split()[:8]:
        matters = matters.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return matters


def _planned(sides: Any, **more: Any) -> QuerySet[PlannedUnit]:
    return PlannedUnit.objects.filter(
        proposal__matter=OuterRef("pk"), unit__side__in=sorted({*sides, *([""] if set(sides) >= BOTH else [])}),
        **more,
    )  # fmt: skip


def desk(visit: Visit, committee: Committee, filters: Mapping[str, Any], *, after: str = "") -> Desk:
    """A page of the desk in a fixed number of queries."""
    grants = visit.grants_in(committee)
    matters = on_the_way(grants, filters)
    counts = dict(matters.order_by().values_list("state").annotate(number=Count("pk")))
    declared = newest(KIND).states
    stages = tuple(
        Stage(code, declared[code].label, counts.get(code, 0)) for code in STATES if code in declared
    )
    state = filters.get("state") or next((each.code for each in stages if each.count), STATES[0])
    here = matters.filter(state=state)
    found = list(
        here.filter(number__gt=after).select_related("committee").order_by("number", "pk")[: PAGE + 1]
    )
    more = len(found) > PAGE
    shown = seen_only(visit, found[:PAGE])
    rows = _rows(visit, shown)
    return Desk(
        stages=stages,
        state=state,
        total=counts.get(state, 0),
        groups=_grouped(rows),
        facets=_facets(here, sides_of_grants(grants)),
        batch=batch_moves(shown),
        after=found[PAGE - 1].number if more else "",
    )


def keys_of_group(grants: Sequence[Grant], filters: Mapping[str, Any], most: int) -> list[tuple[UUID, int]]:
    """Every proposal of one stage and these filters with the number of its last step, in the order of their numbers."""
    matters = on_the_way(grants, filters).filter(state=filters.get("state") or STATES[0])
    return list(matters.order_by("number", "pk").values_list("pk", "step_number")[:most])


def _rows(visit: Visit, views: Sequence[Viewing]) -> list[Row]:
    matters = [each.matter for each in views]
    proposals = {each.matter_id: each for each in _with_class(matters)}
    planned = planned_by_matter(matters)
    wished: dict[object, list[str]] = {}
    for wish in WishedUnit.objects.filter(proposal__matter__in=matters).select_related("body", "proposal"):
        wished.setdefault(wish.proposal.matter_id, []).append(str(wish.body))
    calendar = work_calendar()
    rows = []
    for view in views:
        matter, proposal = view.matter, proposals[view.matter.pk]
        sides = sides_of_roles((each.role, each.grant) for each in view.here.held)
        units = of_sides(planned.get(matter.pk, ()), sides)
        due = matter.next_due if view.shows("clocks") else None
        rows.append(
            Row(
                pk=matter.pk,
                number=matter.number,
                title=matter.title,
                is_key=matter.is_key,
                proposer=_proposer(view, proposal),
                sort=str(proposal.proposal_class or ""),
                to_sort=proposal.proposal_class_id is None
                and any(each.role in SORTING for each in view.here.held),
                timing=str(Timing(proposal.timing).label) if proposal.timing else "",
                units=tuple(dict.fromkeys(str(each) for each in units)),
                wished=tuple(wished.get(matter.pk, ())),
                group=_side_words(units),
                state=view.state_label,
                light=light(due, visit.day, calendar) if due is not None else None,
                left=remaining_words(due, visit.day, calendar) if due is not None else "",
                due=due,
            )
        )
    return rows


def _with_class(matters: Sequence[Matter]) -> QuerySet[Proposal]:
    return Proposal.objects.filter(matter__in=matters).select_related("proposal_class__parent")


def _proposer(view: Viewing, proposal: Proposal) -> str:
    kind = str(proposal.get_proposer_kind_display())
    authors = [party for party in view.here.parties if party.role == AUTHOR]
    names = [str(party.person or party.body) for party in authors] or [proposal.body_name]
    return f"{kind}：{names[0]}" if names[0] else kind


def _side_words(units: Sequence[PlannedUnit]) -> str:
    """党委、政府: under which offices the planned units stand."""
    labels = [str(side.label) for side in Side if any(each.unit.side == side for each in units)]
    return "、".join(labels)


def _grouped(rows: Sequence[Row]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return tuple((label, tuple(members)) for label, members in sorted(found.items()))


def _facets(matters: QuerySet[Matter], sides: frozenset[str]) -> tuple[Facet, ...]:
    """By class, side and time of filing: each count opens its list. Of the other side an office is told no number."""
    planned = PlannedUnit.objects.filter(
        proposal__matter__in=matters.values("pk"), unit__side__in=sorted(sides)
    )
    by_side = dict(
        planned.order_by().values_list("unit__side").annotate(number=Count("proposal", distinct=True))
    )
    by_timing = dict(matters.order_by().values_list("proposal__timing").annotate(number=Count("pk")))
    by_class = matters.order_by("proposal__proposal_class__parent__order").values_list(
        "proposal__proposal_class__parent", "proposal__proposal_class__parent__label"
    )
    found = [
        Facet("class", str(key), label, number)
        for key, label, number in by_class.annotate(number=Count("pk"))
        if key is not None
    ]
    found += [Facet("side", side.value, str(side.label), by_side.get(side.value, 0)) for side in Side]
    found += [Facet("timing", each.value, str(each.label), by_timing.get(each.value, 0)) for each in Timing]
    return tuple(each for each in found if each.count)


def classes_of(committee: Committee) -> list[ProposalClass]:
    """The committee's classes, each first level with its second."""
    rows = ProposalClass.objects.filter(committee=committee).select_related("parent")
    return sorted(rows, key=lambda each: ((each.parent or each).order, each.parent is not None, each.order))


def units_with_parts(grants: Sequence[Grant], committee: Committee) -> list[Body]:
    """Units that the filter offers: planned somewhere, on a side of which this person may know."""
    rows = PlannedUnit.objects.filter(committee=committee, unit__side__in=[*sides_of_grants(grants), ""])
    if not sides_of_grants(grants) >= BOTH:
        rows = rows.exclude(unit__side="")
    return list(Body.objects.filter(pk__in=rows.values("unit")).order_by("pk"))
