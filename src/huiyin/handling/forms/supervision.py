"""Forms of 督办: the order, notice, on-site consultation, opinion, improvement, check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.handling.forms.given_rows import GivenRow
from huiyin.handling.models import Assignment, Point
from huiyin.handling.selectors.supervision import (
    findings_left,
    findings_of,
    numbered_for_supervision,
    supervisable,
    units_of,
)
from huiyin.handling.selectors.visible import facets_by_matter
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.procedure.selectors import matters_seen_by
from huiyin.ui.forms import DateField, LongTextField, ObjectField, ObjectsField, RowForm, Rows, TextField


@form("handling.order@1")
class OrderForm(ActForm):
    """What is supervised, why, and who handles it."""

    title = TextField(label=_("督办事项"), max_length=200)
    matters = ObjectsField(
        label=_("督办对象"), offered=supervisable, required=False, help_text=_("可以一次督办多件。")
    )
    numbers = LongTextField(
        label=_("按编号列入的督办对象"),
        max_length=4000,
        rows=3,
        required=False,
        help_text=_("上面没有列出的，每行写一个编号"),
    )
    units = ObjectsField(label=_("承办单位"), offered=offered.units)
    reason = LongTextField(label=_("督办事由"), max_length=1000, rows=3)
    led_by = TextField(
        label=_("带队领导"),
        max_length=100,
        required=False,
        help_text=_("由政协领导或者党政领导带队的，写姓名和职务。"),
    )

    def clean(self) -> dict[str, Any]:
        """At least one matter, chosen or by its number."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        written = [line.strip() for line in values.get("numbers", "").splitlines() if line.strip()]
        found = numbered_for_supervision(self.context, written)
        unknown = [each for each in written if each not in found]
        if unknown:
            text = _("没有找到可以督办的%(numbers)s：请核对编号，已经办结的不能督办。")
            self.add_error("numbers", text % {"numbers": "、".join(unknown)})
        together = {each.pk: each for each in (*values.get("matters", ()), *found.values())}
        values["matters"] = list(together.values())
        if not together and not {"matters", "numbers"} & set(self.errors):
            self.add_error("matters", _("请选择督办对象，或者填写编号。"))
        return values

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Begun from a matter's page: that matter and whoever handles it, as far as the actor reads of them."""
        origin = act.matter.origin
        if origin is None or act.actor is None:
            return {}
        handled = Assignment.objects.filter(matter=origin) | Assignment.objects.filter(matter__parent=origin)
        if "assignments" not in facets_by_matter([origin], act.actor, act.day)[origin.pk]:
            handled = handled.filter(matter__in=matters_seen_by(act.actor, act.day, kind="assignment"))
        units = Body.objects.filter(pk__in=handled.values("unit"))
        return {"title": f"关于“{origin.title}”的督办", "matters": [origin], "units": list(units)}


@form("handling.order_notice@1")
class OrderNoticeForm(ActForm):
    """What the units are told before anybody comes."""

    notice = LongTextField(label=_("督办要求"), max_length=2000, rows=5)


def _units(act: Act) -> Any:
    return units_of(act.matter)


class FindingRow(RowForm):
    """One thing found on the spot and who is responsible."""

    text = LongTextField(label=_("发现的问题"), max_length=1000, rows=2)
    units = ObjectsField(label=_("责任单位"), offered=_units)


@form("handling.on_site@1")
class OnSiteForm(ActForm):
    """Who was where, what was seen of progress and quality, what was found."""

    on = DateField(label=_("日期"))
    place = TextField(label=_("地点"), max_length=200)
    participants = LongTextField(label=_("参加人员"), max_length=1000, rows=3)
    progress = LongTextField(label=_("办理进展"), max_length=2000, rows=3)
    quality = LongTextField(label=_("办理质量"), max_length=2000, rows=3)
    rows = {"findings": Rows(FindingRow, label=_("发现的问题"), min_rows=1)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today; what earlier visits found stays on the list."""
        rows = [
            {"text": point.text, "units": [each.body for each in point.suggested_units.all()]}
            for point in findings_of(act.matter)
        ]
        return {"on": act.day, "findings": rows}

    def clean_on(self) -> Any:
        """Only what has taken place is recorded."""
        day = self.cleaned_data["on"]
        if day > self.context.day:
            raise forms.ValidationError(_("现场协商日期不能晚于今天。"))
        return day


class ImproveBy(ActForm):
    """Base of forms that set the day by which things are put right."""

    improve_by = DateField(label=_("整改期限"))

    def clean_improve_by(self) -> Any:
        """The day lies ahead."""
        day = self.cleaned_data["improve_by"]
        if day <= self.context.day:
            raise forms.ValidationError(_("整改期限应晚于今天。"))
        return day


@form("handling.order_opinion@1")
class OrderOpinionForm(ImproveBy):
    """What is to be put right, by when."""

    opinion = LongTextField(label=_("督办意见"), max_length=5000, rows=6)
    field_order = ("opinion", "improve_by")


@form("handling.improvement@1")
class ImprovementForm(ActForm):
    """What the unit has put right."""

    text = LongTextField(label=_("整改情况"), max_length=5000, rows=6)
    evidence = LongTextField(label=_("佐证"), max_length=2000, rows=2, required=False)


def _findings(act: Act) -> Any:
    return Point.objects.filter(pk__in=[each.pk for each in _to_check(act)]).order_by("order", "pk")


def _to_check(act: Act) -> list[Point]:
    """In a later round what the check before it did not find put right."""
    return findings_left(act.matter, act.matter.round - 1) or findings_of(act.matter)


class CheckRow(GivenRow):
    """What the check found of one finding."""

    given = "point"
    point = ObjectField(label=_("发现的问题"), offered=_findings, widget=forms.HiddenInput)
    is_done = forms.ChoiceField(
        label=_("核查结果"), choices=[("", _("请选择")), ("yes", _("已整改")), ("no", _("未整改到位"))]
    )
    remark = LongTextField(label=_("核查情况"), max_length=1000, rows=2, required=False)

    def prepare(self) -> None:
        """The finding is read with the question about it."""
        point = self.record()
        if isinstance(point, Point):
            self.fields["is_done"].label = f"{point.order}. {point.text}"

    def clean(self) -> dict[str, Any]:
        """What is not put right is described."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("is_done") == "no" and not data.get("remark"):
            self.add_error("remark", _("未整改到位的，请写明情况。"))
        return data


@form("handling.order_check@1")
class OrderCheckForm(ActForm):
    """Finding by finding: put right or not."""

    rows = {"checks": Rows(CheckRow, label=_("逐项核查"), can_add=False, can_remove=False, min_rows=1)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Every finding that is to be checked in this round."""
        return {"checks": [{"point": point} for point in _to_check(act)]}

    def clean(self) -> dict[str, Any]:
        """Each once."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        judged = [row["point"].pk for row in data.get("checks", ())]
        for point in _to_check(self.context) if "checks" in data else ():
            if judged.count(point.pk) != 1:
                self.add_error("checks", _("第%(number)d项须核查一次。") % {"number": point.order})
        return data


@form("handling.improve_again@1")
class ImproveAgainForm(ImproveBy):
    """A new round of putting right, with its reason and its day."""

    reason = LongTextField(label=_("理由"), max_length=1000, rows=3)
    field_order = ("reason", "improve_by")
