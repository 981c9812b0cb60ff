"""Reads of what is followed after the replies: which reply stands, what of it is open, when it was put into effect."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from huiyin.handling.enums import ReplyMeaning
from huiyin.handling.models import AssignmentPoint, Commitment, LaterResult, Reply
from huiyin.handling.rules import ANSWERING
from huiyin.handling.selectors.points import RELIEVED
from huiyin.handling.tracking_rules import is_to_follow
from huiyin.procedure.models import Matter

MOST = 500


@dataclass
class Standing:
    """A reply that was accepted and that no later round has taken up, with what was recorded and promised since."""

    reply: Reply
    later: list[LaterResult] = field(default_factory=list)
    promises: list[Commitment] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to come."""
        meaning = self.reply.reply_class.meaning if self.reply.reply_class else ""
        later = [each.reply_class.meaning for each in self.later]
        return is_to_follow(meaning, later, [each.matter.state for each in self.promises])

    @property
    def implemented_on(self) -> date | None:
        """When it was put into effect, as far as that was recorded: never the day of the reply.

        What was recorded last holds, and of a promise what was found, not what the unit claimed.
        """
        if self.is_open or (self.later and not is_resolved(self.later[-1])):
            return None
        told = [each.implemented_on for each in self.later if each.implemented_on]
        kept = [each.delivered_on for each in self.promises if each.matter.state == "fulfilled"]
        return max(told or filter(None, kept), default=None)


def standing_replies(matter: Matter) -> list[Standing]:
    """The accepted replies of a matter that stand, in the order of their units; four queries."""
    return standing_by_matter([matter]).get(matter.pk, [])


def standing_by_matter(matters: Sequence[Matter]) -> dict[UUID, list[Standing]]:
    """Matter key → its accepted replies that stand; four queries whatever the number of matters."""
    covered = Prefetch("matter__assignment__covered", AssignmentPoint.objects.order_by("pk"))
    most = MOST * max(1, len(matters))
    replies = list(_accepted(matters).prefetch_related(covered)[:most])
    latest = _latest_rounds(matters)
    found = {reply.matter_id: Standing(reply) for reply in replies if not _is_taken_up(reply, latest)}
    keys = [each.reply.pk for each in found.values()]
    for result in later_results_of(keys):
        found[result.reply.matter_id].later.append(result)
    promises = Commitment.objects.filter(matter__parent__in=found).select_related("matter", "unit")
    for promise in promises.order_by("by_when", "pk")[:most]:
        if promise.matter.parent_id is not None:
            found[promise.matter.parent_id].promises.append(promise)
    by_matter: dict[UUID, list[Standing]] = {}
    for each in found.values():
        assert each.reply.matter.parent_id is not None, "what is replied to is the parent"
        by_matter.setdefault(each.reply.matter.parent_id, []).append(each)
    return by_matter


def _accepted(matters: Sequence[Matter]) -> QuerySet[Reply]:
    rows = Reply.objects.filter(
        matter__parent__in=matters, is_final=True, matter__assignment__role__in=list(ANSWERING)
    )
    return rows.select_related("reply_class", "matter__assignment__unit").order_by(
        "matter__parent_round", "matter__opened_at", "pk"
    )


def _latest_rounds(matters: Sequence[Matter]) -> dict[tuple[int, int], int]:
    """(Unit, point) → the latest round in which that unit handled the point; a point is one matter's alone."""
    rows = AssignmentPoint.objects.filter(
        assignment__matter__parent__in=matters, assignment__role__in=list(ANSWERING)
    ).exclude(assignment__matter__state__in=RELIEVED)
    found: dict[tuple[int, int], int] = {}
    for unit, point, number in rows.values_list(
        "assignment__unit_id", "point_id", "assignment__matter__parent_round"
    ):
        found[unit, point] = max(number, found.get((unit, point), 0))
    return found


def _is_taken_up(reply: Reply, latest: dict[tuple[int, int], int]) -> bool:
    """Whether the unit handled all of it once more in a later round."""
    assignment = reply.matter.assignment
    return all(
        latest.get((assignment.unit_id, each.point_id), 0) > reply.matter.parent_round
        for each in assignment.covered.all()
    )


def later_results_of(replies: Iterable[int]) -> list[LaterResult]:
    """What was recorded of these replies, the earliest first."""
    wanted = list(replies)
    rows = LaterResult.objects.filter(reply__in=wanted).select_related("reply_class", "reply")
    return list(rows.order_by("recorded_on", "pk")[: MOST * max(1, len(wanted))])


def left_to_follow(matter: Matter) -> list[Standing]:
    """Those of the standing replies of which something is still to come."""
    return [each for each in standing_replies(matter) if each.is_open]


def implemented_on(matter: Matter) -> date | None:
    """The day on which the last of it was put into effect, when nothing is left and it was recorded."""
    standing = standing_replies(matter)
    if any(each.is_open for each in standing):
        return None
    return max((each.implemented_on for each in standing if each.implemented_on), default=None)


def is_resolved(result: LaterResult) -> bool:
    """Whether a later result says that the thing is done."""
    return result.reply_class.meaning == ReplyMeaning.RESOLVED
