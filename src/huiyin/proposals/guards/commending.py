"""What must hold before a round of commendation goes on."""

from django.urls import reverse

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard
from huiyin.proposals.selectors.commending import commendation_of, nominees_of, objections_of, objections_open


@guard("proposals.has_nominees@1", "有候选")
def has_nominees(act: Act) -> Verdict:
    """There is something to examine."""
    if nominees_of(act.matter).exists():
        return ALLOWED
    where = reverse("procedure:move", args=[act.matter.pk, "nominate"])
    return Refused("no_nominees", "还没有候选：请先提名，或者按记录提出。", where)


@guard("proposals.within_objections@1", "在异议期内")
def within_objections(act: Act) -> Verdict:
    """Members object as long as they are asked."""
    if objections_open(act.matter, act.day):
        return ALLOWED
    return Refused("objections_over", "异议期已经结束。")


@guard("proposals.objections_over@1", "异议期已过，异议已答复，名单不空")
def objections_over(act: Act) -> Verdict:
    """What is announced stands."""
    until = commendation_of(act.matter).objections_until
    if until is not None and act.day <= until:
        return Refused("objections_run", f"异议期到{until:%Y年%-m月%-d日}为止，过后才能公布。")
    if objections_of(act.matter).filter(upheld__isnull=True).exists():
        where = reverse("procedure:move", args=[act.matter.pk, "answer"])
        return Refused("objections_open", "还有异议没有答复。", where)
    if not nominees_of(act.matter).filter(commended=True).exists():
        return Refused("list_empty", "名单上没有受表彰的提案和单位，不能公布。")
    return ALLOWED
