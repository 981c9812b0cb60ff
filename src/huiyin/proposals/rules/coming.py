"""What comes next for a proposal, in a sentence for whoever wrote it or signed it."""

from datetime import date

from django.utils.translation import gettext as _

from huiyin.kernel.text import said_day
from huiyin.proposals.rules.state_groups import (
    ANSWERED,
    CONVERTED,
    DOCKETED,
    EXAMINING,
    FOLLOWED,
    HANDED_IN,
    HANDING_OVER,
    IN_HAND,
    KEPT_HERE,
    MERGED,
    REFUSED,
    WRITING,
)


def coming(state: str, due: date | None, *, is_author: bool, extended: bool = False) -> str:
    """What comes next, by whom and by `due`. Who signed with the author is told what the author does."""
    by = _("在%(day)s以前") % {"day": said_day(due)} if due is not None else ""
    if state in WRITING or state == "returned_for_revision":
        return _author_next(state, by, is_author=is_author)
    if state == "submitted":
        return _("下一步由提案审查的工作人员%(by)s受理，受理后开始审查。") % {"by": by}
    if state in EXAMINING:
        return (
            _("下一步由会议审定是否立案，审查应%(by)s完成。") % {"by": by}
            if by
            else _("下一步由会议审定是否立案。")
        )
    if state in HANDING_OVER:
        return _("下一步由政协同党委、政府办公室商定交哪个单位办理，%(by)s交办。") % {"by": by or _("商定后")}
    if state in IN_HAND:
        longer = _("（经同意延期）") if extended and by else ""
        return _("下一步由承办单位办理，%(by)s答复%(longer)s。") % {
            "by": by or _("在规定的期限内"),
            "longer": longer,
        }
    if state in ANSWERED:
        return _after_reply(state, by)
    return _end_words(state)


def _after_reply(state: str, by: str) -> str:
    """Whoever wrote or signed it is asked for a form of the own."""
    if state == "replied":
        return _("承办单位已经答复，请看答复的内容。下一步由政协%(by)s请您评议。") % {"by": by}
    if state == "evaluating":
        words = _(
            "下一步请您%(by)s评议：沟通联系、办理态度、答复的针对性和办理结果分开评价；已经评议的，等评议结束。"
        )
        return words % {"by": by}
    if state == "disputed":
        return _("评议中有人对办理结果不满意，下一步由政协%(by)s退承办单位重新办理。") % {"by": by}
    if state == "evaluated":
        return _("评议已经结束，下一步由政协%(by)s办结。") % {"by": by}
    if state in FOLLOWED:
        return _("评议已经结束，列入计划和承诺的事项正在落实，全部落实以后办结。")
    return _("已经办结。以后发现没有落实的，请告诉政协，可以重新办理。")


def _author_next(state: str, by: str, *, is_author: bool) -> str:
    if state == "draft":
        return (
            _("下一步由您办理：写好后提交；联名提案先送联名人。")
            if is_author
            else _("下一步由第一提案人提交。")
        )
    if state == "countersigning":
        who = _("您") if is_author else _("第一提案人")
        return _("下一步等联名人%(by)s答复，然后由%(who)s提交。") % {"by": by, "who": who}
    if is_author:
        return _("下一步由您办理：请%(by)s改好，重新提交。") % {"by": by}
    return _("下一步由第一提案人%(by)s修改后重新提交。") % {"by": by}


def _end_words(state: str) -> str:
    if state in MERGED:
        return _("以后随主提案一起办理，办理结果同样告诉您。")
    if state in CONVERTED:
        return _("以后按来信或者社情民意信息办理。")
    if state in REFUSED:
        return _("作为提案到此结束，内容按审查结果中的去向处理。")
    if state in HANDED_IN and state not in DOCKETED:
        return _("不再审查，记录保留。")
    if state in KEPT_HERE:
        return _("会议研究后不单独交给承办单位，办理到此结束。")
    return _("没有提交，不再办理。")
