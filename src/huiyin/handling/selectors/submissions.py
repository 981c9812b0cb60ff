"""Reads of submissions and of the instructions that leaders gave on them."""

from django.db.models import Prefetch, Q, QuerySet

from huiyin.handling.enums import AWAITED_LEADER, InstructionKind
from huiyin.handling.models import Instruction, InstructionUnit, Submission
from huiyin.people.models import Person
from huiyin.procedure.models import Matter

MOST = 200
"""More than one matter ever has; keeps every read bounded."""
ASKING_KINDS = (InstructionKind.HANDLE, InstructionKind.FORWARD)


def submissions_of(matter: Matter) -> list[Submission]:
    """To whom a matter was submitted, with all instructions and the units they address; three queries."""
    units = Prefetch("units", InstructionUnit.objects.select_related("body").order_by("pk"))
    given = Prefetch("instructions", Instruction.objects.prefetch_related(units).order_by("on", "pk"))
    rows = Submission.objects.filter(matter__parent=matter).select_related("matter", "addressee")
    return list(rows.prefetch_related(given).order_by("pk")[:MOST])


def instructions_of(matter: Matter) -> list[Instruction]:
    """Every instruction given on a matter, in the order of its days."""
    rows = Instruction.objects.filter(submission__matter__parent=matter)
    return list(_whole(rows).order_by("on", "pk")[:MOST])


def instructions_on(submission_matter: Matter) -> list[Instruction]:
    """The instructions of one submission."""
    return list(_whole(Instruction.objects.filter(submission__matter=submission_matter)).order_by("on", "pk"))


def _whole(rows: QuerySet[Instruction]) -> QuerySet[Instruction]:
    units = Prefetch("units", InstructionUnit.objects.select_related("body").order_by("pk"))
    return rows.select_related("submission__addressee", "submission__matter").prefetch_related(units)


def leaders_awaited(submission_matter: Matter) -> list[Person]:
    """Leaders to whom it was presented and who have neither instructed nor read."""
    waiting = submission_matter.parties.filter(role=AWAITED_LEADER, active=True, person__isnull=False)
    return list(Person.objects.filter(pk__in=waiting.values("person")).order_by("pk"))


def asking(rows: QuerySet[Instruction]) -> QuerySet[Instruction]:
    """Those instructions that ask somebody to act: they order handling, pass it on, or address units."""
    return rows.filter(Q(kind__in=ASKING_KINDS) | Q(units__isnull=False)).distinct()
