"""大会提案征集时间: the days on which what is filed counts as filed for a plenary session."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class FilingWindow(models.Model):
    """From which day to which day proposals belong to one plenary session, both included, as the office set it.

    A session without one counts from its opening to its closing.
    """

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    plenary_session = models.OneToOneField(
        "people.PlenarySession",
        verbose_name=_("全体会议"),
        on_delete=models.PROTECT,
        related_name="filing_window",
    )
    first_day = models.DateField(_("起始日期"))
    last_day = models.DateField(_("截止日期"))

    class Meta:
        verbose_name = _("大会提案征集时间")
        verbose_name_plural = _("大会提案征集时间")
        ordering = ["committee", "first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="filing_window_days_ordered"
            ),
        ]
        indexes = [models.Index(fields=["committee", "first_day"], name="filing_window_by_day")]

    def __str__(self) -> str:
        return f"{self.plenary_session} {self.first_day:%Y-%m-%d}—{self.last_day:%Y-%m-%d}"
