"""反馈: what those who reported it were told of what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import LadderOrigin
from huiyin.briefs.models.brief import Brief


class BriefFeedback(models.Model):
    """One feedback in words. `way`: how a citizen was reached, who has no account here."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="feedbacks")
    on = models.DateField(_("反馈日期"))
    words = models.TextField(_("反馈内容"))
    way = models.CharField(_("告知群众的方式"), max_length=120, blank=True)
    # The words of the committee that it was sent up to, or of the item it went into.
    by = models.CharField(_("反馈单位"), max_length=120, blank=True)
    origin = models.CharField(
        _("登记方式"), max_length=12, choices=LadderOrigin.choices, default=LadderOrigin.RECORDED
    )

    class Meta:
        verbose_name = _("社情民意信息反馈")
        verbose_name_plural = _("社情民意信息反馈")
        ordering = ["brief", "id"]

    def __str__(self) -> str:
        return f"{self.on}"
