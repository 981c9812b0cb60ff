"""来源: which briefs went into another one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import SourceRelation
from huiyin.briefs.models.brief import Brief


class BriefSource(models.Model):
    """A brief that went into another one. A row of the source's matter: it is written in the source's own acts.

    Sent up, the source lies in the lower committee and the brief in the higher one; `committee` is the source's.
    """

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="sources")
    source = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="went_into")
    kind = models.CharField(_("关系"), max_length=10, choices=SourceRelation.choices)
    text = models.CharField(_("说明"), max_length=500, blank=True)
    on = models.DateField(_("日期"))
    undone_on = models.DateField(_("撤销日期"), null=True)
    undone_reason = models.CharField(_("撤销理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("社情民意信息来源")
        verbose_name_plural = _("社情民意信息来源")
        ordering = ["brief", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SourceRelation.values), name="brief_source_known"),
            models.UniqueConstraint(
                fields=["committee", "source", "kind"],
                condition=Q(undone_on__isnull=True) & ~Q(kind="sent_up"),
                name="brief_merged_into_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.brief}"
