"""Reads of the classes of a committee: its own, or the preset while it has set none."""

from dataclasses import dataclass

from huiyin.people.models import Committee
from huiyin.proposals.models import ProposalClass
from huiyin.proposals.presets.classes import PRESET


@dataclass(frozen=True)
class Group:
    """A class of the first level with those below it, in their order, those out of use included."""

    first: ProposalClass
    below: tuple[ProposalClass, ...]

    @property
    def in_use(self) -> list[ProposalClass]:
        """The classes below that may be chosen."""
        return [each for each in self.below if each.in_use]

    @property
    def retired(self) -> list[ProposalClass]:
        """The classes below that are out of use."""
        return [each for each in self.below if not each.in_use]


def groups_of(committee: Committee) -> list[Group]:
    """Every class of the committee; of one that has none of its own the preset, which no row holds yet."""
    rows = list(ProposalClass.objects.filter(committee=committee).order_by("order", "pk"))
    if not rows:
        return _preset(committee)
    return [
        Group(first, tuple(each for each in rows if each.parent_id == first.pk))
        for first in rows
        if first.parent_id is None
    ]


def _preset(committee: Committee) -> list[Group]:
    def row(code: str, label: str, order: int) -> ProposalClass:
        return ProposalClass(committee=committee, code=code, label=label, order=order)

    return [
        Group(
            row(code, label, number),
            tuple(row(code, label, order) for order, (code, label) in enumerate(below, start=1)),
        )
        for number, (code, label, below) in enumerate(PRESET, start=1)
    ]


def groups_in_use(committee: Committee) -> list[Group]:
    """The classes that may be chosen, by their first level."""
    groups = [each for each in groups_of(committee) if each.first.in_use]
    return [Group(each.first, tuple(each.in_use)) for each in groups]
