"""Bodies around a committee (offices, special committees, sectors, units) and the names they go by."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.people.enums import BodyKind, BodyNameKind, Side
from huiyin.people.models.committee import Committee
from huiyin.people.models.folded import FoldedField


class Body(models.Model):
    """A body as one committee knows it; the same office of state is a body of its own in each committee."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="bodies")
    kind = models.CharField(_("类别"), max_length=20, choices=BodyKind.choices)
    code = models.SlugField(_("代码"), max_length=60)
    name = models.CharField(_("全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    # Folded forms (width, spacing, brackets evened out), so that a name typed by hand is found by index.
    folded_name = FoldedField(max_length=200, source="name")
    folded_short_name = FoldedField(max_length=80, blank=True, source="short_name")
    since = models.DateField(_("设立日期"), null=True, blank=True)
    until = models.DateField(_("撤销日期"), null=True, blank=True)
    # Of a unit: which office it stands under (归口). Empty until the office has laid it down.
    side = models.CharField(_("归口"), max_length=12, choices=Side.choices, blank=True)

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        ordering = ["committee", "kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="people_body_code_once"),
            models.UniqueConstraint(
                fields=["committee", "kind", "folded_name"],
                condition=Q(until__isnull=True),
                name="people_body_current_name_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="people_body_kind_known"),
            models.CheckConstraint(condition=~Q(folded_name=""), name="people_body_name_given"),
            models.CheckConstraint(condition=Q(side__in=["", *Side.values]), name="people_body_side_known"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="people_body_dates_ordered",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "folded_name"], name="people_body_by_name"),
            models.Index(fields=["committee", "folded_short_name"], name="people_body_by_short_name"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class BodyName(models.Model):
    """Another name of a body: an alias in use or a former name (单位更名)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="body_names")
    body = models.ForeignKey(Body, models.CASCADE, related_name="other_names")
    name = models.CharField(_("名称"), max_length=100)
    folded = FoldedField(max_length=200, source="name")
    kind = models.CharField(_("性质"), max_length=10, choices=BodyNameKind.choices)
    since = models.DateField(_("启用日期"), null=True, blank=True)
    until = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("别称与曾用名")
        verbose_name_plural = _("别称与曾用名")
        ordering = ["committee", "body", "id"]
        constraints = [
            # Two bodies may share a former name (a department split in two); one body has a name once.
            models.UniqueConstraint(fields=["committee", "folded", "body"], name="people_body_name_once"),
            models.CheckConstraint(
                condition=Q(kind__in=BodyNameKind.values), name="people_body_name_kind_known"
            ),
            models.CheckConstraint(condition=~Q(folded=""), name="people_body_name_not_empty"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="people_body_name_dates_ordered",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ComingName(models.Model):
    """The name a body will have from a day on; on that day it becomes the body's name and this row goes."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="coming_names")
    body = models.OneToOneField(Body, models.CASCADE, related_name="coming_name")
    name = models.CharField(_("全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    on = models.DateField(_("更名日期"))

    class Meta:
        verbose_name = _("待生效的名称")
        verbose_name_plural = _("待生效的名称")
        ordering = ["committee", "on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="people_coming_name_given")]
        indexes = [models.Index(fields=["on"], name="people_coming_name_by_day")]

    def __str__(self) -> str:
        return self.name


class Counterpart(models.Model):
    """Standing contact between a special committee and a unit (对口联系)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="counterparts")
    special_committee = models.ForeignKey(Body, models.CASCADE, related_name="counterpart_units")
    unit = models.ForeignKey(Body, models.CASCADE, related_name="counterpart_committees")

    class Meta:
        verbose_name = _("对口联系")
        verbose_name_plural = _("对口联系")
        ordering = ["committee", "special_committee", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "special_committee", "unit"], name="people_counterpart_once"
            ),
            models.CheckConstraint(
                condition=~Q(special_committee=F("unit")), name="people_counterpart_two_bodies"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.special_committee} ↔ {self.unit}"
