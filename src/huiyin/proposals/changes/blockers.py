"""What of proposals stands in the way of dissolving a body: nobody could revise, withdraw or hear of them any more."""

from datetime import date

from django.utils.translation import gettext as _

from huiyin.people.changing.blockers import MOST_NAMED, blocker, listed
from huiyin.people.models import Body
from huiyin.procedure.models import Matter
from huiyin.proposals.models import PlannedUnit, Proposal
from huiyin.proposals.rules.state_groups import HANDING_OVER, IN_HAND, TO_EVALUATE, UNDECIDED, WRITING


@blocker
def proposals_of_the_body(body: Body, until: date) -> str:
    """Collective proposals without a decision or an answer; drafts are only counted, being nobody else's business."""
    own = Proposal.objects.filter(committee_id=body.committee_id, body=body)
    undecided = own.filter(matter__state__in=UNDECIDED).select_related("matter").order_by("pk")
    drafts = own.filter(matter__state__in=WRITING).count()
    parts = []
    if undecided.exists():
        names = [each.matter.title for each in undecided[:MOST_NAMED]]
        parts.append(_("没有审查完的%(names)s") % {"names": listed(names, undecided.count())})
    unanswered = (
        own.filter(matter__state__in=(*HANDING_OVER, *IN_HAND)).select_related("matter").order_by("pk")
    )
    if unanswered.exists():
        names = [each.matter.title for each in unanswered[:MOST_NAMED]]
        parts.append(_("没有办复的%(names)s") % {"names": listed(names, unanswered.count())})
    asked = own.filter(matter__state__in=TO_EVALUATE).select_related("matter").order_by("pk")
    if asked.exists():
        names = [each.matter.title for each in asked[:MOST_NAMED]]
        parts.append(_("没有评议完的%(names)s") % {"names": listed(names, asked.count())})
    if drafts:
        parts.append(_("没有提交的草稿%(number)d件") % {"number": drafts})
    return _("仍有集体提案：%(parts)s") % {"parts": "；".join(parts)} if parts else ""


@blocker
def planned_for_the_unit(body: Body, until: date) -> str:
    """Proposals on the hand-over list that are to go to the unit: they are planned for another one first."""
    planned = PlannedUnit.objects.filter(committee_id=body.committee_id, unit=body)
    rows = Matter.objects.filter(pk__in=planned.values("proposal__matter"), state__in=HANDING_OVER)
    number = rows.count()
    if not number:
        return ""
    names = [each.number or each.title for each in rows.order_by("number", "pk")[:MOST_NAMED]]
    return _("仍是待交办提案的拟承办单位：%(names)s") % {"names": listed(names, number)}
