"""Reading the record of changes of settings."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from huiyin.people.models import Committee, SettingChange
from huiyin.people.selectors.register import PAGE, Page

MOST_COMING = 200


@dataclass(frozen=True)
class Sought:
    """Which lines of the record are wanted; days are those of registering, both included."""

    page: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None


def changes_of(committee: Committee) -> QuerySet[SettingChange]:
    """Everything changed in a committee or in what all committees share."""
    return SettingChange.objects.filter(Q(committee=committee) | Q(committee__isnull=True))


def changes_page(committee: Committee, sought: Sought, *, before: int) -> Page[SettingChange]:
    """Lines of the record, the newest first, from the one before `before` (0: from the newest)."""
    rows = changes_of(committee)
    if sought.page:
        rows = rows.filter(page=sought.page)
    if sought.words:
        words = Q(what__contains=sought.words) | Q(label__contains=sought.words)
        rows = rows.filter(words | Q(person_name__contains=sought.words))
    if sought.since:
        rows = rows.filter(at__date__gte=sought.since)
    if sought.until:
        rows = rows.filter(at__date__lte=sought.until)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else 0)


def coming_changes(committee: Committee, on: date) -> dict[str, list[SettingChange]]:
    """What has been decided and is not in force yet, by page, the earliest day first."""
    rows = changes_of(committee).filter(in_force_from__gt=on).order_by("in_force_from", "pk")
    by_page: dict[str, list[SettingChange]] = defaultdict(list)
    for each in rows[:MOST_COMING]:
        by_page[each.page].append(each)
    return dict(by_page)
