"""Effects after the replies: handled once more, followed, concluded; whoever wrote or signed it is told."""

from django.utils.translation import gettext_lazy as _

from huiyin.handling.actions.assign import assign
from huiyin.handling.actions.later_result import record_later_result
from huiyin.notices.kinds import message_kind
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.telling import tell_authors, tell_merged_authors

PROPOSAL_REHANDLED = message_kind("proposal_rehandled", _("提案重新办理"))
PROPOSAL_FOLLOWED = message_kind("proposal_followed", _("提案跟踪结果"))
PROPOSAL_CONCLUDED = message_kind("proposal_concluded", _("提案办结"))


@effect("proposals.rehandle@1")
def rehandle(act: Act) -> None:
    """A new round begins. Why is between the offices and the units: it may say what somebody thought of a reply."""
    assign(act)
    units = "、".join(dict.fromkeys(str(row["unit"]) for row in act.data["assignments"]))
    _tell_all(act, PROPOSAL_REHANDLED, f"{_named(act)}将由{units}重新办理，这是第{act.matter.round}轮。")


@effect("proposals.record_result@1")
def record_result(act: Act) -> None:
    """What came of a reply later stands beside its class."""
    record_later_result(act)
    day = act.data["implemented_on"]
    on = f"，落实日期{day:%Y年%-m月%-d日}" if day is not None else ""
    unit = act.data["reply"].matter.assignment.unit
    text = f"{_named(act)}有了跟踪结果：{unit}，{act.data['reply_class']}{on}。"
    _tell_all(act, PROPOSAL_FOLLOWED, text)


@effect("proposals.conclude@1")
def conclude(act: Act) -> None:
    """It is over; that it is over says nothing of whether anybody is satisfied."""
    text = f"{_named(act)}已经办结。以后发现没有落实的，可以反映给政协，重新办理。"
    _tell_all(act, PROPOSAL_CONCLUDED, text)


def _named(act: Act) -> str:
    return f"第{act.matter.number}号提案" if act.matter.number else "提案"


def _tell_all(act: Act, kind: str, text: str) -> None:
    tell_authors(act, kind, text)
    tell_merged_authors(act, kind, text)
