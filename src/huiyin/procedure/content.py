"""Fingerprints of a matter's rows: what a step proves about the subject's own tables."""

from typing import Any

from django.db import models

from huiyin.kernel.chain import digest
from huiyin.procedure import registry
from huiyin.procedure.models import Clock, ClockChange, Link, Matter, MatterParty
from huiyin.procedure.registry import ContentTable

ENGINE_TABLES = (
    ContentTable(MatterParty, "matter"),
    # Which calendar a due date was last checked against says nothing about the matter.
    ContentTable(Clock, "matter", leave_out=("calendar_version",)),
    ContentTable(ClockChange, "clock__matter"),
    ContentTable(Link, "source"),
)
MATTER_FIELDS = (
    "committee_id",
    "kind",
    "procedure",
    "version",
    "number",
    "title",
    "year",
    "confidentiality",
    "is_key",
    "state",
    "stage",
    "round",
    "parent_id",
    "origin_id",
)


def fingerprints(matter: Matter) -> dict[str, str]:
    """Row key (`app.model:pk`) → SM3 of the row, for every row that belongs to the matter."""
    found = {"matter": digest({name: getattr(matter, name) for name in MATTER_FIELDS})}
    for table in tables_of(matter.kind):
        name = table.model._meta.label_lower
        for row in rows_of(table, matter):
            found[f"{name}:{row['pk']}"] = digest(row)
    return found


def tables_of(kind: str) -> list[ContentTable]:
    """All tables that can hold rows of a matter of this kind."""
    own = registry.kinds[kind].tables if kind in registry.kinds else ()
    return [*ENGINE_TABLES, *registry.shared_tables, *own]


def rows_of(table: ContentTable, matter: Matter) -> list[dict[str, Any]]:
    """The rows as plain values, in a stable order."""
    names = _column_names(table)
    rows = (
        table.model._default_manager.filter(**{table.path: matter}).order_by("pk").values_list("pk", *names)
    )
    return [dict(zip(("pk", *names), row, strict=True)) for row in rows]


def _column_names(table: ContentTable) -> list[str]:
    fields: list[models.Field[Any, Any]] = list(table.model._meta.concrete_fields)
    return [field.attname for field in fields if not field.primary_key and field.name not in table.leave_out]
