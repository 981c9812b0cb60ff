"""Forming an outcome: what it says, in which form and why, and whether it is good enough to be signed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.consultation.models import Activity, Opinion
from huiyin.consultation.rules import leads_to_direct_letter
from huiyin.handling import offered
from huiyin.handling.models import Point
from huiyin.handling.selectors import points_of
from huiyin.outcomes.enums import OutcomeForm, QualityPoint, Sensitivity, Weight
from huiyin.outcomes.rules import Suggestion, goes_direct, suggest_form
from huiyin.outcomes.selectors import (
    activities_for_draft,
    activity_behind,
    activity_for_draft,
    outcome_of,
    sources_by_point,
)
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.sittings.forms.citing import CiteForm
from huiyin.ui.forms import (
    LongTextField,
    ObjectField,
    ObjectsField,
    RowForm,
    Rows,
    Section,
    TextField,
)

CHOOSE = ("", _("请选择"))
MET = [CHOOSE, ("yes", _("达到")), ("no", _("未达到"))]


def _opinions(act: Act) -> QuerySet[Opinion]:
    beginning = act.matter.step_number == 0
    activity = activity_for_draft(act) if beginning else activity_behind(act.matter)
    return Opinion.objects.filter(activity=activity).select_related("giver").order_by("order", "pk")


class RecommendationRow(RowForm):
    """One recommendation: its text, the units in mind, and the opinions that it came from."""

    point = forms.IntegerField(required=False, widget=forms.HiddenInput())
    text = LongTextField(label=_("建议"), max_length=3000, rows=3)
    lead = ObjectField(
        label=_("建议承办单位"), offered=offered.units, required=False, help_text=_("有会办的即为主办")
    )
    assists = ObjectsField(label=_("建议会办单位"), offered=offered.units, required=False)
    sources = ObjectsField(
        label=_("来自哪些意见"),
        offered=_opinions,
        required=False,
        help_text=_("勾选的意见，其提出人将看到意见的去向和结果"),
    )

    def clean(self) -> dict[str, Any]:
        """Who assists needs somebody to assist, and nobody assists itself."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        lead, assists = values.get("lead"), list(values.get("assists", ()))
        if assists and lead is None and "lead" not in self.errors:
            self.add_error("lead", _("有会办单位的，须写明主办单位。"))
        if lead is not None and lead in assists:
            self.add_error("assists", _("主办单位不再列为会办单位。"))
        return values


class ChoiceOfForm(ActForm):
    """Title, weight and sensitivity, the form they speak for, and the office that answers for the rest."""

    title = TextField(label=_("标题"), max_length=300)
    weight = forms.ChoiceField(label=_("重要性"), choices=[CHOOSE, *Weight.choices])
    sensitivity = forms.ChoiceField(label=_("敏感度"), choices=[CHOOSE, *Sensitivity.choices])
    form = forms.ChoiceField(label=_("成果形式"), choices=[CHOOSE, *OutcomeForm.choices])
    form_reason = LongTextField(label=_("选用理由"), max_length=1000, rows=2, required=False)
    responsible_office = ObjectField(
        label=_("责任办公室"),
        offered=offered.addressees,
        required=False,
        help_text=_("负责交办和反馈的党委办公室或者政府办公室；建议函不填"),
    )

    def prepare(self) -> None:
        """Say which form weight and sensitivity speak for; the person decides."""
        suggestion = self.suggestion()
        if suggestion is not None:
            self.fields["form"].help_text = suggestion.explanation

    def suggestion(self) -> Suggestion | None:
        """The form suggested for what is filled in so far."""
        weight, sensitivity = self["weight"].value(), self["sensitivity"].value()
        activity = activity_behind(self.context.matter) if self.context is not None else None
        if activity is None or weight not in Weight or sensitivity not in Sensitivity:
            return None
        direct = leads_to_direct_letter(activity.form)
        return suggest_form(weight, sensitivity, after_direct_consultation=direct)

    def clean(self) -> dict[str, Any]:
        """A letter needs no office; one that departs from the suggestion says why."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, suggestion = values.get("form"), self.suggestion()
        if chosen and suggestion and chosen != suggestion.form and not values.get("form_reason"):
            self.add_error("form_reason", _("所选形式与建议的形式不同，请写明选用理由。"))
        if chosen and goes_direct(chosen) and values.get("responsible_office"):
            self.add_error("responsible_office", _("建议函直接函送部门，不设责任办公室。"))
        return values


class ConsultationField(ObjectField):
    """Choose a consultation by its day and its subject."""

    def label_from_instance(self, obj: Any) -> str:
        """2026-03-02 双月协商：园林绿化废弃物…"""
        return f"{obj.held_on} {obj.get_form_display()}：{obj.matter.title}"


@form("outcomes.begin@1")
class BeginForm(ChoiceOfForm):
    """Draft an outcome from a recorded consultation; its opinions are proposed as recommendations."""

    consultation = ConsultationField(
        label=_("协商活动"),
        offered=activities_for_draft,
        help_text=_("从协商活动的页面上起草，标题、基本情况和意见会自动带入。"),
    )
    background = LongTextField(label=_("基本情况"), max_length=20000, required=False)
    analysis = LongTextField(label=_("问题分析"), max_length=20000, required=False)
    rows = {"recommendations": Rows(RecommendationRow, label=_("意见建议"))}
    sections = (
        Section(
            _("形式"),
            ("consultation", "title", "weight", "sensitivity", "form", "form_reason", "responsible_office"),
        ),
        Section(_("内容"), ("background", "analysis", "recommendations")),
    )

    def prepare(self) -> None:
        """Begun on the page of a consultation, it need not be chosen."""
        super().prepare()
        if self.context is not None and self.context.matter.origin is not None:
            del self.fields["consultation"]

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Typing once: title, background and recommendations come from the consultation."""
        activity = activity_for_draft(act)
        if activity is None:
            return {}
        weight, sensitivity = Weight.MAJOR, Sensitivity.INTERNAL
        direct = leads_to_direct_letter(activity.form)
        suggestion = suggest_form(weight, sensitivity, after_direct_consultation=direct)
        agreed = activity.opinions.filter(is_reserved=False).order_by("order", "pk")
        return {
            "title": f"关于{activity.matter.title}的{suggestion.form.label}",
            "weight": weight,
            "sensitivity": sensitivity,
            "form": suggestion.form,
            "background": activity.summary,
            "recommendations": [{"text": each.text, "sources": [each]} for each in agreed],
        }


@form("outcomes.summary@1")
class SummaryForm(ChoiceOfForm):
    """Change title, form and office."""

    is_key = forms.BooleanField(label=_("重点成果"), required=False, help_text=_("列入质效评估的对象"))

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The choice as it stands."""
        outcome = outcome_of(act.matter)
        return {
            "title": act.matter.title,
            "weight": outcome.weight,
            "sensitivity": outcome.sensitivity,
            "form": outcome.form,
            "form_reason": outcome.form_reason,
            "responsible_office": outcome.responsible_office,
            "is_key": act.matter.is_key,
        }


@form("outcomes.content@1")
class ContentForm(ActForm):
    """Background and analysis."""

    background = LongTextField(label=_("基本情况"), max_length=20000, rows=10)
    analysis = LongTextField(label=_("问题分析"), max_length=20000, rows=10)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The text as it stands."""
        outcome = outcome_of(act.matter)
        return {"background": outcome.background, "analysis": outcome.analysis}


@form("outcomes.recommendations@1")
class RecommendationsForm(ActForm):
    """The recommendations, each a row of its own."""

    rows = {"recommendations": Rows(RecommendationRow, label=_("意见建议"), min_rows=1)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The recommendations as they stand."""
        sources = sources_by_point(outcome_of(act.matter))
        return {
            "recommendations": [
                {
                    "point": point.pk,
                    "text": point.text,
                    **_suggested(point),
                    "sources": sources.get(point.pk, []),
                }
                for point in points_of(act.matter)
            ]
        }


def _suggested(point: Point) -> dict[str, Any]:
    bodies = [each.body for each in point.suggested_units.all()]
    return {"lead": bodies[0] if bodies else None, "assists": bodies[1:]}


@form("outcomes.quality@1")
class QualityForm(ActForm):
    """Each quality point is answered; a fault is named."""

    situation_clear = forms.ChoiceField(label=QualityPoint.SITUATION_CLEAR.label, choices=MET)
    situation_clear_note = TextField(label=_("说明"), max_length=300, required=False)
    problem_located = forms.ChoiceField(label=QualityPoint.PROBLEM_LOCATED.label, choices=MET)
    problem_located_note = TextField(label=_("说明"), max_length=300, required=False)
    advice_targeted = forms.ChoiceField(label=QualityPoint.ADVICE_TARGETED.label, choices=MET)
    advice_targeted_note = TextField(label=_("说明"), max_length=300, required=False)
    advice_feasible = forms.ChoiceField(label=QualityPoint.ADVICE_FEASIBLE.label, choices=MET)
    advice_feasible_note = TextField(label=_("说明"), max_length=300, required=False)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The answers given so far."""
        values: dict[str, Any] = {}
        for row in outcome_of(act.matter).quality.order_by("pk"):
            values[row.point] = "yes" if row.met else "no"
            values[f"{row.point}_note"] = row.note
        return values

    def clean(self) -> dict[str, Any]:
        """Whoever finds a fault says which."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for point in QualityPoint.values:
            if values.get(point) == "no" and not values.get(f"{point}_note"):
                self.add_error(f"{point}_note", _("未达到的，请说明问题所在。"))
        return values


@form("outcomes.adopt@1")
class AdoptForm(CiteForm):
    """The sitting that adopted a 建议案."""

    def clean_decision(self) -> Any:
        """What the consultation came to cannot have been adopted before it was held."""
        decision = super().clean_decision()
        activity: Activity = outcome_of(self.context.matter).activity
        if decision.sitting.day < activity.held_on:
            raise forms.ValidationError(_("会议的召开日期早于协商日期，请核对会议决定。"))
        return decision
