"""委员来信: what a refused proposal became, to whom it was forwarded, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.proposals.enums import LetterResult


class Letter(models.Model):
    """A letter from members, one-to-one with its matter; the proposal that it was is the matter's parent."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="letter")
    result = models.CharField(_("处理结果"), max_length=12, choices=LetterResult.choices, blank=True)
    result_text = models.TextField(_("处理情况"), blank=True)
    closed_on = models.DateField(_("办结日期"), null=True)

    class Meta:
        verbose_name = _("委员来信")
        verbose_name_plural = _("委员来信")
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=["", *LetterResult.values]), name="letter_result_known"
            ),
            models.CheckConstraint(
                condition=Q(result="") | ~Q(result_text=""), name="letter_result_said_in_words"
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


class LetterForwarding(models.Model):
    """To which unit or office a letter went, when, and what was asked of it."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="forwardings")
    # A receiver that is not registered as a body is named in words.
    body = models.ForeignKey(
        "people.Body", verbose_name=_("转送单位"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    body_name = models.CharField(_("转送单位名称"), max_length=100, blank=True)
    on = models.DateField(_("转送日期"))
    text = models.TextField(_("转送说明"))

    class Meta:
        verbose_name = _("来信转送")
        verbose_name_plural = _("来信转送")
        ordering = ["letter", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False) | ~Q(body_name=""), name="letter_forwarded_to_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.receiver

    @property
    def receiver(self) -> str:
        """To whom it went, by name."""
        return str(self.body) if self.body is not None else self.body_name
