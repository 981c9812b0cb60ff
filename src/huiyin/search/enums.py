"""How alike two texts are, in grades that are said in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grade(models.TextChoices):
    """相似程度: what a score means to whoever reads the list."""

    HIGH = "high", _("高度相似")
    FAIR = "fair", _("比较相似")
    PARTLY = "partly", _("部分相似")


LEAST = {Grade.HIGH: 75, Grade.FAIR: 50, Grade.PARTLY: 30}
"""The least score of each grade, best first; what is below the last is no likeness."""


def grade_of(score: int) -> Grade | None:
    """The grade of a score from 0 to 100; None where two texts only share turns of phrase."""
    return next((grade for grade, least in LEAST.items() if score >= least), None)
