"""What of handling is found by its words, each text by the facet that shows it.

Left out is what one facet shows to different readers differently: a unit reads its own improvements alone, an evaluator
the own form alone.
"""

from django.db.models import Q

from huiyin.handling.models import (
    Assignment,
    Commitment,
    Contact,
    ContactWaiver,
    EvaluationForm,
    ExtensionRequest,
    Instruction,
    LookBack,
    OfflineItem,
    Point,
    Reply,
    ReplyPoint,
    ReplyPromise,
    ReturnRequest,
    Submission,
    SupervisionCheck,
    SupervisionOrder,
    SupervisionVisit,
)
from huiyin.search.full_text.columns import columns, together
from huiyin.search.full_text.registry import Read, searchable, searchable_names

SENT = Q(answered_on__isnull=False)
SENT_BY_REPLY = Q(reply__answered_on__isnull=False)


def _replies(whole: Q, parts: Q) -> Read:
    return together(
        columns(Reply, "matter", "text", "document_number", only=whole),
        columns(ReplyPoint, "reply__matter", "text", only=parts),
        columns(ReplyPromise, "reply__matter", "what", only=parts),
    )


searchable(
    "submission",
    "summary",
    "报送与收文",
    read=columns(
        Submission, "matter", "addressee__name", "registered_no", "proposed_opinion", "presented_to"
    ),
)
searchable(
    "submission",
    "instructions",
    "领导批示",
    read=columns(Instruction, "submission__matter", "leader_name", "leader_post", "text", "forwarded_to"),
)
for kind in ("assignment",):
    searchable(kind, "request", "交办要求", read=columns(Assignment, "matter", "request"))
    searchable(
        kind,
        "returns",
        "申退与延期",
        read=together(
            columns(ReturnRequest, "matter", "reason", "decision_reason", "dispute_reason", "ruling_reason"),
            columns(ExtensionRequest, "matter", "reason", "decision_reason"),
        ),
    )
    searchable(
        kind,
        "contact",
        "面商与沟通",
        read=together(
            columns(Contact, "matter", "author__name", "place", "unit_people", "summary", "remark"),
            columns(ContactWaiver, "matter", "author__name", "reason"),
        ),
    )
    searchable(kind, "draft", "答复稿", read=_replies(~SENT, ~SENT_BY_REPLY))
    searchable(kind, "reply", "答复", read=_replies(SENT, SENT_BY_REPLY))
    searchable_names(kind, "request", "承办单位", read=columns(Assignment, "matter", "unit__name"))
searchable(
    "commitment",
    "summary",
    "承诺事项",
    read=columns(Commitment, "matter", "unit__name", "what", "evidence_wanted", "evidence"),
)
searchable(
    "evaluation",
    "forms",
    "评价表",
    read=columns(EvaluationForm, "evaluation__matter", "evaluator__name", "remark"),
)
searchable("look_back", "summary", "当时的结果", read=columns(LookBack, "matter", "first_result"))
searchable(
    "look_back",
    "visit",
    "现场情况",
    read=columns(LookBack, "matter", "place", "people", "evidence", "conclusion"),
)
searchable(
    "supervision_order",
    "summary",
    "督办事由",
    read=columns(SupervisionOrder, "matter", "reason", "led_by", "notice"),
)
searchable(
    "supervision_order",
    "visits",
    "现场协商",
    read=columns(SupervisionVisit, "order__matter", "place", "participants", "progress", "quality"),
)
searchable(
    "supervision_order",
    "findings",
    "发现的问题",
    read=together(columns(Point, "matter", "text"), columns(SupervisionCheck, "order__matter", "remark")),
)
searchable("supervision_order", "opinion", "督办意见", read=columns(SupervisionOrder, "matter", "opinion"))
searchable(
    "offline_item",
    "summary",
    "登记内容",
    read=columns(OfflineItem, "matter", "addressee__name", "leader_name", "leader_post"),
)
