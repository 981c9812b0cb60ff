"""What of the handling stands in the way of dissolving a unit."""

from datetime import date

from django.utils.translation import gettext as _

from huiyin.handling.models import Assignment, Commitment
from huiyin.people.changing.blockers import MOST_NAMED, blocker, listed
from huiyin.people.models import Body


@blocker
def open_assignments(body: Body, until: date) -> str:
    """Assignments of the unit that are not closed, by number or title."""
    rows = Assignment.objects.filter(
        committee_id=body.committee_id, unit=body, matter__closed_at__isnull=True
    )
    number = rows.count()
    if not number:
        return ""
    shown = rows.select_related("matter").order_by("pk")[:MOST_NAMED]
    names = [each.matter.number or each.matter.title for each in shown]
    return _("仍有没有办结的办理件：%(names)s") % {"names": listed(names, number)}


@blocker
def open_commitments(body: Body, until: date) -> str:
    """Promises of the unit that are still followed."""
    rows = Commitment.objects.filter(
        committee_id=body.committee_id, unit=body, matter__closed_at__isnull=True
    )
    number = rows.count()
    if not number:
        return ""
    shown = rows.select_related("matter").order_by("pk")[:MOST_NAMED]
    names = [each.matter.number or each.matter.title for each in shown]
    return _("仍有没有了结的承诺：%(names)s") % {"names": listed(names, number)}
