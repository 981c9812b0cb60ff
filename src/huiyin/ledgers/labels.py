"""What the values of dimensions are called."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from huiyin.people.models import Body
from huiyin.procedure.library import every

if TYPE_CHECKING:
    from django.db.models import Choices

    from huiyin.ledgers.definition import Asked
    from huiyin.ledgers.dimensions import Labels
    from huiyin.procedure.definition import Procedure

YES, NO = "1", "0"


def of_choices(choices: "type[Choices]") -> "Labels":
    """The labels of an enumeration, in its order."""

    def labels(asker: "Asked", values: Iterable[str]) -> Mapping[str, str]:
        return {str(value): str(label) for value, label in choices.choices}

    return labels


def fixed(**named: object) -> "Labels":
    """Labels written down with the dimension."""

    def labels(asker: "Asked", values: Iterable[str]) -> Mapping[str, str]:
        return {code: str(label) for code, label in named.items()}

    return labels


def yes_no(yes: object = _("是"), no: object = _("否")) -> "Labels":
    """The two values of something that is so or not."""

    def labels(asker: "Asked", values: Iterable[str]) -> Mapping[str, str]:
        return {YES: str(yes), NO: str(no)}

    return labels


def of_states(*kinds: str) -> "Labels":
    """States of these kinds of matter in the order of the procedures, as offices call them."""
    return _of_procedures(
        lambda procedure: ((code, state.label) for code, state in procedure.states.items()), kinds
    )


def of_stages(*kinds: str) -> "Labels":
    """The stages of these kinds of matter, in the order of the procedures."""
    return _of_procedures(lambda procedure: procedure.stages.items(), kinds)


def of_moves(*kinds: str) -> "Labels":
    """Moves, of all kinds where none is named."""
    return _of_procedures(
        lambda procedure: ((code, move.label) for code, move in procedure.moves.items()), kinds
    )


def of_clocks(*kinds: str) -> "Labels":
    """Terms that run."""
    return _of_procedures(
        lambda procedure: ((code, clock.label) for code, clock in procedure.clocks.items()), kinds
    )


def _of_procedures(
    named: "Callable[[Procedure], Iterable[tuple[str, str]]]", kinds: tuple[str, ...]
) -> "Labels":
    """The newest version of each procedure names its codes; where procedures name one differently, all names stand."""

    def labels(asker: "Asked", values: Iterable[str]) -> Mapping[str, str]:
        newest = {each.procedure: each for each in sorted(every().values(), key=lambda each: each.identity)}
        found: dict[str, list[str]] = {}
        for procedure in newest.values():
            if kinds and procedure.kind not in kinds:
                continue
            for code, label in named(procedure):
                if label not in found.setdefault(code, []):
                    found[code].append(label)
        return {code: "／".join(names) for code, names in found.items()}

    return labels


def of_bodies(asker: "Asked", values: Iterable[str]) -> Mapping[str, str]:
    """Bodies by their names, in the order of the committee's register."""
    keys = [int(value) for value in values if value.isdecimal()]
    rows = Body.objects.filter(committee=asker.committee, pk__in=keys).order_by("pk")
    return {str(body.pk): str(body) for body in rows}


def of_numbers(text: str) -> "Labels":
    """Numbers in their order: `text` holds %s ("第%s轮")."""

    def labels(asker: "Asked", values: Iterable[str]) -> Mapping[str, str]:
        numbers = sorted((value for value in values if value.isdecimal()), key=int)
        return {value: text % value for value in numbers}

    return labels
