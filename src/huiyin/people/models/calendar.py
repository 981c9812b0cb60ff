"""The national work calendar as data: single days that differ from the plain week, and what is official."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """A day whose status the holiday notice (or an operator) lays down, weekend or not."""

    day = models.DateField(_("日期"), unique=True)
    working = models.BooleanField(_("上班"))
    name = models.CharField(_("名称"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("工作日历")
        verbose_name_plural = _("工作日历")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {'班' if self.working else '休'}"


class CalendarYear(models.Model):
    """A year of the calendar; without the official notice its working days are provisional."""

    year = models.PositiveSmallIntegerField(_("年份"), unique=True)
    official = models.BooleanField(_("已公布"), default=False)
    notice = models.CharField(_("依据"), max_length=200, blank=True)
    # Digest over the year and its days, renewed by every act that changes them: the cheap version check.
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("日历年度")
        verbose_name_plural = _("日历年度")
        ordering = ["year"]
        constraints = [
            models.CheckConstraint(condition=Q(year__gte=1949, year__lte=2999), name="people_year_plausible")
        ]

    def __str__(self) -> str:
        return f"{self.year}年"
