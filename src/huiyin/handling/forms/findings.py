"""The form in which the unit explains what the check of its draft found."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling.forms.given_rows import GivenRow
from huiyin.handling.models import ReplyFinding
from huiyin.handling.selectors import last_reply
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import LongTextField, ObjectField, Rows


def to_explain(act: Act) -> QuerySet[ReplyFinding]:
    """Findings of the present draft that nobody has explained yet and that an explanation can settle."""
    reply = last_reply(act.matter)
    rows = ReplyFinding.objects.filter(blocks=False, answer="")
    return rows.filter(reply=reply).order_by("pk") if reply is not None else rows.none()


class ExplanationRow(GivenRow):
    """One finding with its explanation; the finding itself is read above the field, not chosen."""

    given = "finding"
    finding = ObjectField(label=_("核查意见"), offered=to_explain, widget=forms.HiddenInput)
    answer = LongTextField(
        label=_("说明"),
        max_length=1000,
        rows=3,
        required=False,
    )

    def prepare(self) -> None:
        """The finding stands above its explanation, with the words it is about and what could be done."""
        finding = self.record()
        if not isinstance(finding, ReplyFinding):
            return
        field = self.fields["answer"]
        field.label = finding.reason
        quote = f"“{finding.quote}”" if finding.quote else ""
        field.help_text = quote + (str(_("建议：")) + finding.suggestion if finding.suggestion else "")


@form("handling.findings@1")
class FindingsForm(ActForm):
    """One explanation per open finding; what is left empty stays open."""

    rows = {
        "findings": Rows(
            ExplanationRow,
            label=_("核查意见"),
            can_add=False,
            can_remove=False,
            help_text=_("说明实际情况或者不改的理由；确有差错的，请先撤回修改。留空的以后再说明。"),
        )
    }

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Every finding that waits for an explanation."""
        return {"findings": [{"finding": each} for each in to_explain(act)]}

    def clean(self) -> dict[str, Any]:
        """At least one is explained, and each once."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "findings" not in data:
            return data
        data["findings"] = [row for row in data["findings"] if row["answer"]]
        chosen = [row["finding"].pk for row in data["findings"]]
        if not chosen:
            self.add_error("findings", forms.ValidationError(_("请至少说明一条核查意见。")))
        elif len(set(chosen)) < len(chosen):
            self.add_error("findings", forms.ValidationError(_("同一条核查意见说明了两次。")))
        return data
