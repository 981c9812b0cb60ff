"""How a committee handles briefs: how long one may be, and who signs it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import Signing


class BriefRule(models.Model):
    """What a committee set otherwise than the preset; the record of changes of settings says since when."""

    committee = models.OneToOneField("people.Committee", on_delete=models.PROTECT, related_name="brief_rule")
    longest = models.PositiveSmallIntegerField(_("字数上限"))
    signing = models.CharField(_("审签"), max_length=20, choices=Signing.choices)

    class Meta:
        verbose_name = _("社情民意信息规则")
        verbose_name_plural = _("社情民意信息规则")
        constraints = [
            models.CheckConstraint(condition=Q(signing__in=Signing.values), name="brief_signing_known"),
        ]

    def __str__(self) -> str:
        return f"{self.longest} {self.get_signing_display()}"
