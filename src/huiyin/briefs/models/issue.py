"""编发: under which issue number a brief went out, when, and to whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.models.brief import Brief


class BriefIssue(models.Model):
    """One issue of one brief: its number in the register, its day, its addressees and copies, its paper."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="issues")
    number = models.CharField(_("期号"), max_length=80)
    year = models.PositiveSmallIntegerField(_("年份"))
    sequence = models.PositiveIntegerField(_("期数"))
    issued_on = models.DateField(_("编发日期"))
    # Names in words; registered bodies are parties (`addressee`) of the matter too.
    addressees = models.CharField(_("主送"), max_length=500)
    copies = models.CharField(_("抄送"), max_length=500, blank=True)
    document = models.ForeignKey(
        "records.Document", verbose_name=_("刊物"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("社情民意信息编发")
        verbose_name_plural = _("社情民意信息编发")
        ordering = ["brief", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "year", "sequence"], name="brief_issue_number_once"),
        ]

    def __str__(self) -> str:
        return self.number
