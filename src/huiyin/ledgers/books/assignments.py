"""办理台账: every assignment by unit, from its receipt to what is said of it and whether its promises were kept."""

from django.db.models import F, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import AssignmentRole, EvaluationMeaning, ReplyMeaning
from huiyin.handling.rules import ANSWERING
from huiyin.ledgers import labels
from huiyin.ledgers.books import handling_keys as keys
from huiyin.ledgers.books.assignment_columns import COLUMNS
from huiyin.ledgers.books.assignment_content import class_labels, prepare, value_labels
from huiyin.ledgers.books.assignment_keys import carried_out, said, sent_replies, timeliness, told_totals
from huiyin.ledgers.books.proposal_content import session_labels
from huiyin.ledgers.books.shared import OFFICES, UNITS, field, key_matter, text_key, year_of_matter
from huiyin.ledgers.books.steps import kinds
from huiyin.ledgers.definition import Asked, Ledger, ledger
from huiyin.ledgers.dimensions import Dimension
from huiyin.procedure.models import Matter

CODE, KIND = "assignments", "assignment"


def rows(asker: Asked) -> QuerySet[Matter]:
    """Assignments of which the reader sees what was asked; assisting ones only between the units and their office."""
    return Matter.objects.filter(asker.sees("request", kind=KIND), committee=asker.committee, kind=KIND)


BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("办理台账")),
        about=str(
            _(
                "每个承办单位的每件办理件，自交办之日起列入；退回改办的保留，注明已改办。"
                "是否按期按最后一次办复的日期与期限比较；会办件只列给单位和交办单位。"
            )
        ),
        readers=OFFICES | UNITS,
        rows=rows,
        year=year_of_matter(),
        order=(("opened_at", True), ("pk", True)),
        columns=COLUMNS,
        dimensions=(
            field("unit", _("承办单位"), "assignment__unit", labels.of_bodies),
            field("role", _("承办方式"), "assignment__role", labels.of_choices(AssignmentRole)),
            Dimension(
                "answers",
                str(_("是否答复提出人")),
                lambda asker: text_key(
                    When(assignment__role__in=list(ANSWERING), then=Value(labels.YES)), default=labels.NO
                ),
                labels.yes_no(_("主办、单办、分办"), _("会办")),
                offered=(labels.YES, labels.NO),
            ),
            field("of", _("来源"), "parent__kind", kinds),
            field("stage", _("环节"), "stage", labels.of_stages(KIND)),
            field("state", _("状态"), "state", labels.of_states(KIND)),
            Dimension(
                "late",
                str(_("时限")),
                timeliness,
                keys.TIME_LABELS,
                gate=lambda asker: asker.sees("clocks", kind=KIND),
                offered=keys.TIMES,
            ),
            Dimension(
                "class",
                str(_("答复类别")),
                lambda asker: Subquery(sent_replies(asker).values("reply_class__code")[:1]),
                class_labels,
                none=str(_("未办复")),
            ),
            Dimension(
                "meaning",
                str(_("答复含义")),
                lambda asker: Subquery(sent_replies(asker).values("reply_class__meaning")[:1]),
                labels.of_choices(ReplyMeaning),
                none=str(_("未办复")),
                offered=tuple(ReplyMeaning.values),
            ),
            Dimension(
                "contact",
                str(_("面商")),
                lambda asker: keys.contact(),
                keys.CONTACT_LABELS,
                gate=lambda asker: asker.sees("contact", kind=KIND),
                offered=keys.CONTACTS,
            ),
            Dimension(
                "satisfaction",
                str(_("对办理结果的评价")),
                said(keys.ON_RESULT, "value__meaning"),
                keys.SAID_LABELS,
                gate=told_totals,
                none=str(_("没有评议")),
                offered=(*EvaluationMeaning.values, keys.SILENT),
            ),
            Dimension(
                "result_value",
                str(_("办理结果评价等次")),
                said(keys.ON_RESULT, "value__code"),
                value_labels,
                gate=told_totals,
                none=str(_("没有评议")),
            ),
            Dimension(
                "process_value",
                str(_("办理过程评价等次")),
                said(keys.ON_PROCESS, "value__code"),
                value_labels,
                gate=told_totals,
                none=str(_("没有评议")),
            ),
            Dimension(
                "carried",
                str(_("落实情况")),
                carried_out,
                keys.CARRIED_LABELS,
                none=str(_("未办复")),
                offered=keys.CARRIED,
            ),
            field(
                "session",
                _("提案届次"),
                "parent__proposal__plenary_session",
                session_labels,
                none=str(_("不是提案的办理件，或者没有登记会议")),
            ),
            Dimension("round", str(_("轮次")), lambda asker: F("parent_round"), labels.of_numbers("第%s轮")),
            key_matter("parent__"),
        ),
        prepare=prepare,
        related=("assignment__unit", "parent"),
    )
)
