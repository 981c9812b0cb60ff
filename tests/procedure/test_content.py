"""Fingerprints: the rows that one query reads are the rows as they stand in their tables."""

from decimal import Decimal
from typing import Any

from django.db import models

from factories.people import Cast
from huiyin.kernel.chain import digest
from huiyin.procedure import registry
from huiyin.procedure.content import ENGINE_TABLES, MATTER_FIELDS, fingerprints, read_content, tables_of
from huiyin.procedure.content_query import _reader, all_rows, rows_of
from huiyin.procedure.engine import take
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.models import Link, Matter, Step, Todo
from huiyin.procedure.registry import ContentTable
from procedure.conftest import MONDAY, Errand


def by_key(rows: list[tuple[ContentTable, dict[str, Any]]]) -> dict[tuple[str, int], dict[str, Any]]:
    return {(table.model._meta.label, row["pk"]): row for table, row in rows}


def test_rows_of_all_tables_at_once_are_those_of_each_table(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("handling")
    take(
        matter,
        "pause",
        actor=shizuishan["林政协"],
        at=MONDAY,
        data={"clock": "handling", "reason": "等“批复”\n\\"},
    )
    other = errand("drafting")
    Link.objects.create(committee=matter.committee, source=matter, target=other, kind=LinkKind.RELATED)
    # To-dos and steps stand in for what else a package may own: moments, numbers, texts, JSON.
    tables = [*ENGINE_TABLES, ContentTable(Todo, "matter"), ContentTable(Step, "matter")]

    seen = set()
    for each in (matter, other):
        expected = [(table, row) for table in tables for row in rows_of(table, each)]
        assert by_key(all_rows(tables, each)) == by_key(expected)
        assert len(expected) == len(all_rows(tables, each))
        seen |= {table.model for table, _row in expected}
    assert seen == {table.model for table in tables}


def test_fingerprints_are_those_of_each_row_read_on_its_own(errand: Errand) -> None:
    matter = errand("answered")

    rows = [(table, row) for table in tables_of(matter.kind) for row in rows_of(table, matter)]

    expected = {f"{table.model._meta.label_lower}:{row['pk']}": digest(row) for table, row in rows}
    assert {key: value for key, value in fingerprints(matter).items() if key != "matter"} == expected


def test_table_with_a_column_that_json_cannot_carry_is_read_on_its_own(
    errand: Errand, monkeypatch: Any
) -> None:
    matter = errand("drafting")
    label = next(field for field in Todo._meta.concrete_fields if field.name == "text")
    monkeypatch.setattr(label, "get_internal_type", lambda: "FilePathField")
    tables = (*ENGINE_TABLES, ContentTable(Todo, "matter", leave_out=("since",)))

    rows = [row for table, row in all_rows(tables, matter) if table.model is Todo]

    assert rows == rows_of(tables[-1], matter) != []


def test_decimals_and_floats_are_not_taken_from_json() -> None:
    fields: tuple[models.Field[Any, Any], ...] = (
        models.DecimalField(max_digits=4, decimal_places=1, default=Decimal(0)),
        models.FloatField(default=0.0),
        models.BinaryField(),
    )

    assert [_reader(field, vendor) for field in fields for vendor in ("sqlite", "postgresql")] == [None] * 6


def test_content_knows_the_active_parties_and_rows_of_shared_tables(errand: Errand, monkeypatch: Any) -> None:
    matter = errand("drafting")
    body = matter.parties.get(role="drafting_body")
    plain = read_content(matter)
    monkeypatch.setattr(registry, "shared_tables", [ContentTable(Todo, "matter")])
    shared = read_content(matter)
    matter.parties.update(active=False)

    assert (plain.parties, plain.has_shared, shared.has_shared) == ([body], False, True)
    assert read_content(Matter.objects.get(pk=matter.pk)).parties == []


def test_every_column_of_a_matter_is_proved_by_the_fingerprint_or_the_chain() -> None:
    columns = {field.attname for field in Matter._meta.concrete_fields}
    assert columns - set(MATTER_FIELDS) == {"id", "step_number", "last_hash"}
