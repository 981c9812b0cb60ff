"""重点提案: by which criteria one is chosen, who nominated it, and what those who supervise and head it have done."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.proposals.enums import KeyDuty, KeyWork
from huiyin.proposals.models.proposal import Proposal


class KeyCriterion(models.Model):
    """A criterion by which this committee chooses its key proposals; one that is not in use stays for the record."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(_("代码"), max_length=40)
    label = models.CharField(_("标准"), max_length=120)
    order = models.PositiveSmallIntegerField(_("序号"))
    in_use = models.BooleanField(_("在用"), default=True)

    class Meta:
        verbose_name = _("重点提案遴选标准")
        verbose_name_plural = _("重点提案遴选标准")
        ordering = ["committee", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="key_criterion_code_once"),
        ]

    def __str__(self) -> str:
        return self.label


class KeyNomination(models.Model):
    """Somebody nominates a proposal as a key one, once, with reasons; known to those who examine and decide."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="key_nominations")
    nominated_by = models.ForeignKey(
        "people.Person", verbose_name=_("提名人"), on_delete=models.PROTECT, related_name="+"
    )
    # In whose name, as it was that day: the office, the special committee, a chairperson.
    nominated_as = models.CharField(_("提名单位或者职务"), max_length=120)
    on = models.DateField(_("提名日期"))
    reason = models.TextField(_("理由"))
    withdrawn_on = models.DateField(_("撤回日期"), null=True)

    class Meta:
        verbose_name = _("重点提案提名")
        verbose_name_plural = _("重点提案提名")
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "nominated_by"],
                condition=Q(withdrawn_on__isnull=True),
                name="key_nomination_once_a_person",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="key_nomination_reason_given"),
        ]
        indexes = [models.Index(fields=["committee", "on"], name="key_nomination_by_day")]

    def __str__(self) -> str:
        return f"{self.nominated_as}提名"


class KeyCriterionMet(models.Model):
    """A criterion that a proposal meets: in the words of a nomination, or (without one) as it was decided."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="key_criteria")
    nomination = models.ForeignKey(
        KeyNomination, on_delete=models.CASCADE, null=True, related_name="criteria"
    )
    code = models.SlugField(_("代码"), max_length=40)
    # As it read that day.
    label = models.CharField(_("标准"), max_length=120)

    class Meta:
        verbose_name = _("符合的遴选标准")
        verbose_name_plural = _("符合的遴选标准")
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "code"],
                condition=Q(nomination__isnull=True),
                name="key_criterion_decided_once",
            ),
            models.UniqueConstraint(
                fields=["nomination", "code"],
                condition=Q(nomination__isnull=False),
                name="key_criterion_nominated_once",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class KeyRecord(models.Model):
    """One thing that the supervising chairperson (督办) or the heading leader (领办) did, dated; never mixed."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="key_records")
    kind = models.CharField(_("方式"), max_length=10, choices=KeyDuty.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    # As it was that day.
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("职务"), max_length=120, blank=True)
    work = models.CharField(_("形式"), max_length=14, choices=KeyWork.choices)
    on = models.DateField(_("日期"))
    place = models.CharField(_("地点"), max_length=200, blank=True)
    participants = models.TextField(_("参加人员"), blank=True)
    progress = models.TextField(_("办理进展"), blank=True)
    quality = models.TextField(_("办理质量"), blank=True)
    decided = models.TextField(_("议定事项和要求"))
    result = models.TextField(_("落实情况"), blank=True)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField(_("登记日期"))

    class Meta:
        verbose_name = _("督办、领办记录")
        verbose_name_plural = _("督办、领办记录")
        ordering = ["proposal", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KeyDuty.values), name="key_record_kind_known"),
            models.CheckConstraint(condition=Q(work__in=KeyWork.values), name="key_record_work_known"),
            models.CheckConstraint(condition=~Q(decided=""), name="key_record_decided_given"),
        ]
        indexes = [models.Index(fields=["committee", "kind", "on"], name="key_record_by_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.name}{self.get_kind_display()}"
