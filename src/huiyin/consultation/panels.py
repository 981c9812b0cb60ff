"""What the parts of a consultation's page show."""

from collections.abc import Mapping
from typing import Any

from huiyin.consultation.models import Activity
from huiyin.consultation.selectors import opinions_of
from huiyin.people.models import Person
from huiyin.procedure.models import Matter

Context = Mapping[str, Any]


def facts(matter: Matter, person: Person) -> Context:
    """Form, day, place, organiser and summary."""
    activity = Activity.objects.select_related("organiser").get(matter=matter)
    rows = [
        ("协商形式", activity.get_form_display()),
        ("协商日期", f"{activity.held_on:%Y年%-m月%-d日}"),
        ("地点", activity.place),
        ("组织单位", activity.organiser.name),
    ]
    return {"activity": activity, "facts": rows}


def participants(matter: Matter, person: Person) -> Context:
    """Who took part, by capacity."""
    activity = Activity.objects.get(matter=matter)
    return {"participants": list(activity.participants.select_related("body").order_by("order", "pk"))}


def opinions(matter: Matter, person: Person) -> Context:
    """Who said what; one's own opinions are marked."""
    given = opinions_of(Activity.objects.get(matter=matter))
    return {"opinions": [{"row": each, "own": each.giver.person_id == person.pk} for each in given]}


def consensus(matter: Matter, person: Person) -> Context:
    """What was agreed."""
    return {"consensus": list(Activity.objects.get(matter=matter).consensus.order_by("order", "pk"))}
