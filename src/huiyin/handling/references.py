"""How a letter cites the case it answers: term and plenary session, and the case's number.

Packages above register it for their kinds: `@reference("proposal")` on a function from the parent matter to its
`CaseReference`. What is not known (None, "") is not checked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from huiyin.kernel.text import numeral
from huiyin.procedure.models import Matter


@dataclass(frozen=True)
class CaseReference:
    """政协十一届四次会议第52号提案: term 11, session 4, number "52", called 提案; `by`: whose it is, in words."""

    term: int | None = None
    session: int | None = None
    number: str = ""
    called: str = ""
    by: str = ""

    @property
    def words(self) -> str:
        """How notices name the case; nothing where it is not cited by session and number."""
        if not (self.called and self.term and self.session and self.number):
            return ""
        numbered = f"第{self.number}号" if self.number.isdecimal() else f"{self.number}号"
        return f"政协{numeral(self.term)}届{numeral(self.session)}次会议{numbered}{self.called}"


Finder = Callable[[Matter], CaseReference]
AnyFinder = TypeVar("AnyFinder", bound=Finder)
finders: dict[str, Finder] = {}


def reference(kind: str) -> Callable[[AnyFinder], AnyFinder]:
    """Register how matters of a kind are cited."""

    def register(finder: AnyFinder) -> AnyFinder:
        finders[kind] = finder
        return finder

    return register


def reference_of(matter: Matter) -> CaseReference:
    """How a matter is cited; of a kind that says nothing, the term is known at most."""
    finder = finders.get(matter.kind)
    if finder is not None:
        return finder(matter)
    return CaseReference(term=matter.term.number if matter.term is not None else None)
