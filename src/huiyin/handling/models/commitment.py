"""Commitment 承诺: what a unit promised, by when, and the evidence that it was done."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.models.point import Point


class Commitment(models.Model):
    """A promise with a clock of its own; it outlives the matter that it came from."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="commitment")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, related_name="commitments")
    unit = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("承诺单位"), related_name="+"
    )
    what = models.TextField(_("承诺事项"))
    by_when = models.DateField(_("完成期限"))
    evidence_wanted = models.CharField(_("兑现凭据"), max_length=300, blank=True)
    evidence = models.TextField(_("兑现情况"), blank=True)
    delivered_on = models.DateField(_("兑现日期"), null=True)

    class Meta:
        verbose_name = _("承诺")
        verbose_name_plural = _("承诺")
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="handling_commitment_text_given"),
        ]
        indexes = [models.Index(fields=["committee", "by_when"], name="handling_commitment_by_date")]

    def __str__(self) -> str:
        return f"{self.unit}：{self.what[:40]}（{self.by_when}）"
