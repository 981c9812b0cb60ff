"""The baseline of an act: the same rows, written by the bare driver in one transaction.

What is in it: BEGIN; one SELECT … FOR UPDATE of the matter and its ancestors by key, in the engine's order (on SQLite
BEGIN IMMEDIATE, which locks the database); every INSERT, UPDATE and DELETE that the act makes, with the same
columns and the same values; COMMIT. What is not in it: reading and checking of any kind, forms, hashes, and
Django. The statements are not thought up: for every matter anew, the act is carried out by the engine in a transaction
that is rolled back, and its writing statements are kept and then replayed on that same matter. So the baseline can
neither do less nor write other rows than the act.

The driver is used as somebody would who wrote it by hand: psycopg's own parameters and, after a few runs, its prepared
statements (Django uses neither), or sqlite3 with the settings of the product. Both connections are open beforehand on
either side.
"""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, transaction
from django.db.models.signals import post_save

from huiyin.procedure.models import Matter

WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


@dataclass
class Statement:
    """One statement with its values."""

    sql: str
    values: tuple[Any, ...]


@dataclass
class Recording:
    """What an act asked of the database: all statements, and those that write."""

    statements: list[Statement]

    @property
    def queries(self) -> int:
        """How many, without the savepoint that the recording itself adds."""
        return sum("SAVEPOINT" not in each.sql for each in self.statements)

    @property
    def writes(self) -> list[Statement]:
        """INSERT, UPDATE and DELETE, in their order."""
        return [each for each in self.statements if WRITING.match(each.sql)]


def record(act: Callable[[], object], *, keep: bool = False) -> Recording:
    """Carry out an act and keep its statements; rolled back unless told otherwise."""
    seen: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(Statement(sql, tuple(params or ())))
        return execute(sql, params, many, context)

    def name_key(instance: Any, created: bool, **_rest: object) -> None:
        # Later rows of the act refer to this key, and after rolling back it would not be given again.
        if created:
            _with_key(seen[-1], instance)

    post_save.connect(name_key)
    try:
        with transaction.atomic(), connection.execute_wrapper(note):
            act()
            transaction.set_rollback(not keep)
    finally:
        post_save.disconnect(name_key)
    return Recording(seen)


def _with_key(statement: Statement, instance: Any) -> None:
    column = instance._meta.pk.column
    head = f'INSERT INTO "{instance._meta.db_table}" ('
    if statement.sql.startswith(head) and not statement.sql.startswith(f'{head}"{column}"'):
        statement.sql = statement.sql.replace(head, f'{head}"{column}", ', 1).replace(
            "VALUES (", "VALUES (%s, ", 1
        )
        statement.values = (instance.pk, *statement.values)


class RawWriter:
    """A connection of the bare driver beside Django's."""

    def __init__(self) -> None:
        settings = connection.settings_dict
        self.is_sqlite = connection.vendor == "sqlite"
        self.driver: Any
        if self.is_sqlite:
            self.driver = sqlite3.connect(settings["NAME"], isolation_level=None, timeout=20)
            self.driver.executescript(settings["OPTIONS"]["init_command"])
        else:
            self.driver = psycopg.connect(
                dbname=settings["NAME"], user=settings["USER"], password=settings["PASSWORD"],
                host=settings["HOST"], port=settings["PORT"],
            )  # fmt: skip
        self.cursor = self.driver.cursor()

    def prepare(self, matter: Matter, recording: Recording) -> list[Statement]:
        """Lock and writes in the words of the driver."""
        keys = [*matter.lineage, str(matter.pk)]
        marks = ", ".join(["%s"] * len(keys))
        columns = "id, state, step_number, last_hash"
        lock = f"SELECT {columns} FROM procedure_matter WHERE id IN ({marks}) ORDER BY opened_at, id"
        if not self.is_sqlite:
            statement = Statement(f"{lock} FOR UPDATE", tuple(keys))
            return [statement, *recording.writes]
        statement = Statement(lock, tuple(key.replace("-", "") for key in keys))
        return [
            Statement(re.sub(r"%s", "?", each.sql).replace("%%", "%"), each.values)
            for each in (statement, *recording.writes)
        ]

    def write(self, statements: list[Statement]) -> None:
        """All of it in one transaction."""
        cursor = self.cursor
        if self.is_sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        for statement in statements:
            cursor.execute(statement.sql, statement.values)
            if cursor.description is not None:
                cursor.fetchall()
        self.driver.commit()

    def close(self) -> None:
        """Give the connection back."""
        self.driver.close()
