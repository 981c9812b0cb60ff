"""表彰: a round in which proposals (优秀提案) and units (先进承办单位) are commended by criteria of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.proposals.enums import Commended
from huiyin.proposals.models.proposal import Proposal


class Commendation(models.Model):
    """One round, of one year's work; hangs on a matter of its own."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="commendation")
    of_year = models.PositiveSmallIntegerField(_("表彰年度"))
    # Until then members may object; without it nobody is asked.
    objections_until = models.DateField(_("异议期截止"), null=True)
    decided_at = models.CharField(_("决定会议"), max_length=300, blank=True)
    announced_on = models.DateField(_("公布日期"), null=True)

    class Meta:
        verbose_name = _("提案工作表彰")
        verbose_name_plural = _("提案工作表彰")
        indexes = [models.Index(fields=["committee", "of_year"], name="commendation_by_year")]

    def __str__(self) -> str:
        return str(self.matter)


class CommendationCriterion(models.Model):
    """A criterion of one round with its weight; the weights of proposals, and of units, add up to a hundred."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    commendation = models.ForeignKey(Commendation, on_delete=models.CASCADE, related_name="criteria")
    about = models.CharField(_("表彰对象"), max_length=10, choices=Commended.choices)
    text = models.CharField(_("标准"), max_length=200)
    weight = models.PositiveSmallIntegerField(_("权重"))
    order = models.PositiveSmallIntegerField(_("序号"))

    class Meta:
        verbose_name = _("评选标准")
        verbose_name_plural = _("评选标准")
        ordering = ["commendation", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commendation", "about", "text"], name="commendation_criterion_once"
            ),
            models.CheckConstraint(
                condition=Q(about__in=Commended.values), name="commendation_criterion_about_known"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100), name="commendation_criterion_weight_bounds"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Nominee(models.Model):
    """A proposal or a unit that may be commended in a round: once, whoever nominates it."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    commendation = models.ForeignKey(Commendation, on_delete=models.PROTECT, related_name="nominees")
    about = models.CharField(_("表彰对象"), max_length=10, choices=Commended.choices)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, related_name="honours")
    unit = models.ForeignKey("people.Body", on_delete=models.PROTECT, null=True, related_name="+")
    # As it was called that day.
    name = models.CharField(_("名称"), max_length=300)
    ground = models.TextField(_("理由"))
    # From the record by the committee's own measures, not by hand.
    drawn = models.BooleanField(_("按记录提出"), default=False)
    nominated_as = models.CharField(_("提名单位或者职务"), max_length=120)
    on = models.DateField(_("提名日期"))
    passed = models.BooleanField(_("审核通过"), null=True)
    remark = models.TextField(_("审核意见"), blank=True)
    commended = models.BooleanField(_("表彰"), default=False)

    class Meta:
        verbose_name = _("表彰候选")
        verbose_name_plural = _("表彰候选")
        ordering = ["commendation", "about", "id"]
        constraints = [
            models.UniqueConstraint(fields=["commendation", "proposal"], name="nominee_proposal_once"),
            models.UniqueConstraint(fields=["commendation", "unit"], name="nominee_unit_once"),
            models.CheckConstraint(
                condition=Q(about="proposal", proposal__isnull=False, unit__isnull=True)
                | Q(about="unit", proposal__isnull=True, unit__isnull=False),
                name="nominee_is_one_of_two",
            ),
        ]
        indexes = [models.Index(fields=["committee", "unit"], name="nominee_by_unit")]

    def __str__(self) -> str:
        return self.name


class NomineeScore(models.Model):
    """What one person gives a nominee by one criterion; others see totals alone."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    nominee = models.ForeignKey(Nominee, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(CommendationCriterion, on_delete=models.CASCADE, related_name="+")
    scorer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("得分"))

    class Meta:
        verbose_name = _("评分")
        verbose_name_plural = _("评分")
        ordering = ["nominee", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nominee", "criterion", "scorer"], name="nominee_score_once"),
            models.CheckConstraint(condition=Q(points__lte=100), name="nominee_score_at_most_100"),
        ]

    def __str__(self) -> str:
        return str(self.points)


class CommendationObjection(models.Model):
    """What a member says against a nominee while the list may be objected to, and the answer."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    nominee = models.ForeignKey(Nominee, on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("异议"))
    on = models.DateField(_("提出日期"))
    upheld = models.BooleanField(_("异议成立"), null=True)
    answer = models.TextField(_("答复"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True)

    class Meta:
        verbose_name = _("对表彰的异议")
        verbose_name_plural = _("对表彰的异议")
        ordering = ["nominee", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nominee", "person"], name="commendation_objection_once"),
            models.CheckConstraint(condition=~Q(text=""), name="commendation_objection_text_given"),
        ]

    def __str__(self) -> str:
        return self.text[:40]
