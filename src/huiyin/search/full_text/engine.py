"""The index of tokens, the same to everybody above: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL.

Its table holds an entry's key and its tokens, nothing else, and is written beside `TextEntry`. Questions are trees of
tokens; answers are keys of entries, the newest first. Only what both databases have in stock is used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "search_tokens"
GIN = "search_tokens_gin"
LEVELS = (12, 15, 18)
"""On PostgreSQL, keys are looked through in blocks of 4,096, then of 32,768, then of 262,144, then all the rest."""
_BATCH = 200


@dataclass(frozen=True)
class All:
    """Every one of these, tokens or trees."""

    of: tuple["Tree", ...]


@dataclass(frozen=True)
class AnyOf:
    """One of these at least."""

    of: tuple["Tree", ...]


Tree = str | All | AnyOf


def write_tokens(rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Put entries into the index that are not there: key and tokens."""
    values: list[tuple[Any, ...]]
    if connection.vendor == "postgresql":
        values = [(key, list(_with_blocks(key, tokens))) for key, tokens in rows]
        # A row of an entry that is gone may have stayed; keys come again only after a table was emptied.
        sql = (
            f"INSERT INTO {TABLE} (entry, tokens) VALUES (%s, array_to_tsvector(%s::text[])) "  # noqa: S608
            "ON CONFLICT (entry) DO UPDATE SET tokens = EXCLUDED.tokens"
        )
    else:
        values = [(key, " ".join(tokens)) for key, tokens in rows]
        sql = f"INSERT INTO {TABLE} (rowid, tokens) VALUES (%s, %s)"  # noqa: S608
    _many(sql, values)


def remove_tokens(rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Take entries out of the index: key, and the very tokens that they were put in with."""
    if connection.vendor == "postgresql":
        _many(f"DELETE FROM {TABLE} WHERE entry = %s", [(key,) for key, _tokens in rows])  # noqa: S608
        return
    values = [(key, " ".join(tokens)) for key, tokens in rows]
    _many(f"INSERT INTO {TABLE} ({TABLE}, rowid, tokens) VALUES ('delete', %s, %s)", values)  # noqa: S608


def _many(sql: str, values: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(values), _BATCH):
            cursor.executemany(sql, values[start : start + _BATCH])


def candidates(tree: Tree, *, below: int | None, most: int) -> list[int]:
    """Keys of entries that have these tokens, the newest first, at most so many; `below` this key, if one is given."""
    return (_of_postgresql if connection.vendor == "postgresql" else _of_sqlite)(tree, below, most)


def holds(tree: Tree, keys: Sequence[int]) -> set[int]:
    """Which of these entries have these tokens."""
    if not keys:
        return set()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = f"SELECT entry FROM {TABLE} WHERE entry = ANY(%s) AND tokens @@ %s::tsquery"  # noqa: S608
            cursor.execute(sql, [list(keys), _tsquery(tree)])
        else:
            marks = ", ".join(["%s"] * len(keys))
            sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid IN ({marks})"  # noqa: S608
            cursor.execute(sql, [_match(tree), *keys])
        return {key for (key,) in cursor.fetchall()}


# SQLite


def _of_sqlite(tree: Tree, below: int | None, most: int) -> list[int]:
    """FTS5 walks its lists from the newest key down and stops when it has enough."""
    limit, values = "", list[Any]([_match(tree)])
    if below is not None:
        limit, values = " AND rowid < %s", [*values, below]
    with connection.cursor() as cursor:
        sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s{limit} ORDER BY rowid DESC LIMIT %s"  # noqa: S608
        cursor.execute(sql, [*values, most])
        return [key for (key,) in cursor.fetchall()]


def _match(tree: Tree) -> str:
    return _rendered(tree, " AND ", " OR ", '"{}"')


# PostgreSQL


def _of_postgresql(tree: Tree, below: int | None, most: int) -> list[int]:
    """A GIN index knows no order, so its lists are read in stretches: the newest keys alone, then ever more of them.

    What is in every second text is found among the newest few; for what is rare the lists are short.
    """
    query, found = _tsquery(tree), list[int]()
    with connection.cursor() as cursor:
        if below is None:
            cursor.execute(f"SELECT coalesce(max(entry), 0) + 1 FROM {TABLE}")  # noqa: S608
            (below,) = cursor.fetchone()
        for level in LEVELS:
            block = (below - 1) >> level
            blocks = _rendered(AnyOf((_block(level, block), _block(level, block - 1))), "&", "|", "'{}'")
            found += _stretch(cursor, f"{query} & {blocks}", below, most - len(found))
            below = max(0, block - 1) << level
            if len(found) >= most or below <= 1:
                return found
        return found + _stretch(cursor, query, below, most - len(found))


def _stretch(cursor: Any, query: str, below: int, most: int) -> list[int]:
    # Materialised, so that the planner never walks the keys one by one and reads every token on its way.
    sql = (
        f"WITH found AS MATERIALIZED (SELECT entry FROM {TABLE} WHERE tokens @@ %s::tsquery) "  # noqa: S608
        "SELECT entry FROM found WHERE entry < %s ORDER BY entry DESC LIMIT %s"
    )
    cursor.execute(sql, [query, below, most])
    return [key for (key,) in cursor.fetchall()]


def _block(level: int, block: int) -> str:
    return f"e{level}_{block}"


def _with_blocks(key: int, tokens: Iterable[str]) -> Iterable[str]:
    yield from tokens
    for level in LEVELS:
        yield _block(level, key >> level)


def _tsquery(tree: Tree) -> str:
    return _rendered(tree, " & ", " | ", "'{}'")


def _rendered(tree: Tree, every: str, either: str, token: str) -> str:
    """Tokens are ASCII letters, digits and _ alone: nothing in them can mean anything to a database."""
    if isinstance(tree, str):
        return token.format(tree)
    parts = [_rendered(each, every, either, token) for each in tree.of]
    if len(parts) == 1:
        return parts[0]
    return f"({(every if isinstance(tree, All) else either).join(parts)})"


# The table itself


def make_table(database: BaseDatabaseWrapper) -> None:
    """Make the table of tokens, if it is not there."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {TABLE} (entry bigint PRIMARY KEY, tokens tsvector NOT NULL)"
            )
            # Without a pending list: a question never reads through what was not sorted in yet.
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {GIN} ON {TABLE} USING gin (tokens) WITH (fastupdate = off)"
            )
        else:
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5("
                "tokens, content='', columnsize=0, detail='none', tokenize=\"ascii tokenchars '_'\")"
            )


def drop_table(database: BaseDatabaseWrapper) -> None:
    """Take it away: for going back behind the migration."""
    with database.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def empty_table() -> None:
    """Forget every token; the entries are to be written anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {TABLE}")
        else:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")  # noqa: S608
