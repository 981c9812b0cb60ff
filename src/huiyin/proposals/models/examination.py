"""审查: why a proposal may be refused, what each examiner advised, what is to be revised."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.proposals.enums import Advice, Disposal, ExamStage
from huiyin.proposals.models.proposal import Proposal


class RefusalReason(models.Model):
    """A reason for not docketing, as this committee's rules name it; one that is not in use stays for the record."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(_("代码"), max_length=40)
    label = models.CharField(_("理由"), max_length=120)
    order = models.PositiveSmallIntegerField(_("序号"))
    in_use = models.BooleanField(_("在用"), default=True)
    # Where the content usually goes; the form proposes it, the examiner may choose another.
    disposal = models.CharField(_("一般去向"), max_length=12, choices=Disposal.choices, blank=True)

    class Meta:
        verbose_name = _("不予立案理由")
        verbose_name_plural = _("不予立案理由")
        ordering = ["committee", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="refusal_reason_code_once"),
            models.CheckConstraint(
                condition=Q(disposal__in=["", *Disposal.values]), name="refusal_reason_disposal_known"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Examination(models.Model):
    """What one examiner found at one stage, each time the proposal was handed in. Never shown to its authors."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="examinations")
    turn = models.PositiveSmallIntegerField(_("提交次数"))
    stage = models.CharField(_("审查环节"), max_length=8, choices=ExamStage.choices)
    advice = models.CharField(_("审查意见"), max_length=12, choices=Advice.choices)
    reason = models.ForeignKey(
        RefusalReason, verbose_name=_("理由"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    disposal = models.CharField(_("处理去向"), max_length=12, choices=Disposal.choices, blank=True)
    text = models.TextField(_("说明"), blank=True)
    examiner = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("审查日期"))

    class Meta:
        verbose_name = _("提案审查意见")
        verbose_name_plural = _("提案审查意见")
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "turn", "stage"], name="examination_once_a_stage"),
            models.CheckConstraint(condition=Q(stage__in=ExamStage.values), name="examination_stage_known"),
            models.CheckConstraint(condition=Q(advice__in=Advice.values), name="examination_advice_known"),
            models.CheckConstraint(
                condition=Q(disposal__in=["", *Disposal.values]), name="examination_disposal_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}：{self.get_advice_display()}"


class RevisionMark(models.Model):
    """A passage that the author is asked to revise, as it stood, and what is wrong with it."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="revision_marks")
    turn = models.PositiveSmallIntegerField(_("提交次数"))
    passage = models.TextField(_("原文"))
    remark = models.CharField(_("修改意见"), max_length=500)

    class Meta:
        verbose_name = _("修改标记")
        verbose_name_plural = _("修改标记")
        ordering = ["proposal", "id"]

    def __str__(self) -> str:
        return self.remark
