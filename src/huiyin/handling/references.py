"""How a letter cites the case it answers: term and plenary session, and the case's number.

Packages above register it for their kinds: `@reference("proposal")` on a function from the parent matter to its
`CaseReference`. What is not known (None, "") is not checked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from huiyin.kernel.text import numeral
from huiyin.procedure.models import Matter

_REGION = re.compile(r"(?:中国人民政治协商会议|政协)(?P<region>.{2,30})委员会")
_NATIONAL = "全国"


@dataclass(frozen=True)
class CaseReference:
    """政协十一届四次会议第52号提案: term 11, session 4, number "52", called 提案; `by`: whose it is, in words."""

    term: int | None = None
    session: int | None = None
    number: str = ""
    called: str = ""
    by: str = ""
    committee: str = ""

    @property
    def words(self) -> str:
        """How notices name the case; nothing where it is not cited by session and number."""
        if not (self.called and self.term and self.session and self.number):
            return ""
        return f"政协{self.session_words}{self._numbered}"

    @property
    def full_words(self) -> str:
        """How the title of a letter names it: 政协石嘴山市第十二届委员会第六次会议第0012号提案; else as notices do.

        `committee` is the full name of the committee; of one that has no region in it the short form is used.
        """
        found = _REGION.fullmatch(self.committee)
        if not self.words or found is None:
            return self.words
        term, session = numeral(self.term or 0), numeral(self.session or 0)
        region = found["region"]
        body = f"第{term}届{region}委员会" if region == _NATIONAL else f"{region}第{term}届委员会"
        return f"政协{body}第{session}次会议{self._numbered}"

    @property
    def session_words(self) -> str:
        """十二届六次会议; the term alone where no session is known, nothing without a term."""
        if not self.term:
            return ""
        return f"{numeral(self.term)}届" + (f"{numeral(self.session)}次会议" if self.session else "")

    @property
    def _numbered(self) -> str:
        numbered = f"第{self.number}号" if self.number.isdecimal() else f"{self.number}号"
        return f"{numbered}{self.called}"


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
