"""Facts of briefs that moves hang on."""

from huiyin.briefs.enums import SourceKind
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
