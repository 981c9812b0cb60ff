"""By what the ledger of proposals is narrowed and summed of their handling: units, replies, contact, evaluation."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import ReplyMeaning
from huiyin.ledgers import labels
from huiyin.ledgers.books import handling_keys as keys
from huiyin.ledgers.books import proposal_handling as handling
from huiyin.ledgers.books.assignment_content import class_labels, value_labels
from huiyin.ledgers.dimensions import Dimension, Several

NOT_HANDED = str(_("没有交办"))
NOT_ANSWERED = str(_("本轮还没有全部办复"))
NOT_EVALUATED = str(_("还没有评议"))

UNITS_OF = (
    Dimension(
        "progress",
        str(_("办理进度")),
        handling.progress,
        handling.PROGRESS_LABELS,
        none=str(_("没有立案")),
        offered=tuple(handling.PROGRESS),
    ),
    Dimension(
        "unit",
        str(_("承办单位（按件）")),
        handling.unit,
        handling.unit_labels,
        gate=handling.sees_units,
        none=NOT_HANDED,
    ),
    Several(
        "units",
        str(_("承办单位（按件次）")),
        handling.unit_parts,
        "matter__parent",
        "unit",
        labels.of_bodies,
        gate=handling.sees_units,
        none=NOT_HANDED,
    ),
    Several(
        "assisting",
        str(_("会办单位（按件次）")),
        handling.assisting_parts,
        "matter__parent",
        "unit",
        labels.of_bodies,
        gate=handling.sees_units,
        none=str(_("没有会办单位")),
    ),
    Dimension(
        "role",
        str(_("承办方式")),
        handling.role,
        handling.ROLE_LABELS,
        gate=handling.sees_units,
        none=NOT_HANDED,
        offered=("sole", "lead", "separate", handling.MIXED),
    ),
)
"""With whom it is, and how far."""

ANSWERS = (
    Dimension(
        "in_time",
        str(_("办复时限")),
        handling.in_time,
        keys.TIME_LABELS,
        gate=handling.sees_clocks,
        none=NOT_HANDED,
        offered=keys.LEAST_IN_TIME_FIRST[::-1],
    ),
    Dimension(
        "contact",
        str(_("面商")),
        handling.contact,
        keys.CONTACT_LABELS,
        gate=handling.sees_contacts,
        none=NOT_HANDED,
        offered=keys.CONTACTS,
    ),
    Dimension(
        "reply_class",
        str(_("答复类别")),
        handling.reply_class,
        class_labels,
        gate=handling.sees_replies,
        none=NOT_ANSWERED,
    ),
    Dimension(
        "meaning",
        str(_("答复含义")),
        handling.reply_meaning,
        labels.of_choices(ReplyMeaning),
        gate=handling.sees_replies,
        none=NOT_ANSWERED,
        offered=tuple(ReplyMeaning.values),
    ),
    Dimension(
        "carried",
        str(_("落实情况")),
        handling.carried_out,
        keys.CARRIED_LABELS,
        gate=handling.sees_replies,
        none=NOT_ANSWERED,
        offered=keys.CARRIED,
    ),
)
"""What the units answered."""

EVALUATED = (
    Dimension(
        "satisfaction",
        str(_("对办理结果的评价")),
        handling.said_of_result,
        keys.SAID_LABELS,
        gate=handling.sees_totals,
        none=NOT_EVALUATED,
        offered=keys.SAID,
    ),
    Dimension(
        "result_value",
        str(_("办理结果评价等次")),
        handling.value_of_result,
        value_labels,
        gate=handling.sees_totals,
        none=NOT_EVALUATED,
    ),
    Dimension(
        "process_value",
        str(_("办理过程评价等次")),
        handling.value_of_process,
        value_labels,
        gate=handling.sees_totals,
        none=NOT_EVALUATED,
    ),
    Dimension("round", str(_("办理轮次")), lambda asker: F("round"), labels.of_numbers("第%s轮")),
)
"""What its authors say of it: process and result apart."""

HANDLING = UNITS_OF + ANSWERS + EVALUATED
