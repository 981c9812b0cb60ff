"""议事会议: a body sat, took up many matters at once, and decided each."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.sittings.enums import Decision, Presence, SittingKind


class Sitting(models.Model):
    """One sitting of a body that decides, one-to-one with its matter, whose title is the sitting's name."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="sitting")
    kind = models.CharField(_("会议类别"), max_length=20, choices=SittingKind.choices)
    # Only a special committee's own sitting names one; every other body that sits is the committee's own.
    body = models.ForeignKey(
        "people.Body", verbose_name=_("专门委员会"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    planned_on = models.DateField(_("拟召开日期"))
    held_on = models.DateField(_("召开日期"), null=True)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    chaired_by = models.CharField(_("主持人"), max_length=60, blank=True)
    # What was registered may be corrected after the minutes were written; then they must be written anew.
    minutes_current = models.BooleanField(_("纪要与登记一致"), default=False)

    class Meta:
        verbose_name = _("议事会议")
        verbose_name_plural = _("议事会议")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SittingKind.values), name="sitting_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=SittingKind.SPECIAL_COMMITTEE, body__isnull=False)
                | (~Q(kind=SittingKind.SPECIAL_COMMITTEE) & Q(body__isnull=True)),
                name="sitting_body_of_special_committee",
            ),
        ]
        indexes = [models.Index(fields=["committee", "-planned_on"], name="sitting_by_day")]

    def __str__(self) -> str:
        return f"{self.matter.title}（{self.day:%Y年%-m月%-d日}）"

    @property
    def day(self) -> date:
        """The day on which it was held, or is to be held."""
        return self.held_on or self.planned_on


class AgendaItem(models.Model):
    """One item of the agenda: a matter of the same committee or a plain subject, and what was decided."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    matter = models.ForeignKey(
        "procedure.Matter", on_delete=models.PROTECT, null=True, related_name="agenda_items"
    )
    text = models.CharField(_("议题"), max_length=300, blank=True)
    note = models.CharField(_("拟决定事项"), max_length=300, blank=True)
    decision = models.CharField(_("决定"), max_length=16, choices=Decision.choices, blank=True)
    decision_text = models.TextField(_("决定内容"), blank=True)

    class Meta:
        verbose_name = _("议题")
        verbose_name_plural = _("议题")
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "matter"],
                condition=Q(matter__isnull=False),
                name="agenda_matter_once_a_sitting",
            ),
            models.CheckConstraint(
                condition=Q(matter__isnull=False) | ~Q(text=""), name="agenda_item_has_subject"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", *Decision.values]), name="agenda_decision_known"
            ),
        ]

    def __str__(self) -> str:
        """Where and what was decided, as another matter cites it: without the subject, which may not be everybody's."""
        return f"{self.sitting}{self.get_decision_display() or '（尚未决定）'}"

    @property
    def subject(self) -> str:
        """What the item is about."""
        return self.text or (self.matter.title if self.matter is not None else "")


class Attendance(models.Model):
    """Somebody who was there or was excused: the name as written that day, the person where it is one known here."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendance")
    order = models.PositiveSmallIntegerField()
    presence = models.CharField(_("到会情况"), max_length=10, choices=Presence.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("姓名"), max_length=60)

    class Meta:
        verbose_name = _("出席情况")
        verbose_name_plural = _("出席情况")
        constraints = [
            models.UniqueConstraint(fields=["sitting", "name"], name="attendance_once_a_sitting"),
            models.CheckConstraint(
                condition=Q(presence__in=Presence.values), name="attendance_presence_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
