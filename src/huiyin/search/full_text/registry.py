"""What can be found by its words: packages say, when they are ready, which texts stand in which part of their matters.

Of a matter only what stands in its own rows is read, besides the names of bodies and persons: it is read again after
each of the matter's steps, and after nothing else.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from huiyin.search.full_text.places import Place

Parts = Sequence[tuple[str, str]]
"""Label and text, in the order in which they are read."""
Read = Callable[[Collection[UUID]], Mapping[UUID, Parts]]


@dataclass(frozen=True)
class Searchable:
    """What stands in the matters of a kind, shown by any of these facets; `place` tells names from texts."""

    kind: str
    facets: tuple[str, ...]
    label: str
    place: Place
    read: Read

    @property
    def key(self) -> str:
        """What tells it from the other texts of a matter."""
        return f"{self.place}:{self.facets[0]}:{self.label}"


@dataclass(frozen=True)
class FoundInDocument:
    """The text of one document or attachment, the facets that show it, and by what it is opened.

    `source` and `document_id` name its row: ("attachment", 12), ("document", 7).
    """

    facets: tuple[str, ...]
    source: str
    document_id: int
    label: str
    parts: Parts


ReadDocuments = Callable[[Collection[UUID]], Mapping[UUID, Sequence[FoundInDocument]]]

texts: dict[str, list[Searchable]] = {}
"""By kind; under "" what any kind has."""
documents: list[ReadDocuments] = []
MOST_NAMES = 3
"""Facets of one kind whose names count as words of its texts."""


def searchable(kind: str, facet: str, label: str, *, read: Read, also: Sequence[str] = ()) -> None:
    """Have texts of a facet found, and of others that show the very same (`also`).

    `read(ids)` gives parts by matter, in a fixed number of queries for all of them.
    """
    _put(Searchable(kind, (facet, *also), label, Place.TEXT, read))


def searchable_names(kind: str, facet: str, label: str, *, read: Read) -> None:
    """Have persons and bodies found that are named in a facet.

    They count as words of every text of the matter, for those who see both: a name and a subject find the proposal.
    """
    _put(Searchable(kind, (facet,), label, Place.NAMES, read))


def searchable_documents(read: ReadDocuments) -> None:
    """Have the text of documents found, of matters of every kind."""
    if read not in documents:
        documents.append(read)


def _put(value: Searchable) -> None:
    known = texts.setdefault(value.kind, [])
    known[:] = [each for each in known if each.key != value.key] + [value]
    known.sort(key=lambda each: each.key)
