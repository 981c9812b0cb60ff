"""Which column of a ledger a heading of the office means: guessed by its name, decided by the clerk."""

from collections.abc import Mapping, Sequence

from huiyin.kernel.text import fold
from huiyin.ledgers.definition import Column
from huiyin.ledgers.enums import SERIAL

SERIALS = ("序号", "编号序号", "项次", "No", "No.")


def known_names(columns: Sequence[Column]) -> dict[str, str]:
    """Folded heading → code of the column; a column's own label goes before other columns' further names."""
    found = {fold(name): SERIAL for name in SERIALS}
    for column in columns:
        found.setdefault(fold(column.label), column.code)
    for column in columns:
        for name in column.names:
            found.setdefault(fold(name), column.code)
    return found


def guessed(headings: Mapping[str, str], columns: Sequence[Column]) -> dict[str, str]:
    """Column letters → code, for the headings that say it; no column of the ledger is guessed twice."""
    names = known_names(columns)
    found: dict[str, str] = {}
    for letters, heading in headings.items():
        code = names.get(fold(heading))
        if code is not None and code not in found.values():
            found[letters] = code
    return found
