"""提案线索: a call for tips, what was given, by whom, and which proposals drew on it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.proposals.enums import DeclineReason, OtherChannel, TipChannel
from huiyin.proposals.models.proposal import Proposal


class TipCall(models.Model):
    """征集: what is asked and from which day to which; its matter's title is the title of the call."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="tip_call")
    asked = models.TextField(_("征集内容"))
    since = models.DateField(_("征集开始"))
    until = models.DateField(_("征集结束"))
    # Only a call to the public stands on the page that needs no sign-in.
    is_public = models.BooleanField(_("向社会公开征集"), default=False)

    class Meta:
        verbose_name = _("提案线索征集")
        verbose_name_plural = _("提案线索征集")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="tip_call_ends_after_begin"),
        ]
        indexes = [models.Index(fields=["committee", "until"], name="tip_call_by_end")]

    def __str__(self) -> str:
        return str(self.matter)


class Tip(models.Model):
    """One tip. The matter's title and `wording` are what drafters read; what was given is kept beside them."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="tip")
    call = models.ForeignKey(
        TipCall, verbose_name=_("征集"), on_delete=models.PROTECT, null=True, related_name="tips"
    )
    original_title = models.CharField(_("原标题"), max_length=60)
    original_text = models.TextField(_("原文"))
    # Empty until somebody has screened it.
    wording = models.TextField(_("提供委员参考的内容"), blank=True)
    channel = models.CharField(_("来源渠道"), max_length=12, choices=TipChannel.choices)
    given_on = models.DateField(_("提供日期"))
    screened_on = models.DateField(_("筛选日期"), null=True)
    decline_reason = models.CharField(
        _("未采用的原因"), max_length=16, choices=DeclineReason.choices, blank=True
    )
    passed_to = models.CharField(_("转送渠道"), max_length=12, choices=OtherChannel.choices, blank=True)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("并入的线索"), on_delete=models.PROTECT, null=True, related_name="merged"
    )
    result_text = models.CharField(_("告知提供人的说明"), max_length=500, blank=True)
    told_on = models.DateField(_("告知日期"), null=True)
    told_how = models.CharField(_("告知情况"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("提案线索")
        verbose_name_plural = _("提案线索")
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=TipChannel.values), name="tip_channel_known"),
            models.CheckConstraint(
                condition=Q(decline_reason__in=["", *DeclineReason.values]), name="tip_decline_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(passed_to__in=["", *OtherChannel.values]), name="tip_passed_to_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)


class TipGiver(models.Model):
    """Who of the public gave a tip, if they said so: for the screening office alone. Members are parties."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    tip = models.OneToOneField(Tip, on_delete=models.PROTECT, related_name="giver")
    name = models.CharField(_("提供人"), max_length=60, blank=True)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    undisclosed = models.BooleanField(_("要求不公开姓名"), default=False)
    # With it the giver reads what became of the tip, without an account.
    receipt_code = models.CharField(_("回执码"), max_length=20)

    class Meta:
        verbose_name = _("线索提供人")
        verbose_name_plural = _("线索提供人")
        constraints = [
            models.UniqueConstraint(fields=["committee", "receipt_code"], name="tip_receipt_code_once"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("未留姓名"))


class TipUse(models.Model):
    """A tip that a proposal drew on: a row of the proposal."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="tip_uses")
    tip = models.ForeignKey(Tip, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        verbose_name = _("提案参考的线索")
        verbose_name_plural = _("提案参考的线索")
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "tip"], name="proposal_draws_on_tip_once"),
        ]

    def __str__(self) -> str:
        return str(self.tip)


class PostedTip(models.Model):
    """What somebody without an account handed in on the page of a call: waits here until a clerk takes it over."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(TipCall, on_delete=models.PROTECT, related_name="posted")
    title = models.CharField(_("标题"), max_length=60)
    text = models.TextField(_("内容"))
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    receipt_code = models.CharField(_("回执码"), max_length=20)
    posted_at = models.DateTimeField(_("提交时间"))
    # Of the address only a keyed digest is kept, to count how much comes from it.
    address_digest = models.CharField(_("地址散列值"), max_length=64)

    class Meta:
        verbose_name = _("公开征集收到的线索")
        verbose_name_plural = _("公开征集收到的线索")
        ordering = ["posted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "receipt_code"], name="posted_tip_code_once"),
        ]
        indexes = [models.Index(fields=["address_digest", "posted_at"], name="posted_tip_by_address")]

    def __str__(self) -> str:
        return self.title
