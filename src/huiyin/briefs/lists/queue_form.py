"""The filters and the order of the clerks' queue, read from the address."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import AUTHOR, KIND, Disclosure, SourceKind
from huiyin.briefs.rules.state_groups import EDITING, NOT_HANDED_IN, SCREENING, SIGNING
from huiyin.procedure.library import newest
from huiyin.procedure.models import Matter, MatterParty

ALL = ("", _("全部"))
EVERYTHING, DUE, NEWEST = "all", "due", "newest"
IN_WORK = (*SCREENING, *EDITING, *SIGNING)
"""What is before the office: handed in, and neither issued nor laid aside."""


class QueueForm(forms.Form):
    """What is looked for; without a state: what is before the office."""

    text = forms.CharField(label=_("标题、期号或者反映人"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("状态"), required=False)
    unread = forms.ChoiceField(label=_("未读"), required=False, choices=[ALL, ("1", _("有新进展，我还没看"))])
    source = forms.ChoiceField(label=_("来源"), required=False, choices=[ALL, *SourceKind.choices])
    key = forms.ChoiceField(label=_("重点"), required=False, choices=[ALL, ("1", _("是")), ("0", _("否"))])
    disclosure = forms.ChoiceField(label=_("署名"), required=False, choices=[ALL, *Disclosure.choices])
    sort = forms.ChoiceField(
        label=_("排序"),
        required=False,
        choices=[("", _("等待最久的在前")), (DUE, _("期限最近的在前")), (NEWEST, _("最近收到的在前"))],
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        states = newest(KIND).states
        single = [(code, state.label) for code, state in states.items() if code not in NOT_HANDED_IN]
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("正在办理的")), *single, (EVERYTHING, _("全部"))]

    def filters(self) -> dict[str, str]:
        """The filters that were understood; a wrong one is told on the page and left out."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in (None, "")}

    def active(self, address: QueryDict) -> list[dict[str, str]]:
        """Each filter in force with the address that takes it off."""
        found = []
        for name, value in self.filters().items():
            field: Any = self.fields[name]
            text = str(dict(field.choices)[value]) if hasattr(field, "choices") else value
            rest = address.copy()
            rest.pop(name, None)
            rest.pop("after", None)
            found.append({"label": f"{field.label}：{text}", "remove_url": f"?{rest.urlencode()}"})
        return found


def narrowed(matters: QuerySet[Matter], filters: dict[str, str]) -> QuerySet[Matter]:
    """The briefs that meet the filters; unread marks are the queue's own."""
    state = filters.get("state", "")
    if state != EVERYTHING:
        matters = matters.filter(state__in=(state,) if state else IN_WORK)
    if "source" in filters:
        matters = matters.filter(brief__source_kind=filters["source"])
    if "disclosure" in filters:
        matters = matters.filter(brief__disclosure=filters["disclosure"])
    if "key" in filters:
        matters = matters.filter(is_key=filters["key"] == "1")
    for word in filters.get("text", "").split()[:8]:
        matters = matters.filter(_says(word))
    return matters


def _says(word: str) -> Q:
    """Title, number, or the name of whoever reported it: the clerks who screen know it anyway."""
    authors = MatterParty.objects.filter(
        Q(person__name__icontains=word) | Q(body__name__icontains=word),
        matter=OuterRef("pk"),
        role=AUTHOR,
        active=True,
    )
    return Q(title__icontains=word) | Q(number__icontains=word) | Q(Exists(authors))
