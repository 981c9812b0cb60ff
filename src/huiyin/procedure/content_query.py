"""All rows of a matter in one query: every act reads them for their fingerprints.

One SELECT per table would be a dozen at each act. Instead each row comes as a JSON array, all tables in one UNION, and
the values are turned back into what the columns hold. Django makes the statement from the models, once for each list
of tables. A table with a column whose text in JSON is not certain (decimals, for instance) is read on its own.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import F, IntegerField, Value
from django.db.models.functions import JSONArray

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import ContentTable

Row = dict[str, Any]
Reader = Callable[[Any], Any]
# Stands in the kept statement for the matter that will be asked for.
_ANY = UUID(int=0)


def column_names(table: ContentTable) -> list[str]:
    """The columns of a table that are fingerprinted, besides the key."""
    return [field.attname for field in _fields(table)]


def _fields(table: ContentTable) -> list["models.Field[Any, Any]"]:
    fields: list[models.Field[Any, Any]] = list(table.model._meta.concrete_fields)
    return [field for field in fields if not field.primary_key and field.name not in table.leave_out]


def rows_of(table: ContentTable, matter: Matter) -> list[Row]:
    """The rows of one table as plain values, by a query of its own."""
    names = ["pk", *column_names(table)]
    found = table.model._default_manager.filter(**{table.path: matter}).order_by("pk")
    return [dict(zip(names, row, strict=True)) for row in found.values_list(*names)]


def all_rows(tables: Iterable[ContentTable], matter: Matter) -> list[tuple[ContentTable, Row]]:
    """Every row of the matter in these tables, as plain values, with the table it stands in."""
    tables = tuple(tables)
    statement = _statement(tables, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters_for(matter))
        found = cursor.fetchall()
    rows = [(tables[number], statement.shapes[number].row(values)) for number, values in found]
    return rows + [(table, row) for table in statement.apart for row in rows_of(table, matter)]


@dataclass(frozen=True)
class _Shape:
    """The names of a table's columns, and for some of them how to read what JSON made of the value."""

    names: tuple[str, ...]
    readers: tuple[tuple[str, Reader], ...]

    def row(self, text: str | list[Any]) -> Row:
        """One row from its JSON array (PostgreSQL's driver has parsed it already)."""
        values = json.loads(text) if isinstance(text, str) else text
        row = dict(zip(self.names, values, strict=True))
        for name, read in self.readers:
            if row[name] is not None:
                row[name] = read(row[name])
        return row


@dataclass(frozen=True)
class _Statement:
    """A kept statement; `apart` are the tables that it cannot read."""

    sql: str
    parameters: tuple[Any, ...]
    shapes: dict[int, _Shape]
    apart: tuple[ContentTable, ...]

    def parameters_for(self, matter: Matter) -> list[Any]:
        """The parameters with this matter's key."""
        key = _key(matter.pk)
        return [key if each == _key(_ANY) else each for each in self.parameters]


def _key(key: UUID) -> Any:
    return Matter._meta.pk.get_db_prep_value(key, connection)


@cache
def _statement(tables: tuple[ContentTable, ...], vendor: str) -> _Statement:
    shapes: dict[int, _Shape] = {}
    queries = []
    for number, table in enumerate(tables):
        readers = {field.attname: _reader(field, vendor) for field in _fields(table)}
        if None in readers.values():
            continue
        names = ("pk", *readers)
        shapes[number] = _Shape(names, tuple((n, r) for n, r in readers.items() if r and r is not _as_it_is))
        rows = table.model._default_manager.filter(**{table.path: _ANY}).order_by()
        marked = rows.annotate(_table=Value(number, IntegerField()), _row=JSONArray(*map(F, names)))
        queries.append(marked.values_list("_table", "_row"))
    first, *others = queries
    sql, parameters = first.union(*others, all=True).query.sql_with_params()
    apart = tuple(table for number, table in enumerate(tables) if number not in shapes)
    return _Statement(sql, parameters, shapes, apart)


def _as_it_is(value: Any) -> Any:  # pragma: no cover (a mark: rows with it are taken as they come)
    return value


def _moment_of_sqlite(text: str) -> datetime:
    # SQLite keeps moments as text in UTC without saying so.
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


_CERTAIN: dict[str, Reader] = {
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField"), _as_it_is),
    **dict.fromkeys(("IntegerField", "BigIntegerField", "SmallIntegerField"), _as_it_is),
    **dict.fromkeys(
        ("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"), _as_it_is
    ),
    **dict.fromkeys(("CharField", "SlugField", "TextField"), _as_it_is),
    "BooleanField": bool,
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "UUIDField": UUID,
    "JSONField": _as_it_is,
}
_OF_SQLITE: dict[str, Reader] = {"DateTimeField": _moment_of_sqlite, "JSONField": json.loads}


def _reader(field: "models.Field[Any, Any]", vendor: str) -> Reader | None:
    """How to read a column's value back from JSON; None where that is not certain."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    kind = field.get_internal_type()
    if vendor == "sqlite" and kind in _OF_SQLITE:
        return _OF_SQLITE[kind]
    return _CERTAIN.get(kind)
