"""Calling for tips, giving one, screening it, and naming those that a proposal drew on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.proposals.enums import DeclineReason, OtherChannel, TipChannel
from huiyin.proposals.forms.filing import capacity
from huiyin.proposals.models import PostedTip, TipCall
from huiyin.proposals.rules.tips import receives
from huiyin.proposals.selectors.proposal import proposal_of
from huiyin.proposals.selectors.tips import (
    call_of,
    calls_offered,
    tip_of,
    tips_to_merge_into,
    tips_to_name,
    tips_told,
)
from huiyin.ui.forms import DateField, LongTextField, ObjectField, ObjectsField, Section, TextField

CHOOSE = ("", _("请选择"))
LONGEST_TITLE, LONGEST_TEXT = 60, 2000
BY_THE_OFFICE = ("screener", "cppcc")
OF_THE_PUBLIC = ("channel", "given_on", "giver_name", "contact", "undisclosed", "posted")
CHANNELS = [CHOOSE, *((each.value, each.label) for each in TipChannel if each != TipChannel.ACCOUNT)]
RESULT = _("提供人会看到，不要写其他人的姓名")


@form("proposals.tip_call@1")
class TipCallForm(ActForm):
    """What is asked, of whom, from which day to which."""

    title = TextField(label=_("标题"), max_length=60, help_text=_("例如：征集市政协十一届五次会议提案线索"))
    asked = LongTextField(label=_("征集内容"), max_length=2000, help_text=_("征集哪些方面的线索，怎样写"))
    since = DateField(label=_("征集开始"))
    until = DateField(label=_("征集结束"), help_text=_("这一天仍然接收"))
    audience = forms.ChoiceField(
        label=_("向谁征集"),
        choices=[("members", _("委员和各提案单位")), ("public", _("委员、各提案单位和社会公众"))],
        initial="members",
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it stands; a new one begins today."""
        if act.matter.kind != "tip_call" or act.matter.step_number == 0:
            return {"since": act.day, "audience": "members"}
        call = call_of(act.matter)
        audience = "public" if call.is_public else "members"
        return {
            "title": call.matter.title, "asked": call.asked, "since": call.since, "until": call.until,
            "audience": audience,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """It ends after it began, and not in the past."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", _("征集结束不能早于征集开始。"))
        elif until and self.context is not None and until < self.context.day:
            self.add_error("until", _("征集结束不能早于今天；要马上停止的，请办理“结束征集”。"))
        return values


@form("proposals.tip_begin@1")
class TipForm(ActForm):
    """Give a tip; the office enters one that somebody of the public gave."""

    call = ObjectField(
        label=_("应哪次征集"), offered=calls_offered, required=False, empty_label=_("不是应征集提供的")
    )
    title = TextField(label=_("标题"), max_length=LONGEST_TITLE, help_text=_("一句话写明是什么事"))
    text = LongTextField(
        label=_("线索内容"),
        max_length=LONGEST_TEXT,
        rows=8,
        help_text=_("在哪里、有什么问题、希望怎样解决"),
    )
    channel = forms.ChoiceField(label=_("来源渠道"), choices=CHANNELS)
    given_on = DateField(label=_("收到日期"))
    giver_name = TextField(label=_("提供人姓名"), max_length=60, required=False, help_text=_("没有留的不填"))
    contact = TextField(
        label=_("联系方式"),
        max_length=100,
        required=False,
        help_text=_("只用于告知结果，只有筛选的工作人员看得到"),
    )
    undisclosed = forms.BooleanField(label=_("提供人要求不公开姓名"), required=False)
    posted = forms.IntegerField(required=False, widget=forms.HiddenInput())
    sections = (
        Section(_("线索"), ("call", "title", "text")),
        Section(_("从哪里来"), ("channel", "given_on", "giver_name", "contact", "undisclosed", "posted")),
    )

    def prepare(self) -> None:
        """Who gives on the own account is not asked who gave it."""
        if capacity(self.context) not in BY_THE_OFFICE:
            for name in OF_THE_PUBLIC:
                self.fields.pop(name, None)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The call from whose page it is begun; today."""
        origin = act.matter.origin
        call = TipCall.objects.filter(matter=origin).first() if origin is not None else None
        return {"call": call, "given_on": act.day}

    def clean_call(self) -> TipCall | None:
        """Nothing is given to a call before it begins."""
        call: TipCall | None = self.cleaned_data["call"]
        by_the_office = self.context.role in BY_THE_OFFICE
        if call is not None and not by_the_office and not receives(call.since, call.until, self.context.day):
            raise forms.ValidationError(_("这次征集现在不接收线索。"))
        return call

    def clean_given_on(self) -> Any:
        """Only what has come in is entered."""
        day = self.cleaned_data["given_on"]
        if self.context is not None and day > self.context.day:
            raise forms.ValidationError(_("收到日期不能晚于今天。"))
        return day

    def clean_posted(self) -> PostedTip | None:
        """What came in on the public page is taken over once, by whoever is first."""
        key = self.cleaned_data["posted"]
        if key is None:
            return None
        waiting = PostedTip.objects.select_for_update().filter(committee=self.context.committee, pk=key)
        found = waiting.first()
        if found is None:
            raise forms.ValidationError(_("这条线索已经收取。"))
        return found


class ResultFields(ActForm):
    """What the giver is told beside the coded result."""

    result_text = LongTextField(
        label=_("告知提供人的说明"), max_length=500, rows=2, required=False, help_text=RESULT
    )


@form("proposals.tip_offer@1")
class OfferForm(ResultFields):
    """The wording that drafters read."""

    title = TextField(label=_("标题"), max_length=LONGEST_TITLE)
    wording = LongTextField(label=_("提供委员参考的内容"), max_length=LONGEST_TEXT, rows=8)
    names_nobody = forms.BooleanField(label=_("已经核对：标题和内容没有出现提供人和其他个人的姓名、联系方式"))
    field_order = ("title", "wording", "names_nobody", "result_text")

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it was given, or as it was worded the last time."""
        tip = tip_of(act.matter)
        return {"title": act.matter.title, "wording": tip.wording or tip.original_text}


@form("proposals.tip_merge@1")
class MergeTipForm(ResultFields):
    """The tip that says the same."""

    into = ObjectField(label=_("并入哪条线索"), offered=tips_to_merge_into)
    field_order = ("into", "result_text")


@form("proposals.tip_pass_on@1")
class PassOnForm(ActForm):
    """Where it goes instead."""

    passed_to = forms.ChoiceField(label=_("转送渠道"), choices=[CHOOSE, *OtherChannel.choices])
    result_text = LongTextField(
        label=_("告知提供人的说明"), max_length=500, rows=2, help_text=_("写明转给哪个单位、怎样查询")
    )


@form("proposals.tip_decline@1")
class DeclineTipForm(ResultFields):
    """Why it is not used."""

    decline_reason = forms.ChoiceField(label=_("不采用的原因"), choices=[CHOOSE, *DeclineReason.choices])
    field_order = ("decline_reason", "result_text")


@form("proposals.tip_told@1")
class ToldForm(ActForm):
    """When and how the giver was told."""

    told_on = DateField(label=_("告知日期"))
    told_how = TextField(
        label=_("告知情况"), max_length=200, help_text=_("例如：电话告知，提供人没有其他要求")
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today."""
        return {"told_on": act.day}

    def clean_told_on(self) -> Any:
        """Nobody was told tomorrow, nor before there was a result."""
        day, screened = self.cleaned_data["told_on"], tip_of(self.context.matter).screened_on
        if day > self.context.day:
            raise forms.ValidationError(_("告知日期不能晚于今天。"))
        if screened is not None and day < screened:
            raise forms.ValidationError(_("告知日期不能早于筛选日期。"))
        return day


@form("proposals.name_tips@1")
class NameTipsForm(ActForm):
    """The tips that a proposal drew on."""

    tips = ObjectsField(
        label=_("参考的提案线索"), offered=tips_to_name, required=False, help_text=_("没有参考的不选")
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Those that it names."""
        return {"tips": tips_told(proposal_of(act.matter))}
