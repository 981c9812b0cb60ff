"""How much that is running a change of the work calendar concerns; packages above count what they know."""

from collections.abc import Callable
from datetime import date

Concern = Callable[[date, date], str]
"""What runs over these days, both included, in words; nothing for nothing."""

_concerns: list[Concern] = []


def calendar_concern(count: Concern) -> Concern:
    """Register a count."""
    if count not in _concerns:
        _concerns.append(count)
    return count


def calendar_concerns(first: date, last: date) -> tuple[str, ...]:
    """Everything that runs over these days."""
    return tuple(found for found in (count(first, last) for count in _concerns) if found)
