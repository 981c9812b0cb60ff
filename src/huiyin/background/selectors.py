"""Reads of long work, always one person's own."""

from django.db.models import QuerySet

from huiyin.background.models import LongWork
from huiyin.people.models import Person


def work_of(person: Person) -> QuerySet[LongWork]:
    """What a person has started, the latest first."""
    return LongWork.objects.filter(person=person).select_related("committee").order_by("-asked_at", "-pk")
