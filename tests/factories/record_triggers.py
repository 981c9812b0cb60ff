"""Tests that commit must be able to empty the tables again, which the record's triggers refuse to everybody.

The product has no such door. A test that alters a row on purpose lifts the triggers inside its own transaction,
which is rolled back with everything in it; a test that commits has them lifted while Django empties the tables.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from huiyin.records import triggers
from huiyin.search.full_text import engine

_empty_tables = TransactionTestCase._fixture_teardown


@contextmanager
def lifted_triggers() -> Iterator[None]:
    """Without the triggers for a moment."""
    connection.check_constraints()  # PostgreSQL alters no table while foreign keys still wait to be checked
    triggers.remove(connection)
    try:
        yield
        connection.check_constraints()
    finally:
        triggers.install(connection)


def _empty_tables_of_the_record(case: Any) -> None:
    with lifted_triggers():
        _empty_tables(case)
        # Its table is none of Django's, and keys of entries begin anew.
        engine.empty_table()


def let_tests_empty_tables() -> None:
    """Called once, by the tests' conftest."""
    TransactionTestCase._fixture_teardown = _empty_tables_of_the_record  # type: ignore[method-assign]
