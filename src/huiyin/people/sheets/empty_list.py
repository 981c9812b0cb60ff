"""An empty list with the headings, for whoever has no list of their own yet."""

import csv
import io

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from huiyin.people.sheets.columns import Layout


def empty_list(layout: Layout, file_name: str) -> HttpResponse:
    """The headings as a file for Excel and WPS; the mark at its beginning tells them that it is UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerow([str(column.label) for column in layout.columns])
    name = content_disposition_header(as_attachment=True, filename=f"{file_name}.csv")
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = name or "attachment"
    return answer
