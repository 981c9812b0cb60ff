"""Codes of the records' own tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberFate(models.TextChoices):
    """What became of a number: it stands on a paper, or it was struck out. It is never given again."""

    GIVEN = "given", _("已使用")
    VOID = "void", _("作废")
