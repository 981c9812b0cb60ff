"""Clocks: start, rule, pauses and extensions, and the due date with its computation in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.enums import ClockChangeKind
from huiyin.procedure.models.matter import Matter

UNITS = [
    ("working_days", _("工作日")),
    ("days", _("日")),
    ("months", _("个月")),
    ("fixed_date", _("固定日期")),
]


class Clock(models.Model):
    """One clock of a matter in one round; overdue is a fact computed from it, never a state.

    A clock that `lapses` is a right: it is never overdue and no due date of its matter. `remind_on` is the day from
    which somebody is to be reminded of it again, so that a search finds only what has newly come due.
    """

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="clocks")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField()
    started_on = models.DateField()
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16, choices=UNITS)
    month_day = models.CharField(max_length=5, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True)
    explanation = models.JSONField(default=list)
    provisional = models.BooleanField(default=False)
    calendar_version = models.CharField(max_length=64)
    stopped_at = models.DateTimeField(null=True)
    overdue_since = models.DateField(null=True)
    lapses = models.BooleanField(default=False)
    remind_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("期限")
        verbose_name_plural = _("期限")
        constraints = [
            models.UniqueConstraint(fields=["matter", "code", "round"], name="clock_once_per_round"),
        ]
        indexes = [
            models.Index(
                fields=["due"],
                condition=models.Q(stopped_at__isnull=True, overdue_since__isnull=True, lapses=False),
                name="clock_running_by_due",
            ),
            models.Index(
                fields=["calendar_version"],
                condition=models.Q(stopped_at__isnull=True),
                name="clock_running_by_calendar",
            ),
            models.Index(
                fields=["remind_on"],
                condition=models.Q(stopped_at__isnull=True, remind_on__isnull=False),
                name="clock_running_by_reminder",
            ),
            models.Index(fields=["committee", "due"], name="clock_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.due or ''}"


class ClockChange(models.Model):
    """A pause, a resumption or an extension: who, when and why."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=ClockChangeKind.choices)
    on = models.DateField()
    amount = models.PositiveSmallIntegerField(null=True)
    unit = models.CharField(max_length=16, choices=UNITS, blank=True)
    reason = models.TextField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("期限变动")
        verbose_name_plural = _("期限变动")

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class TermAdjustment(models.Model):
    """A committee's own figure for an adjustable term of a procedure, in force from a date."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    procedure = models.SlugField(max_length=40)
    term = models.SlugField(max_length=40)
    amount = models.PositiveSmallIntegerField()
    in_force_from = models.DateField()
    reason = models.TextField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("期限调整")
        verbose_name_plural = _("期限调整")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "procedure", "term", "in_force_from"], name="adjustment_once_per_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure}.{self.term} = {self.amount}"
