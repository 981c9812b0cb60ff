"""交办: which units are planned for which suggestion, what the offices of both sides say, who heads a key proposal."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import AssignmentRole
from huiyin.people.enums import Side
from huiyin.proposals.enums import KeyDuty, SideVerdict
from huiyin.proposals.models.proposal import Proposal


class HandOver(models.Model):
    """What was decided on the way to the units: at which sittings, on which days."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="hand_over")
    studied_at = models.CharField(_("研究会议"), max_length=300, blank=True)
    studied_on = models.DateField(_("研究日期"), null=True)
    handed_over_at = models.CharField(_("交办会议"), max_length=300, blank=True)
    handed_over_on = models.DateField(_("交办日期"), null=True)
    # Why it is not handed over, as its authors read it.
    kept_reason = models.TextField(_("不交办的说明"), blank=True)

    class Meta:
        verbose_name = _("交办情况")
        verbose_name_plural = _("交办情况")
        indexes = [models.Index(fields=["committee", "handed_over_on"], name="proposal_hand_over_by_day")]

    def __str__(self) -> str:
        return str(self.proposal)


class PlannedUnit(models.Model):
    """A unit that is to handle one suggestion, and as what; handed over it becomes an assignment."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="planned_units")
    point = models.ForeignKey("handling.Point", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("承办方式"), max_length=8, choices=AssignmentRole.choices)

    class Meta:
        verbose_name = _("拟承办单位")
        verbose_name_plural = _("拟承办单位")
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "point", "unit"], name="planned_unit_once_a_point"),
            models.CheckConstraint(
                condition=Q(role__in=AssignmentRole.values), name="planned_unit_role_known"
            ),
        ]
        indexes = [models.Index(fields=["committee", "unit"], name="planned_unit_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit}（{self.get_role_display()}）"


class SideOpinion(models.Model):
    """What the office of one side said to the plan, and what it was answered; a changed plan asks it anew."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="side_opinions")
    side = models.CharField(_("归口"), max_length=12, choices=Side.choices)
    office = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("意见"), max_length=8, choices=SideVerdict.choices)
    unit = models.ForeignKey("people.Body", on_delete=models.PROTECT, null=True, related_name="+")
    other_unit = models.ForeignKey("people.Body", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("理由"), blank=True)
    given_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(_("日期"))
    # Agreed on paper or at a meeting and registered by the committee's office.
    on_word = models.BooleanField(_("代为登记"), default=False)
    answer = models.TextField(_("答复"), blank=True)
    in_force = models.BooleanField(_("有效"), default=True)

    class Meta:
        verbose_name = _("商定意见")
        verbose_name_plural = _("商定意见")
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "side"], condition=Q(in_force=True), name="side_opinion_one_in_force"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="side_opinion_side_known"),
            models.CheckConstraint(
                condition=Q(verdict__in=SideVerdict.values), name="side_opinion_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}{self.get_verdict_display()}"


class KeyLeader(models.Model):
    """Who supervises the handling of a key proposal (督办), or heads it (领办)."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="key_leaders")
    kind = models.CharField(_("方式"), max_length=10, choices=KeyDuty.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    # As it was that day.
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("职务"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("重点提案领衔人")
        verbose_name_plural = _("重点提案领衔人")
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind", "person"], name="key_leader_once"),
            models.CheckConstraint(condition=Q(kind__in=KeyDuty.values), name="key_leader_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name}{self.get_kind_display()}"
