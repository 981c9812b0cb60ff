"""采用和批示: each time a brief was used or instructed, at which of the four levels, alone or as part of a 综合."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import LadderOrigin, UseForm
from huiyin.briefs.models.brief import Brief
from huiyin.handling.enums import InstructionKind
from huiyin.people.enums import CommitteeLevel


class OnTheLadder(models.Model):
    """What both tables have: one event is counted once, though it is told on every brief that went into it."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    event = models.UUIDField(default=uuid4, editable=False)
    level = models.CharField(_("层级"), max_length=10, choices=CommitteeLevel.choices)
    form = models.CharField(_("单篇或者综合"), max_length=8, choices=UseForm.choices)
    on = models.DateField(_("日期"))
    origin = models.CharField(
        _("登记方式"), max_length=12, choices=LadderOrigin.choices, default=LadderOrigin.RECORDED
    )
    voided_on = models.DateField(_("更正日期"), null=True)
    void_reason = models.CharField(_("更正理由"), max_length=500, blank=True)

    class Meta:
        abstract = True


class BriefUse(OnTheLadder):
    """采用: by which body, in which publication. Never to be mixed with 采纳 of a suggestion."""

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="uses")
    by = models.CharField(_("采用单位"), max_length=120)
    publication = models.CharField(_("刊物"), max_length=120, blank=True)
    number = models.CharField(_("期号"), max_length=80, blank=True)
    # The committee put it into its own issue: the lowest rung, which by itself is no use by somebody else.
    own_issue = models.BooleanField(_("本会编发"), default=False)
    evidence = models.ForeignKey(
        "records.Attachment", verbose_name=_("凭据"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("社情民意信息采用")
        verbose_name_plural = _("社情民意信息采用")
        ordering = ["brief", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=CommitteeLevel.values), name="brief_use_level_known"
            ),
            models.CheckConstraint(condition=Q(form__in=UseForm.values), name="brief_use_form_known"),
            models.CheckConstraint(condition=~Q(by=""), name="brief_use_by_given"),
            models.UniqueConstraint(fields=["brief", "event"], name="brief_use_once"),
        ]
        indexes = [models.Index(fields=["committee", "on", "level"], name="brief_use_by_day")]

    def __str__(self) -> str:
        return f"{self.by} {self.on}"


class BriefInstruction(OnTheLadder):
    """批示 on a brief; its text is kept only where it is cleared for this system."""

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="instructions")
    leader = models.CharField(_("批示领导"), max_length=120)
    kind = models.CharField(_("批示类型"), max_length=8, choices=InstructionKind.choices)
    text = models.CharField(_("批示内容"), max_length=2000, blank=True)
    # The instruction on a submission of this brief that it was taken from.
    taken_from = models.ForeignKey(
        "handling.Instruction",
        verbose_name=_("报送件批示"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("社情民意信息批示")
        verbose_name_plural = _("社情民意信息批示")
        ordering = ["brief", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=CommitteeLevel.values), name="brief_instruction_level_known"
            ),
            models.CheckConstraint(condition=Q(form__in=UseForm.values), name="brief_instruction_form_known"),
            models.CheckConstraint(
                condition=Q(kind__in=InstructionKind.values), name="brief_instruction_kind_known"
            ),
            models.CheckConstraint(condition=~Q(leader=""), name="brief_instruction_leader_given"),
            models.UniqueConstraint(fields=["brief", "event"], name="brief_instruction_once"),
        ]
        indexes = [models.Index(fields=["committee", "on", "level"], name="brief_instruction_by_day")]

    def __str__(self) -> str:
        return f"{self.leader} {self.on}"
