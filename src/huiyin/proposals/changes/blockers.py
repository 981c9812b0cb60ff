"""What of proposals stands in the way of dissolving a body: nobody could revise, withdraw or hear of them any more."""

from datetime import date

from django.utils.translation import gettext as _

from huiyin.people.changing.blockers import MOST_NAMED, blocker, listed
from huiyin.people.models import Body
from huiyin.proposals.models import Proposal

UNWRITTEN = ("draft", "countersigning")
UNDECIDED = ("submitted", "first_exam", "second_exam", "final_exam", "returned_for_revision")


@blocker
def proposals_of_the_body(body: Body, until: date) -> str:
    """Collective proposals that are not decided; drafts are counted only, they are nobody else's business."""
    own = Proposal.objects.filter(committee_id=body.committee_id, body=body)
    undecided = own.filter(matter__state__in=UNDECIDED).select_related("matter").order_by("pk")
    drafts = own.filter(matter__state__in=UNWRITTEN).count()
    parts = []
    if undecided.exists():
        names = [each.matter.title for each in undecided[:MOST_NAMED]]
        parts.append(_("没有审查完的%(names)s") % {"names": listed(names, undecided.count())})
    if drafts:
        parts.append(_("没有提交的草稿%(number)d件") % {"number": drafts})
    return _("仍有集体提案：%(parts)s") % {"parts": "；".join(parts)} if parts else ""
