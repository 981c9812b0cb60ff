"""最近查找: what a person looked for lately, offered to that person again and to nobody else.

No page of an administrator shows it, no export holds it, and nothing is worked out from it.
"""

from datetime import datetime, timedelta

from django.conf import settings

from huiyin.people.models import Person
from huiyin.search.models import NoRecentSearches, RecentSearch

KEPT = timedelta(days=90)


def most_recent() -> int:
    """How many are kept for each person (HUIYIN_RECENT_SEARCHES)."""
    return int(getattr(settings, "HUIYIN_RECENT_SEARCHES", 10))


def are_kept(person: Person) -> bool:
    """Whether this person has recent searches kept; they have not switched it off."""
    return not NoRecentSearches.objects.filter(person=person).exists()


def recent_of(person: Person, at: datetime) -> list[str]:
    """The words this person looked for in the last 90 days, the latest first."""
    rows = RecentSearch.objects.filter(person=person, at__gt=at - KEPT).order_by("-at", "-pk")
    return list(rows.values_list("words", flat=True)[: most_recent()])


def remember(person: Person, words: str, at: datetime) -> None:
    """Keep these words as the latest of this person's, unless they want none kept; what is one too many goes."""
    if not are_kept(person):
        return
    RecentSearch.objects.update_or_create(person=person, words=words, defaults={"at": at})
    mine = RecentSearch.objects.filter(person=person)
    kept = list(mine.order_by("-at", "-pk").values_list("pk", flat=True)[: most_recent()])
    mine.exclude(pk__in=kept).delete()


def forget(person: Person, words: str) -> None:
    """Remove one of this person's recent searches."""
    RecentSearch.objects.filter(person=person, words=words).delete()


def forget_all(person: Person) -> None:
    """Remove all of this person's recent searches."""
    RecentSearch.objects.filter(person=person).delete()


def keep(person: Person, wanted: bool) -> None:
    """Switch on or off; off removes what there is."""
    if wanted:
        NoRecentSearches.objects.filter(person=person).delete()
    else:
        NoRecentSearches.objects.get_or_create(person=person)
        forget_all(person)


def remove_old(at: datetime) -> int:
    """Remove what is older than 90 days, of everybody; how many."""
    removed, _details = RecentSearch.objects.filter(at__lte=at - KEPT).delete()
    return removed
