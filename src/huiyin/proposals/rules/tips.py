"""Rules about tips that need no database."""

from datetime import date

RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and letters that nobody takes for one another, read out on the telephone too."""
RECEIPT_LENGTH = 12
NOT_FILED = ("draft", "countersigning", "withdrawn", "discarded")
"""States of a proposal that is not, or no longer, before the committee."""


def receives(since: date, until: date, day: date) -> bool:
    """Whether a call takes tips on this day, the last one included."""
    return since <= day <= until


def receipt_words(code: str) -> str:
    """A receipt code as it is shown and read out: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def receipt_given(text: str) -> str:
    """A receipt code as somebody typed it, without spaces, hyphens and small letters; "" for what cannot be one."""
    code = "".join(each for each in text.upper() if each.isalnum())
    fits = len(code) == RECEIPT_LENGTH and set(code) <= set(RECEIPT_ALPHABET)
    return code if fits else ""
