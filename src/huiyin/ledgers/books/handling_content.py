"""What the ledger of proposals reads of their handling: units by role, contact, replies, evaluation."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from huiyin.handling.enums import AssignmentRole, EvaluationAspect
from huiyin.handling.models import Assignment, EvaluationMark, Reply
from huiyin.handling.selectors.points import RELIEVED
from huiyin.ledgers.books import handling_keys as keys
from huiyin.ledgers.books import proposal_handling as handling
from huiyin.ledgers.definition import Asked
from huiyin.procedure.models import Clock, Matter
from huiyin.procedure.page.viewing import Viewing, view_many


@dataclass
class HandlingContent:
    """One proposal with its units, as far as the reader may know each."""

    leading: list[str] = field(default_factory=list)
    assisting: list[str] = field(default_factory=list)
    day: date = date.max
    carried: str = ""
    handed_on: date | None = None
    due: date | None = None
    contact: list[str] = field(default_factory=list)
    answered: list[date] = field(default_factory=list)
    owed: int = 0
    classes: list[str] = field(default_factory=list)
    result: Counter[str] = field(default_factory=Counter)
    process: Counter[str] = field(default_factory=Counter)

    @property
    def answered_on(self) -> date | None:
        """The day of the last reply of the present round; none while one is owed."""
        return max(self.answered) if self.answered and not self.owed else None


def handling_of(
    asker: Asked, rows: Sequence[Matter], views: Mapping[Any, Viewing]
) -> Mapping[Any, HandlingContent]:
    """The handling of these proposals; a fixed number of queries, whatever is in them."""
    found: dict[Any, HandlingContent] = defaultdict(HandlingContent)
    parents = {row.pk: row for row in rows if views[row.pk].shows("assignments")}
    assigned = Assignment.objects.filter(matter__parent__in=parents).exclude(matter__state__in=RELIEVED)
    given = list(assigned.select_related("unit", "matter").order_by("matter__parent_round", "pk"))
    seen = view_many(asker.visit, [each.matter for each in given])
    replies = _last_replies([each.matter_id for each in given])
    met = dict(Matter.objects.filter(pk__in=list(seen)).values_list("pk", keys.contact()))
    dues = dict(
        Clock.objects.filter(matter__in=list(seen), code__in=keys.REPLY_CLOCKS)
        .order_by("round", "pk")
        .values_list("matter", "due")
    )
    for each in given:
        parent = parents[each.matter.parent_id]  # type: ignore[index]  # assignments were found by their parents
        view, content = seen[each.matter_id], found[parent.pk]
        content.day = asker.day
        if each.role == AssignmentRole.ASSIST:
            # Between the units and their office.
            content.assisting += [str(each.unit)] if view.may_see else []
            continue
        content.leading.append(str(each.unit))
        content.handed_on = content.handed_on or timezone.localdate(each.matter.opened_at)
        if each.matter.parent_round == parent.round:
            _add_present(content, each, view, replies.get(each.matter_id), met, dues)
    _add_marks(found, asker, list(parents))
    told = Matter.objects.filter(handling.sees_replies(asker), pk__in=list(found))
    for key, word in told.values_list("pk", handling.carried_out(asker)):
        found[key].carried = str(keys.CARRIED_WORDS.get(word, ""))
    return found


def _last_replies(matters: Sequence[Any]) -> dict[Any, Reply]:
    sent = Reply.objects.filter(matter__in=matters, answered_on__isnull=False).select_related("reply_class")
    return {reply.matter_id: reply for reply in sent.order_by("round")}


def _add_present(
    content: HandlingContent,
    each: Assignment,
    view: Viewing,
    reply: Reply | None,
    met: Mapping[Any, str],
    dues: Mapping[Any, date | None],
) -> None:
    """One unit of the present round, with what its own page tells the reader."""
    if view.shows("contact"):
        content.contact.append(met[each.matter_id])
    if view.shows("clocks"):
        due = dues.get(each.matter_id)
        content.due = max(filter(None, (content.due, due)), default=None)
    if reply is None or not (view.shows("reply") or (reply.is_final and not view.may_see)):
        content.owed += 1
        return
    content.answered.append(reply.answered_on)  # type: ignore[arg-type]  # only sent replies were read
    content.classes += [str(reply.reply_class)] if reply.reply_class else []


def _add_marks(found: dict[Any, HandlingContent], asker: Asked, parents: Sequence[Any]) -> None:
    """Totals of the last round that is over, where the reader is told of them; never who said what."""
    marks = EvaluationMark.objects.filter(
        form__evaluation__in=keys.told_evaluations(asker),
        form__evaluation__matter__parent__in=parents,
    ).order_by("form__evaluation__matter__parent_round", "value__order", "pk")
    path = "form__evaluation__matter__parent"
    last: dict[Any, int] = {}
    for parent, number, aspect, label in marks.values_list(path, f"{path}_round", "aspect", "value__label"):
        content = found[parent]
        if number > last.get(parent, 0):
            content.result, content.process, last[parent] = Counter(), Counter(), number
        (content.result if aspect == EvaluationAspect.RESULT else content.process)[label] += 1


def marks_words(marks: Mapping[str, int]) -> str:
    """How often each value was given."""
    return "、".join(f"{label}{number}" for label, number in marks.items())
