"""Effects of converting: a refused proposal goes on as another matter, once, each leading to the other."""

from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.examining import PROPOSAL_RESULT, not_docket
from huiyin.proposals.actions.telling import tell_authors
from huiyin.proposals.conversions import conversions
from huiyin.proposals.selectors.proposal import proposal_of


@effect("proposals.convert@1")
def convert(act: Act) -> None:
    """转办: what the disposal stands for begins as a matter of its own; the authors are told where it goes on."""
    chosen = conversions[proposal_of(act.matter).disposal]
    new = chosen.begin(act)
    number = f"（{new.number}）" if new.number else ""
    text = f"您的提案《{act.matter.title}》没有立案，已转为{chosen.label}{number}继续办理，进展会告诉您。"
    tell_authors(act, PROPOSAL_RESULT, text)


@effect("proposals.convert_directly@1")
def convert_directly(act: Act) -> None:
    """Refused by the sitting and passed on in one act."""
    not_docket(act)
    convert(act)
