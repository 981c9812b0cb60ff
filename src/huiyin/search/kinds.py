"""Which kinds of matter have texts that are compared, where the text is read, and how an earlier one was answered."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from huiyin.procedure.models import Matter

Texts = Mapping[UUID, Sequence[str]]
Read = Callable[[Collection[UUID]], Texts]
Answers = Callable[[Sequence[Matter]], Mapping[UUID, str]]


@dataclass(frozen=True)
class SimilarKind:
    """A kind of matter whose texts are compared.

    `facets` are those that show the text: who sees none of them never hears of it. `read` gives the parts (title first)
    of the texts of matters, those without one left out; `answers` how matters were answered, in a sentence. Both take
    many matters at once and make a fixed number of queries.
    """

    code: str
    facets: tuple[str, ...]
    label: str
    read: Read
    answers: Answers


kinds: dict[str, SimilarKind] = {}


def similar_kind(
    kind: str, facet: str, label: str, *, read: Read, answers: Answers, also: Sequence[str] = ()
) -> None:
    """Have the texts of a kind of matter compared (its package calls this when it is ready).

    `also` are other facets that show the same text to other people.
    """
    kinds[kind] = SimilarKind(kind, (facet, *also), label, read, answers)
