"""Papers that were set once are kept in a folder and served again while nothing that they depend on has changed."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from huiyin.records.models import DocumentVersion
from huiyin.records.official.fonts import fonts_here
from huiyin.records.official.typesetting import LAYOUT_VERSION, pdf_of
from huiyin.records.official.writers import paper_of


def pdf_file(version: DocumentVersion) -> Path:
    """The version as a PDF file, set now if it was not before.

    The name is made of what the file depends on: what the version says, how papers are laid out, the fonts.
    """
    said = f"{version.pk} {version.document_id} {version.title} {version.digest}"
    name = sha256(f"{said} {LAYOUT_VERSION} {fonts_here().mark}".encode()).hexdigest()
    path = Path(settings.HUIYIN_PAPERS) / name[:2] / f"{name}.pdf"
    if not path.is_file():
        _put(path, pdf_of(paper_of(version)))
    return path


def _put(path: Path, content: bytes) -> None:
    """Write beside and move: whoever reads at the same time sees the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(beside).replace(path)
