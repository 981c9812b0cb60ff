"""Finding 核查意见: what the check of a draft found, and how the unit explained it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.models.reply import Reply


class ReplyFinding(models.Model):
    """One finding on a draft; it is explained by the unit's clerk, or the text is mended (`blocks`: only mended)."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="findings")
    code = models.SlugField(_("代码"), max_length=32)
    reason = models.TextField(_("核查意见"))
    quote = models.CharField(_("所指文字"), max_length=200, blank=True)
    suggestion = models.TextField(_("处理建议"), blank=True)
    blocks = models.BooleanField(_("须改稿"), default=False)
    answer = models.TextField(_("说明"), blank=True)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, verbose_name=_("说明人"), related_name="+"
    )
    answered_at = models.DateTimeField(_("说明时间"), null=True)

    class Meta:
        verbose_name = _("核查意见")
        verbose_name_plural = _("核查意见")
        ordering = ["reply", "-blocks", "id"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "code", "quote"], name="handling_finding_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="handling_finding_reason_given"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False, blocks=False)),
                name="handling_finding_answer_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def is_open(self) -> bool:
        """Whether it still stands in the way of a signature."""
        return self.blocks or not self.answer
