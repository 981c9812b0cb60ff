"""How files of papers are called."""

import re

from huiyin.kernel.text import shorten
from huiyin.records.models import DocumentVersion

LONGEST_NAME = 80
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What neither Windows nor a ZIP takes in the name of a file."""


def file_name(version: DocumentVersion, ending: str) -> str:
    """Number and title as they are written, brackets of the year and marks of a title too."""
    said = shorten(f"{version.frame.get('number', '')} {version.title}".strip(), LONGEST_NAME)
    return f"{NOT_IN_NAMES.sub('', said.replace('…', '')).rstrip('. ')}.{ending}"
