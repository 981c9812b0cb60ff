"""The SM3 hash (GB/T 32905-2016): from OpenSSL where it offers it, otherwise reckoned here."""

import hashlib
from collections.abc import Callable
from typing import Protocol

_START = (
    0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600,
    0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
)  # fmt: skip
_MASK = 0xFFFFFFFF


def _rotate(word: int, by: int) -> int:
    """Rotate a word of 32 bits to the left."""
    return ((word << by) | (word >> (32 - by))) & _MASK


_T = tuple(_rotate(0x79CC4519 if j < 16 else 0x7A879D8A, j % 32) for j in range(64))


def _expanded(block: bytes) -> list[int]:
    """The 68 words that a block of 64 bytes is spread to."""
    w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ _rotate(w[j - 3], 15)
        w.append(x ^ _rotate(x, 15) ^ _rotate(x, 23) ^ _rotate(w[j - 13], 7) ^ w[j - 6])
    return w


def _compress(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    """One round of the hash; letters as in the standard."""
    w = _expanded(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        a12 = _rotate(a, 12)
        ss1 = _rotate((a12 + e + _T[j]) & _MASK, 7)
        if j < 16:
            ff, gg = a ^ b ^ c, e ^ f ^ g
        else:
            ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & g)
        tt1 = (ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4])) & _MASK
        tt2 = (gg + h + ss1 + w[j]) & _MASK
        d, c, b, a = c, _rotate(b, 9), a, tt1
        h, g, f, e = g, _rotate(f, 19), e, tt2 ^ _rotate(tt2, 9) ^ _rotate(tt2, 17)
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))


def sm3_in_python(data: bytes) -> str:
    """SM3 of the bytes in hex, without OpenSSL; about a thousand times slower."""
    padding = b"\x80" + b"\x00" * ((55 - len(data)) % 64) + (len(data) * 8).to_bytes(8, "big")
    message = data + padding
    state: tuple[int, ...] = _START
    for at in range(0, len(message), 64):
        state = _compress(state, message[at : at + 64])
    return "".join(f"{word:08x}" for word in state)


def _sm3_of_openssl(data: bytes) -> str:
    """SM3 of the bytes in hex, by OpenSSL."""
    return hashlib.new("sm3", data).hexdigest()


class _Hash(Protocol):
    """What is asked of an object of hashlib."""

    def hexdigest(self) -> str:
        """The hash in hex."""


def choose_sm3(new: Callable[[str], _Hash] = hashlib.new) -> Callable[[bytes], str]:
    """The fastest SM3 of this machine; `new` is asked whether it knows the hash (ValueError if not)."""
    try:
        new("sm3")
    except ValueError:
        return sm3_in_python
    return _sm3_of_openssl


_chosen = choose_sm3()


def sm3(data: bytes) -> str:
    """SM3 of the bytes, 64 hex digits."""
    return _chosen(data)
