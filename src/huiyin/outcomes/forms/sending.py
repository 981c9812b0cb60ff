"""Sending an outcome on its way: the numbered document, submission to the offices, the letter to a department."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling.forms.assign import AssignForm
from huiyin.handling.forms.submission import SubmitForm
from huiyin.handling.selectors import points_of
from huiyin.outcomes.rules import document_text
from huiyin.outcomes.selectors import outcome_of
from huiyin.people.enums import BodyKind
from huiyin.people.selectors import counterparts_of
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.records.models import Document
from huiyin.ui.forms import LongTextField, TextField


@form("outcomes.document@1")
class DocumentForm(ActForm):
    """The text of the document, composed from what was drafted; the number is given by the register."""

    title = TextField(label=_("文件标题"), max_length=300)
    body = LongTextField(label=_("正文"), max_length=60000, rows=20)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What the document said last, or the text composed from background, analysis and recommendations."""
        outcome = outcome_of(act.matter)
        document = Document.objects.filter(matter=act.matter, kind=outcome.form).first()
        last = document.versions.order_by("-version").first() if document else None
        if last is not None:
            return {"title": last.title, "body": last.body_text}
        texts = [point.text for point in points_of(act.matter)]
        return {"title": act.matter.title, "body": document_text(outcome.background, outcome.analysis, texts)}


@form("outcomes.submit@1")
class SubmitOutcomeForm(SubmitForm):
    """To which offices; the office that answers for the rest must be among them."""

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The responsible office is proposed."""
        office = outcome_of(act.matter).responsible_office
        return {"addressees": [office] if office else []}

    def clean_addressees(self) -> Any:
        """Whoever is to assign must have it in hand."""
        chosen = super().clean_addressees()
        office = outcome_of(self.context.matter).responsible_office
        if office is not None and office not in chosen:
            text = _("责任办公室（%(office)s）应在主送单位之列。") % {"office": office}
            raise forms.ValidationError(text)
        return chosen


@form("outcomes.send_direct@1")
class SendDirectForm(AssignForm):
    """The letter's departments; a special committee writes to the units it is in standing contact with."""

    def clean(self) -> dict[str, Any]:
        """对口联系: a special committee may not write to any other unit."""
        values = super().clean()
        grant = self.context.grant
        body = grant.body if grant is not None else None
        if body is None or body.kind != BodyKind.SPECIAL_COMMITTEE:
            return values
        known = set(counterparts_of(body))
        others = [row["unit"] for row in values.get("assignments", ()) if row["unit"] not in known]
        if others:
            names = "、".join(dict.fromkeys(str(unit) for unit in others))
            text = _("%(names)s不是本委的对口联系单位，请由政协办函送，或者先登记对口联系。") % {
                "names": names
            }
            self.add_error("assignments", text)
        return values
