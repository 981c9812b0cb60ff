"""What the ledger of assignments reads besides its rows: receipt, contact, reply and term, marks, promises."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import EvaluationAspect
from huiyin.handling.models import (
    Commitment,
    Contact,
    ContactWaiver,
    EvaluationMark,
    EvaluationValue,
    Reply,
    ReplyClass,
)
from huiyin.handling.models.contact import FACE_TO_FACE
from huiyin.handling.promise_rules import PromiseStanding, promise_standing
from huiyin.ledgers.books.handling_keys import ASKING, SILENT, told_evaluations
from huiyin.ledgers.definition import Asked
from huiyin.procedure.models import Clock, Matter, Step
from huiyin.procedure.page.viewing import Viewing

CLOCKS = ("reply", "rehandling", "opinion")


@dataclass
class AssignmentContent:
    """One assignment: days, contact, last sent reply, totals of its evaluation, how its promises stand."""

    day: date
    number: str = ""
    received: date | None = None
    due: date | None = None
    answered: date | None = None
    reply_class: str = ""
    document_number: str = ""
    met: int = 0
    spoken: int = 0
    waived: int = 0
    marks: Counter[str] = field(default_factory=Counter)
    promises: Counter[str] = field(default_factory=Counter)

    @property
    def contact_words(self) -> str:
        """面商 and 沟通 apart, and what the authors waived."""
        counted = (("面商", self.met), ("沟通", self.spoken), ("免于面商", self.waived))
        return "、".join(
            f"{word}{number}次" if word != "免于面商" else word for word, number in counted if number
        )

    @property
    def marks_words(self) -> str:
        """How often each value was given to the result."""
        return "、".join(f"{label}{number}" for label, number in self.marks.items())

    @property
    def promises_words(self) -> str:
        """How its promises stand."""
        return "、".join(f"{PromiseStanding(code).label}{number}项" for code, number in self.promises.items())


def prepare(
    asker: Asked, rows: Sequence[Matter], views: Mapping[Any, Viewing]
) -> Mapping[Any, AssignmentContent]:
    """The content of these assignments; seven queries whatever their number."""
    found: dict[Any, AssignmentContent] = defaultdict(lambda: AssignmentContent(asker.day))
    keys = [row.pk for row in rows]
    parents_seen = _readable_parents(asker, rows)
    for row in rows:
        found[row.pk].number = row.number or (
            row.parent.number if row.parent and row.parent_id in parents_seen else ""
        )
    for matter, at in Step.objects.filter(matter__in=keys, move="receive").values_list("matter", "at"):
        found[matter].received = timezone.localdate(at)
    clocks = Clock.objects.filter(matter__in=keys, code__in=CLOCKS).order_by("round", "pk")
    for matter, due in clocks.values_list("matter", "due"):
        found[matter].due = due
    _replies(found, keys, views)
    _contacts(found, keys)
    _marks(found, asker, keys)
    _promises(found, asker, keys)
    return found


def _readable_parents(asker: Asked, rows: Sequence[Matter]) -> set[Any]:
    """The parents that the reader may open: of others not even the number is told."""
    parents = {row.parent_id for row in rows if row.parent_id}
    return set(
        Matter.objects.filter(asker.sees(""), pk__in=parents).exclude(number="").values_list("pk", flat=True)
    )


def _replies(found: dict[Any, AssignmentContent], keys: Sequence[Any], views: Mapping[Any, Viewing]) -> None:
    """The last reply that was sent, where the reader may read it."""
    sent = Reply.objects.filter(matter__in=keys, answered_on__isnull=False).select_related("reply_class")
    for row in sent.order_by("round"):
        if views[row.matter_id].shows("reply"):
            content = found[row.matter_id]
            content.answered, content.document_number = row.answered_on, row.document_number
            content.reply_class = str(row.reply_class or "")


def _contacts(found: dict[Any, AssignmentContent], keys: Sequence[Any]) -> None:
    for matter, method in Contact.objects.filter(matter__in=keys).values_list("matter", "method"):
        if method in FACE_TO_FACE:
            found[matter].met += 1
        else:
            found[matter].spoken += 1
    for matter in ContactWaiver.objects.filter(matter__in=keys).values_list("matter", flat=True):
        found[matter].waived += 1


def _marks(found: dict[Any, AssignmentContent], asker: Asked, keys: Sequence[Any]) -> None:
    """Totals of closed rounds that the reader is told of; never who said what."""
    marks = EvaluationMark.objects.filter(
        form__evaluation__in=told_evaluations(asker),
        aspect=EvaluationAspect.RESULT,
        assignment__matter__in=keys,
    )
    for matter, label in marks.order_by("value__order").values_list("assignment__matter", "value__label"):
        found[matter].marks[label] += 1


def _promises(found: dict[Any, AssignmentContent], asker: Asked, keys: Sequence[Any]) -> None:
    """How the promises made in it stand, of those that the reader sees."""
    seen = asker.sees("", kind="commitment", path="matter__")
    rows = Commitment.objects.filter(seen, matter__parent__in=keys).select_related("matter").order_by("pk")
    for row in rows:
        standing = promise_standing(row.matter.state, row.by_when, row.delivered_on, asker.day)
        found[row.matter.parent_id].promises[standing] += 1


def class_labels(asker: Asked, values: Iterable[str]) -> Mapping[str, str]:
    """The committee's classes by their codes, as they are called now."""
    rows = ReplyClass.objects.filter(committee=asker.committee).order_by("code", "pk")
    return {row.code: str(row) for row in rows}


def value_labels(asker: Asked, values: Iterable[str]) -> Mapping[str, str]:
    """The committee's values of evaluation by their codes, as they are called now; and who did not say."""
    rows = EvaluationValue.objects.filter(committee=asker.committee).order_by("order", "pk")
    said = {row.code: row.label for row in rows}
    return {**said, SILENT: str(_("未表态")), ASKING: str(_("正在评议"))}
