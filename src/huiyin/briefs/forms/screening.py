"""Screening: what whoever reported it is told, why it is not suited, into what it is merged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.selectors.brief import reasons_offered
from huiyin.briefs.selectors.sources import mains_offered
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import LongTextField, ObjectField

TOLD = _("反映人会看到，不要写其他人的姓名")


class ToldFields(ActForm):
    """What the author is told beside the result."""

    text = LongTextField(label=_("告知反映人的说明"), max_length=500, rows=2, required=False, help_text=TOLD)


@form("briefs.take_up@1")
class TakeUpForm(ToldFields):
    """Taken up, perhaps as one to be followed."""

    is_key = forms.BooleanField(label=_("标为重点"), required=False)
    field_order = ("is_key", "text")


@form("briefs.keep@1")
class KeepForm(ToldFields):
    """Kept for reference."""


@form("briefs.decline@1")
class DeclineForm(ToldFields):
    """Why it is not suited."""

    reason_code = ObjectField(label=_("不采用的原因"), offered=reasons_offered)
    field_order = ("reason_code", "text")


@form("briefs.merge@1")
class MergeForm(ToldFields):
    """The brief in which it goes on."""

    main = ObjectField(label=_("合并到哪一件"), offered=mains_offered)
    field_order = ("main", "text")


@form("briefs.return@1")
class ReturnForm(ActForm):
    """What is missing."""

    reason = LongTextField(
        label=_("需要补充的情况"), max_length=500, rows=3, help_text=_("反映人按此补充后重新提交")
    )
