"""Facts of proposals that moves hang on."""

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact
from huiyin.proposals.enums import CoSigning, ProposerKind
from huiyin.proposals.selectors.proposal import proposal_of


@fact("proposals.is_joint@1", "是委员联名提案")
def is_joint(matter: Matter) -> bool:
    """Members sign together."""
    return proposal_of(matter).proposer_kind == ProposerKind.JOINT


@fact("proposals.answers_awaited@1", "有受邀委员尚未答复")
def answers_awaited(matter: Matter) -> bool:
    """Somebody was asked to sign and has not answered: agreeing and declining are two answers to one question.

    Before the proposal goes out it holds too, so that the author reads beforehand who will be asked.
    """
    return matter.state == "draft" or proposal_of(matter).cosignatures.filter(state=CoSigning.ASKED).exists()


@fact("proposals.signatures_out@1", "还有联名邀请可以撤回")
def signatures_out(matter: Matter) -> bool:
    """Somebody was asked whose invitation stands."""
    standing = (CoSigning.ASKED, CoSigning.AGREED)
    return proposal_of(matter).cosignatures.filter(state__in=standing, on_paper=False).exists()


@fact("proposals.first_handed_in@1", "是首次提交，没有退回修改过")
def first_handed_in(matter: Matter) -> bool:
    """Nobody has examined it yet."""
    return proposal_of(matter).turn == 1


@fact("proposals.handed_in_again@1", "是修改后重新提交的")
def handed_in_again(matter: Matter) -> bool:
    """It was examined before and returned."""
    return proposal_of(matter).turn > 1
