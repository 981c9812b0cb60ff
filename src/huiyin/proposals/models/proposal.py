"""提案: what was proposed, by whom, who signed it with them, and which units they wish for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.proposals.enums import CoSigning, Disposal, ProposerKind, Timing


class Proposal(models.Model):
    """One proposal, one-to-one with its matter, whose title is the 案由; its suggestions are the matter's points."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="proposal")
    proposer_kind = models.CharField(_("提案者"), max_length=20, choices=ProposerKind.choices)
    # Of a collective proposal: the body, or the name alone of an organisation that is not registered as one.
    body = models.ForeignKey(
        "people.Body", verbose_name=_("提案单位"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    body_name = models.CharField(_("提案单位名称"), max_length=100, blank=True)
    convener_name = models.CharField(_("召集人"), max_length=60, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    situation = models.TextField(_("情况"), blank=True)
    analysis = models.TextField(_("分析"), blank=True)
    may_publish = models.BooleanField(_("同意公开"), default=True)
    no_publication_reason = models.CharField(_("不同意公开的理由"), max_length=300, blank=True)
    # A paper proposal is typed in by the office for its author; the day it was handed in decides when it was filed.
    is_paper = models.BooleanField(_("纸质提案代录"), default=False)
    is_sealed = models.BooleanField(_("纸质件已盖章"), default=False)
    received_on = models.DateField(_("收到纸质提案日期"), null=True)
    plenary_session = models.ForeignKey(
        "people.PlenarySession",
        verbose_name=_("全体会议"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    timing = models.CharField(_("提交时间"), max_length=12, choices=Timing.choices, blank=True)
    filed_on = models.DateField(_("提交日期"), null=True)
    proposal_class = models.ForeignKey(
        "proposals.ProposalClass",
        verbose_name=_("分类"),
        on_delete=models.PROTECT,
        null=True,
        related_name="proposals",
    )
    # How often it was handed in: each time it is examined anew.
    turn = models.PositiveSmallIntegerField(_("提交次数"), default=0)
    refusal_reason = models.ForeignKey(
        "proposals.RefusalReason",
        verbose_name=_("不予立案的理由"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    # The reason as the author was told it: another wording later does not change what was said.
    refusal_words = models.CharField(_("告知的理由"), max_length=120, blank=True)
    result_text = models.TextField(_("审查结果说明"), blank=True)
    disposal = models.CharField(_("处理去向"), max_length=12, choices=Disposal.choices, blank=True)
    decided_at = models.CharField(_("审定会议"), max_length=300, blank=True)
    decided_on = models.DateField(_("审定日期"), null=True)

    class Meta:
        verbose_name = _("提案")
        verbose_name_plural = _("提案")
        constraints = [
            models.CheckConstraint(
                condition=Q(proposer_kind__in=ProposerKind.values), name="proposal_proposer_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(timing__in=["", *Timing.values]), name="proposal_timing_known"
            ),
            models.CheckConstraint(
                condition=Q(disposal__in=["", *Disposal.values]), name="proposal_disposal_known"
            ),
            models.CheckConstraint(
                condition=Q(may_publish=True) | ~Q(no_publication_reason=""),
                name="proposal_no_publication_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "plenary_session", "timing"], name="proposal_by_session"),
        ]

    def __str__(self) -> str:
        return str(self.matter)


class CoSignature(models.Model):
    """A member who was asked to sign with the author, by when, and the answer with its text."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="cosignatures")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(_("序号"))
    state = models.CharField(_("联名情况"), max_length=12, choices=CoSigning.choices)
    asked_on = models.DateField(_("邀请日期"))
    answered_on = models.DateField(_("答复日期"), null=True)
    text = models.CharField(_("答复说明"), max_length=500, blank=True)
    on_paper = models.BooleanField(_("纸质件上签名"), default=False)

    class Meta:
        verbose_name = _("联名")
        verbose_name_plural = _("联名")
        ordering = ["proposal", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="cosignature_person_once"),
            models.CheckConstraint(condition=Q(state__in=CoSigning.values), name="cosignature_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_state_display()}"


class WishedUnit(models.Model):
    """A unit that the author would like to see handle it; the office decides."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="wished_units")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("希望承办单位")
        verbose_name_plural = _("希望承办单位")
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "body"], name="proposal_wished_unit_once"),
        ]

    def __str__(self) -> str:
        return str(self.body)
