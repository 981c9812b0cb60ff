"""Committees of the CPPCC with their terms (届) and plenary sessions (次全会)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.kernel.text import numeral
from huiyin.people.enums import CommitteeLevel

COUNTED_TO = 99


def _counted(number: int) -> str:
    """As offices write terms and sessions: 十二届六次会议."""
    return numeral(number) if 0 < number <= COUNTED_TO else str(number)


class Committee(models.Model):
    """One committee of the CPPCC (政协委员会): the boundary of its data."""

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40)
    level = models.CharField(_("层级"), max_length=10, choices=CommitteeLevel.choices)
    region_code = models.CharField(_("行政区划代码"), max_length=12)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级政协"), null=True, blank=True, related_name="children"
    )

    class Meta:
        verbose_name = _("政协委员会")
        verbose_name_plural = _("政协委员会")
        ordering = ["region_code", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=CommitteeLevel.values), name="people_committee_level_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="people_committee_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class Term(models.Model):
    """A term of a committee (届). Deadlines are not called terms in this package."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField(_("届次"))
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("届")
        verbose_name_plural = _("届")
        ordering = ["committee", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="people_term_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="people_term_dates_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"第{_counted(self.number)}届"


class PlenarySession(models.Model):
    """A plenary session (次会议) within a term."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="plenary_sessions")
    term = models.ForeignKey(Term, models.PROTECT, related_name="plenary_sessions")
    number = models.PositiveSmallIntegerField(_("次"))
    opens_on = models.DateField(_("开幕日期"))
    closes_on = models.DateField(_("闭幕日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("全体会议")
        verbose_name_plural = _("全体会议")
        ordering = ["committee", "term", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "term", "number"], name="people_plenary_session_number_once"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="people_plenary_session_dates_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{_counted(self.term.number)}届{_counted(self.number)}次会议"
