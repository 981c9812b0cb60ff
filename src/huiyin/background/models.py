"""Long work that a person has started: what, how far, and the file that came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.background.enums import OPEN, Condition
from huiyin.people.models import Committee, Person


class LongWork(models.Model):
    """后台任务: private to its person; the file that came of it is kept for some days only."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.SlugField(_("种类"), max_length=60)
    title = models.CharField(_("名称"), max_length=200)
    parameters = models.JSONField(default=dict)
    back_url = models.CharField(max_length=500, blank=True)
    condition = models.CharField(
        _("状态"), max_length=8, choices=Condition.choices, default=Condition.WAITING
    )
    done = models.PositiveIntegerField(_("已完成数"), default=0)
    total = models.PositiveIntegerField(_("总数"), default=0)
    outcome = models.CharField(_("结果"), max_length=300, blank=True)
    failure = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(_("提交时间"))
    started_at = models.DateTimeField(null=True)
    seen_alive_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    stop_asked = models.BooleanField(default=False)
    file_name = models.CharField(_("文件名"), max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("大小"), default=0)
    stored_path = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("后台任务")
        verbose_name_plural = _("后台任务")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(condition__in=Condition.values), name="long_work_condition_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"], condition=models.Q(condition__in=OPEN), name="long_work_open_by_time"
            ),
            models.Index(fields=["person", "-asked_at"], name="long_work_of_person"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.condition in OPEN

    @property
    def percent(self) -> int:
        """How much is done, in hundredths; 0 while the whole is not known."""
        return min(100, 100 * self.done // self.total) if self.total else 0
