"""The order of a list that an office keeps, and codes for what it adds, without a database."""

from collections.abc import Sequence
from typing import TypeVar

Row = TypeVar("Row")


def placed(rows: Sequence[Row], row: Row, position: int) -> list[Row]:
    """The rows with this one at a position counted from 1; past the end it comes last."""
    others = [each for each in rows if each != row]
    at = max(0, min(position - 1, len(others)))
    return [*others[:at], row, *others[at:]]


def next_code(known: Sequence[str]) -> str:
    """A code that nothing of the committee's list has or had."""
    number = len(known) + 1
    while f"reason-{number}" in known:
        number += 1
    return f"reason-{number}"
