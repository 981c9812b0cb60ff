"""What the three linked lists share: they are one table of points, each list a part of the one before."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling.models import Point
from huiyin.ledgers.books.point_columns import COLUMNS, DIMENSIONS, ORDER_OF_POINTS
from huiyin.ledgers.books.point_content import prepare
from huiyin.ledgers.books.shared import year_of_matter
from huiyin.ledgers.definition import Asked, Group, Ledger, ledger
from huiyin.people.enums import Role

LISTS = ("problems", "results", "satisfied")


def point_book(
    code: str, label: str, about: str, *, rows: Callable[[Asked], QuerySet[Point]], readers: frozenset[Role]
) -> Ledger:
    """Register one of the three lists: only what brings a row in, and for whom it is, differ."""
    return ledger(
        Ledger(
            code=code,
            label=label,
            about=about,
            readers=readers,
            rows=rows,
            year=year_of_matter("matter__"),
            order=ORDER_OF_POINTS,
            columns=COLUMNS,
            dimensions=DIMENSIONS,
            prepare=prepare,
            matter="matter",
            related=("matter",),
            neighbours=tuple(each for each in LISTS if each != code),
            unit=str(_("条")),
            group=Group.LISTS,
        )
    )
