"""How far a proposal has come, from its state: the groups by which pages, ledgers and proofs count.

Every state of the procedure stands in exactly one of these groups; a test holds the procedure to it. Handed in are all
but drafts and what was given up as a draft: a draft that was taken back is a draft again.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

WRITING = ("draft", "countersigning")
"""Nobody has handed it in, or its author has taken it back."""
GIVEN_UP = ("discarded",)
NOT_HANDED_IN = WRITING + GIVEN_UP

FINAL = "final_exam"
EXAMINING = ("first_exam", "second_exam", FINAL)
UNDECIDED = ("submitted", *EXAMINING, "returned_for_revision")
"""Handed in, and nothing decided about it yet."""

HANDING_OVER = ("docketed", "listed", "studied", "agreed")
"""Docketed and on its way to the units."""
IN_HAND = ("handed_over", "handling")
"""The units have it and have not all replied, in the first round or a later one."""
TO_EVALUATE = ("replied", "evaluating")
FOLLOWED = ("tracking",)
"""Replied and evaluated; what was planned or promised is still to come. Neither concluded nor put into effect."""
CONCLUDED = ("concluded",)
WAITING_AFTER_REPLY = ("replied", "disputed", "evaluated")
"""Replied, and the committee is to ask the authors, have it handled once more, or conclude it."""
ANSWERED = (*TO_EVALUATE, "disputed", "evaluated", *FOLLOWED, *CONCLUDED)
"""All units of the present round have replied (办复), whatever came after."""
KEPT_HERE = ("not_handed_over",)
"""Docketed, and by decision not handed to any unit."""
DOCKETED = HANDING_OVER + IN_HAND + ANSWERED + KEPT_HERE
"""Docketed, however far it has come since."""
MERGED, REFUSED, CONVERTED, WITHDRAWN = ("merged",), ("not_docketed",), ("converted",), ("withdrawn",)


class Result(models.TextChoices):
    """What became of a proposal that was handed in: each has exactly one, so they add up to what was received."""

    DOCKETED = "docketed", _("立案")
    MERGED = "merged", _("并案")
    REFUSED = "refused", _("不予立案")
    CONVERTED = "converted", _("转为来信或者社情民意信息")
    WITHDRAWN = "withdrawn", _("撤案")
    OPEN = "open", _("尚在审查")


STATES_OF: dict[Result, tuple[str, ...]] = {
    Result.DOCKETED: DOCKETED,
    Result.MERGED: MERGED,
    Result.REFUSED: REFUSED,
    Result.CONVERTED: CONVERTED,
    Result.WITHDRAWN: WITHDRAWN,
    Result.OPEN: UNDECIDED,
}
HANDED_IN = tuple(state for states in STATES_OF.values() for state in states)


def result_of(state: str) -> Result | None:
    """What became of a proposal in this state; None of a draft."""
    return next((result for result, states in STATES_OF.items() if state in states), None)
