"""What stands in the way of dissolving a body: persons who act in it, members who belong to it, open matters."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from huiyin.people.models import Body, Grant, Member

MOST_NAMED = 10

Blocker = Callable[[Body, date], str]
"""What is open in a body after a day, in words with names; nothing for nothing."""

_blockers: list[Blocker] = []


def blocker(check: Blocker) -> Blocker:
    """Register a check (packages above add what they know)."""
    if check not in _blockers:
        _blockers.append(check)
    return check


def in_the_way(body: Body, until: date) -> list[str]:
    """Everything that would be left hanging if the body ended with that day."""
    return [found for found in (check(body, until) for check in _blockers) if found]


def listed(names: list[str], number: int) -> str:
    """Names in a sentence, the rest counted."""
    shown = "、".join(names[:MOST_NAMED])
    return (
        shown if number <= MOST_NAMED else _("%(names)s等%(number)d项") % {"names": shown, "number": number}
    )


@blocker
def rights_held(body: Body, until: date) -> str:
    """Persons whose right in the body goes on."""
    lasting = Grant.objects.filter(committee_id=body.committee_id, body=body)
    lasting = lasting.filter(Q(until__isnull=True) | Q(until__gt=until))
    names = [
        f"{each.person.name}（{each.get_role_display()}）" for each in lasting.select_related("person")[:200]
    ]
    return _("仍有人员在其中任职：%(names)s") % {"names": listed(names, len(names))} if names else ""


@blocker
def members_belonging(body: Body, until: date) -> str:
    """Members of a running term who are listed in it."""
    rows = Member.objects.filter(committee_id=body.committee_id).filter(
        Q(sector=body) | Q(special_committee=body) | Q(activity_group=body)
    )
    rows = rows.filter(Q(term__ends_on__isnull=True) | Q(term__ends_on__gt=until))
    number = rows.count()
    if not number:
        return ""
    names = [each.person.name for each in rows.select_related("person").order_by("pk")[:MOST_NAMED]]
    return _("仍有委员编在其中：%(names)s") % {"names": listed(names, number)}
