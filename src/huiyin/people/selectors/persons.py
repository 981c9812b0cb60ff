"""Finding a person by whatever the operator has at hand."""

from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Person

MOST_NAMED = 10


def find_person(text: str) -> Person | Refused:
    """The person with this number (#12), user name or full name.

    Refused with `person-unknown` or `person-ambiguous` and the reason in words.
    """
    text = text.strip()
    if text.startswith("#") and text[1:].isascii() and text[1:].isdigit() and len(text) < 18:
        found = list(Person.objects.filter(pk=int(text[1:])))
    else:
        found = list(Person.objects.filter(account__username=text.lower())[:1])
        found = found or list(Person.objects.filter(name=text).order_by("pk")[:MOST_NAMED])
    if len(found) == 1:
        return found[0]
    if found:
        names = "、".join(f"#{person.pk} {person.name}（{person.post}）" for person in found)
        text = _("叫“%(name)s”的不止一人，请改用编号：%(names)s。") % {"name": text, "names": names}
        return Refused("person-ambiguous", text)
    return Refused("person-unknown", _("没有找到“%(name)s”，请先登记人员。") % {"name": text})
