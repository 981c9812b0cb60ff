"""Reading texts from the columns of a table, for packages whose texts stand there as they are shown."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Model, Q

from huiyin.search.full_text.registry import Parts, Read


def columns(model: type[Model], path: str, *names: str, only: Q | None = None) -> Read:
    """A reader of these columns of a matter's rows (`path` leads to the matter), oldest row first; one query.

    A column's own name is the label of the part; of another table's (`unit__name`) that of the reference. `only`
    leaves rows out that the facet does not show.
    """
    labels = [_label(model, name.split("__")[0]) for name in names]

    def read(matters: Collection[UUID]) -> Mapping[UUID, Parts]:
        rows = model._default_manager.filter(Q(**{f"{path}__in": matters}) & (only or Q())).order_by("pk")
        found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
        for key, *values in rows.values_list(path, *names):
            found[key] += [(label, value) for label, value in zip(labels, values, strict=True) if value]
        return found

    return read


def _label(model: type[Model], name: str) -> str:
    """The column's Chinese name; "" where nobody gave it one."""
    label = str(getattr(model._meta.get_field(name), "verbose_name", ""))
    return "" if label.isascii() else label


def together(*reads: Read) -> Read:
    """What several readers read, one after the other, as one text."""

    def read(matters: Collection[UUID]) -> Mapping[UUID, Parts]:
        found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
        for each in reads:
            for key, parts in each(matters).items():
                found[key] += parts
        return found

    return read
