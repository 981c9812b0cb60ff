"""What stands in an exported workbook."""

import io
from pathlib import Path
from typing import Any

from django.http import HttpResponseBase
from python_calamine import CalamineWorkbook


def content_of(response: Any) -> bytes:
    """The bytes of a file that was handed over."""
    return b"".join(response.streaming_content)


def rows_of_file(content: bytes, sheet: str = "台账") -> list[list[Any]]:
    """All rows of a sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def sheet_text(response: HttpResponseBase) -> str:
    """Every cell of an exported ledger; nothing for an answer that is no file."""
    if response.status_code != 200 or not response.streaming:
        return ""
    return "\n".join(str(cell) for row in rows_of_file(content_of(response)) for cell in row)


SAMPLE = Path(__file__).parent / "sample.xlsx"
