"""社情民意信息: what was reported, from where, and whether its author may be named."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import Disclosure, Signing, SourceKind


class Brief(models.Model):
    """One brief, one-to-one with its matter, whose title is the 标题; its suggestions are the matter's points."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="brief")
    source_kind = models.CharField(_("来源"), max_length=20, choices=SourceKind.choices)
    situation = models.TextField(_("情况"), blank=True)
    analysis = models.TextField(_("分析"), blank=True)
    disclosure = models.CharField(
        _("署名"), max_length=12, choices=Disclosure.choices, default=Disclosure.DISCLOSED
    )
    # The day it came to the office: of paper and of what citizens said as the clerk enters it, else of handing in.
    received_on = models.DateField(_("收到日期"), null=True)
    # How often it was handed in.
    turn = models.PositiveSmallIntegerField(_("提交次数"), default=0)
    # Edited out of several (综合): its sources are `BriefSource` rows of kind `combined`.
    combined = models.BooleanField(_("综合信息"), default=False)
    # Who signs it, as the committee had set when it was sent to be signed.
    signing = models.CharField(_("审签"), max_length=20, choices=Signing.choices, blank=True)
    screened_on = models.DateField(_("筛选日期"), null=True)
    unsuited_reason = models.ForeignKey(
        "briefs.UnsuitedReason",
        verbose_name=_("不采用的原因"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    # The reason as the author was told it: another wording later does not change what was said.
    unsuited_words = models.CharField(_("告知的原因"), max_length=120, blank=True)
    result_text = models.CharField(_("告知反映人的说明"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("社情民意信息")
        verbose_name_plural = _("社情民意信息")
        constraints = [
            models.CheckConstraint(
                condition=Q(source_kind__in=SourceKind.values), name="brief_source_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(disclosure__in=Disclosure.values), name="brief_disclosure_known"
            ),
            models.CheckConstraint(
                condition=Q(signing__in=["", *Signing.values]), name="brief_signed_by_known"
            ),
        ]
        indexes = [models.Index(fields=["committee", "source_kind"], name="brief_by_source_kind")]

    def __str__(self) -> str:
        return str(self.matter)


class BriefGiver(models.Model):
    """Who of the public said it, and how they are reached: for those who screen alone."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    brief = models.OneToOneField(Brief, on_delete=models.PROTECT, related_name="giver")
    name = models.CharField(_("反映人"), max_length=60, blank=True)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("反映情况的群众")
        verbose_name_plural = _("反映情况的群众")

    def __str__(self) -> str:
        return self.name or str(_("未留姓名"))
