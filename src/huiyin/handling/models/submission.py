"""Submission 报送件: what one addressee office received, presented to leaders, and their instructions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import InstructionKind


class Submission(models.Model):
    """One document handed to one addressee office; hangs on a matter of its own."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="submission")
    addressee = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("主送"), related_name="+"
    )
    registered_no = models.CharField(_("收文号"), max_length=60, blank=True)
    registered_on = models.DateField(_("收文日期"), null=True)
    proposed_opinion = models.TextField(_("拟办意见"), blank=True)
    presented_to = models.CharField(_("呈送领导"), max_length=300, blank=True)
    presented_on = models.DateField(_("呈批日期"), null=True)

    class Meta:
        verbose_name = _("报送件")
        verbose_name_plural = _("报送件")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "addressee", "registered_no"],
                condition=~Q(registered_no=""),
                name="handling_submission_no_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addressee} {self.registered_no}".strip()


class Instruction(models.Model):
    """One leader's instruction (批示); of what is handled offline only date, leader and kind are kept."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="instructions")
    leader = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    leader_name = models.CharField(_("批示领导"), max_length=60)
    leader_post = models.CharField(_("职务"), max_length=120)
    on = models.DateField(_("批示日期"))
    kind = models.CharField(_("批示类型"), max_length=8, choices=InstructionKind.choices)
    text = models.TextField(_("批示内容"), blank=True)
    is_offline = models.BooleanField(_("线下件"), default=False)
    forwarded_to = models.CharField(_("转批给"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("批示")
        verbose_name_plural = _("批示")
        ordering = ["submission", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=InstructionKind.values), name="handling_instruction_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(is_offline=False) | Q(text=""), name="handling_instruction_offline_empty"
            ),
            models.CheckConstraint(condition=~Q(leader_name=""), name="handling_instruction_leader_given"),
        ]
        indexes = [
            models.Index(fields=["committee", "on", "leader_name"], name="handling_instruction_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.leader_name} {self.on} {self.get_kind_display()}"


class InstructionUnit(models.Model):
    """A unit that an instruction addresses."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="units")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("批示涉及单位")
        verbose_name_plural = _("批示涉及单位")
        ordering = ["instruction", "id"]
        constraints = [
            models.UniqueConstraint(fields=["instruction", "body"], name="handling_instruction_unit_once"),
        ]

    def __str__(self) -> str:
        return str(self.body)
