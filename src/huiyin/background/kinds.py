"""Kinds of long work, registered by the packages that know how to do them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiyin.background.models import LongWork
from huiyin.kernel.verdicts import ALLOWED, Verdict

if TYPE_CHECKING:
    from huiyin.background.progress import Progress

Work = Callable[["Progress"], str]
Check = Callable[[LongWork], Verdict]


@dataclass(frozen=True)
class Kind:
    """How one kind is done, and what must still hold when it runs and when its file is fetched."""

    code: str
    label: str
    work: Work
    check: Check


kinds: dict[str, Kind] = {}


def _always(work: LongWork) -> Verdict:
    return ALLOWED


def long_work(code: str, label: str, *, check: Check = _always) -> Callable[[Work], Work]:
    """Register a function as a kind of long work.

    The function gets its `Progress` (parameters, person, committee, where to write a file) and returns the sentence
    that says what came of it. It may be started again from the beginning after its process was killed. `check` is asked
    before it runs and before its file is handed over. ValueError when the code means something else already.
    """

    def register(work: Work) -> Work:
        known = kinds.get(code)
        if known is not None and known.work.__module__ != work.__module__:
            raise ValueError(f"two kinds of long work are called {code!r}")
        kinds[code] = Kind(code, label, work, check)
        return work

    return register
