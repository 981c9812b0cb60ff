"""What came of many proposals at once, as one person may read it: replies, letters, evaluation, promises, look-backs.

Read for the page 我的意见去哪了. A part of the page is told where the person sees its facet; of what hangs
on the proposal only what the person sees on its own page. A fixed number of queries whatever the number of proposals.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Min, Prefetch, Q, QuerySet
from django.utils import timezone

from huiyin.handling.models import (
    Commitment,
    Evaluation,
    EvaluationForm,
    EvaluationMark,
    LookBack,
    Reply,
    ReplyLetter,
)
from huiyin.handling.selectors.assignments import accepted_replies
from huiyin.handling.selectors.tracking import Standing, standing_by_matter
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.proposals.rules.proposal import SPEAKING_FOR_BODIES

REPLIES, LETTERS, DATES = "assignments", "letters", "three_dates"
EVALUATIONS, PROMISES, LOOK_BACKS = "evaluations", "commitments", "look_backs"
"""The facets of a proposal in which each of them stands."""


@dataclass(frozen=True)
class Chain:
    """Of each proposal, by its key, what this person may read; `views` also has what hangs on the proposals.

    `rounds`: number of each later round and the day on which it was handed over again.
    """

    views: Mapping[Any, Viewing]
    replies: Mapping[Any, Sequence[Reply]]
    rounds: Mapping[Any, Sequence[tuple[int, date]]]
    letters: Mapping[Any, Sequence[ReplyLetter]]
    standing: Mapping[Any, Sequence[Standing]]
    evaluations: Mapping[Any, Sequence[Evaluation]]
    forms: Mapping[int, Sequence[EvaluationForm]]
    promises: Mapping[Any, Sequence[Commitment]]
    look_backs: Mapping[Any, Sequence[LookBack]]

    def shows(self, matter: Matter, facet: str) -> bool:
        """Whether the person sees a facet of the proposal or of what hangs on it."""
        view = self.views.get(matter.pk)
        return view is not None and view.shows(facet)


def read_chain(visit: Visit, matters: Collection[Matter]) -> Chain:
    """What came of these proposals; of a part that was merged its main is asked for."""
    given = {each.pk: each for each in matters}
    views = dict(view_many(visit, given.values()))

    def showing(facet: str) -> list[Matter]:
        return [each for key, each in given.items() if views[key].shows(facet)]

    replied, evaluated, promised = showing(REPLIES), showing(EVALUATIONS), showing(PROMISES)
    replies = accepted_replies(replied)
    letters = _letters(visit, showing(LETTERS))
    evaluations = list(_evaluations(evaluated))
    look_backs = list(_look_backs(showing(LOOK_BACKS)))
    promises = list(_promises(promised))
    hanging = [one.matter for some in replies.values() for one in some]
    hanging += [each.matter for each in letters] + [each.matter for each in evaluations]
    hanging += [each.matter for each in look_backs] + [each.matter for each in promises]
    views |= view_many(visit, hanging)
    return Chain(
        views=views,
        replies=replies,
        rounds=_rounds(replied),
        letters=_grouped(letters, lambda each: each.case_id, views, "letter"),
        standing=standing_by_matter(showing(DATES)),
        evaluations=_grouped(evaluations, lambda each: each.matter.parent_id, views, "my_form"),
        forms=_own_forms(visit, evaluations),
        promises=_grouped(promises, lambda each: _of(each.matter, given), views, ""),
        look_backs=_grouped(look_backs, lambda each: _of(each.matter, given), views, "visit"),
    )


def _of(matter: Matter, given: Mapping[Any, Matter]) -> UUID | None:
    """The proposal on which something hangs, itself or through an assignment or a promise."""
    parent = matter.parent
    assert parent is not None, "it hangs on something"
    if parent.pk in given:
        return parent.pk
    above = parent.parent_id
    return above if above in given or parent.parent is None else parent.parent.parent_id


def _grouped(rows: Sequence[Any], key: Any, views: Mapping[Any, Viewing], facet: str) -> dict[Any, list[Any]]:
    """By proposal, those of which the person sees the facet ("": the proposal's own page tells of them)."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        if not facet or views[row.matter_id].shows(facet):
            found.setdefault(key(row), []).append(row)
    return found


def _rounds(matters: Sequence[Matter]) -> dict[Any, list[tuple[int, date]]]:
    rows = Matter.objects.filter(parent__in=matters, kind="assignment", parent_round__gt=1)
    found: dict[Any, list[tuple[int, date]]] = {}
    begun = rows.order_by().values_list("parent", "parent_round").annotate(first=Min("opened_at"))
    for parent, number, first in begun.order_by("parent", "parent_round"):
        found.setdefault(parent, []).append((number, timezone.localdate(first)))
    return found


def _letters(visit: Visit, matters: Sequence[Matter]) -> list[ReplyLetter]:
    """The person's own, and those to bodies for which the person speaks."""
    bodies = [each.body_id for each in visit.grants if each.body_id and each.role in SPEAKING_FOR_BODIES]
    own = Q(person=visit.person) | Q(body__in=bodies)
    rows = ReplyLetter.objects.filter(own, reply__matter__parent__in=matters)
    return list(
        rows.select_related("matter", "reply__matter__assignment__unit").order_by("sent_on", "matter_id")
    )


def _evaluations(matters: Sequence[Matter]) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.filter(matter__parent__in=matters).select_related("matter")
    return rows.order_by("matter__parent_round", "pk")


def _own_forms(visit: Visit, evaluations: Sequence[Evaluation]) -> dict[int, list[EvaluationForm]]:
    """Evaluation key → the forms of this person and of bodies for which the person speaks; nobody else's."""
    bodies = [each.body_id for each in visit.grants if each.body_id and each.role in SPEAKING_FOR_BODIES]
    marks = EvaluationMark.objects.select_related("value", "assignment__unit").order_by("assignment", "pk")
    rows = EvaluationForm.objects.filter(
        Q(evaluator=visit.person) | Q(body__in=bodies), evaluation__in=[each.pk for each in evaluations]
    )
    found: dict[int, list[EvaluationForm]] = {}
    for form in rows.prefetch_related(Prefetch("marks", marks)).order_by("pk"):
        found.setdefault(form.evaluation_id, []).append(form)
    return found


def _promises(matters: Sequence[Matter]) -> QuerySet[Commitment]:
    rows = Commitment.objects.filter(Q(matter__parent__in=matters) | Q(matter__parent__parent__in=matters))
    return rows.select_related("matter__parent__parent", "unit").order_by("by_when", "pk")


def _look_backs(matters: Sequence[Matter]) -> QuerySet[LookBack]:
    """At a proposal, at a unit's reply to it, at what was promised in a reply."""
    parents = (
        Q(matter__parent__in=matters)
        | Q(matter__parent__parent__in=matters)
        | Q(matter__parent__parent__parent__in=matters)
    )
    rows = LookBack.objects.filter(parents, visited_on__isnull=False).exclude(verdict="")
    return rows.select_related("matter__parent__parent").order_by("visited_on", "pk")
