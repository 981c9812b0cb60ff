"""The filters and the order of the examiners' queue, read from the address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.handling.models import Assignment
from huiyin.people.enums import BodyKind
from huiyin.people.models import Body, Committee, PlenarySession
from huiyin.procedure.library import newest
from huiyin.procedure.models import Matter, MatterParty
from huiyin.proposals.enums import AUTHOR, COSIGNER, KIND, ProposerKind, Timing
from huiyin.proposals.models import PlannedUnit, ProposalClass, WishedUnit
from huiyin.proposals.rules.state_groups import (
    ANSWERED,
    CONCLUDED,
    NOT_HANDED_IN,
    STATES_OF,
    UNDECIDED,
    Result,
)

ALL = ("", _("全部"))
YES_NO = [ALL, ("1", _("是")), ("0", _("否"))]
EVERYTHING, MINE, UNSORTED, REPLIED = "all", "mine", "none", "after_reply"
LONGEST, DUE, NEWEST, NUMBER = "waiting", "due", "newest", "number"
UNIT_KINDS = (BodyKind.UNIT, BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE, BodyKind.SPECIAL_COMMITTEE)
Choices = list[tuple[str, Any]]


class QueueForm(forms.Form):
    """What is looked for; without a state: what nothing is decided about yet."""

    text = forms.CharField(label=_("案由、编号或者姓名"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("状态"), required=False)
    unread = forms.ChoiceField(label=_("未读"), required=False, choices=[ALL, ("1", _("有新进展，我还没看"))])
    session = forms.ChoiceField(label=_("届次"), required=False)
    timing = forms.ChoiceField(label=_("提交时间"), required=False, choices=[ALL, *Timing.choices])
    proposer = forms.ChoiceField(label=_("提案者"), required=False, choices=[ALL, *ProposerKind.choices])
    topic = forms.ChoiceField(label=_("分类"), required=False)
    unit = forms.ChoiceField(label=_("希望或者承办单位"), required=False)
    key = forms.ChoiceField(label=_("重点提案"), required=False, choices=YES_NO)
    publish = forms.ChoiceField(label=_("同意公开"), required=False, choices=YES_NO)
    paper = forms.ChoiceField(label=_("纸质代录"), required=False, choices=YES_NO)
    sort = forms.ChoiceField(
        label=_("排序"),
        required=False,
        choices=[
            ("", _("等待最久的在前")),
            (DUE, _("期限最近的在前")),
            (NEWEST, _("最近提交的在前")),
            (NUMBER, _("按编号")),
        ],
    )

    def __init__(self, data: QueryDict, *, committee: Committee) -> None:
        super().__init__(data)
        sessions = PlenarySession.objects.filter(committee=committee).select_related("term")
        units = Body.objects.filter(committee=committee, kind__in=UNIT_KINDS).order_by("kind", "id")[:500]
        self._offer(
            "state", [("", _("尚在审查的")), (MINE, _("等我审查的")), *_states(), (EVERYTHING, _("全部"))]
        )
        self._offer("session", [ALL, *_keyed(sessions.order_by("-opens_on"))])
        self._offer("topic", [ALL, *_classes(committee), (UNSORTED, _("还没有分类"))])
        self._offer("unit", [ALL, *_keyed(units)])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def filters(self) -> dict[str, str]:
        """The filters that were understood; a wrong one is told on the page and left out."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in (None, "")}

    def active(self, address: QueryDict) -> list[dict[str, str]]:
        """Each filter in force with the address that takes it off."""
        found = []
        for name, value in self.filters().items():
            field = self.fields[name]
            text = str(dict(field.choices)[value]) if isinstance(field, forms.ChoiceField) else value  # type: ignore[arg-type]
            rest = address.copy()
            rest.pop(name, None)
            rest.pop("after", None)
            found.append({"label": f"{field.label}：{text}", "remove_url": f"?{rest.urlencode()}"})
        return found


def _keyed(rows: Iterable[Any]) -> Choices:
    return [(str(row.pk), str(row)) for row in rows]


def _classes(committee: Committee) -> Choices:
    """Both levels in their order, those of the second under their own; also what is out of use, for older proposals."""
    rows = ProposalClass.objects.filter(committee=committee).select_related("parent").order_by("order", "pk")
    found: Choices = []
    for first in [row for row in rows if row.parent_id is None]:
        found.append((str(first.pk), first.label))
        found += [(str(row.pk), str(row)) for row in rows if row.parent_id == first.pk]
    return found


def _states() -> Choices:
    """The states of what was handed in, as the office calls them, and what became of it as a whole."""
    states = newest(KIND).states
    single = [(code, state.label) for code, state in states.items() if code not in NOT_HANDED_IN]
    return [
        *single,
        (REPLIED, _("已经办复、没有办结的")),
        (f"={Result.DOCKETED.value}", _("立案的，不论办到哪一步")),
    ]


def states_asked(value: str) -> tuple[str, ...] | None:
    """The states that a choice of the filter stands for; None for all."""
    if value in ("", MINE):
        return UNDECIDED
    if value == EVERYTHING:
        return None
    if value == REPLIED:
        return tuple(state for state in ANSWERED if state not in CONCLUDED)
    return STATES_OF[Result(value[1:])] if value.startswith("=") else (value,)


def narrowed(matters: QuerySet[Matter], filters: dict[str, str]) -> QuerySet[Matter]:
    """The proposals that meet the filters; state, unread marks and whose turn it is are the queue's own."""
    paths = {
        "session": "proposal__plenary_session",
        "timing": "proposal__timing",
        "proposer": "proposal__proposer_kind",
    }
    ticks = {"key": "is_key", "publish": "proposal__may_publish", "paper": "proposal__is_paper"}
    for name, path in paths.items():
        if name in filters:
            matters = matters.filter(**{path: filters[name]})
    for name, path in ticks.items():
        if name in filters:
            matters = matters.filter(**{path: filters[name] == "1"})
    if "topic" in filters:
        matters = matters.filter(_of_class(filters["topic"]))
    if "unit" in filters:
        matters = matters.filter(_of_unit(filters["unit"]))
    for word in filters.get("text", "").split()[:8]:
        matters = matters.filter(_says(word))
    return matters


def _of_class(topic: str) -> Q:
    """Of this class, or of one under it."""
    if topic == UNSORTED:
        return Q(proposal__proposal_class__isnull=True)
    return Q(proposal__proposal_class=topic) | Q(proposal__proposal_class__parent=topic)


def _of_unit(unit: str) -> Q:
    """Units that the author wished for, that are planned, and that have it."""
    wished = WishedUnit.objects.filter(proposal__matter=OuterRef("pk"), body_id=int(unit))
    handed = Assignment.objects.filter(matter__parent=OuterRef("pk"), unit_id=int(unit))
    planned = PlannedUnit.objects.filter(proposal__matter=OuterRef("pk"), unit_id=int(unit))
    return Q(Exists(wished)) | Q(Exists(planned)) | Q(Exists(handed))


def _says(word: str) -> Q:
    """Title, number, or the name of whoever proposes or signs."""
    signers = MatterParty.objects.filter(
        matter=OuterRef("pk"), role__in=(AUTHOR, COSIGNER), active=True, person__name__icontains=word
    )
    return (
        Q(title__icontains=word)
        | Q(number__icontains=word)
        | Q(proposal__body_name__icontains=word)
        | Q(Exists(signers))
    )
