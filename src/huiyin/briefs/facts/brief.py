"""Facts of briefs that moves hang on."""

from huiyin.briefs.enums import Signing, SourceKind
from huiyin.briefs.selectors.brief import brief_of
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact

CONVERTED = (SourceKind.PROPOSAL, SourceKind.OUTCOME)
"""Sources whose briefs were never anybody's draft."""


@fact("briefs.first_handed_in@1", "是首次提交，没有退回补充过")
def first_handed_in(matter: Matter) -> bool:
    """Nobody has asked anything about it yet, and it was written here."""
    brief = brief_of(matter)
    return brief.turn == 1 and brief.source_kind not in CONVERTED


@fact("briefs.is_key@1", "已标为重点")
def is_key(matter: Matter) -> bool:
    """Marked as one to be followed."""
    return matter.is_key


@fact("briefs.not_key@1", "没有标为重点")
def not_key(matter: Matter) -> bool:
    """Not marked."""
    return not matter.is_key


@fact("briefs.signed_by_both@1", "由秘书长审核、分管副主席签发")
def signed_by_both(matter: Matter) -> bool:
    """As the committee had set when it was sent to be signed."""
    return brief_of(matter).signing == Signing.BOTH


@fact("briefs.signed_by_secretary@1", "由秘书长签发")
def signed_by_secretary(matter: Matter) -> bool:
    """As the committee had set when it was sent to be signed."""
    return brief_of(matter).signing == Signing.SECRETARY_GENERAL


@fact("briefs.signed_by_vice_chair@1", "由分管副主席签发")
def signed_by_vice_chair(matter: Matter) -> bool:
    """As the committee had set when it was sent to be signed."""
    return brief_of(matter).signing == Signing.VICE_CHAIR
