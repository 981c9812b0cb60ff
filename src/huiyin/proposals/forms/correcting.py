"""An examiner's correction of the text, and the class that a proposal is sorted into."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.proposals.forms.filing import TextFields
from huiyin.proposals.rules.text_changes import Suggestion, Text, changes_between
from huiyin.proposals.selectors.proposal import classes_offered, proposal_of
from huiyin.proposals.selectors.texts import current_text
from huiyin.ui.forms import LongTextField, ObjectField


@form("proposals.correct@1")
class CorrectForm(TextFields):
    """The whole text as it shall stand, and why; which units the author wishes for stays as it is."""

    reason = LongTextField(
        label=_("修正理由"),
        max_length=500,
        rows=2,
        help_text=_("提案人立即看到理由，原文和修正后的文字对照列出"),
    )

    def prepare(self) -> None:
        """The units wished for are no text of the proposal."""
        del self.fields["wished"]

    def clean(self) -> dict[str, Any]:
        """A correction changes something, and leaves every part that the author wrote."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return values
        now, given = current_text(proposal_of(self.context.matter)), self._given(values)
        if not changes_between(now, given):
            self.add_error(None, _("文字没有变化，不需要修正。"))
        for name in ("situation", "analysis"):
            if getattr(now, name) and not getattr(given, name):
                self.add_error(name, _("提案人写了这一部分，修正时不能删空。"))
        if now.suggestions and not given.suggestions:
            self.add_error("suggestions", _("至少保留一条建议。"))
        return values

    @staticmethod
    def _given(values: dict[str, Any]) -> Text:
        rows = enumerate(values["suggestions"], start=1)
        # A new suggestion has no row yet; no row is numbered below one.
        suggestions = tuple(Suggestion(row.get("point") or -number, row["text"]) for number, row in rows)
        return Text(values["title"], values["situation"], values["analysis"], suggestions)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it stands."""
        now = current_text(proposal_of(act.matter))
        return {
            "title": now.title,
            "situation": now.situation,
            "analysis": now.analysis,
            "suggestions": [{"point": each.point, "text": each.text} for each in now.suggestions],
        }


@form("proposals.classify@1")
class ClassifyForm(ActForm):
    """The class of the second level."""

    proposal_class = ObjectField(label=_("分类"), offered=classes_offered)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it is sorted."""
        return {"proposal_class": proposal_of(act.matter).proposal_class}
