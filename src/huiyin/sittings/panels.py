"""What the parts of a sitting's page show, and what every matter's page shows of the sittings that took it up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.records.models import DocumentVersion
from huiyin.sittings.enums import MINUTES, Presence
from huiyin.sittings.models import AgendaItem
from huiyin.sittings.rules import in_chinese
from huiyin.sittings.selectors import agendas_with, attendance_of, items_of, sitting_of

Context = Mapping[str, Any]
AGENDA = "agenda"


@dataclass(frozen=True)
class SeenItem:
    """An item in somebody's eyes: one about a matter that may not be seen says nothing but its place."""

    number: int
    item: AgendaItem | None
    view: Viewing | None = None


def _visit(person: Person) -> Visit:
    now = timezone.now()
    return Visit(person, now, tuple(current_grants(person, timezone.localdate(now))))


def items_seen(visit: Visit, items: Iterable[AgendaItem]) -> list[SeenItem]:
    """The agenda as the visitor may read it, in one query whatever the number of items."""
    items = list(items)
    views = view_many(visit, (each.matter for each in items if each.matter is not None))
    found = []
    for number, each in enumerate(items, start=1):
        view = views.get(each.matter_id)
        hidden = view is not None and not view.may_see
        found.append(SeenItem(number, None if hidden else each, None if hidden else view))
    return found


def summary(matter: Matter, person: Person) -> Context:
    """Which body, when it is to sit, where."""
    sitting = sitting_of(matter)
    facts = [("会议类别", sitting.get_kind_display())]
    if sitting.body is not None:
        facts.append(("专门委员会", sitting.body.name))
    facts += [("拟召开日期", in_chinese(sitting.planned_on)), ("地点", sitting.place)]
    return {"facts": facts}


def agenda(matter: Matter, person: Person) -> Context:
    """Item by item what is to be decided and what was; each leads to its matter."""
    items = items_seen(_visit(person), items_of(matter))
    return {"items": items, "hidden": sum(each.item is None for each in items)}


def attendance(matter: Matter, person: Person) -> Context:
    """When and under whom it sat, and who was there."""
    sitting = sitting_of(matter)
    facts = [
        ("召开日期", in_chinese(sitting.held_on)),
        ("地点", sitting.place),
        ("主持人", sitting.chaired_by),
    ]
    lists = attendance_of(matter)
    people = [
        (str(presence.label), "、".join(map(str, lists[presence.value])))
        for presence in Presence
        if lists[presence.value]
    ]
    return {"held": sitting.held_on is not None, "facts": [*facts, *people]}


def minutes(matter: Matter, person: Person) -> Context:
    """The minutes in their last version, for whoever may see everything that they speak of."""
    version = (
        DocumentVersion.objects.filter(document__matter=matter, document__kind=MINUTES)
        .select_related("document")
        .order_by("-version")
        .first()
    )
    items = items_seen(_visit(person), items_of(matter)) if version is not None else []
    return {"version": version, "whole": all(each.item is not None for each in items)}


def decisions(matter: Matter, person: Person) -> Context:
    """On any matter's page: the sittings that took it up and what they decided, where both may be seen."""
    items = agendas_with(matter)
    views = view_many(_visit(person), (each.sitting.matter for each in items)) if items else {}
    rows = []
    for each in items:
        view = views[each.sitting.matter_id]
        if AGENDA in view.here.seen:
            rows.append({"item": each, "sitting": each.sitting, "state": view.state_label})
    return {"decisions": rows}
