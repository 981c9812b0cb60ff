"""What of proposals, letters, tips and calls is found by its words, each text by the facet that shows it.

Left out is what one facet shows to different readers differently: the examiners' advice (never to who signs), what
cosigners answered, planned units (each office knows of its own side), the unit's own part. Earlier versions are left
out too: what is found is what stands now.
"""

from django.db.models import Q

from huiyin.handling.enums import PointKind
from huiyin.handling.models import Point
from huiyin.procedure.models import MatterParty
from huiyin.proposals.enums import AUTHOR, KIND, LETTER, TIP, TIP_CALL, CoSigning
from huiyin.proposals.models import (
    CoSignature,
    Letter,
    LetterForwarding,
    Proposal,
    Tip,
    TipCall,
    TipGiver,
)
from huiyin.proposals.panels.proposal import WITHOUT_RESULT
from huiyin.search.full_text.columns import columns, together
from huiyin.search.full_text.registry import searchable, searchable_names

TEXT = together(
    columns(Proposal, "matter", "situation", "analysis"),
    columns(Point, "matter", "text", only=Q(kind=PointKind.SUGGESTION, taken_over__isnull=True)),
)
PROPOSERS = together(
    columns(Proposal, "matter", "body__name", "body_name", "convener_name"),
    columns(MatterParty, "matter", "person__name", only=Q(role=AUTHOR, active=True)),
    columns(CoSignature, "proposal__matter", "person__name", only=Q(state=CoSigning.AGREED)),
)
RESULT = columns(
    Proposal,
    "matter",
    "refusal_words",
    "result_text",
    "decided_at",
    only=~Q(matter__state__in=WITHOUT_RESULT),
)
# A letter carries the text of the proposal that it was, which no longer changes.
LETTER_TEXT = together(
    columns(Proposal, "matter__children", "situation", "analysis"),
    columns(Point, "matter__children", "text", only=Q(taken_over__isnull=True)),
)

searchable(KIND, "text", "提案内容", read=TEXT)
searchable(KIND, "published", "公开的提案", read=TEXT)
searchable(KIND, "result", "审查结果", read=RESULT)
searchable(KIND, "summary", "联系人", read=columns(Proposal, "matter", "contact_name"))
searchable_names(KIND, "summary", "提案者", read=PROPOSERS)
searchable(LETTER, "content", "来信内容", read=LETTER_TEXT)
searchable(
    LETTER,
    "forwarding",
    "转送和处理",
    read=together(
        columns(LetterForwarding, "letter__matter", "body__name", "body_name", "text"),
        columns(Letter, "matter", "result_text"),
    ),
)
searchable(TIP, "text", "线索内容", read=columns(Tip, "matter", "wording"))
searchable(TIP, "original", "原文", read=columns(Tip, "matter", "original_title", "original_text"))
searchable(TIP, "giver", "提供人", read=columns(TipGiver, "tip__matter", "name", "contact"))
searchable(TIP_CALL, "summary", "征集内容", read=columns(TipCall, "matter", "asked"))
