"""Forms of replying: overall text, class, one answer per point, what is promised."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.handling.enums import Disclosure
from huiyin.handling.forms.given_rows import GivenRow
from huiyin.handling.letter_cases import has_letters, letter_plan
from huiyin.handling.models import Assignment, Point, Reply
from huiyin.handling.rules import document_number_fault
from huiyin.handling.selectors import assists_for, last_reply, reply_classes
from huiyin.people.enums import Role
from huiyin.people.models import Body, Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField, ObjectField, RowForm, Rows, Section, TextField


class AnswerRow(GivenRow):
    """The answer to one point, which stands above it."""

    given = "point"
    point = ObjectField(label=_("建议"), offered=offered.covered, widget=forms.HiddenInput)
    text = LongTextField(label=_("答复"), max_length=5000, rows=4)

    def prepare(self) -> None:
        """The recommendation is read with its answer."""
        point = self.record()
        if isinstance(point, Point):
            self.fields["text"].label = f"{point.order}. {point.text}"


class PromiseRow(RowForm):
    """What the unit promises: what, by when, and by which evidence it can be checked."""

    what = LongTextField(label=_("承诺事项"), max_length=500, rows=2)
    by_when = DateField(label=_("完成期限"))
    evidence_wanted = TextField(label=_("兑现凭据"), max_length=300, required=False)
    point = ObjectField(label=_("对应建议"), offered=offered.covered, required=False)

    def clean_by_when(self) -> Any:
        """A promise lies ahead."""
        day = self.cleaned_data["by_when"]
        if self.context is not None and day < self.context.day:
            raise forms.ValidationError(_("承诺的完成期限不能早于今天。"))
        return day


@form("handling.reply@1")
class ReplyForm(ActForm):
    """The draft of a reply; opened again it shows what was written last, so that nothing is typed twice."""

    text = LongTextField(label=_("办理情况"), max_length=20000, rows=12)
    reply_class = ObjectField(label=_("答复类别"), offered=lambda act: reply_classes(act.committee, act.day))
    without_assists_reason = LongTextField(
        label=_("未等会办意见的理由"), max_length=500, rows=2, required=False
    )
    disclosure = forms.ChoiceField(
        label=_("公开属性"), choices=Disclosure.choices, widget=forms.RadioSelect, required=False
    )
    disclosure_reason = TextField(
        label=_("不全文公开的理由"), max_length=300, required=False, help_text=_("全文公开的不填。")
    )
    rows = {
        "answers": Rows(AnswerRow, label=_("逐条答复"), can_add=False, can_remove=False),
        "promises": Rows(PromiseRow, label=_("承诺事项"), extra=0),
    }
    sections = (
        Section("", ("answers",)),
        Section(_("总体情况"), ("text", "reply_class", "without_assists_reason")),
        Section(_("承诺"), ("promises",), _("已列入计划、答应限期办成的事项，逐项写明期限和凭据。")),
        Section(_("公开"), ("disclosure", "disclosure_reason")),
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The last draft or reply; at first one empty answer for each point."""
        reply = last_reply(act.matter)
        answers = {} if reply is None else dict(reply.answers.values_list("point_id", "text"))
        rows = [{"point": point, "text": answers.get(point.pk, "")} for point in offered.covered(act)]
        if reply is None:
            return {"answers": rows, "disclosure": Disclosure.FULL}
        names = ("what", "by_when", "evidence_wanted", "point")
        return {
            "text": reply.text,
            "reply_class": reply.reply_class,
            "without_assists_reason": reply.without_assists_reason,
            "disclosure": reply.disclosure or Disclosure.FULL,
            "disclosure_reason": reply.disclosure_reason,
            "answers": rows,
            "promises": [{name: getattr(each, name) for name in names} for each in reply.promises.all()],
        }

    def prepare(self) -> None:
        """Only a lead that waits for opinions is asked why it would not; only of a letter, what may be published."""
        if self.context is None or not waits_for_assists(self.context):
            del self.fields["without_assists_reason"]
        unit = unit_of(self.context) if self.context is not None else None
        plan = letter_plan(self.context.matter, unit, self.context.day) if unit is not None else None
        if plan is None:
            del self.fields["disclosure"], self.fields["disclosure_reason"]
        else:
            self.fields["disclosure"].help_text = plan.consent

    def clean(self) -> dict[str, Any]:
        """Every point is answered, and once; what is not published as a whole is withheld for a reason."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "disclosure" in self.fields:
            self._clean_disclosure(data)
        if "answers" not in data:
            return data
        answered = [row["point"].pk for row in data["answers"]]
        for point in offered.covered(self.context):
            if point.pk not in answered:
                self.add_error("answers", _("第%(number)d条还没有答复。") % {"number": point.order})
            elif answered.count(point.pk) > 1:
                self.add_error("answers", _("第%(number)d条答复了两次。") % {"number": point.order})
        return data

    def _clean_disclosure(self, data: dict[str, Any]) -> None:
        data["disclosure"] = data.get("disclosure") or Disclosure.FULL
        whole = data["disclosure"] == Disclosure.FULL
        if whole:
            data["disclosure_reason"] = ""
        elif not data.get("disclosure_reason"):
            self.add_error("disclosure_reason", _("摘要公开、不公开的，请写明理由。"))


def unit_of(act: Act) -> Body | None:
    """The unit whose assignment the act's matter is."""
    assignment = Assignment.objects.select_related("unit").filter(matter=act.matter).first()
    return assignment.unit if assignment is not None else None


def waits_for_assists(act: Act) -> bool:
    """Whether this is a lead whose assisting opinions are not all in."""
    assignment = Assignment.objects.select_related("matter").filter(matter=act.matter).first()
    return assignment is not None and any(each.matter.is_open for each in assists_for(assignment))


class OutgoingFields(ActForm):
    """What stands on a paper that a unit sends out: its number there, and whom to ask."""

    document_number = TextField(
        label=_("发文字号"), max_length=60, required=False, help_text=_("如“石城管函〔2026〕12号”。")
    )
    contact_name = TextField(label=_("联系人"), max_length=60, required=False)
    contact_phone = TextField(label=_("联系电话"), max_length=40, required=False)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Whoever sends it out, with the telephone number that the unit gave last."""
        unit = unit_of(act)
        given = Reply.objects.filter(matter__assignment__unit=unit).exclude(contact_phone="")
        last = given.order_by("-pk").first() if unit is not None else None
        name = act.actor.name if act.actor is not None else ""
        return {"contact_name": name, "contact_phone": last.contact_phone if last is not None else ""}

    def prepare(self) -> None:
        """A letter to authors, and what goes into one, has a number and somebody to ask."""
        if self.context is not None and has_letters(self.context.matter):
            for name in ("document_number", "contact_phone"):
                self.fields[name].required = True

    def clean_contact_name(self) -> str:
        """Whoever sends it out, where nobody else is named."""
        named: str = self.cleaned_data["contact_name"]
        return named or (self.context.actor.name if self.context.actor is not None else "")

    def clean_document_number(self) -> str:
        """As GB/T 9704-2012 writes it, and given once in the unit."""
        number: str = self.cleaned_data["document_number"]
        if not number:
            return number
        fault = document_number_fault(number)
        if fault is not None:
            raise forms.ValidationError(fault.text)
        act = self.context
        taken = Reply.objects.filter(
            committee=act.committee,
            document_number=number,
            matter__assignment__unit=act.matter.assignment.unit_id,
        )
        if taken.exists():
            raise forms.ValidationError(_("发文字号“%(number)s”已经用过，请核对。") % {"number": number})
        return number


@form("handling.answer@1")
class AnswerForm(OutgoingFields):
    """The signed reply goes out, with its document number where it has one."""


def superiors(act: Act) -> QuerySet[Person]:
    """Who signs for the unit: its head and its deputies."""
    roles = [Role.UNIT_HEAD, Role.UNIT_DEPUTY]
    holders = grant_holders(act.committee, roles=roles, on=act.day, body=unit_of(act))
    return Person.objects.filter(pk__in=[each.person_id for each in holders]).order_by("pk")


@form("handling.opinion@1")
class OpinionForm(OutgoingFields):
    """The opinion of an assisting unit, for its lead alone."""

    text = LongTextField(label=_("会办意见"), max_length=10000, rows=8)
    signer = ObjectField(label=_("签发人"), offered=superiors, required=False)
    field_order = ("text", "signer", "document_number", "contact_name", "contact_phone")

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What was written before, when the lead has asked for more."""
        reply = last_reply(act.matter)
        return {**super().initial_from(act), **({"text": reply.text} if reply else {})}

    def prepare(self) -> None:
        """On a paper with a number stands who signed it."""
        super().prepare()
        if self.context is not None and has_letters(self.context.matter) and superiors(self.context).exists():
            self.fields["signer"].required = True
