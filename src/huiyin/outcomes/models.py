"""协商成果: what a consultation is turned into, where each opinion went, and how its giver was told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.outcomes.enums import (
    EchoChannel,
    GiverVerdict,
    OutcomeForm,
    QualityPoint,
    Sensitivity,
    Weight,
)
from huiyin.sittings.enums import SittingKind


class Outcome(models.Model):
    """One outcome, one-to-one with its matter; its recommendations are the matter's points."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="outcome")
    activity = models.ForeignKey("consultation.Activity", on_delete=models.PROTECT, related_name="outcomes")
    drafted_by = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("起草单位"), related_name="+"
    )
    form = models.CharField(_("成果形式"), max_length=24, choices=OutcomeForm.choices)
    weight = models.CharField(_("重要性"), max_length=12, choices=Weight.choices)
    sensitivity = models.CharField(_("敏感度"), max_length=12, choices=Sensitivity.choices)
    form_reason = models.TextField(_("选用理由"), blank=True)
    responsible_office = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("责任办公室"), null=True, related_name="+"
    )
    background = models.TextField(_("基本情况"), blank=True)
    analysis = models.TextField(_("问题分析"), blank=True)
    adopted_sitting = models.CharField(_("通过会议"), max_length=20, choices=SittingKind.choices, blank=True)
    adopted_at = models.CharField(_("会议名称"), max_length=120, blank=True)
    adopted_on = models.DateField(_("通过日期"), null=True)
    sent_direct = models.BooleanField(_("直接函送部门"), default=False)

    class Meta:
        verbose_name = _("协商成果")
        verbose_name_plural = _("协商成果")
        constraints = [
            models.CheckConstraint(condition=Q(form__in=OutcomeForm.values), name="outcome_form_known"),
            models.CheckConstraint(
                condition=Q(adopted_sitting="") | (Q(adopted_on__isnull=False) & ~Q(adopted_at="")),
                name="outcome_adoption_complete",
            ),
        ]
        indexes = [models.Index(fields=["committee", "form"], name="outcome_by_form")]

    def __str__(self) -> str:
        return self.get_form_display()


class QualityAnswer(models.Model):
    """The answer to one quality point, with what it rests on."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="quality")
    point = models.CharField(_("质量要点"), max_length=24, choices=QualityPoint.choices)
    met = models.BooleanField(_("是否达到"))
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("质量审核")
        verbose_name_plural = _("质量审核")
        constraints = [models.UniqueConstraint(fields=["outcome", "point"], name="quality_answered_once")]

    def __str__(self) -> str:
        return self.get_point_display()


class RecommendationSource(models.Model):
    """Which opinion went into which recommendation: the thread that the echo runs along."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="sources")
    point = models.ForeignKey("handling.Point", on_delete=models.CASCADE, related_name="sources")
    opinion = models.ForeignKey("consultation.Opinion", on_delete=models.PROTECT, related_name="went_into")

    class Meta:
        verbose_name = _("建议的意见来源")
        verbose_name_plural = _("建议的意见来源")
        constraints = [models.UniqueConstraint(fields=["point", "opinion"], name="source_once_per_point")]

    def __str__(self) -> str:
        return f"{self.opinion} → {self.point}"


class Feedback(models.Model):
    """反馈函: what the responsible office reports of a round of handling as a whole."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="feedbacks")
    round = models.PositiveSmallIntegerField(_("轮次"))
    by_name = models.CharField(_("反馈单位"), max_length=100)
    text = models.TextField(_("办理情况"))
    letter_number = models.CharField(_("反馈函文号"), max_length=60, blank=True)
    on = models.DateField(_("反馈日期"))

    class Meta:
        verbose_name = _("反馈")
        verbose_name_plural = _("反馈")
        constraints = [models.UniqueConstraint(fields=["outcome", "round"], name="feedback_once_a_round")]

    def __str__(self) -> str:
        return f"{self.by_name} {self.on}"


class Echo(models.Model):
    """回音: how and by whom the giver of an opinion was told, and what the giver says to it."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="echoes")
    round = models.PositiveSmallIntegerField(_("轮次"))
    opinion = models.ForeignKey("consultation.Opinion", on_delete=models.PROTECT, related_name="echoes")
    giver = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    giver_name = models.CharField(_("意见提出人"), max_length=60)
    channel = models.CharField(_("告知方式"), max_length=8, choices=EchoChannel.choices)
    told_on = models.DateField(_("告知日期"))
    told_by = models.CharField(_("告知人"), max_length=60)
    text = models.TextField(_("告知内容"))
    verdict = models.CharField(_("本人评价"), max_length=10, choices=GiverVerdict.choices, blank=True)
    words = models.TextField(_("评价意见"), blank=True)
    answered_on = models.DateField(_("评价日期"), null=True)

    class Meta:
        verbose_name = _("回音")
        verbose_name_plural = _("回音")
        constraints = [
            models.UniqueConstraint(fields=["outcome", "opinion", "round"], name="echo_once_a_round"),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(answered_on__isnull=False), name="echo_verdict_dated"
            ),
        ]
        indexes = [models.Index(fields=["giver"], name="echo_by_giver")]

    def __str__(self) -> str:
        return f"{self.giver_name} {self.told_on}"
