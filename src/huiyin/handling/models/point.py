"""Points of a matter (recommendation, suggestion, finding), each a row of its own, and what they became."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import Adoption, MeasureKind, PointKind


class Point(models.Model):
    """One recommendation, suggestion or finding of a matter, followed from its text to its result."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.PROTECT, related_name="points")
    kind = models.CharField(
        _("类别"), max_length=16, choices=PointKind.choices, default=PointKind.RECOMMENDATION
    )
    order = models.PositiveSmallIntegerField(_("序号"))
    text = models.TextField(_("内容"))
    no_action = models.BooleanField(_("不需办理"), default=False)
    no_action_reason = models.TextField(_("不需办理的理由"), blank=True)
    adoption = models.CharField(_("采纳情况"), max_length=12, choices=Adoption.choices, blank=True)
    adoption_reason = models.TextField(_("采纳情况说明"), blank=True)

    class Meta:
        verbose_name = _("建议")
        verbose_name_plural = _("建议")
        ordering = ["matter", "order", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PointKind.values), name="handling_point_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="handling_point_text_given"),
            models.CheckConstraint(
                condition=Q(no_action=False) | ~Q(no_action_reason=""), name="handling_point_no_action_reason"
            ),
            models.CheckConstraint(
                condition=Q(adoption__in=["", *Adoption.values]), name="handling_point_adoption_known"
            ),
        ]
        indexes = [models.Index(fields=["matter", "order"], name="handling_point_by_matter")]

    def __str__(self) -> str:
        text = self.text if len(self.text) <= 40 else f"{self.text[:40]}…"
        return f"{self.order}. {text}"


class PointUnit(models.Model):
    """A unit that the drafters suggest for handling a point."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="suggested_units")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("建议承办单位")
        verbose_name_plural = _("建议承办单位")
        ordering = ["point", "id"]
        constraints = [
            models.UniqueConstraint(fields=["point", "body"], name="handling_point_unit_once"),
        ]

    def __str__(self) -> str:
        return str(self.body)


class Measure(models.Model):
    """What a point was turned into: a document, a project, a rule, a rectification, with its evidence."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(_("类别"), max_length=16, choices=MeasureKind.choices)
    text = models.TextField(_("措施"))
    unit = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("单位"), null=True, related_name="+"
    )
    evidence = models.TextField(_("佐证"), blank=True)
    done_on = models.DateField(_("落实日期"), null=True)

    class Meta:
        verbose_name = _("落实措施")
        verbose_name_plural = _("落实措施")
        ordering = ["point", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MeasureKind.values), name="handling_measure_kind_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="handling_measure_text_given"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.text[:40]}"
