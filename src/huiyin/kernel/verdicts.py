"""Answers of a rule: allowed, or refused with a reason that a clerk can act on."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Allowed:
    """The rule has nothing against it."""


@dataclass(frozen=True)
class Refused:
    """The rule says no.

    `code` is the identity of the reason (compared by programs, never shown), `text` the reason in Chinese as
    the person reads it, `link` the page where the missing condition can be met, if there is one.
    """

    code: str
    text: str
    link: str = ""

    def __post_init__(self) -> None:
        """A refusal without a code or a reason would leave the person with nothing to do."""
        if not self.code or not self.text:
            raise ValueError("a refusal needs a code and a reason in words")


Verdict = Allowed | Refused

ALLOWED = Allowed()


def refusals(verdicts: Iterable[Verdict]) -> list[Refused]:
    """All unmet conditions in the order asked, so that the page can list every one of them at once."""
    return [verdict for verdict in verdicts if isinstance(verdict, Refused)]
