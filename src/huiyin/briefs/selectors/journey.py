"""The way of a brief in plain steps, for those who reported it: 撰写→提交→采用→审签→编发."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.briefs.models import BriefSource
from huiyin.briefs.rules.state_groups import EDITING, ISSUED, MERGED, NOT_HANDED_IN, SCREENING, SIGNING
from huiyin.briefs.selectors.sources import WITHIN
from huiyin.kernel.text import said_day
from huiyin.procedure.models import Matter
from huiyin.procedure.models import Step as RecordedStep
from huiyin.ui.shown import Step

STAGES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("撰写"), NOT_HANDED_IN),
    (gettext_lazy("提交"), SCREENING),
    (gettext_lazy("采用"), EDITING),
    (gettext_lazy("审签"), SIGNING),
    (gettext_lazy("编发"), ISSUED),
)
"""What each step is called, and the states in which a brief stands there."""
ENDS: Mapping[str, Any] = {
    "kept": gettext_lazy("留存参考"),
    "declined": gettext_lazy("未采用"),
    "withdrawn": gettext_lazy("撤回"),
    "discarded": gettext_lazy("作废"),
}
"""States in which it goes no further by itself, and what that last step is called."""
SAYINGS: Mapping[str, Any] = {
    "draft": gettext_lazy("还没有提交，只有您看得到。写好后请提交。"),
    "submitted": gettext_lazy("已经提交，正在筛选；筛选以前可以撤回修改。"),
    "returned": gettext_lazy("请按下面的说明补充情况，再重新提交。"),
    "kept": gettext_lazy("已经留存，供工作参考；以后采用时告诉您。"),
    "declined": gettext_lazy("没有采用，原因见下面。"),
    "taken_up": gettext_lazy("已经采用，正在编辑。"),
    "edited": gettext_lazy("已经编辑完成，正在审签。"),
    "approved": gettext_lazy("已经签发，正在编发。"),
    "issued": gettext_lazy("已经编发。"),
    "used": gettext_lazy("已经编发，并被采用。"),
    "instructed": gettext_lazy("已经编发，并获领导批示。"),
    "forwarded": gettext_lazy("已经转有关单位办理。"),
    "handled": gettext_lazy("有关单位已经办复，正在向您反馈。"),
    "fed_back": gettext_lazy("已经反馈，内容见下面。"),
    "closed": gettext_lazy("已经反馈并办结，内容见下面；以后再有采用、批示，会告诉您。"),
    "withdrawn": gettext_lazy("已经撤回，不再筛选。"),
    "discarded": gettext_lazy("草稿已经作废，没有提交。"),
}


@dataclass(frozen=True)
class Trace:
    """What the record says of one brief: when each state was last entered, and in which brief it goes on."""

    entered: Mapping[str, date] = field(default_factory=dict)
    main: Matter | None = None


@dataclass(frozen=True)
class Journey:
    """How far a brief has come: a sentence, the steps, `place` of `total` on the way.

    `state`: its own, or that of the brief with which it goes on.
    """

    saying: str
    steps: tuple[Step, ...]
    label: str
    place: int
    total: int
    is_yours: bool
    state: str


def journeys(matters: Sequence[Matter]) -> dict[UUID, Journey]:
    """Matter → its way; a fixed number of queries whatever their number."""
    mains = _mains([matter.pk for matter in matters if matter.state in MERGED])
    entered = _entered([*(matter.pk for matter in matters), *(main.pk for main in mains.values())])
    found = {}
    for matter in matters:
        main = mains.get(matter.pk)
        days = dict(entered[matter.pk])
        if main is not None:
            days = {**days, **entered[main.pk]}
        found[matter.pk] = _journey(matter, Trace(days, main))
    return found


def journey_of(matter: Matter) -> Journey:
    """The way of one brief."""
    return journeys([matter])[matter.pk]


def _mains(parts: Sequence[UUID]) -> dict[UUID, Matter]:
    """Part → the brief that it went into; what has parts is merged into nothing, so one step is enough."""
    if not parts:
        return {}
    rows = BriefSource.objects.filter(source__matter__in=parts, undone_on__isnull=True, kind__in=WITHIN)
    return {row.source.matter_id: row.brief.matter for row in rows.select_related("source", "brief__matter")}


def _entered(keys: Iterable[UUID]) -> dict[UUID, dict[str, date]]:
    """Matter → state → the day on which it was last entered."""
    found: dict[UUID, dict[str, date]] = {key: {} for key in keys}
    rows = RecordedStep.objects.filter(matter__in=list(found)).exclude(from_state=F("to_state"))
    for key, state, at in rows.order_by("number").values_list("matter", "to_state", "at"):
        found[key][state] = timezone.localdate(at)
    return found


def _journey(matter: Matter, trace: Trace) -> Journey:
    standing = trace.main or matter
    place = next((n for n, (_label, states) in enumerate(STAGES) if standing.state in states), None)
    steps = _ended(standing, trace) if place is None or standing.state in ENDS else _steps(place, trace)
    now = len(steps) - 1 if place is None else place
    return Journey(
        saying=_saying(standing, merged=trace.main is not None),
        steps=tuple(steps),
        label=str(ENDS.get(standing.state, STAGES[now][0] if now < len(STAGES) else "")),
        place=now + 1,
        total=len(steps),
        is_yours=matter.state in ("draft", "returned"),
        state=standing.state,
    )


def _saying(standing: Matter, *, merged: bool) -> str:
    said = str(SAYINGS[standing.state])
    if standing.state == "issued" and standing.number:
        said = _("已经编发：社情民意信息%(number)s。") % {"number": standing.number}
    return _("已与内容相近的其他信息合并。合并后的信息：%(said)s") % {"said": said} if merged else said


def _steps(place: int, trace: Trace) -> list[Step]:
    last = len(STAGES) - 1
    found = []
    for number, (label, states) in enumerate(STAGES):
        state = "past" if number < place or place == last else "now" if number == place else "future"
        days = [trace.entered[each] for each in states if each in trace.entered]
        note = said_day(min(days)) if days and state != "future" else ""
        found.append(Step(str(label), state, note=note))
    return found


def _ended(standing: Matter, trace: Trace) -> list[Step]:
    """The steps that were gone, and the one that ended it."""
    gone = [
        Step(str(label), "past", note=said_day(min(days)))
        for label, states in STAGES
        if (days := [trace.entered[each] for each in states if each in trace.entered and each not in ENDS])
    ]
    day = trace.entered.get(standing.state)
    return [*gone, Step(str(ENDS[standing.state]), "past", note=said_day(day) if day else "")]
