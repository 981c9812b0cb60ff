"""Effects of handing over: one child matter per unit and role."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models import Assignment, AssignmentPoint, Point
from huiyin.handling.papers import make_notice
from huiyin.handling.plan import as_rows, proposed_rows, uncovered_points
from huiyin.handling.reply_class_preset import ensure_reply_classes
from huiyin.handling.rules import Place, leads_of, suggested_places
from huiyin.handling.selectors import places_of, suggested_units
from huiyin.handling.selectors.points import RELIEVED
from huiyin.handling.settings import authors_setting
from huiyin.kernel.text import shorten
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act, add_party
from huiyin.procedure.begin import Parties, begin_child
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import effect, preview

COPIED = ("drafting_body", "cppcc", "liaison")
"""Parties of the parent that are concerned by what its children do; so are its authors, whatever they are called."""
AUTHOR = "author"
HANDLING_UNIT = "handling_unit"
"""Party of the parent: a unit that handles part of it, for procedures that let units read the whole."""
LONGEST_TITLE = 200
"""Characters of a parent's title in a child's; the rest is room for whose part it is."""


@effect("handling.assign@1")
def assign(act: Act) -> None:
    """Hand the points over as the form says, in the matter's present round."""
    for row in act.data.get("no_action", ()):
        point: Point = row["point"]
        point.no_action, point.no_action_reason = True, row["reason"]
        point.save(update_fields=["no_action", "no_action_reason"])
    hand_over(act, act.data["assignments"])


@effect("handling.assign_suggested@1")
def assign_suggested(act: Act) -> None:
    """Hand what is left over to the suggested units: one alone, of several the first as lead."""
    places = suggested_places(suggested_units(uncovered_points(act.matter)))
    rows = [{**row, "request": act.data.get("request", "")} for row in as_rows(act.matter, places)]
    for row in rows:
        unit: Body = row["unit"]
        if unit.until is not None and unit.until < act.day:
            raise ActRefused([Refused("unit_abolished", f"{unit}已经撤销，请逐条交办。")])
    hand_over(act, rows)


@preview("handling.assign_suggested@1")
def suggested_in_words(matter: Matter) -> list[str]:
    """Which unit would get which recommendations, for whoever hands over without filling a form."""
    lines = []
    for row in proposed_rows(matter):
        numbers = "、".join(str(point.order) for point in row["points"])
        lines.append(f"{row['unit']}（{AssignmentRole(row['role']).label}）：第{numbers}条建议")
    return lines


def hand_over(act: Act, rows: Sequence[Mapping[str, Any]], *, replaced: Assignment | None = None) -> None:
    """Begin an assignment for each row of {points, unit, role, request}.

    `replaced`: the assignment in whose place they are; its office stays the one that checks the replies.
    """
    new = [Place(point.pk, row["unit"].pk, row["role"]) for row in rows for point in row["points"]]
    standing = places_of(act.matter, act.matter.round)
    if replaced is not None:
        standing = [each for each in standing if (each.unit, each.role) != (replaced.unit_id, replaced.role)]
    places = [*standing, *new]
    office = assigning_office(act) if replaced is None else parties_of(replaced.matter, ["assigning_office"])
    bodies = Body.objects.in_bulk({place.unit for place in places})
    copied = copied_parties(act)
    for row in rows:
        parties: list[tuple[str, Body | Person]] = [("unit", row["unit"]), *office]
        procedure = "assignment"
        if row["role"] == AssignmentRole.ASSIST:
            # An assisting opinion is a matter between the units and the assigning office.
            procedure = "assist"
            leads = leads_of(row["unit"].pk, [point.pk for point in row["points"]], places)
            parties += [("lead_unit", bodies[lead]) for lead in leads]
        else:
            parties += copied
        whose = f"{bodies[row['unit'].pk]}{AssignmentRole(row['role']).label}"
        begin_child(
            act, procedure, title=child_title(act, whose), parties=parties, data={**row, "replaces": replaced}
        )
        _let_read(act.matter, row["unit"])


def _let_read(matter: Matter, unit: Body) -> None:
    """A unit reads the whole matter whose part it handles, where the matter's procedure has a role for it."""
    procedure = procedure_of(matter.procedure, matter.version)
    if any(role.party == HANDLING_UNIT for role in procedure.roles.values()):
        add_party(matter, HANDLING_UNIT, unit)


def read_no_more(matter: Matter, replaced: Assignment) -> None:
    """A unit that handles no other part of the matter has no reason to read it any more."""
    others = Assignment.objects.filter(matter__parent=matter, unit=replaced.unit).exclude(pk=replaced.pk)
    if not others.exclude(matter__state__in=RELIEVED).exists():
        matter.parties.filter(role=HANDLING_UNIT, body=replaced.unit).update(active=False)


def child_title(act: Act, whose: str) -> str:
    """The parent's title and whose part this is, so that the parts of one matter can be told apart in a list."""
    return f"{shorten(act.matter.title, LONGEST_TITLE)}（{whose}）"


def assigning_office(act: Act) -> Parties:
    """Whoever hands over checks the reply: the body that the grant speaks for, or else the person."""
    if act.grant is None:
        raise ActRefused([Refused("nobody_assigns", "交办须由经办人办理。")])
    return [("assigning_office", act.grant.body or act.grant.person)]


def copied_parties(act: Act) -> list[tuple[str, Body | Person]]:
    """Those parties of the act's matter that its children have too; authors of merged parts are authors to a unit."""
    authors = parties_of(act.matter, authors_setting(act.matter))
    named = dict.fromkeys((AUTHOR, party) for _role, party in authors)
    return [*parties_of(act.matter, COPIED), *named]


def parties_of(matter: Matter, roles: Iterable[str]) -> list[tuple[str, Body | Person]]:
    """The parties of a matter in these roles, the oldest first."""
    rows = matter.parties.filter(role__in=list(roles), active=True).select_related("body", "person")
    found = [(row.role, row.body or row.person) for row in rows.order_by("pk")]
    return [(role, party) for role, party in found if party is not None]


@effect("handling.assignment_begin@1")
def begin_assignment(act: Act) -> None:
    """The row of a new assignment and the points it covers."""
    ensure_reply_classes(act.committee)
    assignment = Assignment.objects.create(
        committee=act.committee,
        matter=act.matter,
        unit=act.data["unit"],
        role=act.data["role"],
        request=act.data.get("request", ""),
        replaces=act.data.get("replaces"),
    )
    AssignmentPoint.objects.bulk_create(
        AssignmentPoint(committee=act.committee, assignment=assignment, point=point)
        for point in act.data["points"]
    )
    make_notice(act, assignment)
