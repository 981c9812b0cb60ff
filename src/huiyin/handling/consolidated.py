"""One result over everything that the units of a round answered: how many, which classes, which points are open."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiyin.handling.enums import ReplyMeaning
from huiyin.handling.models import Assignment, Reply
from huiyin.handling.rules import ANSWERING
from huiyin.handling.selectors.points import RELIEVED
from huiyin.procedure.models import Matter

LEAST_ADVANCED_FIRST = (
    ReplyMeaning.INFEASIBLE,
    ReplyMeaning.REFERENCE_ONLY,
    ReplyMeaning.DEFERRED,
    ReplyMeaning.PLANNED,
    ReplyMeaning.IN_PROGRESS,
    ReplyMeaning.RESOLVED,
)
"""A matter with several parts is no further than the part that lags most."""


@dataclass(frozen=True)
class Consolidated:
    """The round as a whole: replies in of replies awaited, classes with their number, the whole in one word."""

    answered: int
    awaited: int
    classes: tuple[tuple[str, int], ...]
    meaning: str

    @property
    def label(self) -> str:
        """The whole in one word; empty while replies are out."""
        return str(ReplyMeaning(self.meaning).label) if self.meaning else ""


def consolidated(
    matter: Matter, assignments: Sequence[Assignment], replies: Mapping[object, Sequence[Reply]]
) -> Consolidated | None:
    """The present round's result over all answering units; None where only one unit answers, or none."""
    own = [
        each
        for each in assignments
        if each.role in ANSWERING
        and each.matter.parent_round == matter.round
        and each.matter.state not in RELIEVED
    ]
    if len(own) < 2:
        return None
    sent = [last_sent(replies.get(each.matter_id, ())) for each in own]
    present = [reply for reply in sent if reply is not None]
    classes = Counter(str(reply.reply_class) for reply in present if reply.reply_class)
    meanings = {reply.reply_class.meaning for reply in present if reply.reply_class}
    whole = next((each for each in LEAST_ADVANCED_FIRST if each in meanings), "")
    return Consolidated(
        answered=len(present),
        awaited=len(own),
        classes=tuple(sorted(classes.items())),
        meaning=whole if len(present) == len(own) else "",
    )


def last_sent(replies: Sequence[Reply]) -> Reply | None:
    """The reply that stands: the last one that was sent out; drafts do not count."""
    sent = [reply for reply in replies if reply.answered_on is not None]
    return sent[-1] if sent else None
