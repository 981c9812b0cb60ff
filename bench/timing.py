"""Timing two things against each other in one run: interleaved, medians, so that noise hits both.

On a busy machine the longer of two things is interrupted more often, and the ratio of medians comes out too high; so
the ratio of the fastest runs is kept beside it.
"""

import gc
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Compared:
    """Milliseconds of the real thing and of its baseline: medians, and the fastest of each."""

    real: float
    base: float
    fastest_real: float
    fastest_base: float

    @property
    def ratio(self) -> float:
        """How many times as long the real thing takes."""
        return self.real / self.base

    @property
    def fastest_ratio(self) -> float:
        """The same of the fastest runs."""
        return self.fastest_real / self.fastest_base


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that one call took."""
    began = perf_counter()
    call()
    return (perf_counter() - began) * 1000


def compare(real: Callable[[], float], base: Callable[[], float], *, pairs: int, warm_up: int) -> Compared:
    """Call both by turns; each returns its own milliseconds, so that preparing is not counted."""
    reals: list[float] = []
    bases: list[float] = []
    gc.collect()
    for number in range(warm_up + pairs):
        # By turns first and second, so that neither always finds warmer caches.
        order = (real, base) if number % 2 else (base, real)
        took = {call: call() for call in order}
        if number >= warm_up:
            reals.append(took[real])
            bases.append(took[base])
    return Compared(statistics.median(reals), statistics.median(bases), min(reals), min(bases))
