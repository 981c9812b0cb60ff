"""并案: which proposal was merged into which, what its authors said against it, what the main took over."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.proposals.enums import ObjectionAnswer
from huiyin.proposals.models.proposal import Proposal


class Merging(models.Model):
    """One proposal merged into a main one; its authors stay authors. Undone, the row stays and says why."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(
        Proposal, verbose_name=_("被并案的提案"), on_delete=models.PROTECT, related_name="mergings"
    )
    main = models.ForeignKey(
        Proposal, verbose_name=_("主案"), on_delete=models.PROTECT, related_name="mergings_in"
    )
    from_state = models.SlugField(_("并案前的状态"), max_length=32)
    text = models.TextField(_("并案说明"))
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    merged_on = models.DateField(_("并案日期"))
    object_until = models.DateField(_("异议截止日期"))
    undone_on = models.DateField(_("撤销日期"), null=True)
    undone_reason = models.TextField(_("撤销理由"), blank=True)

    class Meta:
        verbose_name = _("并案")
        verbose_name_plural = _("并案")
        ordering = ["committee", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "part"],
                condition=Q(undone_on__isnull=True),
                name="merging_part_once",
            ),
            models.CheckConstraint(condition=~Q(part=models.F("main")), name="merging_into_another"),
            models.CheckConstraint(
                condition=Q(undone_on__isnull=True) | ~Q(undone_reason=""), name="merging_undone_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["main", "undone_on"], name="merging_by_main")]

    def __str__(self) -> str:
        return f"{self.part} → {self.main}"


class MergingObjection(models.Model):
    """What one author said against a merging, and what was answered. Read by the examiners and that author alone."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    merging = models.ForeignKey(Merging, on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("异议"))
    objected_on = models.DateField(_("提出日期"))
    answer = models.CharField(_("处理结果"), max_length=8, choices=ObjectionAnswer.choices, blank=True)
    answer_text = models.TextField(_("答复"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True)

    class Meta:
        verbose_name = _("对并案的异议")
        verbose_name_plural = _("对并案的异议")
        ordering = ["committee", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "merging", "person"], name="merging_objection_person_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", *ObjectionAnswer.values]), name="merging_objection_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_on__isnull=False) & ~Q(answer_text=""),
                name="merging_objection_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_answer_display()}".strip()


class TakenOverPoint(models.Model):
    """A suggestion of a part that stands among the main's points, so that it is handed over and answered with them."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    merging = models.ForeignKey(Merging, on_delete=models.PROTECT, related_name="taken_over")
    point = models.OneToOneField(
        "handling.Point",
        verbose_name=_("主案中的建议"),
        on_delete=models.PROTECT,
        related_name="taken_over",
    )
    source = models.ForeignKey(
        "handling.Point", verbose_name=_("原提案中的建议"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("并入的建议")
        verbose_name_plural = _("并入的建议")
        ordering = ["committee", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "merging", "source"], name="taken_over_point_source_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)
