"""Files of the demonstration, made while it is told: a Word document and a sheet whose words search finds."""

from collections.abc import Sequence
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from xlsxwriter import Workbook


def word_document(name: str, lines: Sequence[str]) -> SimpleUploadedFile:
    """A document of Word: the first line is its heading."""
    document, held = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(held)
    return SimpleUploadedFile(name, held.getvalue())


def sheet(name: str, rows: Sequence[Sequence[str | int]]) -> SimpleUploadedFile:
    """A workbook with one sheet."""
    held = BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        page = book.add_worksheet("台账")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return SimpleUploadedFile(name, held.getvalue())
