"""Where in a matter a word may stand, as somebody who looks for it says it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """查找范围."""

    TITLE = "title", _("标题")
    NUMBER = "number", _("编号")
    NAMES = "names", _("姓名和单位")
    TEXT = "text", _("正文")
    ATTACHMENTS = "attachments", _("附件")


EVERYWHERE: tuple[Place, ...] = tuple(Place)
