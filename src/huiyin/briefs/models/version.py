"""文本版本: the text as it was handed in and as it was edited; every one of them stays readable."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import WrittenAs
from huiyin.briefs.models.brief import Brief


class BriefVersion(models.Model):
    """One text of a brief, as its author handed it in or as the editor left it."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("序号"))
    turn = models.PositiveSmallIntegerField(_("提交次数"))
    written_as = models.CharField(_("由谁写成"), max_length=8, choices=WrittenAs.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField(_("日期"))
    title = models.CharField(_("标题"), max_length=300)
    situation = models.TextField(_("情况"), blank=True)
    analysis = models.TextField(_("分析"), blank=True)
    # [{"point": key, "text": words}, …] in their order.
    suggestions = models.JSONField(_("建议"), default=list)

    class Meta:
        verbose_name = _("社情民意信息文本版本")
        verbose_name_plural = _("社情民意信息文本版本")
        ordering = ["brief", "number"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "number"], name="brief_version_number_once"),
            models.CheckConstraint(
                condition=Q(written_as__in=WrittenAs.values), name="brief_written_as_known"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}稿"
