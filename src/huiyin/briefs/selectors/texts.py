"""Reads of a brief's texts: as it stands, as it was handed in, as it was edited; of many, for comparing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from uuid import UUID

from huiyin.briefs.models import Brief, BriefVersion
from huiyin.briefs.rules.state_groups import NOT_HANDED_IN
from huiyin.briefs.selectors.brief import suggestions_of
from huiyin.handling.enums import PointKind
from huiyin.handling.models import Point
from huiyin.proposals.rules.text_changes import Change, Suggestion, Text, changes_between


@dataclass(frozen=True)
class Step:
    """One version beside the one before it."""

    version: BriefVersion
    changes: tuple[Change, ...]


def current_text(brief: Brief) -> Text:
    """The text as it stands."""
    suggestions = tuple(Suggestion(point.pk, point.text) for point in suggestions_of(brief.matter))
    return Text(brief.matter.title, brief.situation, brief.analysis, suggestions)


def as_text(version: BriefVersion) -> Text:
    """The text of a version."""
    suggestions = tuple(Suggestion(each["point"], each["text"]) for each in version.suggestions)
    return Text(version.title, version.situation, version.analysis, suggestions)


def versions_of(brief: Brief) -> list[BriefVersion]:
    """Every text that was handed in or edited, the first one first."""
    return list(brief.versions.order_by("number"))


def last_version(brief: Brief) -> BriefVersion | None:
    """The text as it was kept last."""
    return brief.versions.order_by("-number").first()


def steps_of(versions: Sequence[BriefVersion]) -> list[Step]:
    """Each text beside the one before it, the latest first."""
    steps = [Step(new, tuple(_changes(old, new))) for old, new in pairwise(versions)]
    return steps[::-1]


def _changes(old: BriefVersion, new: BriefVersion) -> list[Change]:
    """What changed, with a brief's title called by its own word."""
    found = changes_between(as_text(old), as_text(new))
    return [replace(each, label="标题") if each.label == "案由" else each for each in found]


def texts_of_many(matters: Collection[UUID]) -> dict[UUID, Sequence[str]]:
    """The texts of those of these matters that were handed in: title, situation, analysis, suggestions."""
    rows = Brief.objects.filter(matter__in=matters).exclude(matter__state__in=NOT_HANDED_IN)
    found: dict[UUID, list[str]] = {
        key: [title, situation, analysis]
        for key, title, situation, analysis in rows.values_list(
            "matter_id", "matter__title", "situation", "analysis"
        )
    }
    points = Point.objects.filter(matter__in=list(found), kind=PointKind.SUGGESTION)
    for key, text in points.order_by("matter", "order", "pk").values_list("matter_id", "text"):
        found[key].append(text)
    return dict(found)
