"""Effects of screening leads: offered, merged, passed on, declined; and that the giver was told."""

from huiyin.procedure.act import Act
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.models import Link
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.leads import tell_givers
from huiyin.proposals.models import Lead
from huiyin.proposals.selectors.leads import lead_of


@effect("proposals.lead_offer@1")
def offer(act: Act) -> None:
    """Drafters may read it, in the wording that was checked for names; the original stays beside it."""
    lead = lead_of(act.matter)
    act.matter.title, lead.wording = act.data["title"], act.data["wording"]
    _screened(act, lead, "已提供给委员和提案单位参考")


@effect("proposals.lead_merge@1")
def merge(act: Act) -> None:
    """Two givers said the same: one lead is offered, both are told."""
    lead = lead_of(act.matter)
    lead.merged_into = act.data["into"]
    act.link(lead.merged_into.matter, LinkKind.MERGED_INTO)
    _screened(act, lead, "与另一条内容相近的线索合并，一并供委员和提案单位参考")


@effect("proposals.lead_pass_on@1")
def pass_on(act: Act) -> None:
    """Nothing for a proposal, but for somebody else."""
    lead = lead_of(act.matter)
    lead.passed_to = act.data["passed_to"]
    _screened(act, lead, f"已转送{lead.get_passed_to_display()}")


@effect("proposals.lead_decline@1")
def decline(act: Act) -> None:
    """Not used, for a coded reason."""
    lead = lead_of(act.matter)
    lead.decline_reason = act.data["decline_reason"]
    _screened(act, lead, f"没有采用，原因：{lead.get_decline_reason_display()}")


def _screened(act: Act, lead: Lead, said: str) -> None:
    lead.screened_on, lead.result_text = act.day, act.data.get("result_text", "")
    lead.save()
    told = f"您提供的线索《{lead.original_title}》{said}。{lead.result_text}"
    tell_givers(act, lead, told)


@effect("proposals.lead_rescreen@1")
def rescreen(act: Act) -> None:
    """A mistake is mended: it waits for screening again, as it was given."""
    lead = lead_of(act.matter)
    act.matter.title = lead.original_title
    lead.screened_on = lead.told_on = lead.merged_into = None
    lead.decline_reason = lead.passed_to = lead.result_text = lead.told_how = ""
    lead.save()
    Link.objects.filter(source=act.matter, kind=LinkKind.MERGED_INTO).delete()


@effect("proposals.lead_told@1")
def told(act: Act) -> None:
    """Somebody of the public who left a contact was told, by telephone or letter."""
    lead = lead_of(act.matter)
    lead.told_on, lead.told_how = act.data["told_on"], act.data["told_how"]
    lead.save(update_fields=["told_on", "told_how"])
