"""Codes of the engine's own tables. Labels are for people; nothing compares them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    """What a step records: an act of somebody, a change of fields, or an event that the clock brought."""

    ACT = "act", _("办理")
    CHANGE = "change", _("修改")
    EVENT = "event", _("事件")


class Confidentiality(models.TextChoices):
    """How a matter may be handled here. State secrets are never taken (see records.secrecy)."""

    ORDINARY = "ordinary", _("一般")
    INTERNAL = "internal", _("内部")
    OFFLINE = "offline", _("线下办理，仅登记")


class LinkKind(models.TextChoices):
    """Typed links between matters, each readable in both directions."""

    CAME_FROM = "came_from", _("来自")
    MERGED_INTO = "merged_into", _("并入")
    SUPERVISES = "supervises", _("督办")
    SENT_UP_AS = "sent_up_as", _("上报为")
    SUBMITTED_AS = "submitted_as", _("以此报送")
    DECIDED_AT = "decided_at", _("会议决定")
    RELATED = "related", _("相关")


class ClockChangeKind(models.TextChoices):
    """What can happen to a running clock besides stopping."""

    PAUSE = "pause", _("暂停")
    RESUME = "resume", _("恢复")
    EXTENSION = "extension", _("延期")
