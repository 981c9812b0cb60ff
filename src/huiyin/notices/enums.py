"""Codes of messages; the label is the word that stands before the text."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageKind(models.TextChoices):
    """What this package itself tells. Other packages register their own kinds (`kinds.message_kind`)."""

    TODO = "todo", _("待办")
    RETURNED = "returned", _("退回")
    TERM_CHANGED = "term_changed", _("期限变动")
    YELLOW = "yellow", _("临期提醒")
    RED = "red", _("逾期提醒")
    SUPERIOR = "superior", _("督促提醒")
