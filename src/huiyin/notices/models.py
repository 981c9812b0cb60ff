"""What the worker has done, what is still to be told, what was told to whom, and who takes clocks along."""

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


class QueuedNotice(models.Model):
    """Something that is to be told, written within the act and taken out once it was.

    Without a kind it is a step whose consequences are to be told; with one it is a message in the words of another
    package to the persons named.
    """

    committee = models.ForeignKey("people.Committee", on_delete=models.CASCADE, related_name="+")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.CASCADE, related_name="+")
    step = models.PositiveIntegerField(_("步号"))
    kind = models.SlugField(_("种类"), max_length=32, blank=True)
    text = models.TextField(_("内容"), blank=True)
    persons = models.JSONField(_("收件人"), default=list)
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    failed = models.TextField(_("失败原因"), blank=True)

    class Meta:
        verbose_name = _("待发消息")
        verbose_name_plural = _("待发消息")
        indexes = [models.Index(fields=["attempts", "id"], name="queuednotice_by_attempts")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.step} {self.kind}".strip()


class Message(models.Model):
    """One thing told to one person about one matter. `key` names it: the same thing is told once."""

    committee = models.ForeignKey("people.Committee", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="messages")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.CASCADE, related_name="+")
    kind = models.SlugField(_("种类"), max_length=32)
    key = models.CharField(max_length=100)
    text = models.TextField(_("内容"))
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True)

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        constraints = [
            models.UniqueConstraint(fields=["committee", "person", "matter", "key"], name="message_once"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="message_by_person"),
            models.Index(
                fields=["person"], condition=models.Q(read_at__isnull=True), name="message_unread_by_person"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class CalendarFeed(models.Model):
    """The secret address at which a person's own calendar asks for due dates; only its hash is kept.

    It belongs to a person and not to a committee: it shows the clocks of every grant that person holds.
    """

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = _("个人日历订阅")
        verbose_name_plural = _("个人日历订阅")

    def __str__(self) -> str:
        return str(self.person)
