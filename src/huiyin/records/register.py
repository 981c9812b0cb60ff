"""发文登记簿: every number given, what it stands on and what became of it, as far as a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from huiyin.people.models import Committee
from huiyin.procedure.page.viewing import Visit, view_many
from huiyin.records.enums import NumberFate
from huiyin.records.models import DocumentVersion, NumberRegister
from huiyin.records.numbering import all_series
from huiyin.records.official.writers import facets_of

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One number: a matter that the reader may not see says nothing but that the number was given."""

    entry: NumberRegister
    series: str
    seen: bool
    title: str = ""
    version: DocumentVersion | None = None

    @property
    def is_void(self) -> bool:
        """Whether the number was struck out."""
        return self.entry.fate == NumberFate.VOID


@dataclass(frozen=True)
class RegisterPage:
    """One page of the register, the latest number first."""

    lines: list[Line]
    given: int
    void: int
    after: str = field(default="")


def register_page(
    visit: Visit, committee: Committee, filters: dict[str, Any], *, after: str = ""
) -> RegisterPage:
    """The numbers that the filters leave: year, series, fate, part of the number. Always five queries."""
    rows = _filtered(committee, filters)
    sums = rows.aggregate(all=Count("pk"), void=Count("pk", filter=Q(fate=NumberFate.VOID)))
    cursor = _read(after)
    if cursor is not None:
        at, key = cursor
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=key))
    found = list(rows.select_related("matter__committee").order_by("-at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    more = f"{shown[-1].at.astimezone(UTC).isoformat()}.{shown[-1].pk}" if len(found) > PAGE else ""
    return RegisterPage(_lines(visit, shown), sums["all"] - sums["void"], sums["void"], more)


def _read(after: str) -> tuple[datetime, int] | None:
    """Where the page before ended: moment and key; None for a first page or an address somebody has changed."""
    moment, _dot, key = after.rpartition(".")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (at, int(key)) if at.tzinfo is not None and key.isdecimal() else None


def _filtered(committee: Committee, filters: dict[str, Any]) -> QuerySet[NumberRegister]:
    rows = NumberRegister.objects.filter(committee=committee)
    for name in ("year", "series", "fate"):
        if filters.get(name):
            rows = rows.filter(**{name: filters[name]})
    if filters.get("number"):
        rows = rows.filter(number__contains=filters["number"])
    return rows


def _lines(visit: Visit, entries: Sequence[NumberRegister]) -> list[Line]:
    views = view_many(visit, [each.matter for each in entries])
    versions = _newest([each.matter_id for each in entries], [each.number for each in entries])
    lines = []
    for each in entries:
        view, label = views[each.matter_id], _label(each.series)
        version = versions.get((each.matter_id, each.number))
        if version is not None and not facets_of(version.document.kind) & view.here.seen:
            version = None
        if not view.may_see:
            lines.append(Line(each, label, seen=False))
            continue
        title = version.title if version is not None else each.matter.title
        lines.append(Line(each, label, seen=True, title=title, version=version))
    return lines


def _newest(matters: Sequence[Any], numbers: Sequence[str]) -> dict[tuple[Any, str], DocumentVersion]:
    rows = DocumentVersion.objects.filter(document__matter__in=matters, document__number__in=numbers)
    rows = rows.select_related("document").order_by("version").defer("body_text")
    return {(each.document.matter_id, each.document.number): each for each in rows}


def _label(series: str) -> str:
    known = all_series.get(series)
    return known.label if known else series


def years_of(committee: Committee) -> list[int]:
    """The years of which the register holds numbers, the latest first."""
    rows = NumberRegister.objects.filter(committee=committee)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def series_of(committee: Committee) -> list[tuple[str, str]]:
    """Code and label of the series that numbers were given from."""
    used = (
        NumberRegister.objects.filter(committee=committee).order_by("series").values_list("series", flat=True)
    )
    return [(code, _label(code)) for code in used.distinct()]
