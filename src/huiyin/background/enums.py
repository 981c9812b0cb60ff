"""Codes of long work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Condition(models.TextChoices):
    """How far a piece of long work has come."""

    WAITING = "waiting", _("排队中")
    RUNNING = "running", _("进行中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未完成")
    STOPPED = "stopped", _("已停止")


OPEN = (Condition.WAITING, Condition.RUNNING)
