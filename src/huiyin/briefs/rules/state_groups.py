"""How far a brief has come, from its state: pages, lists and figures ask here.

Every state of the procedure stands in exactly one of these groups; a test holds the procedure to it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

WRITING = ("draft",)
GIVEN_UP = ("discarded",)
NOT_HANDED_IN = WRITING + GIVEN_UP
"""A draft is its author's own business: read by nobody else, compared with nothing, in no figure."""

SCREENING = ("submitted", "returned")
"""Handed in, and nothing decided about it yet."""
EDITING, SIGNING = ("taken_up",), ("edited", "approved")
KEPT, MERGED, DECLINED, WITHDRAWN = ("kept",), ("merged",), ("declined",), ("withdrawn",)
ISSUED = ("issued", "used", "instructed", "forwarded", "handled", "fed_back", "closed")
"""Went out under an issue number, however far it has come since."""

TAKEN_UP = EDITING + SIGNING + ISSUED
"""Taken up, however far it has come since."""
HANDED_IN = SCREENING + TAKEN_UP + KEPT + MERGED + DECLINED + WITHDRAWN


class Result(models.TextChoices):
    """What became of a brief that was handed in: each has exactly one, so they add up to what was reported."""

    TAKEN_UP = "taken_up", _("采用")
    KEPT = "kept", _("留存参考")
    MERGED = "merged", _("合并")
    DECLINED = "declined", _("未采用")
    WITHDRAWN = "withdrawn", _("撤回")
    OPEN = "open", _("尚在筛选")


STATES_OF: dict[Result, tuple[str, ...]] = {
    Result.TAKEN_UP: TAKEN_UP,
    Result.KEPT: KEPT,
    Result.MERGED: MERGED,
    Result.DECLINED: DECLINED,
    Result.WITHDRAWN: WITHDRAWN,
    Result.OPEN: SCREENING,
}
