"""Facts of proposals that moves hang on."""

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact
from huiyin.proposals.enums import CoSigning, ProposerKind
from huiyin.proposals.selectors import is_collective, proposal_of


@fact("proposals.is_joint@1", "是委员联名提案")
def is_joint(matter: Matter) -> bool:
    """Members sign together."""
    return proposal_of(matter).proposer_kind == ProposerKind.JOINT


@fact("proposals.is_not_joint@1", "不是委员联名提案")
def is_not_joint(matter: Matter) -> bool:
    """One member, or a body, proposes: nobody is asked to sign."""
    return not is_joint(matter)


@fact("proposals.signatures_out@1", "还有联名邀请可以撤回")
def signatures_out(matter: Matter) -> bool:
    """Somebody was asked whose invitation stands."""
    standing = (CoSigning.ASKED, CoSigning.AGREED)
    return proposal_of(matter).cosignatures.filter(state__in=standing, on_paper=False).exists()


@fact("proposals.is_collective@1", "是集体提案")
def is_collective_proposal(matter: Matter) -> bool:
    """A body proposes."""
    return is_collective(proposal_of(matter))
