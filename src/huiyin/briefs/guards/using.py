"""What must hold before the engine says that a brief was used or instructed, and before it is sent up."""

from huiyin.briefs.enums import SourceKind
from huiyin.briefs.selectors.brief import brief_of
from huiyin.briefs.selectors.ladder import instructions_of, is_used, pending_instructions, uses_of
from huiyin.briefs.selectors.sending_up import higher_committee, waiting_above
from huiyin.briefs.selectors.sources import sources_of, went_into
from huiyin.kernel.verdicts import ALLOWED, Allowed, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard

FEWEST_SOURCES = 2


@guard("briefs.used@1", "已被采用")
def used(act: Act) -> Verdict:
    """Somebody else than the own issue used it."""
    return ALLOWED if is_used(uses_of(brief_of(act.matter))) else Refused("not_used", "还没有登记采用。")


@guard("briefs.instructed@1", "已获批示")
def instructed(act: Act) -> Verdict:
    """A leader gave an instruction, on a submission of the brief or as registered."""
    brief = brief_of(act.matter)
    if instructions_of(brief) or pending_instructions(brief):
        return ALLOWED
    return Refused("not_instructed", "还没有领导批示。")


@guard("briefs.not_used@1", "没有采用登记")
def not_used(act: Act) -> Verdict:
    """What said so was registered by mistake."""
    return Refused("used", "已有采用登记。") if isinstance(used(act), Allowed) else ALLOWED


@guard("briefs.not_instructed@1", "没有批示")
def not_instructed(act: Act) -> Verdict:
    """What said so was registered by mistake."""
    return Refused("instructed", "已有领导批示。") if isinstance(instructed(act), Allowed) else ALLOWED


@guard("briefs.came_from_below@1", "由下级政协报来")
def came_from_below(act: Act) -> Verdict:
    """What a lower committee sent up is nobody's draft."""
    if brief_of(act.matter).source_kind == SourceKind.LOWER_COMMITTEE:
        return ALLOWED
    return Refused("written_here", "本件不是下级政协报来的。")


@guard("briefs.higher_works_here@1", "上级政协在本系统内办理")
def higher_works_here(act: Act) -> Verdict:
    """Else it is registered by hand."""
    if higher_committee(act.committee, act.day) is not None:
        return ALLOWED
    return Refused("higher_not_here", "上级政协没有在本系统办理，请用“登记报送上级”登记日期、文号和方式。")


@guard("briefs.not_waiting_above@1", "上级政协没有正在处理的同一件")
def not_waiting_above(act: Act) -> Verdict:
    """What lies above is not sent a second time; declined or kept, it may be."""
    sending = waiting_above(brief_of(act.matter))
    if sending is None:
        return ALLOWED
    text = f"本件已报送{sending.receiver}（{sending.get_result_display()}），不必重复报送。"
    return Refused("waiting_above", text)


@guard("briefs.has_sources@1", "综合信息已列出来源")
def has_sources(act: Act) -> Verdict:
    """One item out of several names at least two."""
    brief = brief_of(act.matter)
    if brief.source_kind != SourceKind.OFFICE or len(sources_of(brief)) >= FEWEST_SOURCES:
        return ALLOWED
    return Refused("no_sources", "综合信息至少由两件信息编成，请先用“选编来源”列出。")


@guard("briefs.whole_not_issued@1", "综合信息尚未编发")
def whole_not_issued(act: Act) -> Verdict:
    """Once the whole went out, what it says came from all of its sources."""
    row = went_into(brief_of(act.matter))
    if row is not None and row.brief.issues.exists():
        return Refused("whole_issued", f"综合信息《{row.brief.matter.title}》已经编发，不能拆出。")
    return ALLOWED
