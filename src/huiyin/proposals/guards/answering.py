"""What must hold after the replies, each condition with its sentence."""

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard
from huiyin.proposals.selectors.answering import decisions_on_dispute


@guard("proposals.decided_on_dispute@1", "会议在本轮评议结束以后研究决定")
def decided_on_dispute(act: Act) -> Verdict:
    """What the chairpersons decided before this evaluation was over was about something else."""
    if decisions_on_dispute(act.matter):
        return ALLOWED
    text = "本轮评议结束以后，主席会议还没有研究本件；以前的决定不能作为依据。"
    return Refused("not_decided_since", text)
