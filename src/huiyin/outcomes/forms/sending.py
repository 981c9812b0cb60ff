"""Sending an outcome on its way: the numbered document, submission to the offices, the letter to a department."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling.forms.assign import AssignForm
from huiyin.handling.forms.submission import SubmitForm
from huiyin.outcomes.rules import differs
from huiyin.outcomes.selectors import outcome_of, signed_text
from huiyin.people.enums import BodyKind
from huiyin.people.selectors import counterparts_of
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.records.models import Document
from huiyin.ui.forms import LongTextField, TextField


@form("outcomes.document@1")
class DocumentForm(ActForm):
    """The text of the document, composed from what was signed; the number is given by the register.

    Layout may be changed; whoever says something else than was signed says why, and the record keeps that it differs.
    """

    title = TextField(label=_("文件标题"), max_length=300)
    body = LongTextField(label=_("正文"), max_length=60000, rows=20)
    reason = LongTextField(
        label=_("与签发内容不同的理由"),
        max_length=1000,
        rows=2,
        required=False,
        help_text=_(
            "正文由签发的内容生成，只调整分段和空格的不必填写；改动文字的须写明理由，并记入办理记录。"
        ),
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What the document said last, or the text composed from what was signed."""
        outcome = outcome_of(act.matter)
        document = Document.objects.filter(matter=act.matter, kind=outcome.form).first()
        last = document.versions.order_by("-version").first() if document else None
        if last is not None:
            return {"title": last.title, "body": last.body_text}
        return {"title": act.matter.title, "body": signed_text(act.matter)}

    def clean(self) -> dict[str, Any]:
        """A clerk does not put words into the chairperson's mouth without saying so."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        matter = self.context.matter
        if "title" not in values or "body" not in values:
            return values
        changed = [_("标题")] if differs(values["title"], matter.title) else []
        changed += [_("正文")] if differs(values["body"], signed_text(matter)) else []
        what, reason = "、".join(str(each) for each in changed), values.get("reason", "").strip()
        if what and not reason and "reason" not in self.errors:
            text = _("%(what)s与签发的内容不同，请写明理由；只需编排的请恢复原文。") % {"what": what}
            self.add_error("reason", text)
        elif what and reason:
            # The step says not only why but that the paper is other than what was signed.
            values["reason"] = _("%(what)s与签发的内容不同：%(reason)s") % {"what": what, "reason": reason}
        return values


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
