"""How far and how long: dimensions of matters that go through stages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers import labels
from huiyin.ledgers.dimensions import Counts, Dimension, Labels
from huiyin.procedure.library import newest

if TYPE_CHECKING:
    from huiyin.ledgers.definition import Asked

OPEN, RESTING, CLOSED = "open", "resting", "closed"
AGES = (("fresh", 15), ("month", 30), ("quarter", 90), ("older", None))
"""Code and the most days in the present state; the last has no end."""


def open_or_closed(*resting: str) -> Dimension:
    """Whether a matter is under way; in the `resting` states it waits for nobody, though it may be taken up again."""

    def key(asker: "Asked") -> Case:
        return Case(
            When(closed_at__isnull=False, then=Value(CLOSED)),
            When(state__in=resting, then=Value(RESTING)),
            default=Value(OPEN),
            output_field=CharField(),
        )

    offered = (OPEN, RESTING, CLOSED) if resting else (OPEN, CLOSED)
    return Dimension(
        "open",
        str(_("是否了结")),
        key,
        labels.fixed(open=_("在办"), resting=_("已阅存"), closed=_("已了结")),
        offered=offered,
    )


def age() -> Dimension:
    """How many days an open matter has been in its present state; what is closed ages no more."""

    def key(asker: "Asked") -> Case:
        cases = [When(closed_at__isnull=False, then=Value(CLOSED))]
        for code, most in AGES:
            if most is not None:
                since = asker.at - timedelta(days=most)
                cases.append(When(entered_state_at__gte=since, then=Value(code)))
        return Case(*cases, default=Value(AGES[-1][0]), output_field=CharField())

    return Dimension(
        "age",
        str(_("停留天数")),
        key,
        labels.fixed(
            fresh=_("15天以内"),
            month=_("16至30天"),
            quarter=_("31至90天"),
            older=_("超过90天"),
            closed=_("已了结"),
        ),
        offered=tuple(code for code, _most in AGES),
    )


@dataclass(frozen=True)
class Reached:
    """The stages that a matter has reached: the present one and all before it. What was withdrawn counts nowhere.

    `withdrawn` are the states in which a matter ended without going its way.
    """

    kind: str
    withdrawn: tuple[str, ...]
    code: str = "reached_stage"
    label: str = str(_("到过的环节"))
    gate: Callable[["Asked"], Q] | None = None
    none: str = ""
    offered: tuple[str, ...] = ()
    summed: bool = False
    several = True

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages in their order."""
        return tuple(newest(self.kind).bar)

    @property
    def labels(self) -> Labels:
        """The stages as the procedure calls them."""
        return labels.of_stages(self.kind)

    def told(self, rows: QuerySet[Any], asker: "Asked") -> QuerySet[Any]:
        """Those that went, or go, their way."""
        return rows.exclude(state__in=self.withdrawn)

    def narrow(self, rows: QuerySet[Any], asker: "Asked", value: str) -> QuerySet[Any]:
        """Those that have come as far as this stage."""
        order = self.stages
        if value not in order:
            return rows.none()
        return self.told(rows, asker).filter(stage__in=order[order.index(value) :])

    def count(self, rows: QuerySet[Any], asker: "Asked") -> Counts:
        """Stage → how many have come so far."""
        here = Dimension("", "", lambda _asker: "stage", _nameless).count(self.told(rows, asker), asker)
        order = self.stages
        found = {
            stage: sum(here.get(later, 0) for later in order[place:]) for place, stage in enumerate(order)
        }
        return {stage: number for stage, number in found.items() if number}


def _nameless(asker: "Asked", values: Iterable[str]) -> Mapping[str, str]:
    return {}
