"""Reads after the replies: the three dates, and what the chairpersons decided on a disputed evaluation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from huiyin.handling.selectors.evaluations import last_evaluation
from huiyin.handling.selectors.look_backs import last_planned
from huiyin.handling.selectors.tracking import Standing, standing_replies
from huiyin.procedure.models import Matter
from huiyin.sittings.enums import SittingKind
from huiyin.sittings.models import AgendaItem
from huiyin.sittings.selectors import decisions_about


def decisions_on_dispute(matter: Matter) -> list[AgendaItem]:
    """What the chairpersons decided on the matter since the evaluation of its present round was over."""
    evaluation = last_evaluation(matter)
    if evaluation is None or evaluation.closed_on is None:
        return []
    found = decisions_about(matter, [SittingKind.CHAIRPERSONS.value])
    return [
        each
        for each in found
        if each.sitting.held_on is not None and each.sitting.held_on >= evaluation.closed_on
    ]


@dataclass(frozen=True)
class ThreeDates:
    """办复 of the last reply that stands, 办结 of the proposal, 落实 of the last of it: each by itself, or None."""

    replied_on: date | None
    concluded_on: date | None
    implemented_on: date | None
    standing: tuple[Standing, ...]


def three_dates(matter: Matter) -> ThreeDates:
    """The dates of one proposal, never one for another."""
    return dates_from(matter, standing_replies(matter))


def dates_from(matter: Matter, standing: Sequence[Standing]) -> ThreeDates:
    """The same where the replies that stand were read already."""
    replied = [each.reply.answered_on for each in standing if each.reply.answered_on]
    implemented = [each.implemented_on for each in standing if each.implemented_on]
    is_open = any(each.is_open for each in standing)
    concluded = matter.state == "concluded" and matter.closed_at is not None
    return ThreeDates(
        replied_on=max(replied, default=None),
        concluded_on=timezone.localdate(matter.closed_at) if concluded else None,
        implemented_on=None if is_open else max(implemented, default=None),
        standing=tuple(standing),
    )


def last_looked_at(matter: Matter) -> date:
    """From which day the time for the next look back runs: the last one that was planned, or since it is followed."""
    entered = timezone.localdate(matter.entered_state_at)
    planned = last_planned(matter)
    return max(entered, planned) if planned is not None else entered
