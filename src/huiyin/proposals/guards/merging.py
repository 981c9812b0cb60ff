"""What must hold before proposals are merged, objected to, taken apart or passed on, each with its sentence."""

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard
from huiyin.proposals.conversions import no_conversion
from huiyin.proposals.selectors.merging import merging_of, objected_already, parts_of, unanswered_of_parts
from huiyin.proposals.selectors.proposal import proposal_of

OBJECTION = "objection"
"""The clock within which authors may object."""


@guard("proposals.no_parts@1", "没有其他提案并入本件")
def no_parts(act: Act) -> Verdict:
    """A main proposal neither goes nor is refused while others hang on it: they are taken out first."""
    parts = parts_of(act.matter)
    if not parts:
        return ALLOWED
    titles = "、".join(f"《{each.part.matter.title}》" for each in parts[:3])
    more = f"等{len(parts)}件" if len(parts) > 3 else ""
    text = f"{titles}{more}已并入本件；请先由提案审查经办人撤销这些并案，再办理此项。"
    return Refused("has_parts", text)


@guard("proposals.in_time_to_object@1", "在异议期限内，每位提案人提一次")
def in_time_to_object(act: Act) -> Verdict:
    """Each author once, within the term."""
    merging = merging_of(act.matter)
    if merging is None:
        return Refused("not_merged", "本件没有并案。")
    if act.actor is not None and objected_already(merging, act.actor):
        return Refused("objected_already", "您已经提出过异议，请等待答复或者查看答复。")
    clock = act.matter.clocks.filter(code=OBJECTION).order_by("-round", "-pk").first()
    due = clock.due if clock is not None and clock.due is not None else merging.object_until
    if due < act.day:
        return Refused("objected_late", f"异议期限{due:%Y年%-m月%-d日}已过，不能再提出异议。")
    return ALLOWED


@guard("proposals.objections_answered@1", "对并案的异议均已答复")
def objections_answered(act: Act) -> Verdict:
    """A main proposal is not handed over while an author of a part waits for an answer."""
    waiting = unanswered_of_parts(act.matter)
    if not waiting:
        return ALLOWED
    said = "、".join(f"{each.person.name}（《{each.merging.part.matter.title}》）" for each in waiting)
    return Refused("objection_open", f"{said}对并案提出的异议还没有答复，请先答复。")


@guard("proposals.convertible@1", "去向可以转办")
def convertible(act: Act) -> Verdict:
    """What the disposal converts to is handled in this product."""
    missing = no_conversion(proposal_of(act.matter))
    return Refused("no_conversion", missing) if missing else ALLOWED
