"""Conditions of supervision orders: who has something to put right, and whether it was put right."""

from huiyin.handling.selectors.supervision import findings_left, units_still_to_report
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard


def _at(act: Act, facet: str) -> str:
    return f"/matters/{act.matter.pk}/#{facet}"


@guard("handling.improvement_due@1", "本单位须报告整改", bodies=units_still_to_report)
def improvement_due(act: Act) -> Verdict:
    """The actor's unit has findings to answer in this round and has not reported."""
    waiting = units_still_to_report(act.matter)
    own = act.grant.body if act.grant is not None else None
    if own is not None and own not in waiting:
        return Refused("reported_already", "本单位本轮整改情况已经报告，或者不需要报告。")
    return ALLOWED


@guard("handling.improvements_in@1", "各责任单位均已报告整改")
def improvements_in(act: Act) -> Verdict:
    """Every unit that has something to put right has reported."""
    waiting = "、".join(str(unit) for unit in units_still_to_report(act.matter))
    if waiting:
        return Refused("improvements_missing", f"{waiting}还没有报告整改情况。", _at(act, "improvements"))
    return ALLOWED


@guard("handling.all_put_right@1", "发现的问题均已整改到位")
def all_put_right(act: Act) -> Verdict:
    """An order is closed when the check has found everything put right."""
    left = findings_left(act.matter, act.matter.round)
    if not left:
        return ALLOWED
    numbers = "、".join(str(point.order) for point in left)
    text = f"第{numbers}项还没有整改到位，应退回继续整改。"
    return Refused("findings_left", text, _at(act, "findings"))


@guard("handling.something_left@1", "还有问题没有整改到位")
def something_left(act: Act) -> Verdict:
    """Only what was not put right is put right again."""
    if findings_left(act.matter, act.matter.round):
        return ALLOWED
    return Refused("nothing_left", "发现的问题均已整改到位，可以办结。")
