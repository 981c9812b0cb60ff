"""By what a ledger is narrowed and summed: a filter of the address and a grouping are one thing seen from two sides.

So the number of a sum and the list behind it cannot differ: both come from the same key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

if TYPE_CHECKING:
    from huiyin.ledgers.definition import Asked

NONE = "none"
"""In the address: rows that have no value here."""
Labels = Callable[["Asked", Iterable[str]], Mapping[str, str]]
Counts = dict[str, int]


def text_of(key: object) -> str:
    """A value as the address writes it; NONE where there is none."""
    return NONE if key is None or key == "" else str(int(key) if isinstance(key, bool) else key)


@dataclass(frozen=True)
class Dimension:
    """One value per row: `key` is a path or an expression over the rows.

    `labels` names the values that are asked for, in the order in which they are shown. With `gate` the value is
    only told of rows that meet it (what the reader sees of the matter): the others are neither found nor summed.
    `offered` values stand in the filter whether rows have them or not; without them it offers what rows have.
    """

    code: str
    label: str
    key: Callable[["Asked"], Any]
    labels: Labels
    gate: Callable[["Asked"], Q] | None = None
    none: str = ""
    offered: tuple[str, ...] = ()
    summed: bool = True
    several = False

    def told(self, rows: QuerySet[Any], asker: "Asked") -> QuerySet[Any]:
        """Those of the rows of which the reader may know this value."""
        return rows.filter(self.gate(asker)) if self.gate else rows

    def narrow(self, rows: QuerySet[Any], asker: "Asked", value: str) -> QuerySet[Any]:
        """The rows with this value."""
        rows = self.told(rows, asker)
        name, rows = self.keyed(rows, asker)
        if value == NONE:
            return rows.filter(Q(**{f"{name}__isnull": True}) | self._empty(rows, name))
        try:
            return rows.filter(**{name: value})
        except (ValueError, TypeError):
            return rows.none()

    def count(self, rows: QuerySet[Any], asker: "Asked") -> Counts:
        """Value as text → how many rows have it; rows without one are under NONE."""
        name, rows = self.keyed(self.told(rows, asker), asker)
        found: Counts = {}
        counted = rows.order_by().values_list(name).annotate(n=Count("pk"))
        for key, number in counted.order_by():
            text = text_of(key)
            found[text] = found.get(text, 0) + number
        return found

    def keyed(self, rows: QuerySet[Any], asker: "Asked") -> tuple[str, QuerySet[Any]]:
        """The rows with their value, and under which name it stands."""
        key = self.key(asker)
        if isinstance(key, str):
            return key, rows
        name = f"by_{self.code}"
        return name, rows.annotate(**{name: key})

    def _empty(self, rows: QuerySet[Any], name: str) -> Q:
        expression = rows.query.annotations.get(name)
        field = expression.output_field if expression is not None else None
        texts = field is None or field.empty_strings_allowed
        return Q(**{name: ""}) if texts and field is not None else Q()


@dataclass(frozen=True)
class Several:
    """Values that a row may have several of (the units of an outcome): it counts once under each.

    `parts` are the records that carry the value, `owner` leads from one to the row, `by` to the value.
    """

    code: str
    label: str
    parts: Callable[["Asked"], QuerySet[Any]]
    owner: str
    by: str
    labels: Labels
    gate: Callable[["Asked"], Q] | None = None
    none: str = ""
    offered: tuple[str, ...] = ()
    summed: bool = True
    several = True

    def told(self, rows: QuerySet[Any], asker: "Asked") -> QuerySet[Any]:
        """Those of the rows of which the reader may know the values."""
        return rows.filter(self.gate(asker)) if self.gate else rows

    def narrow(self, rows: QuerySet[Any], asker: "Asked", value: str) -> QuerySet[Any]:
        """The rows that have this value among others."""
        mine = self.parts(asker).filter(**{self.owner: OuterRef("pk")})
        rows = self.told(rows, asker)
        if value == NONE:
            return rows.filter(~Exists(mine))
        try:
            return rows.filter(Exists(mine.filter(**{self.by: value})))
        except (ValueError, TypeError):
            return rows.none()

    def count(self, rows: QuerySet[Any], asker: "Asked") -> Counts:
        """Value as text → how many rows have it among others."""
        rows = self.told(rows, asker)
        within = {f"{self.owner}__in": rows.order_by().values("pk")}
        counted = (
            self.parts(asker)
            .filter(**within)
            .order_by()
            .values_list(self.by)
            .annotate(n=Count(self.owner, distinct=True))
            .order_by()
        )
        found = {str(key): number for key, number in counted if key is not None}
        without = self.narrow(rows, asker, NONE).count()
        return {**found, NONE: without} if without else found


class AnyDimension(Protocol):
    """What a ledger needs of a dimension, whatever kind it is."""

    @property
    def code(self) -> str:
        """Its name in the address."""
        ...

    @property
    def label(self) -> str:
        """What it is called."""
        ...

    @property
    def labels(self) -> Labels:
        """What its values are called."""
        ...

    @property
    def gate(self) -> "Callable[[Asked], Q] | None":
        """Which rows the reader may know the value of."""
        ...

    @property
    def none(self) -> str:
        """What rows without a value are called."""
        ...

    @property
    def offered(self) -> tuple[str, ...]:
        """Values that the filter offers in any case."""
        ...

    @property
    def summed(self) -> bool:
        """Whether the sums have a table by it."""
        ...

    @property
    def several(self) -> bool:
        """Whether a row may have several values."""
        ...

    def told(self, rows: QuerySet[Any], asker: "Asked") -> QuerySet[Any]:
        """Those of the rows of which the reader may know the value."""
        ...

    def narrow(self, rows: QuerySet[Any], asker: "Asked", value: str) -> QuerySet[Any]:
        """The rows with this value."""
        ...

    def count(self, rows: QuerySet[Any], asker: "Asked") -> Counts:
        """Value as text → how many rows have it."""
        ...
