"""What the ledgers of steps read besides: the unit, and the reasons that stand in requests and waivers."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from huiyin.handling.models import Assignment, ContactWaiver, ExtensionRequest, ReturnRequest
from huiyin.ledgers.definition import Asked
from huiyin.procedure.models import Step
from huiyin.procedure.page.viewing import Viewing

RETURNED: Mapping[str, Callable[[ReturnRequest], str]] = {
    "request_return": lambda row: row.reason,
    "accept_return": lambda row: row.decision_reason,
    "refuse_return": lambda row: row.decision_reason,
    "dispute_return": lambda row: row.dispute_reason,
    "name_arbiter": lambda row: f"裁定人：{row.arbiter}" if row.arbiter else "",
    "uphold": lambda row: row.ruling_reason,
    "overrule": lambda row: row.ruling_reason,
}
EXTENDED: Mapping[str, Callable[[ExtensionRequest], str]] = {
    "ask_extension": lambda row: f"申请延长{row.amount}{row.get_unit_display()}：{row.reason}",
    "grant_extension": lambda row: row.decision_reason,
    "refuse_extension": lambda row: row.decision_reason,
}
WAIVED = ("waive_contact", "waive_on_word")


@dataclass
class StepContent:
    """The unit whose part it is, and the reason where it does not stand in the step's own words."""

    unit: str = ""
    reason: str = ""


def prepare(asker: Asked, rows: Sequence[Step], views: Mapping[Any, Viewing]) -> Mapping[Any, StepContent]:
    """Four queries whatever their number; of each matter what its page shows to the reader."""
    keys = {row.matter_id for row in rows}
    units = {
        row.matter_id: str(row.unit)
        for row in Assignment.objects.filter(matter__in=keys).select_related("unit")
    }
    returns = _by_matter(ReturnRequest.objects.filter(matter__in=keys).select_related("arbiter"))
    extensions = _by_matter(ExtensionRequest.objects.filter(matter__in=keys))
    waivers = {
        row.matter_id: row.reason for row in ContactWaiver.objects.filter(matter__in=keys).order_by("pk")
    }
    found: dict[Any, StepContent] = {}
    for row in rows:
        view, content = views[row.matter_id], StepContent()
        if view.shows("request"):
            content.unit = units.get(row.matter_id, "")
        if view.shows("returns"):
            day = timezone.localdate(row.at)
            content.reason = _told(RETURNED, row, _last(returns[row.matter_id], day))
            content.reason = content.reason or _told(EXTENDED, row, _last(extensions[row.matter_id], day))
        if row.move in WAIVED and view.shows("contact"):
            content.reason = waivers.get(row.matter_id, "")
        found[row.pk] = content
    return found


def _by_matter(rows: Any) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows.order_by("asked_on", "pk"):
        found[row.matter_id].append(row)
    return found


def _last(requests: Sequence[Any], day: date) -> Any | None:
    """The request that was on the table that day."""
    place = bisect_right([each.asked_on for each in requests], day)
    return requests[place - 1] if place else None


def _told(words: Mapping[str, Callable[[Any], str]], step: Step, request: Any | None) -> str:
    return words[step.move](request) if request is not None and step.move in words else ""
