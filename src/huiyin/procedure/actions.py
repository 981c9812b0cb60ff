"""Effects that any procedure may use: pausing, resuming and extending a clock."""

from huiyin.kernel.verdicts import Refused
from huiyin.procedure.act import Act
from huiyin.procedure.clocks import change_clock, is_paused
from huiyin.procedure.enums import ClockChangeKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Clock, ClockChange
from huiyin.procedure.registry import effect


@effect("procedure.pause@1")
def pause(act: Act) -> None:
    """Stop counting from the day of the act."""
    clock: Clock = act.data["clock"]
    if is_paused(clock):
        raise ActRefused([Refused("paused_already", f"“{clock.label}”已经暂停。")])
    _change(act, clock, ClockChangeKind.PAUSE)


@effect("procedure.resume@1")
def resume(act: Act) -> None:
    """Count on from the day of the act; the paused days are added to the due date."""
    clock: Clock = act.data["clock"]
    if not is_paused(clock):
        raise ActRefused([Refused("not_paused", f"“{clock.label}”没有暂停，无须恢复。")])
    _change(act, clock, ClockChangeKind.RESUME)


@effect("procedure.extension@1")
def extend(act: Act) -> None:
    """Move the due date by the time granted."""
    clock: Clock = act.data["clock"]
    if is_paused(clock):
        raise ActRefused([Refused("paused", f"“{clock.label}”正在暂停，恢复后才能延期。")])
    _change(act, clock, ClockChangeKind.EXTENSION, act.data["amount"], act.data["unit"])


def _change(act: Act, clock: Clock, kind: ClockChangeKind, amount: int | None = None, unit: str = "") -> None:
    # The clock must speak of the locked matter, so that the matter's next due date is saved with the step.
    clock.matter = act.matter
    change = ClockChange(
        kind=kind, on=act.day, amount=amount, unit=unit, reason=act.reason, person=act.actor, at=act.at
    )
    change_clock(clock, change)
