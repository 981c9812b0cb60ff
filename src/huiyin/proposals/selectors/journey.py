"""The way of a proposal in plain steps: 撰写 … 办理→答复→评议→办结, for those whose proposal it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.text import said_day
from huiyin.procedure.enums import ClockChangeKind
from huiyin.procedure.models import Clock, Matter
from huiyin.procedure.models import Step as RecordedStep
from huiyin.proposals.models import Merging
from huiyin.proposals.rules.coming import coming
from huiyin.proposals.rules.state_groups import (
    ANSWERED,
    CONCLUDED,
    CONVERTED,
    DOCKETED,
    FOLLOWED,
    HANDING_OVER,
    IN_HAND,
    KEPT_HERE,
    MERGED,
    REFUSED,
    UNDECIDED,
    WITHDRAWN,
    WRITING,
)
from huiyin.ui.shown import Step

AWAITED = ("reply", "rehandling", "evaluation")
"""Clocks of parts of a proposal that end with the replies, and with the forms of those who evaluate them."""


@dataclass(frozen=True)
class Stage:
    """One plain step: its name, what its date says, and the states by whose entry it is dated."""

    label: Any
    word: Any
    dated_by: tuple[str, ...]


STAGES = (
    Stage(gettext_lazy("撰写"), gettext_lazy("开始撰写"), WRITING),
    Stage(gettext_lazy("提交"), gettext_lazy("提交"), ("submitted",)),
    Stage(gettext_lazy("审查"), gettext_lazy("受理"), ("first_exam",)),
    Stage(gettext_lazy("立案"), gettext_lazy("立案"), ("docketed",)),
    Stage(gettext_lazy("交办"), gettext_lazy("交办"), ("handed_over",)),
    Stage(gettext_lazy("办理"), gettext_lazy("开始办理"), ("handling",)),
    Stage(gettext_lazy("答复"), gettext_lazy("答复"), ("replied",)),
    Stage(gettext_lazy("评议"), gettext_lazy("评议"), ("evaluating",)),
    Stage(gettext_lazy("办结"), gettext_lazy("办结"), CONCLUDED),
)
WRITE, FILE, EXAMINE, DOCKET, HAND_OVER, HANDLE, REPLY, EVALUATE, CONCLUDE = range(len(STAGES))
ENDS: Mapping[str, Any] = {
    **dict.fromkeys(REFUSED, gettext_lazy("不予立案")),
    **dict.fromkeys(MERGED, gettext_lazy("并案")),
    **dict.fromkeys(CONVERTED, gettext_lazy("转办")),
    **dict.fromkeys(WITHDRAWN, gettext_lazy("撤案")),
    **dict.fromkeys(KEPT_HERE, gettext_lazy("不单独交办")),
    "discarded": gettext_lazy("作废"),
}
"""States in which it goes no further by itself, and what that last step is called."""


@dataclass(frozen=True)
class Trace:
    """What the record says of one proposal: when each state was last entered, what is due, what it was merged into."""

    entered: Mapping[str, date] = field(default_factory=dict)
    due: date | None = None
    awaited_by: date | None = None
    extended: bool = False
    main: Matter | None = None
    of_main: "Trace | None" = None


@dataclass(frozen=True)
class Journey:
    """How far a proposal has come. `coming`: what comes next, and by when; `place` of `total` on the way.

    `main`: the proposal with which it goes, of a part that was merged.
    """

    steps: tuple[Step, ...]
    place: int
    total: int
    label: str
    coming: str
    due: date | None
    is_yours: bool
    main: Matter | None = None


def traces(matters: Iterable[Matter]) -> dict[Any, Trace]:
    """Matter → what its record says; four queries whatever their number."""
    given = list(matters)
    parts = [matter.pk for matter in given if matter.state in MERGED]
    mains = {each.part.matter_id: each.main.matter for each in _mergings(parts)}
    found = _read([*(matter.pk for matter in given), *(main.pk for main in mains.values())])
    for part, main in mains.items():
        found[part] = replace(found[part], main=main, of_main=found[main.pk])
    return found


def _mergings(parts: Sequence[Any]) -> Iterable[Merging]:
    """The mergings that stand of these parts; mostly there are none, and then nothing is asked."""
    if not parts:
        return []
    rows = Merging.objects.filter(part__matter__in=parts, undone_on__isnull=True)
    return rows.select_related("main__matter", "part")


def _read(keys: Sequence[Any]) -> dict[Any, Trace]:
    entered: dict[Any, dict[str, date]] = {key: {} for key in keys}
    steps = RecordedStep.objects.filter(matter__in=keys).exclude(from_state=F("to_state")).order_by("number")
    for matter, state, at in steps.values_list("matter", "to_state", "at"):
        entered[matter][state] = timezone.localdate(at)
    running = Clock.objects.filter(stopped_at__isnull=True, due__isnull=False)
    own = dict(running.filter(matter__in=keys).values_list("matter").annotate(first=Min("due")))
    children = running.filter(
        matter__parent__in=keys,
        matter__parent_round=F("matter__parent__round"),
        code__in=AWAITED,
        round=F("matter__round"),
    )
    longer = Count("changes", filter=Q(changes__kind=ClockChangeKind.EXTENSION))
    rows = children.values_list("matter__parent").annotate(last=Max("due"), longer=longer)
    replies = {key: (last, bool(number)) for key, last, number in rows}
    return {key: Trace(entered[key], own.get(key), *replies.get(key, (None, False))) for key in keys}


def journey_of(matter: Matter, *, is_author: bool) -> Journey:
    """The way of one proposal, for its author or for somebody who signed with the author."""
    return journey(matter, traces([matter])[matter.pk], is_author=is_author)


def journey(matter: Matter, trace: Trace, *, is_author: bool) -> Journey:
    """The same where the record was read already."""
    if trace.main is not None and trace.of_main is not None:
        return _with_main(matter, trace, trace.main, trace.of_main)
    place = place_of(matter.state)
    steps = _ended(matter, trace) if matter.state in ENDS else _under_way(place, trace)
    of_parts = matter.state in (*IN_HAND, "evaluating")
    due = trace.awaited_by if of_parts and trace.awaited_by else trace.due
    now = min(place, CONCLUDE)
    return Journey(
        steps=tuple(steps),
        place=now + 1,
        total=len(STAGES),
        label=str(ENDS.get(matter.state, STAGES[now].label)),
        coming=coming(matter.state, due, is_author=is_author, extended=trace.extended),
        due=due if matter.is_open else None,
        is_yours=is_author and matter.state in (*WRITING, "returned_for_revision"),
    )


def _with_main(matter: Matter, trace: Trace, main: Matter, of_main: Trace) -> Journey:
    """The way of a part: its own up to the merging, from there that of the main, with which it is answered.

    What the main one had behind it by the day of the merging stands before it.
    """
    way = journey(main, of_main, is_author=False)
    gone = _ended(matter, trace)
    first = EXAMINE if main.state in UNDECIDED else DOCKET
    before = first + _behind(STAGES[first:HAND_OVER], of_main, trace.entered.get(matter.state))
    return replace(
        way,
        steps=(*gone[:-1], *way.steps[first:before], gone[-1], *way.steps[before:]),
        place=len(gone) + way.place - first,
        total=len(gone) + len(STAGES) - first,
        label=_("随主案办理：%(step)s") % {"step": way.label},
        coming=_("随主案办理：%(coming)s") % {"coming": way.coming},
        is_yours=False,
        main=main,
    )


def place_of(state: str) -> int:
    """Which plain step is being done in this state; beyond the last one when all are done."""
    if state in WRITING or state == "discarded":
        return WRITE
    if state == "submitted":
        return FILE
    if state in UNDECIDED:
        return EXAMINE
    if state in HANDING_OVER:
        return HAND_OVER
    if state in IN_HAND:
        return HANDLE
    if state in CONCLUDED:
        return len(STAGES)
    if state == "evaluated" or state in FOLLOWED:
        return CONCLUDE
    return EVALUATE if state in ANSWERED else DOCKET


def _under_way(place: int, trace: Trace) -> list[Step]:
    found = []
    for number, stage in enumerate(STAGES):
        state = "past" if number < place else "now" if number == place else "future"
        # What was reached before a return or a taking back is not behind the author any more.
        note = "" if state == "future" else _dated(stage, trace)
        found.append(Step(str(stage.label), state, note=note))
    return found


def _behind(stages: Iterable[Stage], trace: Trace, day: date | None) -> int:
    """How many of these stages were reached before that day."""
    reached = [each for each in (_reached(stage, trace) for stage in stages) if each is not None]
    return sum(each < day for each in reached) if day is not None else 0


def _reached(stage: Stage, trace: Trace) -> date | None:
    return min((trace.entered[state] for state in stage.dated_by if state in trace.entered), default=None)


def _dated(stage: Stage, trace: Trace) -> str:
    day = _reached(stage, trace)
    return f"{said_day(day)}{stage.word}" if day else ""


def _ended(matter: Matter, trace: Trace) -> list[Step]:
    """The steps that were gone, and the one that ended it."""
    gone = [
        Step(str(stage.label), "past", note=_dated(stage, trace))
        for stage in STAGES[:HAND_OVER]
        if any(state in trace.entered for state in stage.dated_by)
        and (stage is not STAGES[DOCKET] or matter.state in DOCKETED)
    ]
    day = trace.entered.get(matter.state)
    return [*gone, Step(str(ENDS[matter.state]), "past", note=said_day(day) if day else "")]
