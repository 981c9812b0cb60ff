"""The minutes of a sitting as an official paper: its own mark, who was there at the end."""

from huiyin.procedure.act import Act
from huiyin.procedure.registry import document_kind
from huiyin.records.models import Document
from huiyin.records.official.issuing import office_name
from huiyin.records.official.paper import Frame, PaperFormat
from huiyin.records.official.writers import paper_kind
from huiyin.sittings.enums import MINUTES, Presence
from huiyin.sittings.selectors import attendance_of, sitting_of

ORDER = (Presence.PRESENT, Presence.EXCUSED, Presence.OBSERVING)
"""出席、请假、列席, as GB/T 9704-2012 10.2 has them."""


def _minutes_frame(act: Act, document: Document) -> Frame:
    sitting, lists = sitting_of(act.matter), attendance_of(act.matter)
    whose = sitting.body.name if sitting.body is not None else ""
    office = office_name(act.committee, act.day)
    return Frame(
        format=PaperFormat.MINUTES,
        mark=f"{whose or act.committee.short_name}{sitting.get_kind_display()}纪要",
        number=document.number,
        office=whose or office,
        day=act.day,
        attendance=tuple(
            (str(each.label), "、".join(map(str, lists[each.value]))) for each in ORDER if lists[each.value]
        ),
        printed_by=office,
        printed_on=act.day,
    )


document_kind(MINUTES, "会议纪要")
paper_kind(MINUTES, _minutes_frame)
