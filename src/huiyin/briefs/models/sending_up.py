"""报送上级: what was sent to the higher committee and what became of it there; what a higher committee received."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import SendingResult, SendingWay
from huiyin.briefs.models.brief import Brief
from huiyin.people.enums import CommitteeLevel


class BriefSending(models.Model):
    """One sending to the higher committee: through this system, or on paper and registered by hand."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="sendings")
    level = models.CharField(_("层级"), max_length=10, choices=CommitteeLevel.choices)
    receiver = models.CharField(_("报送单位"), max_length=120)
    way = models.CharField(_("报送方式"), max_length=8, choices=SendingWay.choices)
    number = models.CharField(_("报送文号"), max_length=80, blank=True)
    on = models.DateField(_("报送日期"))
    author_named = models.BooleanField(_("报送了反映人姓名"), default=False)
    # The brief it became in the higher committee, where that works in this deployment.
    into = models.ForeignKey(Brief, on_delete=models.PROTECT, null=True, related_name="+")
    result = models.CharField(
        _("上级处理结果"), max_length=10, choices=SendingResult.choices, default=SendingResult.WAITING
    )
    result_on = models.DateField(_("得知日期"), null=True)
    result_words = models.CharField(_("说明"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("社情民意信息报送上级")
        verbose_name_plural = _("社情民意信息报送上级")
        ordering = ["brief", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=CommitteeLevel.values), name="brief_sending_level_known"
            ),
            models.CheckConstraint(condition=Q(way__in=SendingWay.values), name="brief_sending_way_known"),
            models.CheckConstraint(
                condition=Q(result__in=SendingResult.values), name="brief_sending_result_known"
            ),
            models.CheckConstraint(condition=~Q(receiver=""), name="brief_sending_receiver_given"),
        ]

    def __str__(self) -> str:
        return f"{self.receiver} {self.on}"


class BriefArrival(models.Model):
    """What a higher committee knows of a brief that was sent up to it: whose it is, and under which number there."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    brief = models.OneToOneField(Brief, on_delete=models.PROTECT, related_name="arrival")
    sender = models.CharField(_("报送单位"), max_length=120)
    level = models.CharField(_("报送单位层级"), max_length=10, choices=CommitteeLevel.choices)
    issue_number = models.CharField(_("报送单位编发期号"), max_length=80, blank=True)
    number = models.CharField(_("报送文号"), max_length=80, blank=True)
    on = models.DateField(_("报送日期"))
    # Only where the author agreed to being named above.
    author = models.CharField(_("原反映人"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("下级政协报来信息")
        verbose_name_plural = _("下级政协报来信息")
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=CommitteeLevel.values), name="brief_arrival_level_known"
            ),
            models.CheckConstraint(condition=~Q(sender=""), name="brief_arrival_sender_given"),
        ]

    def __str__(self) -> str:
        return f"{self.sender} {self.issue_number}".strip()
