"""Examining: advice, the decision that a sitting made, what is to be revised."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.proposals.enums import Advice, Disposal
from huiyin.proposals.rules.proposal import passage_missing
from huiyin.proposals.selectors.proposal import (
    classes_offered,
    last_advice,
    proposal_of,
    refusal_reasons,
    texts_of,
)
from huiyin.sittings.forms.citing import citable
from huiyin.sittings.models import AgendaItem
from huiyin.ui.forms import LongTextField, ObjectField, RowForm, Rows, TextField

CHOOSE = ("", _("请选择"))


@form("proposals.advise@1")
class AdviseForm(ActForm):
    """What the examiner advises; the authors never see it."""

    advice = forms.ChoiceField(label=_("审查意见"), choices=[CHOOSE, *Advice.choices])
    refusal = ObjectField(
        label=_("不予立案的理由"), offered=refusal_reasons, required=False, help_text=_("建议立案的不填")
    )
    disposal = forms.ChoiceField(
        label=_("建议去向"),
        choices=[CHOOSE, *Disposal.choices],
        required=False,
        help_text=_("建议立案的不填；不选的，按理由的一般去向"),
    )
    proposal_class = ObjectField(
        label=_("分类"),
        offered=classes_offered,
        required=False,
        help_text=_("立案以前可以改；立案以后用“分类”改"),
    )
    text = LongTextField(
        label=_("说明"), max_length=1000, rows=3, required=False, help_text=_("只供审查使用，提案人看不到")
    )

    def clean(self) -> dict[str, Any]:
        """Advice against docketing names reason and disposal; advice for it has neither."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("advice") == Advice.NOT_DOCKET:
            if not values.get("refusal") and "refusal" not in self.errors:
                self.add_error("refusal", _("建议不予立案的，请选择理由。"))
            if not values.get("disposal"):
                values["disposal"] = values["refusal"].disposal if values.get("refusal") else ""
            if not values["disposal"] and "disposal" not in self.errors:
                self.add_error("disposal", _("建议不予立案的，请选择去向。"))
        else:
            values["refusal"], values["disposal"] = None, ""
        return values

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The next examiner starts from the last one's advice and class."""
        proposal = proposal_of(act.matter)
        last, sorted_into = last_advice(proposal), {"proposal_class": proposal.proposal_class}
        if last is None:
            return sorted_into
        return sorted_into | {"advice": last.advice, "refusal": last.reason, "disposal": last.disposal}


class DecideForm(ActForm):
    """Base of the final examination: the sitting that decided. Named by the sitting, so that many proposals fit."""

    cites = "decision"
    decision = forms.ChoiceField(
        label=_("审定会议"), help_text=_("列出已召开并对本件作出决定的会议；没有的，先登记会议决定。")
    )

    def prepare(self) -> None:
        """Offer the sittings that decided about the matter in the way that the move asks for."""
        self.items: dict[str, AgendaItem] = {}
        for each in citable(self.context) if self.context is not None else ():
            self.items.setdefault(str(each.sitting_id), each)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [CHOOSE, *((key, str(each)) for key, each in self.items.items())]

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Where one sitting decided, it is that one."""
        found = list(dict.fromkeys(str(each.sitting_id) for each in citable(act)))
        return {"decision": found[0]} if len(found) == 1 else {}

    def clean_decision(self) -> AgendaItem:
        """The decision of that sitting about this matter; the step keeps what it says."""
        return self.items[self.cleaned_data["decision"]]


@form("proposals.docket@1")
class DocketForm(DecideForm):
    """立案."""


@form("proposals.not_docket@1")
class NotDocketForm(DecideForm):
    """不予立案: what the author is told."""

    refusal = ObjectField(label=_("不予立案的理由"), offered=refusal_reasons)
    disposal = forms.ChoiceField(
        label=_("处理去向"),
        choices=[CHOOSE, *Disposal.choices],
        required=False,
        help_text=_("不选的，按理由的一般去向"),
    )
    text = LongTextField(
        label=_("告知提案人的说明"),
        max_length=1000,
        rows=3,
        help_text=_("提案人会立即看到理由、去向和这段说明"),
    )

    def clean(self) -> dict[str, Any]:
        """Somewhere the content goes: as chosen, or where the reason usually sends it."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        reason = values.get("refusal")
        if reason is not None and not values.get("disposal") and "disposal" not in self.errors:
            values["disposal"] = reason.disposal
            if not reason.disposal:
                self.add_error("disposal", _("请选择处理去向。"))
        return values

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Reason and disposal as they were advised."""
        values, last = super().initial_from(act), last_advice(proposal_of(act.matter))
        if last is not None and last.reason is not None:
            values |= {"refusal": last.reason, "disposal": last.disposal}
        return values


class MarkRow(RowForm):
    """A passage and what is to be changed in it."""

    passage = LongTextField(label=_("原文"), max_length=500, rows=2, help_text=_("从提案中摘录，一字不差"))
    remark = TextField(label=_("修改意见"), max_length=500)


@form("proposals.return@1")
class ReturnForm(ActForm):
    """Why it goes back, and which passages."""

    to_author = LongTextField(
        label=_("退回修改的理由"), max_length=1000, rows=3, help_text=_("提案人会立即看到")
    )
    rows = {"marks": Rows(MarkRow, label=_("需要修改的地方"), max_rows=20)}

    def clean(self) -> dict[str, Any]:
        """A passage stands in the text as it is quoted."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        texts = texts_of(proposal_of(self.context.matter))
        for row in values.get("marks", ()):
            if passage_missing(row["passage"], texts):
                self.add_error(
                    "marks", _("提案中没有“%(passage)s”，请照原文摘录。") % {"passage": row["passage"][:40]}
                )
        return values
