"""Two verdicts side by side, and the third that follows from them. Silence is never counted as satisfied."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiyin.handling.enums import EvaluationAspect, EvaluationMeaning, ThirdVerdict

DISPUTING = frozenset({EvaluationMeaning.DISSATISFIED})
"""Results that an evaluator does not accept: they are handled again."""
ACCEPTING = frozenset(
    {EvaluationMeaning.SATISFIED, EvaluationMeaning.MOSTLY_SATISFIED, EvaluationMeaning.UNDERSTANDING}
)
"""Results that an evaluator accepts; 理解 accepts without satisfaction; 保留意见 does neither."""
REASONED = DISPUTING | {EvaluationMeaning.RESERVED}
"""Results with which an evaluator says why."""
LEAST_FORMS = 3
"""Below so many forms counts would tell who said what: then only the verdict is told outside the committee."""


@dataclass(frozen=True)
class Mark:
    """One value given: to which assignment, on what, what it is called and what it means."""

    assignment: int
    aspect: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Total:
    """How often each value was given to one assignment on one aspect."""

    assignment: int
    aspect: str
    counts: tuple[tuple[str, int], ...]
    number: int


def third_verdict(results: Iterable[str]) -> ThirdVerdict:
    """Agreed, disputed or silent, from the meanings that evaluators gave to the result.

    Where nobody said more than 保留意见, nobody agreed and nobody asked for more: that ends a round as silence does.
    """
    meanings = set(results)
    if meanings & DISPUTING:
        return ThirdVerdict.DISPUTED
    return ThirdVerdict.AGREED if meanings & ACCEPTING else ThirdVerdict.SILENT


def verdict_of(marks: Iterable[Mark]) -> ThirdVerdict:
    """The verdict of a round: of what was said of results; how the handling went does not undo a result."""
    return third_verdict(mark.meaning for mark in marks if mark.aspect == EvaluationAspect.RESULT)


def disputed_assignments(marks: Iterable[Mark]) -> set[int]:
    """The assignments whose result somebody does not accept: those are handled again."""
    return {
        mark.assignment
        for mark in marks
        if mark.aspect == EvaluationAspect.RESULT and mark.meaning in DISPUTING
    }


def totals(marks: Sequence[Mark], labels: Sequence[str]) -> list[Total]:
    """Counts per assignment and aspect, values in the committee's order."""
    groups: dict[tuple[int, str], Counter[str]] = {}
    for mark in marks:
        groups.setdefault((mark.assignment, mark.aspect), Counter())[mark.label] += 1
    return [
        Total(
            assignment,
            aspect,
            tuple((label, counts[label]) for label in dict.fromkeys([*labels, *counts]) if counts[label]),
            counts.total(),
        )
        for (assignment, aspect), counts in sorted(
            groups.items(), key=lambda each: (each[0][0], EvaluationAspect.values.index(each[0][1]))
        )
    ]
