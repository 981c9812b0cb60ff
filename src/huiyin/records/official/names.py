"""How files of papers are called."""

from django.utils.text import get_valid_filename

from huiyin.kernel.text import shorten
from huiyin.records.models import DocumentVersion

LONGEST_NAME = 80


def file_name(version: DocumentVersion, ending: str) -> str:
    """Number and title, as an office names its files."""
    said = shorten(f"{version.frame.get('number', '')} {version.title}".strip(), LONGEST_NAME)
    return f"{get_valid_filename(said.replace('…', ''))}.{ending}"
