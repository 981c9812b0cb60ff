"""What packages above prove beside the record, committee by committee (that everything recorded can be found)."""

from collections.abc import Callable, Iterator

from huiyin.people.models import Committee
from huiyin.records.verification.findings import Finding

Proof = Callable[[Committee], Iterator[Finding]]
further: list[Proof] = []
"""A package adds to it when it is ready."""


def further_findings(committee: Committee) -> Iterator[Finding]:
    """What these proofs find."""
    for proof in further:
        yield from proof(committee)
