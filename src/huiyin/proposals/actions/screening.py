"""Effects of screening tips: offered, merged, passed on, declined; and that the giver was told."""

from huiyin.procedure.act import Act
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.models import Link
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.tips import tell_givers
from huiyin.proposals.models import Tip
from huiyin.proposals.selectors.tips import tip_of


@effect("proposals.tip_offer@1")
def offer(act: Act) -> None:
    """Drafters may read it, in the wording that was checked for names; the original stays beside it."""
    tip = tip_of(act.matter)
    act.matter.title, tip.wording = act.data["title"], act.data["wording"]
    _screened(act, tip, "已提供给委员和提案单位参考")


@effect("proposals.tip_merge@1")
def merge(act: Act) -> None:
    """Two givers said the same: one tip is offered, both are told."""
    tip = tip_of(act.matter)
    tip.merged_into = act.data["into"]
    act.link(tip.merged_into.matter, LinkKind.MERGED_INTO)
    _screened(act, tip, "与另一条内容相近的线索合并，一并供委员和提案单位参考")


@effect("proposals.tip_pass_on@1")
def pass_on(act: Act) -> None:
    """Nothing for a proposal, but for somebody else."""
    tip = tip_of(act.matter)
    tip.passed_to = act.data["passed_to"]
    _screened(act, tip, f"已转送{tip.get_passed_to_display()}")


@effect("proposals.tip_decline@1")
def decline(act: Act) -> None:
    """Not used, for a coded reason."""
    tip = tip_of(act.matter)
    tip.decline_reason = act.data["decline_reason"]
    _screened(act, tip, f"没有采用，原因：{tip.get_decline_reason_display()}")


def _screened(act: Act, tip: Tip, said: str) -> None:
    tip.screened_on, tip.result_text = act.day, act.data.get("result_text", "")
    tip.save()
    told = f"您提供的线索《{tip.original_title}》{said}。{tip.result_text}"
    tell_givers(act, tip, told)


@effect("proposals.tip_rescreen@1")
def rescreen(act: Act) -> None:
    """A mistake is mended: it waits for screening again, as it was given."""
    tip = tip_of(act.matter)
    act.matter.title = tip.original_title
    tip.screened_on = tip.told_on = tip.merged_into = None
    tip.decline_reason = tip.passed_to = tip.result_text = tip.told_how = ""
    tip.save()
    Link.objects.filter(source=act.matter, kind=LinkKind.MERGED_INTO).delete()


@effect("proposals.tip_told@1")
def told(act: Act) -> None:
    """Somebody of the public who left a contact was told, by telephone or letter."""
    tip = tip_of(act.matter)
    tip.told_on, tip.told_how = act.data["told_on"], act.data["told_how"]
    tip.save(update_fields=["told_on", "told_how"])
