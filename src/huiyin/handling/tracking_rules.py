"""When a reply leaves something to be followed: what was planned or under way, and what was promised."""

from collections.abc import Sequence

from huiyin.handling.enums import ReplyMeaning

STILL_TO_COME = frozenset({ReplyMeaning.PLANNED, ReplyMeaning.IN_PROGRESS})
"""Classes by which a unit says that the thing itself is still to be done."""
RUNNING = frozenset({"promised", "reported"})
"""States of a commitment that nobody has confirmed or given up."""


def is_to_follow(meaning: str, later: Sequence[str], promises: Sequence[str]) -> bool:
    """Whether something of a reply is still to come.

    `meaning`: of the class that the unit gave; `later`: of the results recorded since, the latest last; `promises`: the
    states of what it promised. A promise that runs is followed in any case. What was recorded last says more than what
    was said first; one that was not kept leaves the reply open until a later result closes it.
    """
    if any(state in RUNNING for state in promises):
        return True
    if later and later[-1] not in STILL_TO_COME:
        return False
    if any(state != "fulfilled" for state in promises):
        return True
    return (later[-1] if later else meaning) in STILL_TO_COME and not promises
