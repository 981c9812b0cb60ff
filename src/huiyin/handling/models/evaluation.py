"""Evaluation 评价: one round of asking authors and opinion givers what they say of how a matter was handled."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import EvaluationAspect, EvaluationMeaning, ThirdVerdict, WordChannel
from huiyin.handling.models.assignment import Assignment
from huiyin.people.models import Body, Person


class EvaluationValue(models.Model):
    """A value that one committee offers (满意、基本满意、理解 …), in force between two days; its meaning is common."""

    committee = models.ForeignKey(
        "people.Committee", on_delete=models.PROTECT, related_name="evaluation_values"
    )
    code = models.SlugField(_("代码"), max_length=20)
    label = models.CharField(_("名称"), max_length=30)
    meaning = models.CharField(_("含义"), max_length=20, choices=EvaluationMeaning.choices)
    order = models.PositiveSmallIntegerField(_("次序"))
    in_force_from = models.DateField(_("启用日期"), null=True)
    in_force_until = models.DateField(_("停用日期"), null=True)

    class Meta:
        verbose_name = _("评价等次")
        verbose_name_plural = _("评价等次")
        ordering = ["committee", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "code"],
                condition=Q(in_force_until__isnull=True),
                name="handling_evaluation_value_current_once",
            ),
            models.CheckConstraint(
                condition=Q(meaning__in=EvaluationMeaning.values),
                name="handling_evaluation_value_meaning_known",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Evaluation(models.Model):
    """One round of evaluation of the handling of the parent matter; hangs on a matter of its own."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="evaluation")
    verdict = models.CharField(_("本轮结论"), max_length=10, choices=ThirdVerdict.choices, blank=True)
    closed_on = models.DateField(_("结束日期"), null=True)

    class Meta:
        verbose_name = _("评价")
        verbose_name_plural = _("评价")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["", *ThirdVerdict.values]), name="handling_evaluation_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"评价（{self.get_verdict_display() or '进行中'}）"


class EvaluationForm(models.Model):
    """One evaluator's form, once a round: remark, and how it came in (own hand, telephone, paper, proxy).

    The evaluator is a person, or a body for which its clerk (`entered_by`) fills the form in.
    """

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="forms")
    evaluator = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, verbose_name=_("评价人"), null=True, related_name="+"
    )
    body = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("评价单位"), null=True, related_name="+"
    )
    remark = models.TextField(_("意见"), blank=True)
    given_on = models.DateField(_("评价日期"))
    channel = models.CharField(_("填写方式"), max_length=10, choices=WordChannel.choices)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("评价表")
        verbose_name_plural = _("评价表")
        ordering = ["evaluation", "id"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "evaluator"], name="handling_evaluation_form_once"),
            models.UniqueConstraint(
                fields=["evaluation", "body"], name="handling_evaluation_form_once_a_body"
            ),
            models.CheckConstraint(
                condition=Q(evaluator__isnull=True, body__isnull=False)
                | Q(evaluator__isnull=False, body__isnull=True),
                name="handling_evaluation_form_whose",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=WordChannel.values), name="handling_evaluation_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose} {self.given_on}"

    @property
    def whose(self) -> Person | Body:
        """Who evaluates."""
        found = self.evaluator or self.body
        assert found is not None, "a form is somebody's"
        return found


class EvaluationMark(models.Model):
    """What one form says of one unit's handling, aspect by aspect, process and result apart."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(EvaluationForm, on_delete=models.CASCADE, related_name="marks")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="marks")
    aspect = models.CharField(_("方面"), max_length=10, choices=EvaluationAspect.choices)
    value = models.ForeignKey(EvaluationValue, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("评价等次")
        verbose_name_plural = _("评价等次")
        ordering = ["form", "assignment", "aspect"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "assignment", "aspect"], name="handling_evaluation_mark_once"
            ),
            models.CheckConstraint(
                condition=Q(aspect__in=EvaluationAspect.values), name="handling_evaluation_aspect_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}：{self.value}"
