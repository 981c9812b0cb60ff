"""Look-back 回头看: a visit to what was answered or promised, with people, evidence and verdict."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import LookBackGround, LookBackVerdict


class LookBack(models.Model):
    """One look back at the parent matter; what was claimed first stays beside what was found later."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="look_back")
    ground = models.CharField(_("缘由"), max_length=8, choices=LookBackGround.choices)
    visit_by = models.DateField(_("回访期限"))
    first_result = models.TextField(_("当时的结果"), blank=True)
    visited_on = models.DateField(_("回访日期"), null=True)
    place = models.CharField(_("地点"), max_length=200, blank=True)
    people = models.TextField(_("参加人员"), blank=True)
    evidence = models.TextField(_("现场情况和佐证"), blank=True)
    verdict = models.CharField(_("回访结论"), max_length=10, choices=LookBackVerdict.choices, blank=True)
    conclusion = models.TextField(_("结论说明"), blank=True)

    class Meta:
        verbose_name = _("回头看")
        verbose_name_plural = _("回头看")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["", *LookBackVerdict.values]),
                name="handling_look_back_verdict_known",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(visited_on__isnull=False), name="handling_look_back_verdict_dated"
            ),
        ]

    def __str__(self) -> str:
        return f"回头看（{self.get_verdict_display() or '待回访'}）"
