"""Writing a brief, on a phone too: one column, limits counted while typing, everything saved as a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import Disclosure, SourceKind
from huiyin.briefs.rules.brief import KIND_OF_BODY, NO_SOURCE, length_verdict
from huiyin.briefs.selectors.brief import (
    bodies_spoken_for,
    brief_of,
    members_offered,
    points_offered,
    reporting_bodies,
    rule_of,
    suggestions_of,
)
from huiyin.kernel.verdicts import Refused
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import may_begin
from huiyin.procedure.registry import form
from huiyin.records.forms import AttachmentField
from huiyin.ui.forms import DateField, LongTextField, ObjectField, RowForm, Rows, Section, TextField

CHOOSE = ("", _("请选择"))
LONGEST_TITLE, LONGEST_PART, LONGEST_SUGGESTION, MOST_SUGGESTIONS = 60, 5000, 500, 6
RECORDED_KINDS = (
    SourceKind.CITIZEN,
    SourceKind.MEMBER,
    SourceKind.SECTOR,
    SourceKind.PARTY,
    SourceKind.PEOPLE_ORGANISATION,
    SourceKind.GROUP,
    SourceKind.REPORTING_POINT,
    SourceKind.SPECIAL_COMMITTEE,
    SourceKind.OFFICE,
)
"""Sources that a clerk may type in for."""
RECORDED = ("source_kind", "received_on", "member", "body", "point", "giver_name", "contact")


def counted(rows: int) -> forms.Textarea:
    """A text that counts towards the limit of the whole."""
    return forms.Textarea(attrs={"rows": rows, "data-in-total": ""})


class SuggestionRow(RowForm):
    """One suggestion, a field of its own so that it can be answered by itself."""

    point = forms.IntegerField(required=False, widget=forms.HiddenInput())
    text = LongTextField(label=_("建议"), max_length=LONGEST_SUGGESTION, rows=3, widget=counted(3))


class TextFields(ActForm):
    """标题, 情况, 分析 and 建议, together within the committee's limit."""

    title = TextField(
        label=_("标题"), max_length=LONGEST_TITLE, help_text=_("一事一报，一句话写明是什么事、怎么办")
    )
    situation = LongTextField(label=_("情况"), max_length=LONGEST_PART, required=False, widget=counted(6))
    analysis = LongTextField(label=_("分析"), max_length=LONGEST_PART, required=False, widget=counted(6))
    rows = {
        "suggestions": Rows(
            SuggestionRow, label=_("建议"), max_rows=MOST_SUGGESTIONS, help_text=_("每条建议只写一件事")
        )
    }

    def prepare(self) -> None:
        """Say how long it may be, and have it counted together while typing."""
        if self.context is None:
            return
        longest = rule_of(self.context.committee).longest
        for name in ("situation", "analysis"):
            self.fields[name].widget.attrs["data-max-length"] = longest
        self.fields["situation"].widget.attrs["data-total-max"] = longest
        self.fields["situation"].help_text = _("情况、分析和建议合计不超过%(longest)d字") % {
            "longest": longest
        }

    def clean(self) -> dict[str, Any]:
        """Everything together keeps within the limit; the sentence says by how much it does not."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        rows = values.get("suggestions") or []
        parts = [values.get("situation") or "", values.get("analysis") or "", *(row["text"] for row in rows)]
        verdict = length_verdict(parts, rule_of(self.context.committee).longest)
        if isinstance(verdict, Refused):
            self.add_error("analysis", verdict.text)
        return values


class DisclosureFields(ActForm):
    """Whether units, addressees and issues may name the author."""

    disclosure = forms.ChoiceField(
        label=_("署名"),
        choices=[
            (Disclosure.DISCLOSED, _("可以署名")),
            (Disclosure.UNDISCLOSED, _("不公开反映人（只有筛选、编辑的工作人员知道）")),
        ],
        initial=Disclosure.DISCLOSED,
    )


class RecordedFields(ActForm):
    """What the office says of something that it was told or sent on paper."""

    source_kind = forms.ChoiceField(
        label=_("来源"), choices=[CHOOSE, *((each.value, each.label) for each in RECORDED_KINDS)]
    )
    received_on = DateField(label=_("收到日期"))
    member = ObjectField(label=_("委员"), offered=members_offered, required=False)
    body = ObjectField(label=_("报送单位"), offered=reporting_bodies, required=False)
    point = ObjectField(
        label=_("经哪个基层信息点反映"),
        offered=points_offered,
        required=False,
        help_text=_("群众直接反映的不选"),
    )
    giver_name = TextField(
        label=_("群众姓名"),
        max_length=60,
        required=False,
        help_text=_("没有留的不填；只有筛选的工作人员看得到"),
    )
    contact = TextField(
        label=_("联系方式"), max_length=100, required=False, help_text=_("只用于核实情况、告知结果")
    )

    def clean_received_on(self) -> Any:
        """Only what has come in is entered."""
        day = self.cleaned_data["received_on"]
        if self.context is not None and day > self.context.day:
            raise forms.ValidationError(_("收到日期不能晚于今天。"))
        return day

    def clean_recorded(self, values: dict[str, Any]) -> None:
        """Whose it is, as that source asks; what was chosen for another one is not taken over."""
        kind = str(values.get("source_kind") or "")
        if kind == SourceKind.MEMBER and values.get("member") is None:
            self.add_error("member", _("请选择反映情况的委员。"))
        if kind in KIND_OF_BODY.values():
            body = values.get("body")
            if body is None or KIND_OF_BODY.get(body.kind) != kind:
                self.add_error("body", _("请选择与来源相符的报送单位。"))
        if kind != SourceKind.MEMBER:
            values["member"] = None
        if kind not in KIND_OF_BODY.values():
            values["body"] = None
        if kind != SourceKind.CITIZEN:
            values["point"], values["giver_name"], values["contact"] = None, "", ""


def capacity(act: Act | None) -> str:
    """As what somebody begins; on the empty form by the first right that allows it."""
    if act is None or act.actor is None:
        return ""
    if act.role:
        return act.role
    allowed = may_begin(act.procedure, current_grants(act.actor, act.day), act.committee)
    return allowed[0][0] if allowed else ""


@form("briefs.begin@1")
class BeginForm(TextFields, RecordedFields, DisclosureFields):
    """Report something; the office types in what citizens said and what came on paper."""

    sections: tuple[Section, ...] = (
        Section(_("从哪里来"), RECORDED),
        Section(_("内容"), ("title", "situation", "analysis", "suggestions")),
        Section(_("署名"), ("disclosure",)),
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today."""
        return {"received_on": act.day}

    def prepare(self) -> None:
        """Ask of everybody only what is theirs to say."""
        TextFields.prepare(self)
        self.capacity = capacity(self.context)
        if self.capacity != "recorder":
            for name in RECORDED:
                del self.fields[name]
            self.sections = self.sections[1:]
        if self.capacity == "organisation" and self.context is not None:
            bodies = bodies_spoken_for(self.context)
            if not any(body.kind in KIND_OF_BODY for body in bodies):
                self.fields["title"].help_text = NO_SOURCE

    def clean(self) -> dict[str, Any]:
        """Of what is typed in it is said whose it is."""
        values = super().clean()
        if self.capacity == "recorder":
            self.clean_recorded(values)
        return values


@form("briefs.summary@1")
class SummaryForm(DisclosureFields):
    """Change whether the author may be named, and of what was typed in when it came and who said it."""

    received_on = DateField(label=_("收到日期"))
    giver_name = TextField(label=_("群众姓名"), max_length=60, required=False)
    contact = TextField(label=_("联系方式"), max_length=100, required=False)

    def prepare(self) -> None:
        """A day and a giver have only what the office typed in."""
        if self.context is None:
            return
        brief = brief_of(self.context.matter)
        recorded = self.context.role == "recorder" or (brief.received_on is not None and not brief.turn)
        if not recorded:
            del self.fields["received_on"]
        if not recorded or brief.source_kind != SourceKind.CITIZEN:
            del self.fields["giver_name"], self.fields["contact"]

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it stands."""
        brief = brief_of(act.matter)
        values: dict[str, Any] = {"disclosure": brief.disclosure, "received_on": brief.received_on}
        if brief.source_kind == SourceKind.CITIZEN:
            values |= {"giver_name": brief.giver.name, "contact": brief.giver.contact}
        return values

    def clean_received_on(self) -> Any:
        """Only what has come in is entered."""
        day = self.cleaned_data["received_on"]
        if day > self.context.day:
            raise forms.ValidationError(_("收到日期不能晚于今天。"))
        return day


@form("briefs.text@1")
class TextForm(TextFields):
    """Change the text: the author before handing in, the editor while it is edited."""

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it stands."""
        brief = brief_of(act.matter)
        return {
            "title": act.matter.title,
            "situation": brief.situation,
            "analysis": brief.analysis,
            "suggestions": [{"point": each.pk, "text": each.text} for each in suggestions_of(act.matter)],
        }


@form("briefs.attach@1")
class AttachForm(ActForm):
    """A file and what it is."""

    file = AttachmentField(label=_("文件"))
    title = TextField(label=_("说明"), max_length=120, required=False)
