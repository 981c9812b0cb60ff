"""The cells of a workbook: every sheet with its name, values as they are shown, results of formulas."""

from datetime import date, datetime, time
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from huiyin.kernel.text import said_day
from huiyin.records.file_texts.words import LONGEST
from huiyin.records.file_types import FileRefused


def sheet_text(content: bytes) -> str:
    """A line for each row, up to as much as is kept of a file. Raises FileRefused for a damaged workbook."""
    lines: list[str] = []
    room = LONGEST
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in workbook.sheet_names:
            lines.append(name)
            for row in workbook.get_sheet_by_name(name).iter_rows():
                line = " ".join(filter(None, map(shown, row)))
                if line:
                    lines.append(line)
                    room -= len(line)
                if room < 0:
                    return "\n".join(lines)
    except CalamineError as fault:
        raise FileRefused("工作簿无法打开。") from fault
    return "\n".join(lines)


def shown(value: object) -> str:
    """A value as a clerk would type it to find it: 12 and not 12.0, a day with year, month and day."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(round(value, 6))
    if isinstance(value, datetime):
        return said_day(value.date()) if value.time() == time() else f"{said_day(value.date())}{value:%H:%M}"
    if isinstance(value, date):
        return said_day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if isinstance(value, bool) else str(value)
