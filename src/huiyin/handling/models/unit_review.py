"""Review 考核意见 of a unit's year: the committee's text, the unit's answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UnitReview(models.Model):
    """One unit, one year, one review in force; hangs on a matter of its own."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="unit_review")
    unit = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("承办单位"), related_name="+"
    )
    of_year = models.PositiveSmallIntegerField(_("考核年度"))
    text = models.TextField(_("考核意见"))
    sent_on = models.DateField(_("送达日期"), null=True)
    answer = models.TextField(_("单位说明"), blank=True)
    answered_on = models.DateField(_("说明日期"), null=True)
    conclusion = models.TextField(_("对说明的意见"), blank=True)
    in_force = models.BooleanField(_("有效"), default=True)

    class Meta:
        verbose_name = _("承办单位年度考核意见")
        verbose_name_plural = _("承办单位年度考核意见")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "unit", "of_year"],
                condition=Q(in_force=True),
                name="handling_review_once_a_year",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="handling_review_text_given"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.of_year}"
