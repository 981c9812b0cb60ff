"""Rules about proposals that need no database."""

from collections.abc import Sequence

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.enums import BodyKind, Role
from huiyin.proposals.enums import ProposerKind, Timing

COLLECTIVE = (
    ProposerKind.PARTY,
    ProposerKind.PEOPLE_ORGANISATION,
    ProposerKind.SECTOR,
    ProposerKind.GROUP,
    ProposerKind.SPECIAL_COMMITTEE,
)
OF_MEMBERS = (ProposerKind.INDIVIDUAL, ProposerKind.JOINT)
BY_CONVENER = (ProposerKind.SECTOR, ProposerKind.GROUP)
"""Collective proposers for which their convener signs."""
SEALED = (ProposerKind.PARTY, ProposerKind.PEOPLE_ORGANISATION, ProposerKind.SPECIAL_COMMITTEE)
"""Collective proposers that put name and seal to paper; with an account of their own, the account stands for it."""
KIND_OF_BODY = {
    BodyKind.SECTOR: ProposerKind.SECTOR,
    BodyKind.ACTIVITY_GROUP: ProposerKind.GROUP,
    BodyKind.SPECIAL_COMMITTEE: ProposerKind.SPECIAL_COMMITTEE,
    BodyKind.DEMOCRATIC_PARTY: ProposerKind.PARTY,
    BodyKind.PEOPLE_ORGANISATION: ProposerKind.PEOPLE_ORGANISATION,
}
"""Which kind of proposer a registered body is."""
SPEAKING_FOR_BODIES = (Role.COMMITTEE_CLERK, Role.ORGANISATION_CLERK)
"""Who files, hears and answers for a body that proposes."""
UNREGISTERED = (ProposerKind.PARTY, ProposerKind.PEOPLE_ORGANISATION)
"""Kinds of proposers that need not be registered as bodies: on paper they may be named in words."""
NO_PROPOSER = "本单位不是党派、人民团体、界别、委员活动组或者专门委员会，不能提出集体提案。"


def signature_verdict(
    kind: str, *, agreed: int, body: str, contact: str, convener: str = "", sealed: bool = True
) -> Verdict:
    """Whether a proposal is signed as its kind of proposer must sign.

    Joint: somebody besides the first signer agreed. Collective: the body and its contact person are named; a sector
    or group has its convener's signature, paper of any other body its seal.
    """
    if kind == ProposerKind.JOINT and agreed == 0:
        return Refused(
            "no_cosigner", "联名提案至少要有一位委员同意联名；一人提出的，请把提案者改为“委员个人”。"
        )
    if kind in COLLECTIVE and not body:
        return Refused("no_body", "集体提案须写明提案单位。")
    if kind in COLLECTIVE and not contact:
        return Refused("no_contact", "集体提案须写明联系人。")
    if kind in BY_CONVENER and not convener:
        return Refused("no_convener", "界别、委员活动组的提案由召集人签名，须写明召集人。")
    if kind in SEALED and not sealed:
        return Refused("no_seal", "纸质件须加盖单位印章，请退回补盖。")
    return ALLOWED


def timing_of(*, in_session: bool) -> Timing:
    """大会提案 is what was filed while the plenary session sat; everything else is 平时提案."""
    return Timing.SESSION if in_session else Timing.INTERSESSION


def examiner_verdict(
    person: int, earlier: Sequence[tuple[int, str, str]], *, signed: bool = False
) -> Verdict:
    """First, second and final examination are made by different persons, none of whom proposes it.

    `earlier`: person, name and stage in words of each examination made since the proposal was handed in; `signed`:
    whether the person is its author or signed with the author.
    """
    if signed:
        return Refused("own_proposal", "您是本件的提案人或者联名人，应当回避，请由其他人审查。")
    for examiner, name, stage in earlier:
        if examiner == person:
            return Refused("same_examiner", f"{stage}由{name}办理，初审、复审、终审须由不同的人办理。")
    return ALLOWED


def passage_missing(passage: str, texts: Sequence[str]) -> bool:
    """Whether a passage that is to be revised does not stand in the text, spaces and line ends aside."""
    wanted = "".join(passage.split())
    return not any(wanted in "".join(text.split()) for text in texts)
