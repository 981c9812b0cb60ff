"""What of a sitting is found by its words.

Items about a matter are left out: who may not see the matter reads nothing of the item, and who may finds the matter.
The minutes are a paper, found as every paper is.
"""

from django.db.models import Q

from huiyin.search.full_text.columns import columns
from huiyin.search.full_text.registry import searchable, searchable_names
from huiyin.sittings.enums import KIND
from huiyin.sittings.models import AgendaItem, Attendance, Sitting

searchable(KIND, "summary", "会议概况", read=columns(Sitting, "matter", "place", "body__name"))
searchable(
    KIND,
    "agenda",
    "议程和决定",
    read=columns(AgendaItem, "sitting__matter", "text", "note", "decision_text", only=Q(matter__isnull=True)),
)
searchable_names(KIND, "attendance", "出席情况", read=columns(Attendance, "sitting__matter", "name"))
