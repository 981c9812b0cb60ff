"""What of a text is stored to find its like: a MinHash signature, and the buckets it falls into.

Two texts share a bucket by chance the oftener, the more runs of characters they share, in whatever order their
sentences stand. How long the runs, how many values, and how many of them make a bucket was measured: bench/README.md.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from operator import eq
from typing import TYPE_CHECKING

from huiyin.search.sentences import Sentence

if TYPE_CHECKING:
    from datasketch import MinHash

METHOD = 1
"""Changed with anything below or in `sentences`: signatures of another method are stale, and never compared."""
RUN = 3
ROWS = 3
BANDS = 42
VALUES = ROWS * BANDS
_SCHEME = "affine32"
_WIDTH = 4


def signature_of(sentences: Iterable[Sentence]) -> bytes:
    """The signature of a text: 126 values of four bytes; empty for a text without a sentence."""
    runs = {run for sentence in sentences for run in _runs(sentence.folded)}
    if not runs:
        return b""
    sketch = _empty().copy()
    # In a fixed order, so that the work is the same in every process.
    sketch.update_batch([run.encode() for run in sorted(runs)])
    return bytes(sketch.digest().astype("<u4").tobytes())


def _runs(folded: str) -> set[str]:
    return {folded[start : start + RUN] for start in range(len(folded) - RUN + 1)}


@cache
def _empty() -> "MinHash":
    # reason: it brings NumPy and SciPy, a second at the start of every command that compares nothing.
    from datasketch import MinHash  # noqa: PLC0415

    return MinHash(num_perm=VALUES, seed=1, hashfunc=_hashed, scheme=_SCHEME)


def _hashed(run: bytes) -> int:
    return int.from_bytes(blake2b(run, digest_size=_WIDTH).digest(), "big")


def buckets_of(signature: bytes, kind: str) -> list[int]:
    """The bucket of each band, as the 64 bits of a database integer; texts of two kinds never share one."""
    size = ROWS * _WIDTH
    bands = [signature[start : start + size] for start in range(0, len(signature), size)]
    return [_bucket(f"{METHOD}:{kind}:{number}:".encode() + band) for number, band in enumerate(bands)]


def _bucket(band: bytes) -> int:
    return int.from_bytes(blake2b(band, digest_size=8).digest(), "big", signed=True)


def resemblance(one: bytes, other: bytes) -> float:
    """How much of their runs two texts share, 0 to 1, estimated from their signatures."""
    if not one or len(one) != len(other):
        return 0.0
    same: int = sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I")))
    return same * _WIDTH / len(one)
