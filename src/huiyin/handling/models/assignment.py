"""Assignment 办理件: which unit handles which points of a matter, as what, in which round of that matter."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models.point import Point


class Assignment(models.Model):
    """One unit × matter × role × round; the round is the matter's `parent_round`."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="assignment")
    unit = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("承办单位"), related_name="+"
    )
    role = models.CharField(_("承办方式"), max_length=8, choices=AssignmentRole.choices)
    request = models.TextField(_("办理要求"), blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, verbose_name=_("改办自"), null=True, related_name="replaced_by"
    )

    class Meta:
        verbose_name = _("办理件")
        verbose_name_plural = _("办理件")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=AssignmentRole.values), name="handling_assignment_role_known"
            ),
        ]
        indexes = [models.Index(fields=["committee", "unit", "role"], name="handling_assignment_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit}（{self.get_role_display()}）"


class AssignmentPoint(models.Model):
    """A point of the parent matter that an assignment covers."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="covered")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="assigned")

    class Meta:
        verbose_name = _("办理件所涉建议")
        verbose_name_plural = _("办理件所涉建议")
        ordering = ["assignment", "point__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "point"], name="handling_assignment_point_once"),
        ]

    def __str__(self) -> str:
        return str(self.point)
