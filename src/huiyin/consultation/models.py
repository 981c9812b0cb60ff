"""A consultation that was held: who took part, who said what, and what was agreed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.consultation.enums import Capacity, ConsultationForm


class Activity(models.Model):
    """协商活动: the record of one consultation, one-to-one with its matter."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="activity")
    form = models.CharField(_("协商形式"), max_length=24, choices=ConsultationForm.choices)
    held_on = models.DateField(_("协商日期"))
    place = models.CharField(_("地点"), max_length=120, blank=True)
    organiser = models.ForeignKey(
        "people.Body", verbose_name=_("组织单位"), on_delete=models.PROTECT, related_name="+"
    )
    summary = models.TextField(_("协商情况"), blank=True)

    class Meta:
        verbose_name = _("协商活动")
        verbose_name_plural = _("协商活动")
        indexes = [models.Index(fields=["committee", "-held_on"], name="activity_by_day")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.held_on}"


class Participant(models.Model):
    """Somebody who took part; name and post as they were that day, person and body where they are known."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="participants")
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("职务"), max_length=120, blank=True)
    capacity = models.CharField(_("身份"), max_length=16, choices=Capacity.choices)

    class Meta:
        verbose_name = _("参加人员")
        verbose_name_plural = _("参加人员")

    def __str__(self) -> str:
        return f"{self.name}（{self.post or self.get_capacity_display()}）"


class Opinion(models.Model):
    """One opinion that one participant gave; one without consensus is kept as a reserved opinion."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="opinions")
    order = models.PositiveSmallIntegerField()
    giver = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="opinions")
    text = models.TextField(_("意见"))
    is_reserved = models.BooleanField(_("保留意见"), default=False)

    class Meta:
        verbose_name = _("意见")
        verbose_name_plural = _("意见")

    def __str__(self) -> str:
        return f"{self.giver.name}：{self.text[:40]}"


class Consensus(models.Model):
    """One point on which the consultation agreed (共识)."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="consensus")
    order = models.PositiveSmallIntegerField()
    text = models.TextField(_("共识"))

    class Meta:
        verbose_name = _("共识")
        verbose_name_plural = _("共识")

    def __str__(self) -> str:
        return self.text[:40]
