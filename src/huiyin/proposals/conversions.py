"""What a refused proposal becomes, by its disposal. A package that handles such matters plugs itself in here."""

from collections.abc import Callable
from dataclasses import dataclass

from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import Disposal
from huiyin.proposals.models import Proposal


@dataclass(frozen=True)
class Conversion:
    """One disposal: what it is called when the author is told, and how the new matter begins.

    `begin` runs within the act of the proposal and makes a child of it (`begin_child`), so that each leads to the other
    and a proposal is converted once.
    """

    disposal: str
    label: str
    begin: Callable[[Act], Matter]


conversions: dict[str, Conversion] = {}


def conversion(value: Conversion) -> None:
    """Have proposals of this disposal converted so (the package of what they become calls this when it is ready)."""
    if conversions.get(value.disposal, value) != value:
        raise ValueError(f"disposal {value.disposal!r} converts to something else already")
    conversions[value.disposal] = value


def no_conversion(proposal: Proposal) -> str:
    """Why a refused proposal cannot be passed on, in a sentence; "" where it can."""
    if proposal.disposal in conversions:
        return ""
    words = proposal.get_disposal_display()
    if proposal.disposal in ("", Disposal.RETURNED):
        return f"本件的去向是“{words}”，不需要转办。" if words else "本件没有写明去向，不能转办。"
    return f"本件的去向是“{words}”，这类事项还没有在本系统办理，暂不能转办。"
