"""Forms of submitting, registering, presenting and instructing."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.handling.enums import AWAITED_LEADER, LEADER, InstructionKind
from huiyin.handling.models import Submission
from huiyin.handling.selectors import leaders_awaited
from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.forms import NoteForm
from huiyin.procedure.registry import form
from huiyin.records.forms import AttachmentField
from huiyin.ui.forms import DateField, LongTextField, ObjectField, ObjectsField, TextField

LEADER_FIELDS = ("leader", "leader_name", "leader_post")


@form("handling.submit@1")
class SubmitForm(ActForm):
    """To which offices a matter is submitted."""

    addressees = ObjectsField(label=_("主送单位"), offered=offered.addressees)

    def clean_addressees(self) -> Any:
        """An office gets the matter once, unless it has returned it."""
        chosen = self.cleaned_data["addressees"]
        standing = Submission.objects.filter(
            matter__parent=self.context.matter, matter__closed_at__isnull=True, addressee__in=chosen
        ).select_related("addressee")
        names = "、".join(str(each.addressee) for each in standing)
        if names:
            raise forms.ValidationError(_("已经报送%(names)s，尚未反馈，不能重复报送。") % {"names": names})
        return chosen


def sent_on(act: Act) -> date:
    """The day on which the submission was handed to its addressee."""
    return timezone.localdate(act.matter.opened_at)


class DatedForm(ActForm):
    """Base of forms with one date that lies between the sending and the day of the act."""

    dated = ""

    def clean(self) -> dict[str, Any]:
        """Neither before the sending nor in the future."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        day, act = data.get(self.dated), self.context
        if day is None:
            return data
        if day > act.day:
            self.add_error(self.dated, _("日期不能晚于今天。"))
        elif day < sent_on(act):
            message = _("日期不能早于报送日期%(day)s。") % {"day": sent_on(act)}
            self.add_error(self.dated, message)
        return data


@form("handling.register@1")
class RegisterForm(DatedForm):
    """Incoming number and day at the addressee office."""

    dated = "registered_on"
    registered_no = TextField(label=_("收文号"), max_length=60, help_text=_("连同年度填写，如“2026-018”。"))
    registered_on = DateField(label=_("收文日期"))

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today, as a rule."""
        return {"registered_on": act.day}

    def clean_registered_no(self) -> str:
        """An incoming number of an office is given once."""
        number: str = self.cleaned_data["registered_no"]
        act = self.context
        others = Submission.objects.filter(
            committee=act.committee, addressee=act.matter.submission.addressee_id, registered_no=number
        ).exclude(matter=act.matter)
        if others.exists():
            raise forms.ValidationError(_("收文号“%(number)s”已经用过，请核对。") % {"number": number})
        return number


@form("handling.propose@1")
class ProposeForm(ActForm):
    """What the office proposes to the leaders."""

    proposed_opinion = LongTextField(label=_("拟办意见"), max_length=2000, rows=4)


@form("handling.present@1")
class PresentForm(DatedForm):
    """To which leaders it is presented; leaders without an account are named."""

    dated = "presented_on"
    leaders = ObjectsField(label=_("呈送领导"), offered=offered.leaders, required=False)
    others = TextField(
        label=_("其他领导"), max_length=150, required=False, help_text=_("未开通账号的领导，写姓名和职务。")
    )
    presented_on = DateField(label=_("呈批日期"))

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today, as a rule."""
        return {"presented_on": act.day}

    def clean(self) -> dict[str, Any]:
        """Somebody must be named."""
        data = super().clean()
        if "leaders" in data and "others" in data and not data["leaders"] and not data["others"]:
            self.add_error("leaders", _("请选择呈送的领导，或者写明其他领导。"))
        return data


@form("handling.mark_read@1")
class ReadForm(DatedForm):
    """A leader has read it (圈阅): who and when. A leader who records it in person is not asked who."""

    dated = "on"
    leader = ObjectField(label=_("领导"), offered=offered.presented_leaders, required=False)
    leader_name = TextField(
        label=_("领导姓名"), max_length=60, required=False, help_text=_("上面没有选到的，写姓名和职务。")
    )
    leader_post = TextField(label=_("职务"), max_length=120, required=False)
    on = DateField(label=_("批示日期"))

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today; the leader, where one alone has not spoken."""
        known = leaders_awaited(act.matter) or list(offered.presented_leaders(act)[:2])
        return {"on": act.day, "leader": known[0] if len(known) == 1 else None}

    def prepare(self) -> None:
        """Leaders speak for themselves."""
        if self.context is not None and self.context.role in (LEADER, AWAITED_LEADER):
            for name in LEADER_FIELDS:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Name and post as they were that day, whoever writes the instruction down."""
        data = super().clean()
        if "leader_name" not in self.fields:
            return data | self._named(self.context.actor)
        if data.get("leader"):
            return data | self._named(data["leader"])
        if not data.get("leader_name") or not data.get("leader_post"):
            self.add_error("leader_name", _("请选择批示的领导，或者写明姓名和职务。"))
        return data

    @staticmethod
    def _named(person: Person) -> dict[str, Any]:
        return {"leader": person, "leader_name": person.name, "leader_post": person.post}


CHOOSE = ("", _("请选择"))


class InstructionFields(ReadForm):
    """An instruction with its kind, its text or scan, and whom it addresses."""

    kind = forms.ChoiceField(label=_("批示类型"), choices=[CHOOSE, *InstructionKind.choices])
    text = LongTextField(label=_("批示内容"), max_length=2000, rows=4, required=False)
    is_offline = forms.BooleanField(
        label=_("线下件"), required=False, help_text=_("线下办理的批示只登记领导、日期和类型，不录内容。")
    )
    scan = AttachmentField(label=_("批示扫描件"), required=False)
    units = ObjectsField(label=_("批示涉及单位"), offered=offered.units, required=False)
    forwarded_to = TextField(label=_("转批给"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """Text or scan, or else the offline mark, never both; what is passed on names somebody."""
        data = super().clean()
        offline, kind = data.get("is_offline"), data.get("kind")
        given = [name for name in ("text", "scan") if data.get(name)]
        if offline:
            for name in given:
                self.add_error(name, _("线下件不录批示内容，请清空。"))
        elif not given and kind != InstructionKind.READ and not self.errors.keys() & {"text", "scan"}:
            self.add_error("text", _("请填写批示内容或者上传扫描件；线下办理的，请勾选“线下件”。"))
        if kind == InstructionKind.FORWARD and not data.get("forwarded_to") and not data.get("units"):
            self.add_error("forwarded_to", _("转批件须写明转批给谁，或者选择涉及单位。"))
        return data


@form("handling.instruct@1")
class InstructForm(InstructionFields):
    """The instruction that ends the reading: it praises, orders handling or passes on."""

    kind = forms.ChoiceField(
        label=_("批示类型"),
        choices=[CHOOSE, *(each for each in InstructionKind.choices if each[0] != InstructionKind.READ)],
    )


@form("handling.add_instruction@1")
class AddInstructionForm(InstructionFields):
    """A further leader's instruction, of any kind."""


@form("handling.return_to_cppcc@1")
class ReturnToCppccForm(NoteForm):
    """Back to the committee's office; while leaders have not spoken, with the reason why it does not wait for them."""

    def prepare(self) -> None:
        """Say who has not spoken."""
        names = self._silent()
        if names:
            self.fields["reason"].help_text = _("%(names)s尚未批示或者圈阅；仍要反馈的，请写明理由。") % {
                "names": names
            }

    def clean_reason(self) -> str:
        """A leader's silence is no consent: whoever does not wait for him says why."""
        reason: str = self.cleaned_data["reason"]
        names = self._silent()
        if names and not reason.strip():
            text = _("%(names)s尚未批示或者圈阅，请写明不再等候的理由。") % {"names": names}
            raise forms.ValidationError(text)
        return reason

    def _silent(self) -> str:
        if self.context is None:
            return ""
        return "、".join(leader.name for leader in leaders_awaited(self.context.matter))
