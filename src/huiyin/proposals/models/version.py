"""文本版本: the text as its author handed it in, and as an examiner corrected it; every one of them stays readable."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.proposals.enums import WrittenAs
from huiyin.proposals.models.proposal import Proposal


class TextVersion(models.Model):
    """One text of a proposal, the last one as it was handed in or corrected last; `reason` is the examiner's."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="text_versions")
    number = models.PositiveSmallIntegerField(_("序号"))
    turn = models.PositiveSmallIntegerField(_("提交次数"))
    written_as = models.CharField(_("由谁写成"), max_length=10, choices=WrittenAs.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField(_("日期"))
    reason = models.CharField(_("修正理由"), max_length=500, blank=True)
    title = models.CharField(_("案由"), max_length=300)
    situation = models.TextField(_("情况"), blank=True)
    analysis = models.TextField(_("分析"), blank=True)
    # [{"point": key, "text": words}, …] in their order; a suggestion that was taken out has no row of its own any more.
    suggestions = models.JSONField(_("具体建议"), default=list)

    class Meta:
        verbose_name = _("提案文本")
        verbose_name_plural = _("提案文本")
        ordering = ["proposal", "number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposal_text_number_once"),
            models.CheckConstraint(
                condition=Q(written_as__in=WrittenAs.values), name="proposal_text_written_as_known"
            ),
            models.CheckConstraint(
                condition=~Q(written_as="examiner") | ~Q(reason=""),
                name="proposal_text_correction_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_written_as_display()} {self.number}"
