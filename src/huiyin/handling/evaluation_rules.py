"""Two verdicts side by side, and the third that follows from them. Silence is never counted as satisfied."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiyin.handling.enums import EvaluationAspect, EvaluationMeaning, ThirdVerdict

DISPUTING = frozenset({EvaluationMeaning.DISSATISFIED, EvaluationMeaning.RESERVED})
"""Results that an evaluator does not accept; 理解 accepts that more cannot be done."""


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
    """Agreed, disputed or silent, from the meanings that evaluators gave to the result."""
    meanings = list(results)
    if any(meaning in DISPUTING for meaning in meanings):
        return ThirdVerdict.DISPUTED
    return ThirdVerdict.AGREED if meanings else ThirdVerdict.SILENT


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
        for (assignment, aspect), counts in sorted(groups.items())
    ]
