"""提案审查: what an examiner has before them: what is new, how long it waits, and who has examined it already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from huiyin.kernel.lights import Light, light, remaining_words
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant, Person
from huiyin.people.selectors import work_calendar
from huiyin.procedure.models import Matter
from huiyin.procedure.page.starts import starts_of
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.page.work_list import batch_moves
from huiyin.procedure.selectors import seeing
from huiyin.proposals.enums import AUTHOR, EXAMINING_BODY_CODE, KIND, CoSigning
from huiyin.proposals.lists.queue_form import DUE, MINE, NEWEST, NUMBER, narrowed, states_asked
from huiyin.proposals.lists.reading import unread_by
from huiyin.proposals.models import CoSignature, Examination, Proposal, WishedUnit
from huiyin.proposals.rules.state_groups import EXAMINING, UNDECIDED, WAITING_AFTER_REPLY
from huiyin.proposals.selectors.proposal import body_words

PAGE = 50
NEVER = date(9999, 12, 31)
"""Stands for no due date, so that what has none comes last on both databases."""
ORDERS: Mapping[str, tuple[tuple[str, bool], ...]] = {
    "": (("entered_state_at", False), ("pk", False)),
    DUE: (("due_or_never", False), ("pk", False)),
    NEWEST: (("filed_or_begun", True), ("pk", True)),
    NUMBER: (("number", False), ("pk", False)),
}


@dataclass(frozen=True)
class Row:
    """One proposal of the queue in the eyes of its examiner."""

    matter: Matter
    proposal: Proposal
    unread: bool
    proposer: str
    cosigners: int
    state: str
    days: int | None
    examined: tuple[str, ...]
    mine_before: str
    wished: tuple[str, ...]
    light: Light | None
    left: str
    in_batch: bool


@dataclass(frozen=True)
class Queue:
    """One page of it: rows, how many there are, how many of those are new to this person, what is done to many."""

    rows: tuple[Row, ...]
    total: int
    unread: int
    older: str
    batch: tuple[tuple[str, str], ...]


@dataclass
class _More:
    """What is read besides the rows, for all of them at once."""

    signed: dict[Any, int] = field(default_factory=dict)
    wished: dict[Any, list[str]] = field(default_factory=dict)
    examined: dict[Any, list[Examination]] = field(default_factory=dict)


def examining_grants(grants: Iterable[Grant]) -> list[Grant]:
    """The grants under which somebody examines: of the office, and of the 提案委员会's clerks."""
    return [
        grant
        for grant in grants
        if grant.role == Role.CPPCC_CLERK
        or (grant.role == Role.COMMITTEE_CLERK and grant.body and grant.body.code == EXAMINING_BODY_CODE)
    ]


def queue(visit: Visit, committee: Committee, filters: dict[str, str], *, after: str = "") -> Queue:
    """A page of the queue in a fixed number of queries. An unknown cursor starts from the first."""
    grants = examining_grants(visit.grants_in(committee))
    matters = examined_by(grants, visit.person, filters)
    total = matters.count()
    unread = matters.filter(unread_by(visit.person)).count()
    order = ORDERS[filters.get("sort", "")]
    page = _beyond(_ordered(matters), order, after).annotate(is_unread=unread_by(visit.person))
    found = list(
        page.select_related("committee", "proposal__body", "proposal__proposal_class__parent")[: PAGE + 1]
    )
    older = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    found = found[:PAGE]
    views = view_many(visit, found)
    rows, shown = _rows(visit, found, views), [views[matter.pk] for matter in found]
    return Queue(tuple(rows), total, unread, older, batch_moves(shown))


def examined_by(grants: Sequence[Grant], person: Person, filters: dict[str, str]) -> QuerySet[Matter]:
    """The proposals that the holder of these grants may examine or has had to, as far as the filters leave them."""
    matters = Matter.objects.filter(seeing(grants, kind=KIND, facet="examination"), kind=KIND)
    states = states_asked(filters.get("state", ""))
    if states is not None:
        matters = matters.filter(state__in=states)
    if filters.get("state") == MINE:
        mine = Examination.objects.filter(
            proposal__matter=OuterRef("pk"), turn=OuterRef("proposal__turn"), examiner=person
        )
        matters = matters.filter(state__in=("submitted", *EXAMINING)).exclude(Exists(mine))
    if filters.get("unread"):
        matters = matters.filter(unread_by(person))
    return narrowed(matters, filters)


def _ordered(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    return matters.annotate(
        due_or_never=Coalesce("next_due", Value(NEVER), output_field=DateField()),
        filed_or_begun=Coalesce("proposal__filed_on", Value(date.min), output_field=DateField()),
    )


def _beyond(matters: QuerySet[Matter], order: tuple[tuple[str, bool], ...], cursor: str) -> QuerySet[Matter]:
    """The rows after the one that the cursor names; it must be a row of the same list."""
    matters = matters.order_by(*[f"-{path}" if falling else path for path, falling in order])
    try:
        place = matters.filter(pk=UUID(cursor)).values_list(*[path for path, _falling in order]).first()
    except ValueError:
        place = None
    if place is None:
        return matters
    (first, falling), (_pk, pk_falling) = order
    further = Q(**{f"{first}__{'lt' if falling else 'gt'}": place[0]})
    same = Q(**{first: place[0], f"pk__{'lt' if pk_falling else 'gt'}": place[1]})
    return matters.filter(further | same)


def _rows(visit: Visit, matters: Sequence[Matter], views: Mapping[Any, Viewing]) -> list[Row]:
    more, starts, calendar = _more(matters), starts_of(matters), work_calendar()
    moves = {matter.pk for matter in matters if batch_moves([views[matter.pk]])}
    found = []
    for matter in matters:
        view, proposal = views[matter.pk], matter.proposal
        timed = view.shows("clocks") and matter.next_due is not None
        examined = [each for each in more.examined.get(matter.pk, ()) if each.turn == proposal.turn]
        mine = [str(each.get_stage_display()) for each in examined if each.examiner_id == visit.person.pk]
        barred = bool(mine) and matter.state in EXAMINING
        found.append(
            Row(
                matter=matter,
                proposal=proposal,
                unread=matter.is_unread,  # type: ignore[attr-defined]
                proposer=_proposer(view, proposal),
                cosigners=more.signed.get(matter.pk, 0),
                state=view.state_label,
                days=_days(matter, visit.day),
                examined=tuple(f"{each.get_stage_display()}：{each.examiner}" for each in examined),
                mine_before=mine[0] if barred else "",
                wished=tuple(more.wished.get(matter.pk, ())),
                light=light(matter.next_due, visit.day, calendar, started=starts.get(matter.pk))
                if timed
                else None,
                left=remaining_words(matter.next_due, visit.day, calendar)
                if timed and matter.next_due
                else "",
                in_batch=matter.pk in moves and not barred,
            )
        )
    return found


def _days(matter: Matter, today: date) -> int | None:
    """Full days that it has been waiting in its present state; None for what waits for nobody of the committee."""
    if matter.state not in (*UNDECIDED, *WAITING_AFTER_REPLY):
        return None
    return max(0, (today - timezone.localdate(matter.entered_state_at)).days)


def _proposer(view: Viewing, proposal: Proposal) -> str:
    """The body, or the first signer."""
    body = body_words(proposal)
    if body:
        return body
    return next((str(each.person) for each in view.here.parties if each.role == AUTHOR and each.person), "")


def _more(matters: Sequence[Matter]) -> _More:
    """Three queries, whatever the number of rows."""
    found, keys = _More(), [matter.pk for matter in matters]
    signed = CoSignature.objects.filter(proposal__matter__in=keys, state=CoSigning.AGREED)
    found.signed = dict(signed.values_list("proposal__matter").annotate(n=Count("pk")).order_by())
    wished = WishedUnit.objects.filter(proposal__matter__in=keys).select_related("body").order_by("pk")
    for unit in wished.annotate(of=F("proposal__matter")):
        found.wished.setdefault(unit.of, []).append(str(unit.body))
    rows = Examination.objects.filter(proposal__matter__in=keys).select_related("examiner").order_by("pk")
    for row in rows.annotate(of=F("proposal__matter")):
        found.examined.setdefault(row.of, []).append(row)
    return found
