"""Facts of briefs after their issue."""

from huiyin.briefs.enums import LadderOrigin, SourceKind, SourceRelation
from huiyin.briefs.selectors.brief import brief_of
from huiyin.briefs.selectors.ladder import pending_instructions
from huiyin.briefs.selectors.sending_up import waiting_above
from huiyin.briefs.selectors.sources import went_into
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact


@fact("briefs.instructions_pending@1", "报送件上有新的批示")
def instructions_pending(matter: Matter) -> bool:
    """A leader has said something on a submission that does not stand on the ladder yet."""
    return bool(pending_instructions(brief_of(matter)))


@fact("briefs.something_registered@1", "有本级登记的采用或者批示")
def something_registered(matter: Matter) -> bool:
    """Something that this committee wrote down itself and may have written down wrongly."""
    brief, own = brief_of(matter), {"origin": LadderOrigin.RECORDED, "voided_on__isnull": True}
    return brief.uses.filter(own_issue=False, **own).exists() or brief.instructions.filter(**own).exists()


@fact("briefs.of_office@1", "由政协办编写")
def of_office(matter: Matter) -> bool:
    """Written by the office itself out of several."""
    return brief_of(matter).source_kind == SourceKind.OFFICE


@fact("briefs.of_lower_committee@1", "由下级政协报来")
def of_lower_committee(matter: Matter) -> bool:
    """Sent up by a lower committee; nobody who drafts here waits for that."""
    return brief_of(matter).source_kind == SourceKind.LOWER_COMMITTEE


@fact("briefs.combined_in_whole@1", "已编入综合信息")
def combined_in_whole(matter: Matter) -> bool:
    """It was issued by itself and is a source of a combined one too."""
    row = went_into(brief_of(matter))
    return row is not None and row.kind == SourceRelation.COMBINED


@fact("briefs.may_go_up@1", "上级政协在本系统办理，没有正在处理的同一件")
def may_go_up(matter: Matter) -> bool:
    """The committee above works here and does not have it in hand."""
    return matter.committee.parent_id is not None and waiting_above(brief_of(matter)) is None


@fact("briefs.sent_by_hand@1", "有登记的报送")
def sent_by_hand(matter: Matter) -> bool:
    """Something was sent otherwise than through this system."""
    return brief_of(matter).sendings.filter(into__isnull=True).exists()
