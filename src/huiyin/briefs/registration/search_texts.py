"""What of briefs is found by its words, each text by the facet that shows it.

Who reported it counts as a word only for those who read the name: with `summary` every author, with `source` those who
agreed to be named. Left out are the names behind a combined brief, which are rows of other matters, and earlier
versions: what is found is what stands now.
"""

from django.db.models import Q

from huiyin.briefs.enums import AUTHOR, KIND, Disclosure, SourceKind
from huiyin.briefs.models import (
    Brief,
    BriefArrival,
    BriefFeedback,
    BriefGiver,
    BriefInstruction,
    BriefIssue,
    BriefSending,
    BriefUse,
)
from huiyin.handling.enums import PointKind
from huiyin.handling.models import Point
from huiyin.procedure.models import MatterParty
from huiyin.search.full_text.columns import columns, together
from huiyin.search.full_text.registry import searchable, searchable_names

# As `source_words` names them: briefs of citizens, of other committees and of the office have no author of their own.
NAMED = Q(matter__brief__disclosure=Disclosure.DISCLOSED) & ~Q(
    matter__brief__source_kind__in=(SourceKind.CITIZEN, SourceKind.LOWER_COMMITTEE, SourceKind.OFFICE)
)
WRITTEN = Q(role=AUTHOR, active=True)
STANDS = Q(voided_on__isnull=True)

searchable(
    KIND,
    "text",
    "信息内容",
    read=together(
        columns(Brief, "matter", "situation", "analysis"),
        columns(Point, "matter", "text", only=Q(kind=PointKind.SUGGESTION)),
    ),
)
searchable_names(
    KIND,
    "summary",
    "反映人",
    read=together(
        columns(MatterParty, "matter", "person__name", only=WRITTEN),
        columns(MatterParty, "matter", "body__name", only=WRITTEN),
    ),
)
searchable_names(
    KIND,
    "source",
    "反映人",
    read=together(
        columns(MatterParty, "matter", "person__name", only=WRITTEN & NAMED),
        columns(MatterParty, "matter", "body__name", only=WRITTEN & NAMED),
        columns(BriefArrival, "brief__matter", "sender", "author"),
    ),
)
searchable(KIND, "giver", "反映情况的群众", read=columns(BriefGiver, "brief__matter", "name", "contact"))
searchable(
    KIND,
    "result",
    "筛选结果",
    read=together(
        columns(Brief, "matter", "unsuited_words", only=Q(matter__state="declined")),
        columns(Brief, "matter", "result_text", only=~Q(matter__state="submitted")),
    ),
)
searchable(KIND, "issue", "编发", read=columns(BriefIssue, "brief__matter", "number", "addressees", "copies"))
searchable(
    KIND,
    "ladder",
    "采用",
    read=columns(BriefUse, "brief__matter", "by", "publication", "number", only=STANDS),
)
# The register shows what was corrected too; leaders and what they said stand here alone.
searchable(
    KIND,
    "uses",
    "采用和批示登记",
    read=together(
        columns(BriefInstruction, "brief__matter", "leader", "text", "void_reason"),
        columns(BriefUse, "brief__matter", "by", "publication", "number", "void_reason", only=~STANDS),
    ),
)
searchable(KIND, "feedback", "反馈", read=columns(BriefFeedback, "brief__matter", "by", "words", "way"))
searchable(
    KIND,
    "sending",
    "报送上级",
    read=columns(BriefSending, "brief__matter", "receiver", "number", "result_words"),
)
searchable(
    KIND,
    "arrival",
    "下级政协报来",
    read=columns(BriefArrival, "brief__matter", "sender", "issue_number", "number", "author"),
)
