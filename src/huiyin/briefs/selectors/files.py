"""Reads of a brief's files: those that came with it, and the copies that units may see."""

from huiyin.procedure.models import Matter
from huiyin.records.models import Attachment

OWN, ENCLOSED = "summary", "enclosures"
"""Facets: of files as they came, for the author's side and the office; of chosen copies, for the units."""


def own_files(matter: Matter) -> list[Attachment]:
    """Files as they came, under the names that they came with."""
    return list(Attachment.objects.filter(matter=matter, facet=OWN).order_by("pk"))


def enclosures_of(matter: Matter) -> list[Attachment]:
    """Copies that go to the units, under names that tell nothing."""
    return list(Attachment.objects.filter(matter=matter, facet=ENCLOSED).order_by("pk"))
