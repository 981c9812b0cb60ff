"""Who belongs to a committee: everybody with a right or a seat in it, past ones included."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Committee, Grant, Member, Person
from huiyin.people.selectors.register import PAGE, Page

MOST_NAMED = 10


def persons_of(committee: Committee) -> QuerySet[Person]:
    """The persons of a committee."""
    grants = Grant.objects.filter(committee=committee, person=OuterRef("pk"))
    seats = Member.objects.filter(committee=committee, person=OuterRef("pk"))
    return Person.objects.filter(Exists(grants) | Exists(seats)).select_related("account")


def persons_page(committee: Committee, words: str, *, after: int) -> Page[Person]:
    """Persons in the order they were registered, from the one after `after`; words are of name, post or user name."""
    rows = persons_of(committee).filter(pk__gt=after)
    if words:
        named = (
            Q(name__contains=words) | Q(post__contains=words) | Q(account__username__contains=words.lower())
        )
        rows = rows.filter(named)
    found = list(rows.order_by("pk")[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else 0)


def find_person_of(committee: Committee, text: str) -> Person | Refused:
    """The person of a committee with this name or number (#12); Refused with the reason in words."""
    text = text.strip()
    rows = persons_of(committee)
    if text.startswith("#") and text[1:].isascii() and text[1:].isdigit() and len(text) < 18:
        found = list(rows.filter(pk=int(text[1:])))
    else:
        found = list(rows.filter(name=text).order_by("pk")[:MOST_NAMED])
    if len(found) == 1:
        return found[0]
    if found:
        names = "、".join(f"#{person.pk} {person.name}（{person.post}）" for person in found)
        said = {"name": text, "names": names}
        return Refused("person-ambiguous", _("叫“%(name)s”的不止一人，请改填编号：%(names)s。") % said)
    text = _("本会没有登记“%(name)s”，请核对姓名，或先登记人员。") % {"name": text}
    return Refused("person-unknown", text)
