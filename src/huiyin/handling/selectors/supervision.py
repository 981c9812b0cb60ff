"""Reads of supervision orders: what may be supervised, what was found, what is left to put right."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.handling.enums import PointKind
from huiyin.handling.models import Improvement, Point, SupervisionCheck, SupervisionOrder
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by
from huiyin.sittings.selectors import matters_numbered

MOST = 200
OWN_KINDS = ("submission", "evaluation", "look_back", "supervision_order")
"""Kinds of handling that are no object of supervision."""


def supervisable(act: Act) -> QuerySet[Matter]:
    """Open matters that the actor sees and that somebody handles: with points of their own, or parts of such."""
    if act.actor is None:
        return Matter.objects.none()
    points = Point.objects.filter(matter=OuterRef("pk"))
    rows = matters_seen_by(act.actor, act.day).filter(committee=act.committee, closed_at__isnull=True)
    rows = rows.filter(Q(kind__in=("assignment", "commitment")) | Q(Exists(points))).exclude(
        kind__in=OWN_KINDS
    )
    keys = list(rows.order_by("next_due", "-opened_at").values_list("pk", flat=True)[:MOST])
    if act.matter.origin_id:
        keys.append(act.matter.origin_id)
    return Matter.objects.filter(pk__in=keys).order_by("next_due", "-opened_at", "pk")


def numbered_for_supervision(act: Act, numbers: Collection[str]) -> dict[str, Matter]:
    """Number (or key, where there is none yet) → the open matter that bears it, of those that the actor sees."""
    found = matters_numbered(act, numbers)
    return {
        number: matter
        for number, matter in found.items()
        if matter.closed_at is None and matter.kind not in OWN_KINDS
    }


def order_of(matter: Matter) -> SupervisionOrder:
    """The order that hangs on this matter."""
    return SupervisionOrder.objects.get(matter=matter)


def findings_of(matter: Matter) -> list[Point]:
    """What was found on the spot, with the units responsible."""
    rows = matter.points.filter(kind=PointKind.FINDING).prefetch_related("suggested_units__body")
    return list(rows.order_by("order", "pk")[:MOST])


def units_of(matter: Matter) -> QuerySet[Body]:
    """The units that the order is addressed to."""
    keys = matter.parties.filter(role="unit", active=True).values("body")
    return Body.objects.filter(pk__in=keys).order_by("pk")


def units_still_to_report(matter: Matter) -> list[Body]:
    """Units that have not reported in the present round; after a check those whose findings are left."""
    reported = Improvement.objects.filter(order__matter=matter, round=matter.round).values("unit")
    due = units_of(matter).exclude(pk__in=reported)
    left = findings_left(matter, matter.round - 1)
    if left:
        responsible = {each.body_id for point in left for each in point.suggested_units.all()}
        due = due.filter(pk__in=responsible) if responsible else due
    return list(due)


def findings_left(matter: Matter, round_number: int) -> list[Point]:
    """Findings that the check of that round did not find put right."""
    failed = SupervisionCheck.objects.filter(order__matter=matter, round=round_number, is_done=False)
    keys = set(failed.values_list("point_id", flat=True))
    return [point for point in findings_of(matter) if point.pk in keys]
