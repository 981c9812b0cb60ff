"""A unit's year in figures: what it had to handle and how it did, each figure the count of a list of assignments.

A figure is a condition on assignments; the page counts by it and the list behind the figure is read by it, so that
both always agree. What evaluators said is read of closed rounds only, and only in numbers.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from huiyin.handling.enums import (
    AssignmentRole,
    Confirmation,
    EvaluationAspect,
    EvaluationMeaning,
    ReplyMeaning,
    RequestState,
)
from huiyin.handling.evaluation_rules import LEAST_FORMS
from huiyin.handling.models import (
    Contact,
    ContactWaiver,
    Evaluation,
    EvaluationMark,
    ExtensionRequest,
    Reply,
    ReturnRequest,
)
from huiyin.handling.models.contact import FACE_TO_FACE
from huiyin.handling.rules import ANSWERING, EXTENDABLE
from huiyin.procedure.models import Clock, Matter

ALL = "all"
ROLES = tuple(f"role-{role}" for role in AssignmentRole.values)
TIMES = ("on-time", "late", "running", "overdue", "relieved")
ASKED = ("return-asked", "returned", "extension-asked", "extension-granted")
CONTACTS = ("met", "waived", "not-met")
CLASSES = tuple(f"class-{meaning}" for meaning in ReplyMeaning.values)
ROUNDS = ("second-round",)
RELIEVED_STATES = ("returned", "waived")
EVERY = Q()


def said(aspect: str, meaning: str) -> str:
    """The code of “this value was given on this aspect in a closed round”."""
    return f"said-{aspect}-{meaning}"


SAID = tuple(
    said(aspect, meaning) for aspect in EvaluationAspect.values for meaning in EvaluationMeaning.values
)
MEASURES = (ALL, *ROLES, *TIMES, *ASKED, *CONTACTS, *CLASSES, *ROUNDS, "evaluated", *SAID)
"""Every figure there is, as addresses call it."""


def with_facts(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """Assignments with the facts that the figures are made of, read beside them in the same query."""
    due = Clock.objects.filter(matter=OuterRef("pk"), code__in=EXTENDABLE).order_by("-round", "-pk")
    sent = Reply.objects.filter(matter=OuterRef("pk"), answered_on__isnull=False).order_by("-round")
    met = Contact.objects.filter(
        matter=OuterRef("pk"), method__in=FACE_TO_FACE, confirmation=Confirmation.CONFIRMED
    )
    extended = ExtensionRequest.objects.filter(matter=OuterRef("pk"))
    marks = _closed_marks().filter(assignment__matter=OuterRef("pk"))
    return rows.annotate(
        due_day=Subquery(due.values("due")[:1]),
        answered_day=Subquery(sent.values("answered_on")[:1]),
        meaning=Subquery(sent.values("reply_class__meaning")[:1]),
        was_met=Exists(met),
        was_waived=Exists(ContactWaiver.objects.filter(matter=OuterRef("pk"))),
        asked_return=Exists(ReturnRequest.objects.filter(matter=OuterRef("pk"))),
        asked_more=Exists(extended),
        given_more=Exists(extended.filter(state=RequestState.GRANTED)),
        was_evaluated=Exists(marks),
    )


def of_enough_forms() -> Q:
    """Marks of rounds with so many forms that counts do not tell who said what."""
    rounds = Evaluation.objects.annotate(number=Count("forms")).filter(number__gte=LEAST_FORMS)
    return Q(form__evaluation__in=rounds.order_by().values("pk"))


def _closed_marks() -> QuerySet[EvaluationMark]:
    return EvaluationMark.objects.filter(form__evaluation__closed_on__isnull=False)


def condition(code: str, day: date) -> Q:
    """The condition of a figure on rows `with_facts`. Raises KeyError for one that there is not."""
    if code.startswith("role-"):
        return Q(assignment__role=code.removeprefix("role-"))
    if code.startswith("class-"):
        return Q(meaning=code.removeprefix("class-"))
    relieved = Q(state__in=RELIEVED_STATES)
    answered, answering = Q(answered_day__isnull=False), Q(assignment__role__in=list(ANSWERING))
    in_time = Q(due_day__isnull=True) | Q(answered_day__lte=F("due_day"))
    past = Q(due_day__isnull=False, due_day__lt=day)
    known = {
        ALL: Q(pk__isnull=False),
        "on-time": ~relieved & answered & in_time,
        "late": ~relieved & answered & Q(answered_day__gt=F("due_day")),
        "running": ~relieved & Q(answered_day__isnull=True) & ~past,
        "overdue": ~relieved & Q(answered_day__isnull=True) & past,
        "relieved": relieved,
        "return-asked": Q(asked_return=True),
        "returned": Q(state="returned"),
        "extension-asked": Q(asked_more=True),
        "extension-granted": Q(given_more=True),
        "met": answering & ~relieved & Q(was_met=True),
        "waived": answering & ~relieved & Q(was_met=False, was_waived=True),
        "not-met": answering & ~relieved & Q(was_met=False, was_waived=False),
        "second-round": Q(parent_round__gt=1),
        "evaluated": Q(was_evaluated=True),
    }
    return known[code]


def behind(rows: QuerySet[Matter], code: str, day: date, *, seen: Q = EVERY) -> QuerySet[Matter]:
    """The assignments behind a figure (of marks those `seen`). Raises KeyError for one that there is not."""
    if code not in MEASURES:
        raise KeyError(code)
    if code in SAID:
        _said, aspect, meaning = code.split("-", 2)
        marks = _closed_marks().filter(seen, assignment__matter=OuterRef("pk"), aspect=aspect)
        return rows.filter(Exists(marks.filter(value__meaning=meaning)))
    return with_facts(rows).filter(condition(code, day))


def counted(rows: QuerySet[Matter], day: date, codes: Iterable[str]) -> dict[str, int]:
    """Some figures (none of what evaluators said), in one query."""
    codes = list(codes)
    sums = {code.replace("-", "_"): Count("pk", filter=condition(code, day)) for code in codes}
    found = with_facts(rows).order_by().aggregate(**sums)
    return {code: found[code.replace("-", "_")] for code in codes}


def counted_by_unit(rows: QuerySet[Matter], day: date, codes: Iterable[str]) -> dict[int, dict[str, int]]:
    """Some figures of every unit, in one query."""
    wanted = list(codes)
    sums = {code.replace("-", "_"): Count("pk", filter=condition(code, day)) for code in wanted}
    found = with_facts(rows).order_by().values("assignment__unit").annotate(**sums)
    return {
        line["assignment__unit"]: {code: line[code.replace("-", "_")] for code in wanted} for line in found
    }


def values_given(rows: QuerySet[Matter], *, seen: Q = EVERY) -> Mapping[tuple[str, str], int]:
    """Aspect and meaning → how often it was given to these assignments in closed rounds (of marks those `seen`)."""
    marks = _closed_marks().filter(seen, assignment__matter__in=rows.order_by())
    lines = marks.order_by().values_list("aspect", "value__meaning").annotate(number=Count("pk"))
    return {(aspect, meaning): number for aspect, meaning, number in lines}


def values_by_unit(rows: QuerySet[Matter], aspect: str, *, seen: Q = EVERY) -> dict[int, dict[str, int]]:
    """Unit → meaning → how often it was given on one aspect, in closed rounds."""
    marks = _closed_marks().filter(seen, assignment__matter__in=rows.order_by(), aspect=aspect)
    found: dict[int, dict[str, int]] = {}
    lines = marks.order_by().values("assignment__unit", "value__meaning").annotate(number=Count("pk"))
    for line in lines:
        found.setdefault(line["assignment__unit"], {})[line["value__meaning"]] = line["number"]
    return found


def percent(part: int, whole: int) -> int | None:
    """Rounded down, so that 100 is said of the whole alone; None of nothing."""
    return part * 100 // whole if whole else None


ACCEPTING = frozenset({EvaluationMeaning.SATISFIED, EvaluationMeaning.MOSTLY_SATISFIED})


def satisfied_share(values: Mapping[str, Any]) -> int | None:
    """满意 and 基本满意 in a hundred of what was said; None where nobody said anything."""
    return percent(sum(values.get(each, 0) for each in ACCEPTING), sum(values.values()))
