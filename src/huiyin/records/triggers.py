"""Triggers that make tables of the record append-only, on SQLite and PostgreSQL.

They are installed by a migration and again after every `migrate`, because SQLite drops the triggers of a table
that a migration rebuilds; then they are proved by trying what they must refuse.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
APPEND_ONLY = (
    "procedure_step",
    "records_documentversion",
    "records_anchor",
    "records_secrecyincident",
    "people_settingchange",
    "records_wordtemplate",
)
REGISTER = "records_numberregister"
KEPT = ("id", "committee_id", "series", "year", "sequence", "number", "matter_id", "at")
"""What of a register entry may never change; its fate may, once, from given to void."""

_REFUSAL = "append-only: a row of the record is neither altered nor removed"
_STRUCK_OUT = "OLD.fate = 'given' AND NEW.fate = 'void'"


@dataclass(frozen=True)
class Trigger:
    """One trigger: where it hangs, what it is called, the statement that makes it."""

    table: str
    name: str
    sql: str


def wanted(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Every trigger that must stand, for the tables there are."""
    make = _sqlite if connection.vendor == SQLITE else _postgresql
    there = set(connection.introspection.table_names())
    return [each for each in make() if each.table in there]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place anew; safe to repeat."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            for function in _FUNCTIONS.values():
                cursor.execute(function)
        for trigger in wanted(connection):
            cursor.execute(_drop(connection, trigger))
            cursor.execute(trigger.sql)
            if connection.vendor == POSTGRESQL:
                cursor.execute(f'ALTER TABLE "{trigger.table}" ENABLE ALWAYS TRIGGER "{trigger.name}"')


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for going back behind the migration, and nothing else."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for trigger in wanted(connection):
            cursor.execute(_drop(connection, trigger))


def _drop(connection: BaseDatabaseWrapper, trigger: Trigger) -> str:
    where = f' ON "{trigger.table}"' if connection.vendor == POSTGRESQL else ""
    return f'DROP TRIGGER IF EXISTS "{trigger.name}"{where}'


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that are not there, are switched off, or do something else than they should."""
    standing = _standing_sqlite if connection.vendor == SQLITE else _standing_postgresql
    there = set(standing(connection))
    return [each.name for each in wanted(connection) if each.name not in there]


def unproved(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables on which an update or a delete went through when tried (what was tried is rolled back)."""
    tables = dict.fromkeys(each.table for each in wanted(connection))
    return [table for table in tables for verb in _attempts(table) if not _is_refused(connection, verb)]


def _attempts(table: str) -> Iterator[str]:
    """Statements that change nothing if they are let through; a row is needed where triggers work by row."""
    yield f'UPDATE "{table}" SET id = id'  # noqa: S608 - the table is one of our own constants
    yield f'DELETE FROM "{table}"'  # noqa: S608


def _is_refused(connection: BaseDatabaseWrapper, statement: str) -> bool:
    """Try it inside a savepoint that is rolled back. An empty table has nothing that could be taken from it."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(statement)
            touched: int = cursor.rowcount
            transaction.set_rollback(True, using=connection.alias)
    except IntegrityError:
        return True
    return touched == 0


# SQLite ------------------------------------------------------------------------------------------------------


def _sqlite() -> Iterator[Trigger]:
    for table in (*APPEND_ONLY, REGISTER):
        yield _sqlite_trigger(table, "delete", "")
    for table in APPEND_ONLY:
        yield _sqlite_trigger(table, "update", "")
    same = " AND ".join(f"OLD.{column} IS NEW.{column}" for column in KEPT)
    yield _sqlite_trigger(REGISTER, "update", f" WHEN NOT ({_STRUCK_OUT} AND {same})")


def _sqlite_trigger(table: str, verb: str, when: str) -> Trigger:
    name = f"{table}_no_{verb}"
    sql = (
        f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{table}"{when} '
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    )
    return Trigger(table, name, sql)


def _standing_sqlite(connection: BaseDatabaseWrapper) -> Iterator[str]:
    expected = {each.name: each.sql for each in _sqlite()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, sql in cursor.fetchall():
            if expected.get(name) == sql:
                yield name


# PostgreSQL --------------------------------------------------------------------------------------------------

_RAISE = f"RAISE EXCEPTION '% on %: {_REFUSAL}', TG_OP, TG_TABLE_NAME USING ERRCODE = '23000';"
_BODIES = {
    "huiyin_refuse_change": f"BEGIN {_RAISE} END",
    "huiyin_refuse_register_change": (
        f"BEGIN IF NOT ({_STRUCK_OUT} AND ({', '.join(f'OLD.{c}' for c in KEPT)}) IS NOT DISTINCT FROM "
        f"({', '.join(f'NEW.{c}' for c in KEPT)})) THEN {_RAISE} END IF; RETURN NEW; END"
    ),
}
_FUNCTIONS = {
    name: f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $refuse${body}$refuse$"
    for name, body in _BODIES.items()
}


def _postgresql() -> Iterator[Trigger]:
    for table in (*APPEND_ONLY, REGISTER):
        for verb in ("delete", "truncate") if table == REGISTER else ("update", "delete", "truncate"):
            yield _postgresql_trigger(table, verb, "STATEMENT", "huiyin_refuse_change")
    yield _postgresql_trigger(REGISTER, "update", "ROW", "huiyin_refuse_register_change")


def _postgresql_trigger(table: str, verb: str, scope: str, function: str) -> Trigger:
    name = f"{table}_no_{verb}"
    sql = (
        f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{table}" '
        f"FOR EACH {scope} EXECUTE FUNCTION {function}()"
    )
    return Trigger(table, name, sql)


_STANDING = """
    SELECT t.tgname, p.proname, p.prosrc
    FROM pg_trigger t
    JOIN pg_proc p ON p.oid = t.tgfoid
    JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND t.tgenabled = 'A' AND t.tgqual IS NULL AND pg_table_is_visible(c.oid)
"""


def _standing_postgresql(connection: BaseDatabaseWrapper) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        for name, function, body in cursor.fetchall():
            if _BODIES.get(function) == body:
                yield name
