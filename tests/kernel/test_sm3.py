import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.kernel.sm3 import choose_sm3, sm3, sm3_in_python

# The two examples of GB/T 32905-2016, annex A.
VECTORS = [
    (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
]
OPENSSL_HAS_SM3 = "sm3" in hashlib.algorithms_available


def without_sm3(name):
    raise ValueError(f"unsupported hash type {name}")


@pytest.mark.parametrize(("data", "expected"), VECTORS)
@pytest.mark.parametrize("function", [sm3, sm3_in_python, choose_sm3()], ids=["sm3", "python", "chosen"])
def test_sm3_gives_the_examples_of_the_standard(function, data, expected):
    assert function(data) == expected


def test_choose_sm3_falls_back_where_openssl_lacks_it():
    assert choose_sm3(without_sm3) is sm3_in_python


def test_choose_sm3_prefers_openssl():
    chosen = choose_sm3()
    assert (chosen is not sm3_in_python) == OPENSSL_HAS_SM3


@pytest.mark.skipif(not OPENSSL_HAS_SM3, reason="OpenSSL without SM3: nothing to compare with")
@settings(max_examples=30)
@given(st.binary(max_size=200))
def test_sm3_in_python_agrees_with_openssl(data):
    assert sm3_in_python(data) == hashlib.new("sm3", data).hexdigest()
