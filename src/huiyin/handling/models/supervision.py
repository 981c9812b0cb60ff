"""Supervision order 督办: one or several matters followed on site until what was found is put right."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SupervisionOrder(models.Model):
    """What is supervised and why, and the opinion sent after the visit; hangs on a matter of its own."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField(
        "procedure.Matter", on_delete=models.PROTECT, related_name="supervision_order"
    )
    reason = models.TextField(_("督办事由"))
    led_by = models.CharField(_("带队领导"), max_length=100, blank=True)
    notice = models.TextField(_("督办要求"), blank=True)
    notified_on = models.DateField(_("通知日期"), null=True)
    opinion = models.TextField(_("督办意见"), blank=True)
    opinion_sent_on = models.DateField(_("督办意见送达日期"), null=True)
    improve_by = models.DateField(_("整改期限"), null=True)

    class Meta:
        verbose_name = _("督办件")
        verbose_name_plural = _("督办件")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="handling_order_reason_given")]

    def __str__(self) -> str:
        return self.reason[:40]


class SupervisionVisit(models.Model):
    """现场协商、督促检查: who was there and what was seen of progress and quality."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(SupervisionOrder, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField(_("日期"))
    place = models.CharField(_("地点"), max_length=200)
    participants = models.TextField(_("参加人员"))
    progress = models.TextField(_("进展"))
    quality = models.TextField(_("质量"))

    class Meta:
        verbose_name = _("现场协商")
        verbose_name_plural = _("现场协商")
        ordering = ["order", "on", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.place}"


class Improvement(models.Model):
    """What one unit reports to have put right, in one round."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(SupervisionOrder, on_delete=models.PROTECT, related_name="improvements")
    unit = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(_("轮次"))
    text = models.TextField(_("整改情况"))
    evidence = models.TextField(_("佐证"), blank=True)
    on = models.DateField(_("报告日期"))

    class Meta:
        verbose_name = _("整改情况")
        verbose_name_plural = _("整改情况")
        ordering = ["order", "round", "id"]
        constraints = [
            models.UniqueConstraint(fields=["order", "unit", "round"], name="handling_improvement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.on}"


class SupervisionCheck(models.Model):
    """What the check after the improvement found, round by round."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(SupervisionOrder, on_delete=models.PROTECT, related_name="checks")
    point = models.ForeignKey("handling.Point", on_delete=models.PROTECT, related_name="checks")
    round = models.PositiveSmallIntegerField(_("轮次"))
    is_done = models.BooleanField(_("已整改"))
    remark = models.TextField(_("核查情况"), blank=True)
    on = models.DateField(_("核查日期"))

    class Meta:
        verbose_name = _("整改核查")
        verbose_name_plural = _("整改核查")
        ordering = ["order", "round", "point"]
        constraints = [
            models.UniqueConstraint(fields=["point", "round"], name="handling_check_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.point}：{'已整改' if self.is_done else '未整改'}"
