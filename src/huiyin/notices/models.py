"""What the background worker has done: one row per job and slot of time."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScheduledRun(models.Model):
    """One run of one job. The unique (name, slot) is what keeps two workers from doing a job twice."""

    name = models.CharField(_("任务"), max_length=80)
    slot = models.DateTimeField(_("时段"))
    started_at = models.DateTimeField(_("开始时间"))
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("次数"), default=1)
    failed = models.TextField(_("失败原因"), blank=True, default="")

    class Meta:
        verbose_name = _("后台任务记录")
        verbose_name_plural = _("后台任务记录")
        constraints = [
            models.UniqueConstraint(fields=["name", "slot"], name="scheduledrun_once_per_slot"),
        ]
        indexes = [models.Index(fields=["finished_at"], name="scheduledrun_finished")]

    def __str__(self) -> str:
        return f"{self.name} {self.slot:%Y-%m-%d %H:%M}"
