"""不采用的原因: what is not suited for a brief, as the committee's rules name it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnsuitedReason(models.Model):
    """A reason for declining a brief; one that is not in use stays for the record."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(_("代码"), max_length=40)
    label = models.CharField(_("原因"), max_length=120)
    order = models.PositiveSmallIntegerField(_("序号"))
    in_use = models.BooleanField(_("在用"), default=True)

    class Meta:
        verbose_name = _("社情民意信息不采用的原因")
        verbose_name_plural = _("社情民意信息不采用的原因")
        ordering = ["committee", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="brief_unsuited_reason_code_once"),
        ]

    def __str__(self) -> str:
        return self.label
