"""Forms of the content-free register: numbers, dates and choices; nothing in which content could be typed."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.handling.enums import InstructionKind
from huiyin.handling.models import OfflineItem
from huiyin.people.enums import Role
from huiyin.people.models import Body
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, ObjectField, TextField

_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,20}")
_POST = re.compile(r"[\u3400-\u9fff、（）]{2,30}")
CHOOSE = ("", _("请选择"))
# The words themselves are recorded: a correction says why, and the register holds no free text.
REASONS = tuple((each, each) for each in ("录入有误", "重复登记", "与原件核对后更正", "误作了结"))


def own_offices(act: Act) -> QuerySet[Body]:
    """The offices for whose papers this person may register: all for the CPPCC office, an office for its own."""
    offices = offered.addressees(act)
    if act.actor is None:
        return offices.none()
    grants = [each for each in current_grants(act.actor, act.day) if each.committee_id == act.committee.pk]
    if any(each.role == Role.CPPCC_CLERK for each in grants):
        return offices
    return offices.filter(pk__in=[each.body_id for each in grants if each.role == Role.OFFICE_CLERK])


class OfflineFields(ActForm):
    """Number, leader, day, kind and count."""

    serial = forms.IntegerField(
        label=_("序号"),
        min_value=1,
        max_value=99999,
        help_text=_("只填数字，如“3”；编号连同年度写作“2026-003”。"),
        error_messages={
            "invalid": _("序号只填数字。"),
            "min_value": _("序号从1起编。"),
            "max_value": _("序号最多五位数字。"),
        },
    )
    on = DateField(label=_("批示日期"))
    leader = ObjectField(label=_("批示领导"), offered=offered.leaders, required=False)
    leader_name = TextField(
        label=_("领导姓名"), max_length=20, required=False, help_text=_("上面没有的，写姓名和职务。")
    )
    leader_post = TextField(label=_("职务"), max_length=30, required=False)
    kind = forms.ChoiceField(label=_("批示类型"), choices=[CHOOSE, *InstructionKind.choices])
    times = forms.IntegerField(
        label=_("批示次数"),
        min_value=1,
        max_value=99,
        error_messages={
            "invalid": _("批示次数只填数字。"),
            "min_value": _("批示次数至少为1。"),
            "max_value": _("批示次数不超过99，请核对。"),
        },
    )

    def clean_on(self) -> Any:
        """Only what has happened is registered."""
        day = self.cleaned_data["on"]
        if day > self.context.day:
            raise forms.ValidationError(_("批示日期不能晚于今天。"))
        return day

    def clean_leader_name(self) -> str:
        """A name and nothing else."""
        name: str = self.cleaned_data["leader_name"]
        if name and not _NAME.fullmatch(name):
            raise forms.ValidationError(_("姓名只填汉字；线下件不录任何内容。"))
        return name

    def clean_leader_post(self) -> str:
        """A post and nothing else."""
        post: str = self.cleaned_data["leader_post"]
        if post and not _POST.fullmatch(post):
            raise forms.ValidationError(_("职务只填汉字；线下件不录任何内容。"))
        return post

    def clean(self) -> dict[str, Any]:
        """A leader is named, and the office has not given the number to another paper of that year."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("leader"):
            data |= {"leader_name": data["leader"].name, "leader_post": data["leader"].post}
        elif not self.errors.keys() & {"leader_name", "leader_post"} and not (
            data.get("leader_name") and data.get("leader_post")
        ):
            self.add_error("leader_name", _("请选择批示的领导，或者写明姓名和职务。"))
        office = self.office(data)
        if office is not None and data.get("serial") and data.get("on"):
            self._refuse_taken(office, data["serial"], data["on"].year)
        return data

    def office(self, data: dict[str, Any]) -> Body | None:
        """The office in whose numbering the item stands."""
        return data.get("addressee")

    def _refuse_taken(self, office: Body, serial: int, year: int) -> None:
        others = OfflineItem.objects.filter(
            committee=self.context.committee, addressee=office, year=year, serial=serial
        )
        # A matter that is only beginning has no row yet.
        if others.exclude(matter_id=self.context.matter.pk).exists():
            number = f"{year}-{serial:03d}"
            message = _("%(office)s的线下件“%(number)s”已经登记，请核对。")
            self.add_error("serial", message % {"office": office, "number": number})


@form("handling.offline_begin@1")
class OfflineBeginForm(OfflineFields):
    """Register a paper that is handled offline."""

    addressee = ObjectField(label=_("收文办公室"), offered=own_offices)
    field_order = ("addressee", "serial", "on", "leader", "leader_name", "leader_post", "kind", "times")

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today, one instruction; the office, where there is but one."""
        offices = list(own_offices(act)[:2])
        return {"on": act.day, "times": 1, "addressee": offices[0] if len(offices) == 1 else None}

    def clean_addressee(self) -> Body:
        """Whoever acts for an office registers that office's papers."""
        office: Body = self.cleaned_data["addressee"]
        grant = self.context.grant
        if self.context.role == "office" and grant is not None and grant.body_id != office.pk:
            raise forms.ValidationError(_("只能登记本办公室的线下件。"))
        return office


@form("handling.offline_correct@1")
class OfflineCorrectForm(OfflineFields):
    """Correct the figures of an item, with the reason."""

    reason = forms.ChoiceField(label=_("更正理由"), choices=[CHOOSE, *REASONS])

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The figures as they stand."""
        item = OfflineItem.objects.select_related("leader").get(matter=act.matter)
        names = ("serial", "on", "leader", "leader_name", "leader_post", "kind", "times")
        values = {name: getattr(item, name) for name in names}
        return values | ({"leader_name": "", "leader_post": ""} if item.leader else {})

    def office(self, data: dict[str, Any]) -> Body | None:
        """The office that the item is registered for."""
        return OfflineItem.objects.select_related("addressee").get(matter=self.context.matter).addressee


@form("handling.offline_reason@1")
class OfflineReasonForm(ActForm):
    """A correction without other figures: why."""

    reason = forms.ChoiceField(label=_("更正理由"), choices=[CHOOSE, *REASONS])
