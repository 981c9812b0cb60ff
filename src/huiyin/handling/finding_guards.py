"""The condition on the findings of a draft before it is signed."""

from huiyin.handling.selectors.letters import findings_on
from huiyin.kernel.text import shorten
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard

MOST_NAMED = 3
"""Findings named in one sentence; the panel that it leads to has them all."""


def _link(act: Act) -> str:
    return f"/matters/{act.matter.pk}/#findings"


def _named(texts: list[str]) -> str:
    """Reasons in one sentence, each without its full stop."""
    words = "；".join(shorten(each, 60).rstrip("。") for each in texts[:MOST_NAMED])
    return f"{words}等" if len(texts) > MOST_NAMED else words


@guard("handling.findings_answered@1", "核查意见均已说明，须改稿的已经改稿")
def findings_answered(act: Act) -> Verdict:
    """Nobody signs a draft whose findings nobody has looked at."""
    found = [each for each in findings_on(act.matter) if each.is_open]
    mend = [each.reason for each in found if each.blocks]
    explain = [each.reason for each in found if not each.blocks]
    sentences = []
    if mend:
        sentences.append(f"有{len(mend)}条核查意见须改稿后才能审签：{_named(mend)}。")
    if explain:
        sentences.append(f"有{len(explain)}条核查意见还没有说明：{_named(explain)}。")
    if not sentences:
        return ALLOWED
    return Refused("findings_open", "".join(sentences), _link(act))
