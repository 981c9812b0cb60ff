"""The spine: every subject (outcome, submission, assignment, …) hangs on one matter."""

import uuid

import uuid_utils
from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.enums import Confidentiality, LinkKind


def new_matter_id() -> uuid.UUID:
    """A UUIDv7: sortable by time, and records of different deployments can meet."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


class Matter(models.Model):
    """事项: one thing that is handled by one procedure, from its first step to its last."""

    id = models.UUIDField(primary_key=True, default=new_matter_id, editable=False)
    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="matters")
    term = models.ForeignKey("people.Term", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.SlugField(_("种类"), max_length=32)
    procedure = models.SlugField(_("程序"), max_length=40)
    version = models.PositiveSmallIntegerField(_("程序版本"))
    number = models.CharField(_("编号"), max_length=60, blank=True)
    title = models.CharField(_("标题"), max_length=300)
    year = models.PositiveSmallIntegerField(_("年度"))
    confidentiality = models.CharField(
        max_length=12, choices=Confidentiality.choices, default=Confidentiality.ORDINARY
    )
    is_key = models.BooleanField(_("重点"), default=False)

    state = models.SlugField(max_length=32)
    stage = models.SlugField(max_length=32)
    round = models.PositiveSmallIntegerField(default=1)
    chain_position = models.PositiveSmallIntegerField(default=0)
    entered_state_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    next_due = models.DateField(null=True)

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    parent_round = models.PositiveSmallIntegerField(default=0)
    lineage = models.JSONField(default=list)
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="descendants")

    step_number = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = _("事项")
        verbose_name_plural = _("事项")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "kind", "number"],
                condition=~models.Q(number=""),
                name="matter_number_once_per_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "kind", "-opened_at", "-id"], name="matter_worklist"),
            models.Index(fields=["committee", "stage", "next_due"], name="matter_by_stage_and_due"),
            models.Index(fields=["committee", "kind", "state", "entered_state_at"], name="matter_by_state"),
            models.Index(fields=["parent", "parent_round"], name="matter_children"),
            models.Index(fields=["committee", "kind", "year", "-opened_at", "-id"], name="matter_by_year"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_open(self) -> bool:
        """Whether the matter still waits for somebody."""
        return self.closed_at is None


class MatterParty(models.Model):
    """Who is concerned by a matter, and as what: a body, a person, or (neither) everybody with the role's grant."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="parties")
    role = models.SlugField(max_length=32)
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("相关方")
        verbose_name_plural = _("相关方")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=True) | models.Q(person__isnull=True),
                name="party_is_body_or_person_or_all",
            ),
            models.UniqueConstraint(
                fields=["matter", "role", "body"],
                condition=models.Q(body__isnull=False),
                name="party_body_once_per_role",
            ),
            models.UniqueConstraint(
                fields=["matter", "role", "person"],
                condition=models.Q(person__isnull=False),
                name="party_person_once_per_role",
            ),
            models.UniqueConstraint(
                fields=["matter", "role"],
                condition=models.Q(body__isnull=True, person__isnull=True),
                name="party_all_once_per_role",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "role", "matter"], name="party_by_body"),
            models.Index(fields=["person", "role", "matter"], name="party_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.holder}"

    @property
    def is_everybody(self) -> bool:
        """Whether it names nobody: whoever holds one of the role's grants in the committee is meant."""
        return self.body_id is None and self.person_id is None

    @property
    def holder(self) -> str:
        """Whom it names, in words."""
        return str(_("全体")) if self.is_everybody else str(self.body or self.person)


class Link(models.Model):
    """A typed link from one matter to another; declared crossings of committees are marked."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("事项关联")
        verbose_name_plural = _("事项关联")
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="link_once"),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="link_to_another_matter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class Todo(models.Model):
    """What waits for the holders of one role; kept by the engine at every step, read by the home page."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="todos")
    move = models.SlugField(max_length=40)
    text = models.CharField(max_length=120)
    role = models.SlugField(max_length=32)
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("待办")
        verbose_name_plural = _("待办")
        indexes = [
            models.Index(fields=["committee", "role", "body", "due"], name="todo_by_role_and_body"),
            models.Index(fields=["person", "due"], name="todo_by_person"),
        ]

    def __str__(self) -> str:
        return self.text
