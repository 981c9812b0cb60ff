"""What came of a matter after its reply: recorded beside the class that the unit gave, which never changes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.models.reply import Reply, ReplyClass


class LaterResult(models.Model):
    """What was found, later, of one reply: the class that holds now, and the day on which it was put into effect."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.PROTECT, related_name="later_results")
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="later_results")
    reply_class = models.ForeignKey(
        ReplyClass, on_delete=models.PROTECT, verbose_name=_("跟踪结果"), related_name="+"
    )
    implemented_on = models.DateField(_("落实日期"), null=True)
    text = models.TextField(_("落实情况"))
    recorded_on = models.DateField(_("登记日期"))

    class Meta:
        verbose_name = _("跟踪结果")
        verbose_name_plural = _("跟踪结果")
        ordering = ["matter", "recorded_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="handling_later_result_text_given"),
        ]
        indexes = [models.Index(fields=["committee", "recorded_on"], name="handling_later_result_by_day")]

    def __str__(self) -> str:
        return f"{self.reply_class} {self.recorded_on}"
