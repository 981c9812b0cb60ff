"""What a sitting decided, item by item in one form, and the minutes made from it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.records.models import DocumentVersion
from huiyin.sittings.enums import MINUTES, Decision
from huiyin.sittings.models import AgendaItem
from huiyin.sittings.rules import MOST_TOGETHER, Resolved, in_chinese, minutes_text, minutes_title
from huiyin.sittings.selectors import items_handled, items_of, sitting_of
from huiyin.ui.forms import LongTextField, RowForm, Rows, TextField

OPEN = ("", _("尚未决定"))
_HANDLED = "sittings.handled"


def _handled(act: Act) -> dict[str, tuple[int, AgendaItem]]:
    """The items this person may decide on, by key, each with its place; read once for all rows."""
    if _HANDLED not in act.extra:
        mine = {each.pk for each in items_handled(act)}
        numbered = enumerate(items_of(act.matter), start=1)
        act.extra[_HANDLED] = {str(each.pk): (n, each) for n, each in numbered if each.pk in mine}
    handled: dict[str, tuple[int, AgendaItem]] = act.extra[_HANDLED]
    return handled


class DecisionRow(RowForm):
    """The decision on one item; the item is named by its subject and cannot be exchanged."""

    item = forms.CharField(required=False, widget=forms.HiddenInput(), max_length=20)
    decision = forms.ChoiceField(label=_("决定"), choices=[OPEN, *Decision.choices], required=False)
    decision_text = LongTextField(label=_("决定内容"), max_length=2000, rows=2, required=False)

    def prepare(self) -> None:
        """Say above the choice what is being decided."""
        if self.context is None:
            return
        known = _handled(self.context).get(str(self["item"].value() or ""))
        if known is not None:
            number, item = known
            self.fields["decision"].label = f"{number}. {item.subject}"
            self.fields["decision"].help_text = item.note

    def clean_item(self) -> AgendaItem:
        """The item, if it is still on the agenda."""
        known = _handled(self.context).get(self.cleaned_data["item"])
        if known is None:
            raise forms.ValidationError(_("议程已有变动，请刷新后核对。"))
        return known[1]

    def clean(self) -> dict[str, Any]:
        """Words without a decision decide nothing."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("decision_text") and not values.get("decision") and "decision" not in self.errors:
            self.add_error("decision", _("填写了决定内容的，请选择决定。"))
        return values


class DecisionFields(ActForm):
    """The rows of decisions, one for each item of the agenda."""

    rows = {"decisions": Rows(DecisionRow, label=_("决定"), max_rows=MOST_TOGETHER, can_add=False)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The agenda with what was decided so far."""
        return {
            "decisions": [
                {"item": str(each.pk), "decision": each.decision, "decision_text": each.decision_text}
                for each in items_handled(act)
            ]
        }

    def clean(self) -> dict[str, Any]:
        """Something is decided, and nothing twice."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        rows = values.get("decisions")
        if rows is None:
            return values
        keys = [row["item"].pk for row in rows]
        if len(keys) != len(set(keys)):
            self.add_error("decisions", _("同一议程登记了两次，请刷新后再填写。"))
        elif not any(row["decision"] for row in rows):
            self.add_error("decisions", _("至少登记一项决定。"))
        return values


@form("sittings.decisions@1")
class DecisionsForm(DecisionFields):
    """Register what was decided, for all items at once."""


@form("sittings.correct@1")
class CorrectForm(DecisionFields):
    """Correct what was registered as decided after the minutes were formed, and say why."""

    reason = LongTextField(label=_("更正理由"), max_length=1000, rows=3)


@form("sittings.minutes@1")
class MinutesForm(ActForm):
    """The text of the minutes, composed from agenda and decisions; the number is given by the register."""

    title = TextField(label=_("标题"), max_length=300)
    body = LongTextField(label=_("正文"), max_length=60000, rows=20)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The last version while it agrees with what is registered, else composed anew."""
        sitting = sitting_of(act.matter)
        last = (
            DocumentVersion.objects.filter(document__matter=act.matter, document__kind=MINUTES)
            .order_by("-version")
            .first()
        )
        if last is not None and sitting.minutes_current:
            return {"title": last.title, "body": last.body_text}
        return {"title": minutes_title(act.matter.title), "body": _composed(act)}


def _composed(act: Act) -> str:
    sitting = sitting_of(act.matter)
    facts = {
        str(_("时间")): in_chinese(sitting.held_on),
        str(_("地点")): sitting.place,
        str(_("主持")): sitting.chaired_by,
    }
    items = [
        Resolved(each.subject, str(each.get_decision_display()), each.decision_text)
        for each in items_handled(act)
    ]
    return minutes_text(facts, items)
