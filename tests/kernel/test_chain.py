from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.kernel.chain import canonical, chain_hash, digest, merkle_proof, merkle_root, merkle_verify, sm3

BEIJING = timezone(timedelta(hours=8))
TEXT = st.text('ab"\\提案\n😀', max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


class Stage(StrEnum):
    FORMED = "formed"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [True, None, "提案"]}, '{"a":[true,null,"提案"],"b":1}'),
        (("一", 2), '["一",2]'),
        (Stage.FORMED, '"formed"'),
        (date(2026, 9, 28), '"2026-09-28"'),
        (datetime(2026, 9, 28, 8, tzinfo=BEIJING), '"2026-09-28T00:00:00.000000Z"'),
        (datetime(2026, 9, 28, 8, 0, 0, 7, tzinfo=UTC), '"2026-09-28T08:00:00.000007Z"'),
        (UUID(int=5), '"00000000-0000-0000-0000-000000000005"'),
        (Decimal("1.50"), '"1.5"'),
        (Decimal("100"), '"100"'),
        (Decimal("1E+2"), '"100"'),
        (Decimal("2.00"), '"2"'),
        (Decimal("-0.0"), '"0"'),
    ],
)
def test_canonical_is_one_form(value, expected):
    assert canonical(value) == expected.encode()


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), {1: "a"}, {"a": {2}}, b"bytes", datetime(2026, 1, 1), Decimal("NaN"), object()],
    ids=lambda value: type(value).__name__,  # the same in every process of a parallel run
)
def test_canonical_refuses_what_has_no_certain_text(value):
    with pytest.raises(TypeError):
        canonical(value)


@settings(max_examples=50)
@given(st.dictionaries(TEXT, JSON, max_size=4))
def test_canonical_does_not_depend_on_the_order_of_keys(value):
    assert canonical(value) == canonical(dict(reversed(value.items())))


@settings(max_examples=50)
@given(JSON, JSON)
def test_digest_is_equal_exactly_for_equal_forms(first, second):
    assert (digest(first) == digest(second)) == (canonical(first) == canonical(second))


def test_chain_hash_covers_previous_and_payload():
    first = chain_hash("", {"act": "begin"})
    assert first == sm3(b'{"payload":{"act":"begin"},"previous":""}')
    assert len({first, chain_hash(first, {"act": "begin"}), chain_hash("", {"act": "take"})}) == 3


def leaf(text):
    return sm3(b"\x00" + text.encode())


def node(left, right):
    return sm3(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right))


def test_merkle_root_has_the_shape_of_rfc_6962():
    a, b, c, d, e = map(leaf, "abcde")
    assert merkle_root([]) == sm3(b"")
    assert merkle_root(["a"]) == a
    assert merkle_root(list("abc")) == node(node(a, b), c)
    assert merkle_root(list("abcde")) == node(node(node(a, b), node(c, d)), e)


def test_merkle_leaf_cannot_pass_for_a_node():
    inner = (bytes.fromhex(leaf("a")) + bytes.fromhex(leaf("b"))).decode("latin-1")
    assert merkle_root([inner]) != merkle_root(["a", "b"])


@given(st.lists(st.text("abc", max_size=3), min_size=1, max_size=40), st.data())
def test_merkle_proof_verifies_its_own_place_only(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    root, proof = merkle_root(leaves), merkle_proof(leaves, index)
    assert merkle_verify(leaves[index], index, len(leaves), proof, root)
    assert not merkle_verify(leaves[index] + "x", index, len(leaves), proof, root)
    assert not merkle_verify(leaves[index], index, len(leaves), [*proof, root], root)
    assert not merkle_verify(leaves[index], index, len(leaves), proof, sm3(b"other"))
    if proof:
        assert not merkle_verify(leaves[index], index, len(leaves), proof[:-1], root)


@pytest.mark.parametrize("index", [-1, 3])
def test_merkle_place_outside_the_leaves(index):
    with pytest.raises(IndexError, match="among 3"):
        merkle_proof(list("abc"), index)
    assert not merkle_verify("a", index, 3, [], merkle_root(list("abc")))


def test_merkle_root_changes_when_leaves_move_or_go():
    roots = {merkle_root(list(text)) for text in ("abcd", "abdc", "abc", "abcdd", "")}
    assert len(roots) == 5
