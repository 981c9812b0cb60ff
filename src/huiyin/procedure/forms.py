"""Forms that any procedure may use: a reason, a note, and the acts on clocks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act_form import ActForm
from huiyin.procedure.clocks import running_clock
from huiyin.procedure.registry import form
from huiyin.ui.forms import LongTextField


@form("procedure.reason@1")
class ReasonForm(ActForm):
    """A correction: why it is made."""

    reason = LongTextField(label=_("理由"), max_length=1000, rows=3)


@form("procedure.note@1")
class NoteForm(ActForm):
    """An act with an optional remark."""

    reason = LongTextField(label=_("意见"), max_length=1000, rows=3, required=False)


class ClockForm(ActForm):
    """Base of acts on a clock: which running clock, and why."""

    clock = forms.ChoiceField(label=_("期限"))
    reason = LongTextField(label=_("理由"), max_length=1000, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["clock"]
        assert isinstance(field, forms.ChoiceField)
        act = self.context
        running = act.matter.clocks.filter(stopped_at__isnull=True, round=act.matter.round)
        field.choices = [(clock.code, f"{clock.label}（{clock.due or '暂停中'}）") for clock in running]

    def clean_clock(self) -> Any:
        """The running clock itself."""
        return running_clock(self.context.matter, self.cleaned_data["clock"])


@form("procedure.pause@1")
class PauseForm(ClockForm):
    """Stop counting from today until the clock is resumed."""


@form("procedure.resume@1")
class ResumeForm(ClockForm):
    """Count on from today."""


@form("procedure.extension@1")
class ExtensionForm(ClockForm):
    """Grant more time, in the clock's own unit or in months."""

    amount = forms.IntegerField(label=_("延长"), min_value=1, max_value=366)
    unit = forms.ChoiceField(
        label=_("单位"),
        choices=[("working_days", _("个工作日")), ("days", _("日")), ("months", _("个月"))],
    )
