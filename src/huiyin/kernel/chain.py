"""Hashes that let the record prove itself: canonical form, chain of steps, Merkle tree of anchors."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from huiyin.kernel.sm3 import sm3

__all__ = ["canonical", "chain_hash", "digest", "merkle_proof", "merkle_root", "merkle_verify", "sm3"]

_LEAF = b"\x00"
_NODE = b"\x01"


def canonical(value: object) -> bytes:
    """The one form of a value that is hashed: JSON in UTF-8, keys sorted, no spaces.

    Dates are ISO text, moments are UTC with microseconds, identifiers and decimals are text (decimals without
    trailing zeros, so that 1.50 read back from another database is still 1.5). TypeError for everything whose
    text is not certain: floats, moments without a zone, keys that are not text, other types.
    """
    return json.dumps(
        _plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _plain(value: object) -> object:
    """The value made of JSON's own types only."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        wrong = [key for key in value if not isinstance(key, str)]
        if wrong:
            raise TypeError(f"a key of the record must be text, not {type(wrong[0]).__name__}")
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _as_text(value)


def _as_text(value: object) -> str:
    """The certain text of a moment, date, identifier or decimal."""
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise TypeError("a moment in the record needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        text = format(value, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text == "-0" else text
    raise TypeError(f"{type(value).__name__} has no certain text for the record")


def digest(value: object) -> str:
    """SM3 of the canonical form, 64 hex digits."""
    return sm3(canonical(value))


def chain_hash(previous: str, payload: object) -> str:
    """Hash of a step that follows the step whose hash is `previous` (empty text for the first of a chain)."""
    return digest({"payload": payload, "previous": previous})


def _leaf_hash(leaf: str) -> str:
    """Hash of a leaf; the prefix keeps it apart from every inner node."""
    return sm3(_LEAF + leaf.encode())


def _node_hash(left: str, right: str) -> str:
    """Hash of an inner node."""
    return sm3(_NODE + bytes.fromhex(left) + bytes.fromhex(right))


def _levels(leaves: Sequence[str]) -> list[list[str]]:
    """All levels of the tree from the leaves to the root; an odd last node moves up as it is."""
    level = [_leaf_hash(leaf) for leaf in leaves]
    levels = [level]
    while len(level) > 1:
        above = [_node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = above + level[len(above) * 2 :]
        levels.append(level)
    return levels


def merkle_root(leaves: Sequence[str]) -> str:
    """Root over the leaves in their order, shaped as in RFC 6962; SM3 of nothing for no leaves."""
    return _levels(leaves)[-1][0] if leaves else sm3(b"")


def merkle_proof(leaves: Sequence[str], index: int) -> list[str]:
    """The hashes beside the way from leaf `index` to the root. IndexError for a leaf that is not there."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    proof = []
    for level in _levels(leaves)[:-1]:
        if (index ^ 1) < len(level):
            proof.append(level[index ^ 1])
        index //= 2
    return proof


def merkle_verify(leaf: str, index: int, size: int, proof: Sequence[str], root: str) -> bool:
    """Whether the leaf stands at `index` among `size` leaves under this root."""
    if not 0 <= index < size:
        return False
    beside = list(reversed(proof))
    at, last, known = index, size - 1, _leaf_hash(leaf)
    while last:
        if at % 2 or at < last:
            if not beside:
                return False
            other = beside.pop()
            known = _node_hash(other, known) if at % 2 else _node_hash(known, other)
        at, last = at // 2, last // 2
    return not beside and known == root
