"""How much the record takes in. A deployment may set the first two in its settings."""

from django.conf import settings

MEGABYTE = 1024 * 1024

MOST_ENTRIES = 2_000
"""Entries of a zip container, office documents included."""
MOST_UNPACKED = 256 * MEGABYTE
MOST_RATIO = 100
RATIO_MATTERS_FROM = 4 * MEGABYTE
"""A short text of one repeated character is packed very small and harms nobody."""
MOST_PAGES = 1_000
MOST_CHARACTERS = 3_000_000
"""What the secrecy screen reads of one upload before it gives up and refuses."""
MOST_SECONDS = 30.0
LONGEST_NAME = 255


def largest_file() -> int:
    """Bytes that one file may have (HUIYIN_LARGEST_FILE)."""
    return int(getattr(settings, "HUIYIN_LARGEST_FILE", 32 * MEGABYTE))


def most_attachments() -> int:
    """How many attachments one matter may have (HUIYIN_MOST_ATTACHMENTS)."""
    return int(getattr(settings, "HUIYIN_MOST_ATTACHMENTS", 200))
