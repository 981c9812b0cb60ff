"""Reads of a proposal's texts: as it stands, as it was handed in, as it was corrected; of many, for comparing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from huiyin.handling.enums import PointKind
from huiyin.handling.models import Point
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import WrittenAs
from huiyin.proposals.models import Proposal, RevisionMark, TextVersion
from huiyin.proposals.rules.text_changes import Change, Suggestion, Text, changes_between

NOT_HANDED_IN = ("draft", "countersigning", "discarded")
"""States in which a text is its author's own business: it is compared with nothing, by nobody."""


@dataclass(frozen=True)
class Step:
    """One version beside the one before it."""

    version: TextVersion
    changes: tuple[Change, ...]


def current_text(proposal: Proposal) -> Text:
    """The text as it stands."""
    points = proposal.matter.points.filter(kind=PointKind.SUGGESTION, taken_over__isnull=True).order_by(
        "order", "pk"
    )
    suggestions = tuple(Suggestion(point.pk, point.text) for point in points)
    return Text(proposal.matter.title, proposal.situation, proposal.analysis, suggestions)


def as_text(version: TextVersion) -> Text:
    """The text of a version."""
    suggestions = tuple(Suggestion(each["point"], each["text"]) for each in version.suggestions)
    return Text(version.title, version.situation, version.analysis, suggestions)


def versions_of(proposal: Proposal) -> list[TextVersion]:
    """Every text that was handed in or corrected, the first one first."""
    return list(proposal.text_versions.order_by("number"))


def last_version(proposal: Proposal) -> TextVersion | None:
    """The text as it was handed in or corrected last."""
    return proposal.text_versions.order_by("-number").first()


def corrections_of(proposal: Proposal) -> list[Step]:
    """What examiners corrected, each beside the text before it, the latest first."""
    return [each for each in _steps_of(proposal) if each.version.written_as == WrittenAs.EXAMINER]


def revisions_of(proposal: Proposal) -> list[Step]:
    """What the author changed, each beside the text before it, the latest first."""
    return [each for each in _steps_of(proposal) if each.version.written_as == WrittenAs.AUTHOR]


def _steps_of(proposal: Proposal) -> list[Step]:
    """Each text beside the one before it, the latest first; the very first has none before it."""
    versions = versions_of(proposal)
    pairs = pairwise(versions)
    steps = [Step(new, tuple(changes_between(as_text(old), as_text(new)))) for old, new in pairs]
    return steps[::-1]


def marks_now(proposal: Proposal) -> list[RevisionMark]:
    """The passages that the author is to revise now."""
    if proposal.matter.state != "returned_for_revision":
        return []
    return list(proposal.revision_marks.filter(turn=proposal.turn).order_by("pk"))


def texts_of_many(matters: Collection[UUID]) -> dict[UUID, Sequence[str]]:
    """The texts of those of these matters that were handed in: title, situation, analysis, suggestions."""
    rows = Proposal.objects.filter(matter__in=matters).exclude(matter__state__in=NOT_HANDED_IN)
    found: dict[UUID, list[str]] = {
        key: [title, situation, analysis]
        for key, title, situation, analysis in rows.values_list(
            "matter_id", "matter__title", "situation", "analysis"
        )
    }
    points = Point.objects.filter(matter__in=list(found), kind=PointKind.SUGGESTION, taken_over__isnull=True)
    for key, text in points.order_by("matter", "order", "pk").values_list("matter_id", "text"):
        found[key].append(text)
    return dict(found)


def results_of(matters: Sequence[Matter]) -> dict[UUID, Proposal]:
    """The proposals of these matters with what was decided about them."""
    rows = Proposal.objects.filter(matter__in=[matter.pk for matter in matters])
    return {proposal.matter_id: proposal for proposal in rows.select_related("refusal_reason")}
