"""Fixtures of the notices' tests: the errand procedure, and what the cast was told."""

from collections.abc import Callable

import pytest

from factories.people import Cast
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from procedure.conftest import MONDAY, Errand, errand, errands

Told = Callable[[str], list[str]]


@pytest.fixture
def told(shizuishan: Cast) -> Told:
    """`told("周经委")`: deliver what is queued, then every text that person has got, the oldest first."""

    def texts(name: str) -> list[str]:
        deliver(MONDAY)
        rows = Message.objects.filter(person=shizuishan[name]).order_by("pk")
        return list(rows.values_list("text", flat=True))

    return texts


def clear() -> None:
    """Deliver what the way to a state has left, and forget it."""
    deliver(MONDAY)
    Message.objects.all().delete()


__all__ = ["Errand", "Told", "clear", "errand", "errands", "told"]
