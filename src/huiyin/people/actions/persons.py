"""Registering somebody the office works with: clerks, leaders, heads of units (members come by the roster)."""

from django.db import transaction
from django.utils.translation import gettext as _

from huiyin.kernel.text import normalise
from huiyin.people.actions.accepting import NotAcceptedError, check_texts
from huiyin.people.models import Person


@transaction.atomic
def add_person(*, name: str, post: str = "", namesake: bool = False) -> Person:
    """Register a person. NotAcceptedError for a second one of the same name, unless said to be a namesake."""
    person = Person(name=normalise(name), post=normalise(post))
    check_texts(person)
    known = Person.objects.filter(name=person.name).first()
    if known is not None and not namesake:
        text = _("已登记%(name)s（%(post)s，编号 #%(key)d）；如是同名的另一人，请注明同名。")
        said = {"name": known.name, "post": known.post or _("未填职务"), "key": known.pk}
        raise NotAcceptedError("namesake", text % said)
    person.save()
    return person


@transaction.atomic
def describe_person(*, person: Person, name: str, post: str) -> None:
    """Correct how a person is written."""
    person.name, person.post = normalise(name), normalise(post)
    check_texts(person)
    person.save(update_fields=["name", "post"])
