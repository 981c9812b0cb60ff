"""Facts of key proposals that moves hang on."""

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact
from huiyin.proposals.enums import KeyDuty
from huiyin.proposals.selectors.key import leaders_doing, nominations_of


@fact("proposals.not_key@1", "尚未列为重点提案")
def not_key(matter: Matter) -> bool:
    """It may still be nominated."""
    return not matter.is_key


@fact("proposals.key_nominated@1", "有重点提案提名，尚未确定")
def key_nominated(matter: Matter) -> bool:
    """Somebody nominated it and nothing was decided."""
    return not matter.is_key and bool(nominations_of(matter))


@fact("proposals.key_supervised@1", "重点提案，有督办的政协领导")
def supervised(matter: Matter) -> bool:
    """A chairperson supervises it."""
    return matter.is_key and bool(leaders_doing(matter, KeyDuty.SUPERVISE))


@fact("proposals.key_headed@1", "重点提案，有领办的党政领导")
def headed(matter: Matter) -> bool:
    """A leader of party or government heads it."""
    return matter.is_key and bool(leaders_doing(matter, KeyDuty.HEAD))
