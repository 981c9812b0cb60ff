"""Reads of what went into what: merged briefs, the sources of combined ones."""

from collections.abc import Iterable

from django.db.models import QuerySet

from huiyin.briefs.enums import SourceKind, SourceRelation
from huiyin.briefs.models import Brief, BriefSource
from huiyin.briefs.selectors.brief import source_words
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter

WITHIN = (SourceRelation.MERGED, SourceRelation.COMBINED)
"""Relations within one committee: the source goes with the brief that it went into."""
MAY_BE_MAIN = ("submitted", "kept", "taken_up", "edited", "approved")
"""States of a brief that another one may be merged into."""


def sources_of(brief: Brief) -> list[BriefSource]:
    """What went into a brief within the committee and was not taken out again, in its order."""
    rows = brief.sources.filter(undone_on__isnull=True, kind__in=WITHIN).select_related("source__matter")
    return list(rows.order_by("pk"))


def sent_up_as(brief: Brief) -> Brief | None:
    """The brief of the lower committee that was sent up as this one: for carrying down alone, never to be shown."""
    rows = brief.sources.filter(kind=SourceRelation.SENT_UP).select_related("source__matter__committee")
    row = rows.first()
    return row.source if row is not None else None


def went_into(brief: Brief) -> BriefSource | None:
    """The brief of the same committee in which this one goes on, if any."""
    rows = brief.went_into.filter(undone_on__isnull=True, kind__in=WITHIN)
    return rows.select_related("brief__matter").first()


def all_sources(brief: Brief) -> Iterable[Brief]:
    """Every brief that went into this one, through all mergings within the committee."""
    for row in sources_of(brief):
        yield row.source
        yield from all_sources(row.source)


def mains_offered(act: Act) -> QuerySet[Matter]:
    """Briefs that this one may be merged into: handed in, not issued yet, of the same committee."""
    rows = Matter.objects.filter(committee=act.committee, kind="brief", state__in=MAY_BE_MAIN)
    return rows.exclude(pk=act.matter.pk).order_by("-opened_at", "-pk")


def named_on_paper(brief: Brief) -> list[str]:
    """Who may be named in an issue: the author, and the authors of what went into it, each where they agreed."""
    # What the office itself made out of several has no other author than theirs.
    own = () if brief.source_kind == SourceKind.OFFICE else (brief,)
    found = [source_words(each) for each in (*own, *all_sources(brief))]
    return list(dict.fromkeys(words for words in found if words))
