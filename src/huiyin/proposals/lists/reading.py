"""What of a proposal somebody has seen: kept when its page is opened, asked for by the queue."""

from contextlib import suppress
from datetime import datetime

from django.db import Error as DatabaseFault
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from huiyin.people.models import Person
from huiyin.procedure.enums import StepKind
from huiyin.procedure.models import Matter, Step
from huiyin.proposals.enums import KIND
from huiyin.proposals.models import Opening

read_kinds: set[str] = {KIND}
"""Kinds of matters whose opening is remembered; a package with a queue of its own adds its kind when it is ready."""


def remember(person: Person, matter: Matter, at: datetime) -> None:
    """Note how far the record had come when this person opened the page of a matter.

    While the database takes no writing the page is shown all the same, and the mark stays. It never goes back: of two
    windows the one that was drawn later counts.
    """
    if matter.kind not in read_kinds:
        return
    with suppress(DatabaseFault), transaction.atomic():
        row, created = Opening.objects.get_or_create(
            committee_id=matter.committee_id,
            matter=matter,
            person=person,
            defaults={"step": matter.step_number, "at": at},
        )
        if not created and row.step < matter.step_number:
            newer = Opening.objects.filter(pk=row.pk, step__lt=matter.step_number)
            newer.update(step=matter.step_number, at=at)


def unread_by(person: Person) -> Exists:
    """Whether somebody else did something to a matter since this person last opened it (never: since it began)."""
    seen = Opening.objects.filter(person=person, matter=OuterRef("matter"), step__gte=OuterRef("number"))
    news = Step.objects.filter(~Exists(seen), ~Q(actor=person) | Q(actor__isnull=True), matter=OuterRef("pk"))
    return Exists(news.exclude(kind=StepKind.EVENT))
