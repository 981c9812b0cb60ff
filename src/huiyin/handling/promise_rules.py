"""How a promise stands: kept in time, kept late, still running, late, or not kept."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class PromiseStanding(models.TextChoices):
    """Every promise stands in exactly one of these, so that the figures of a unit add up to all its promises."""

    KEPT = "kept", _("按期兑现")
    KEPT_LATE = "kept_late", _("逾期兑现")
    RUNNING = "running", _("未到期")
    LATE = "late", _("逾期未兑现")
    UNMET = "unmet", _("认定未兑现")


def promise_standing(state: str, by_when: date, delivered_on: date | None, on: date) -> PromiseStanding:
    """The standing on a day. A delivery that was reported and is still being checked counts as running until then."""
    if state == "fulfilled":
        in_time = delivered_on is None or delivered_on <= by_when
        return PromiseStanding.KEPT if in_time else PromiseStanding.KEPT_LATE
    if state == "unmet":
        return PromiseStanding.UNMET
    if state == "promised" and by_when < on:
        return PromiseStanding.LATE
    return PromiseStanding.RUNNING


def kept_share(kept: int, due: int) -> str:
    """Kept in time, of those whose day has come or that are settled; "—" where none has."""
    return f"{kept / due:.0%}" if due else "—"
