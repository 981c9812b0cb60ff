"""The record: one append-only row per act, change or event, chained per matter."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.enums import StepKind
from huiyin.procedure.models.matter import Matter


class Step(models.Model):
    """What was done, by whom, when, on which grounds; names and labels as they were that day.

    Database triggers refuse update and delete; `hash` covers every other column and the hash before it.
    `content` holds the fingerprint of each of the matter's rows after the step, so that a row that is
    altered behind the product's back can be named.
    """

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField(_("步号"))
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    move = models.SlugField(max_length=60)
    move_label = models.CharField(max_length=60)
    from_state = models.SlugField(max_length=32, blank=True)
    from_label = models.CharField(max_length=40, blank=True)
    to_state = models.SlugField(max_length=32)
    to_label = models.CharField(max_length=40)
    stage = models.SlugField(max_length=32)
    round = models.PositiveSmallIntegerField()
    is_correction = models.BooleanField(default=False)
    actor = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=60, blank=True)
    actor_post = models.CharField(max_length=120, blank=True)
    grant = models.ForeignKey("people.Grant", on_delete=models.PROTECT, null=True, related_name="+")
    acted_as = models.CharField(max_length=160, blank=True)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    guard_results = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    content = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("办理记录")
        verbose_name_plural = _("办理记录")
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="step_number_once"),
            models.UniqueConstraint(
                fields=["actor", "request_id"], condition=~models.Q(request_id=""), name="step_request_once"
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "recorded_at"], name="step_by_day"),
            models.Index(fields=["committee", "is_correction", "at"], name="step_corrections"),
            models.Index(fields=["committee", "move", "at"], name="step_by_move"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.move_label}"
