"""Forms of contact: the unit records it, the author confirms or waives it, staff write down an author's word."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import Confirmation, ContactMethod, ContactPhase, WordChannel
from huiyin.handling.models import Contact, ContactWaiver
from huiyin.handling.selectors.contacts import authors_of
from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField, ObjectField, TextField

PHASES = {
    "drafted": ContactPhase.DURING,
    "signed_off": ContactPhase.DURING,
    "answered": ContactPhase.AFTER,
    "settled": ContactPhase.AFTER,
}
MOST_READ = 20
STAFF_CHANNELS = [choice for choice in WordChannel.choices if choice[0] != WordChannel.OWN]


def authors(act: Act) -> QuerySet[Person]:
    """The authors of what is answered."""
    return Person.objects.filter(pk__in=[each.pk for each in authors_of(act.matter, act.day)]).order_by("pk")


def _open_contacts(act: Act) -> QuerySet[Contact]:
    rows = Contact.objects.filter(matter=act.matter, confirmation=Confirmation.OPEN).select_related("author")
    return rows.order_by("on", "pk")


def _own_open_contacts(act: Act) -> QuerySet[Contact]:
    return _open_contacts(act).filter(author=act.actor) if act.actor else Contact.objects.none()


def _in_words(contact: Contact) -> str:
    """What the unit says of a contact, in one line."""
    where = f"，{contact.place}" if contact.place else ""
    met = f"{contact}{where}，{contact.unit_people}"
    return _("单位登记：%(met)s：%(summary)s") % {"met": met, "summary": contact.summary}


@form("handling.contact@1")
class ContactForm(ActForm):
    """The unit records how and when it spoke with an author, and what was said."""

    author = ObjectField(label=_("沟通对象"), offered=authors)
    method = forms.ChoiceField(label=_("方式"), choices=[("", _("请选择")), *ContactMethod.choices])
    phase = forms.ChoiceField(label=_("阶段"), choices=ContactPhase.choices)
    on = DateField(label=_("日期"))
    place = TextField(label=_("地点"), max_length=100, required=False)
    unit_people = TextField(label=_("单位参加人员"), max_length=200, help_text=_("姓名和职务。"))
    summary = LongTextField(label=_("沟通情况"), max_length=2000, rows=4)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today; the only author; the phase that the handling is in."""
        known = list(authors(act)[:2])
        phase = PHASES.get(act.matter.state, ContactPhase.BEFORE)
        return {"on": act.day, "phase": phase, "author": known[0] if len(known) == 1 else None}

    def clean_on(self) -> Any:
        """Between the hand-over and today."""
        day = self.cleaned_data["on"]
        if day > self.context.day:
            raise forms.ValidationError(_("沟通日期不能晚于今天。"))
        if day < timezone.localdate(self.context.matter.opened_at):
            raise forms.ValidationError(_("沟通日期不能早于交办日期。"))
        return day


class WordFields(ActForm):
    """What an author says of a contact."""

    contact = ObjectField(label=_("沟通"), offered=_open_contacts)
    confirmation = forms.ChoiceField(
        label=_("是否属实"),
        choices=[(Confirmation.CONFIRMED, _("属实")), (Confirmation.DENIED, _("不属实"))],
        widget=forms.RadioSelect,
    )
    remark = LongTextField(label=_("意见"), max_length=1000, rows=3, required=False)

    def prepare(self) -> None:
        """What the unit wrote is read here; with only one contact there is nothing to choose."""
        field = self.fields["contact"]
        assert isinstance(field, ObjectField)
        rows = list(field.offered(self.context)[:MOST_READ]) if self.context is not None else []
        told = "　".join(_in_words(each) for each in rows)
        if len(rows) == 1:
            field.widget = forms.HiddenInput()
            field = self.fields["confirmation"]
        field.help_text = told

    def clean(self) -> dict[str, Any]:
        """Who denies says what was different."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("confirmation") == Confirmation.DENIED and not data.get("remark"):
            self.add_error("remark", _("不属实的，请写明实际情况。"))
        return data


@form("handling.confirm_contact@1")
class ConfirmContactForm(WordFields):
    """The author's own word."""

    contact = ObjectField(label=_("沟通"), offered=_own_open_contacts)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The contact that waits for this author's word."""
        return {"contact": _own_open_contacts(act).first()}


@form("handling.confirm_on_word@1")
class ConfirmOnWordForm(WordFields):
    """Staff write down what the author said, and how it reached them."""

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The contact that has waited longest."""
        return {"contact": _open_contacts(act).first()}

    channel = forms.ChoiceField(label=_("方式"), choices=STAFF_CHANNELS)
    field_order = ("contact", "channel", "confirmation", "remark")


@form("handling.waive_contact@1")
class WaiveContactForm(ActForm):
    """The author wants no meeting."""

    reason = LongTextField(label=_("说明"), max_length=500, rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """Once is enough."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        author = data.get("author") or self.context.actor
        if author and ContactWaiver.objects.filter(matter=self.context.matter, author=author).exists():
            self.add_error(None, _("%(name)s已经表示免于面商。") % {"name": author})
        return data


@form("handling.waive_on_word@1")
class WaiveOnWordForm(WaiveContactForm):
    """Staff write down that an author wants no meeting."""

    author = ObjectField(label=_("提出人"), offered=authors)
    channel = forms.ChoiceField(label=_("方式"), choices=STAFF_CHANNELS)
    field_order = ("author", "channel", "reason")
