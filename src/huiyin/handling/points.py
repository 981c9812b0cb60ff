"""Writing points inside an act of their own matter: drafting them, and saying what they became."""

from collections.abc import Mapping, Sequence
from typing import Any

from huiyin.handling.enums import PointKind
from huiyin.handling.models import Measure, Point, PointUnit
from huiyin.kernel.verdicts import Refused
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused


def replace_points(
    act: Act, rows: Sequence[Mapping[str, Any]], *, kind: str = PointKind.RECOMMENDATION
) -> list[Point]:
    """Make the points of this kind what `rows` say, in their order; returns them in that order.

    A row is {"text": str, "units": [Body], "point": Point or its key or None}. A row that names its point
    keeps it (what refers to the point stays true); a point that no row names is taken out. Refused once a
    point has been assigned: then its text is what the units answer to.
    """
    standing = {point.pk: point for point in act.matter.points.filter(kind=kind)}
    points = [_write(act, standing, row, kind, order) for order, row in enumerate(rows, start=1)]
    kept = {point.pk for point in points}
    if len(kept) != len(points):
        raise ActRefused([Refused("point_twice", "同一条建议在表中出现了两次，请刷新后再填写。")])
    dropped = [pk for pk in standing if pk not in kept]
    if Point.objects.filter(pk__in=dropped, assigned__isnull=False).exists():
        raise ActRefused([Refused("point_assigned", "已交办的建议不能删去。")])
    Point.objects.filter(pk__in=dropped).delete()
    for point, row in zip(points, rows, strict=True):
        _suggest(act, point, row.get("units") or ())
    return points


def _write(act: Act, standing: Mapping[int, Point], row: Mapping[str, Any], kind: str, order: int) -> Point:
    key = row.get("point")
    named = key.pk if isinstance(key, Point) else int(key) if key else None
    if named is not None and named not in standing:
        raise ActRefused([Refused("point_of_another", f"第{order}条不是本件的建议，请刷新后再填写。")])
    point = (
        standing[named] if named is not None else Point(committee=act.committee, matter=act.matter, kind=kind)
    )
    if named is not None and point.text != row["text"] and point.assigned.exists():
        raise ActRefused([Refused("point_assigned", f"第{order}条已经交办，不能修改内容。")])
    point.order, point.text = order, row["text"]
    point.save()
    return point


def _suggest(act: Act, point: Point, units: Sequence[Any]) -> None:
    if any(unit.committee_id != act.committee.pk for unit in units):
        raise ActRefused([Refused("other_committee", f"第{point.order}条的建议承办单位不属于本级政协。")])
    point.suggested_units.all().delete()
    PointUnit.objects.bulk_create(
        PointUnit(committee=act.committee, point=point, body=unit) for unit in dict.fromkeys(units)
    )


def record_adoption(act: Act, rows: Sequence[Mapping[str, Any]]) -> None:
    """Say of points of the act's matter what became of them (采纳情况), with reason.

    A row is {"point": Point, "adoption": Adoption code, "adoption_reason": str}.
    """
    for row in rows:
        point = _own(act, row["point"])
        point.adoption, point.adoption_reason = row["adoption"], row.get("adoption_reason", "")
        point.save(update_fields=["adoption", "adoption_reason"])


def replace_measures(act: Act, rows: Sequence[Mapping[str, Any]]) -> list[Measure]:
    """Make the measures of the matter's points what `rows` say (each round states them anew, in full).

    A row is {"point": Point, "kind": MeasureKind code, "text": str, "unit": Body or None, "evidence": str,
    "done_on": date or None}.
    """
    Measure.objects.filter(point__matter=act.matter).delete()
    return [
        Measure.objects.create(
            committee=act.committee,
            point=_own(act, row["point"]),
            kind=row["kind"],
            text=row["text"],
            unit=row.get("unit"),
            evidence=row.get("evidence", ""),
            done_on=row.get("done_on"),
        )
        for row in rows
    ]


def _own(act: Act, point: Point) -> Point:
    if point.matter_id != act.matter.pk:
        raise ActRefused([Refused("point_of_another", "所填建议不属于本件。")])
    return point
