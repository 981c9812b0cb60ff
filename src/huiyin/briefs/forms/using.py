"""Forms of registering uses and instructions, of correcting them, of forwarding and feeding back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import LadderOrigin, SourceKind, UseForm
from huiyin.briefs.selectors.brief import brief_of
from huiyin.briefs.selectors.feedback import feedback_words
from huiyin.briefs.selectors.files import own_files
from huiyin.briefs.selectors.ladder import (
    instruction_words,
    instructions_of,
    levels_from,
    use_words,
    uses_of,
)
from huiyin.handling.enums import InstructionKind
from huiyin.handling.forms.assign import AssignForm, ReassignForm
from huiyin.handling.forms.submission import SubmitForm
from huiyin.people.enums import CommitteeLevel
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.records.forms import AttachmentField
from huiyin.ui.forms import DateField, LongTextField, TextField

CHOOSE = ("", _("请选择"))


class EventFields(ActForm):
    """At which level, alone or with others, when: what every event on the ladder has."""

    level = forms.ChoiceField(label=_("层级"))
    form = forms.ChoiceField(
        label=_("单篇或者综合"),
        choices=UseForm.choices,
        initial=UseForm.SINGLE,
        help_text=_("与其他信息编在一件里的，选“综合”"),
    )
    on = DateField(label=_("日期"))

    def prepare(self) -> None:
        """The own level and those above it."""
        if self.context is None:
            return
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        levels = levels_from(self.context.committee.level)
        field.choices = [CHOOSE, *((code, CommitteeLevel(code).label) for code in levels)]

    def clean_on(self) -> date:
        """What is registered has happened, after the brief was issued."""
        day: date = self.cleaned_data["on"]
        if day > self.context.day:
            raise forms.ValidationError(_("日期不能晚于今天。"))
        issue = brief_of(self.context.matter).issues.order_by("pk").first()
        if issue is not None and day < issue.issued_on:
            text = _("日期不能早于本件编发的日期%(day)s。") % {"day": issue.issued_on}
            raise forms.ValidationError(text)
        return day


@form("briefs.record_use@1")
class UseFormFields(EventFields):
    """采用: by which body, in which publication, with what evidence."""

    by = TextField(label=_("采用单位"), max_length=120, help_text=_("例如：市委办公室、自治区政协"))
    publication = TextField(label=_("刊物"), max_length=120, required=False)
    number = TextField(label=_("期号"), max_length=80, required=False)
    evidence = AttachmentField(
        label=_("凭据"), required=False, help_text=_("采用通知、刊物影印件；不要上传涉密文件")
    )
    field_order = ("level", "by", "form", "publication", "number", "on", "evidence")

    def clean(self) -> dict[str, Any]:
        """The same use is registered once."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        same = [
            each
            for each in uses_of(brief_of(self.context.matter))
            if (each.level, each.by, each.on) == tuple(values.get(name) for name in ("level", "by", "on"))
        ]
        if same:
            self.add_error("by", _("这一天、这一单位的采用已经登记过。"))
        return values


@form("briefs.record_instruction@1")
class InstructionFields(EventFields):
    """批示: by whom, of what kind; the words only where they are cleared."""

    leader = TextField(label=_("批示领导"), max_length=120, help_text=_("写职务和姓名；不便写姓名的只写职务"))
    kind = forms.ChoiceField(
        label=_("批示类型"),
        choices=[CHOOSE, *(each for each in InstructionKind.choices if each[0] != InstructionKind.READ)],
    )
    cleared = forms.BooleanField(
        label=_("批示内容可以录入本系统"),
        required=False,
        help_text=_("未经批准公开的批示内容不录入，只登记领导、日期和类型"),
    )
    text = LongTextField(label=_("批示内容"), max_length=2000, rows=3, required=False)
    evidence = AttachmentField(label=_("凭据"), required=False, help_text=_("不要上传涉密文件"))
    field_order = ("level", "leader", "kind", "form", "on", "cleared", "text", "evidence")

    def clean(self) -> dict[str, Any]:
        """Words and clearance go together."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("text") and not values.get("cleared"):
            self.add_error("text", _("批示内容没有标明可以录入，请清空，或者勾选“批示内容可以录入本系统”。"))
        if values.get("cleared") and not values.get("text"):
            self.add_error("text", _("请填写批示内容。"))
        return values


@form("briefs.correct@1")
class CorrectForm(ActForm):
    """Which registered event is wrong, and why."""

    entry = forms.ChoiceField(label=_("更正哪一条登记"))
    # It goes down to every source, those of the committee below among them.
    reason = LongTextField(
        label=_("更正的理由"), max_length=500, rows=2, help_text=_("反映人会看到，不要写其他人的姓名")
    )

    def prepare(self) -> None:
        """What this committee registered itself."""
        if self.context is None:
            return
        brief = brief_of(self.context.matter)
        field = self.fields["entry"]
        assert isinstance(field, forms.ChoiceField)
        own = [
            (str(each.event), use_words(each))
            for each in uses_of(brief)
            if each.origin == LadderOrigin.RECORDED and not each.own_issue
        ]
        own += [
            (str(each.event), instruction_words(each))
            for each in instructions_of(brief)
            if each.origin == LadderOrigin.RECORDED
        ]
        field.choices = [CHOOSE, *own]


@form("briefs.report@1")
class ReportForm(SubmitForm):
    """To which offices, for their leaders to read."""


@form("briefs.forward@1")
class ForwardForm(AssignForm):
    """Which unit handles which suggestion, and which files go with it: none unless they are chosen."""

    enclosed = forms.MultipleChoiceField(
        label=_("随转的附件"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "不选的不随转。选择以前请打开核对：文件名、内容和文件属性（作者、单位）中没有反映人信息。"
        ),
    )

    def prepare(self) -> None:
        """The files that came with the brief."""
        if self.context is None:
            return
        found = [(str(each.pk), str(each)) for each in own_files(self.context.matter)]
        field = self.fields["enclosed"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = found
        if not found:
            del self.fields["enclosed"]


@form("briefs.forward_again@1")
class ForwardAgainForm(ReassignForm):
    """Handled once more in a new round, with its reason."""


@form("briefs.feed_back@1")
class FeedBackForm(ActForm):
    """What became of it, in words that whoever reported it reads."""

    words = LongTextField(
        label=_("反馈内容"), max_length=2000, rows=6, help_text=_("反映人会看到：是否采用、批示，怎样办理")
    )
    way = TextField(
        label=_("怎样告知群众"),
        max_length=120,
        required=False,
        help_text=_("例如：3月9日电话告知、由信息点转告"),
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What is on record, said in sentences."""
        return {"words": feedback_words(brief_of(act.matter))}

    def prepare(self) -> None:
        """Only a citizen is reached otherwise than here."""
        if self.context is not None and brief_of(self.context.matter).source_kind != SourceKind.CITIZEN:
            del self.fields["way"]
