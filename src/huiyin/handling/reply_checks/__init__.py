"""Checks of a reply before it is signed off: pure rules, no database, no clock.

`check(letter)` gives every finding, those that stop the sign-off first. Each group of checks is a module with its
table of phrases; a new check is a function from `Letter` to findings, added to `CHECKS`.
"""

from collections.abc import Callable, Iterable

from huiyin.handling.reply_checks.class_meanings import check_class
from huiyin.handling.reply_checks.competence import check_competence, unit_of
from huiyin.handling.reply_checks.document_numbers import check_document_numbers
from huiyin.handling.reply_checks.letter import Finding, Letter, OtherUnit, PointAnswer, Promise
from huiyin.handling.reply_checks.openings import check_opening
from huiyin.handling.reply_checks.points import check_points
from huiyin.handling.reply_checks.promises import check_promises
from huiyin.handling.reply_checks.ratios import check_ratios
from huiyin.handling.reply_checks.sessions import check_sessions
from huiyin.handling.reply_checks.substance import check_substance
from huiyin.handling.reply_checks.sums import check_sums, check_totals

CHECKS: tuple[Callable[[Letter], Iterable[Finding]], ...] = (
    check_points,
    check_class,
    check_sessions,
    check_opening,
    check_document_numbers,
    check_substance,
    check_competence,
    check_ratios,
    check_sums,
    check_totals,
    check_promises,
)


def check(letter: Letter) -> list[Finding]:
    """Everything there is to say about a letter, what stops the sign-off first; one remark per code and quote."""
    found = {(each.code, each.quote): each for rule in CHECKS for each in rule(letter)}
    return sorted(found.values(), key=lambda each: not each.blocks)


__all__ = ["Finding", "Letter", "OtherUnit", "PointAnswer", "Promise", "check", "unit_of"]
