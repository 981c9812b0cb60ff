"""Reads of sittings: what may be put on an agenda, what was decided about a matter, who was there."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Committee, Grant, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_with
from huiyin.sittings.enums import KIND, Presence, SittingKind
from huiyin.sittings.models import AgendaItem, Attendance, Sitting

HELD_STATES = ("held", "recorded", "closed")
"""States of a sitting whose decisions may be cited."""
OPEN_STATES = ("planned", "held")
"""States of a sitting whose agenda may still change."""
MOST_OFFERED = 200
MOST_DECISIONS = 50
MOST_PEOPLE = 5000
NOBODY = 0
_OFFERED = "sittings.offered"


def sitting_of(matter: Matter) -> Sitting:
    """The sitting that hangs on a matter of this kind."""
    sitting = Sitting.objects.select_related("body").get(matter=matter)
    sitting.matter = matter
    return sitting


def items_of(matter: Matter) -> list[AgendaItem]:
    """The agenda of a sitting in its order."""
    items = AgendaItem.objects.filter(sitting__matter=matter).select_related("matter", "sitting__matter")
    return list(items.order_by("order", "pk"))


def attendance_of(matter: Matter) -> dict[str, list[Attendance]]:
    """Who was there, by 出席、列席、请假, in the order of the lists."""
    found: dict[str, list[Attendance]] = {presence.value: [] for presence in Presence}
    for row in Attendance.objects.filter(sitting__matter=matter).order_by("order", "pk"):
        found[row.presence].append(row)
    return found


def matters_seen(act: Act) -> QuerySet[Matter]:
    """Every matter of the act's committee, other sittings left out, that the acting person may see."""
    if act.actor is None:
        return Matter.objects.none()
    grants = [each for each in current_grants(act.actor, act.day) if each.committee_id == act.committee.pk]
    return matters_seen_with(grants).exclude(kind=KIND)


def matters_offered(act: Act) -> Mapping[str, Matter]:
    """What may be put on the agenda, by key: what is there or was named as origin, then the open ones, newest first.

    Read once for all rows of a form, and not without end: an older matter is put on an agenda by its number.
    """
    if _OFFERED not in act.extra:
        seen = matters_seen(act)
        named = seen.filter(
            Q(pk__in=AgendaItem.objects.filter(sitting__matter_id=act.matter.pk).values("matter"))
            | Q(pk=act.matter.origin_id)
        )
        newest = seen.order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")[:MOST_OFFERED]
        act.extra[_OFFERED] = {str(each.pk): each for each in [*named.order_by("opened_at", "pk"), *newest]}
    offered: Mapping[str, Matter] = act.extra[_OFFERED]
    return offered


def matters_numbered(act: Act, numbers: Collection[str]) -> dict[str, Matter]:
    """Number → the matter that bears it, of those that the acting person may see; one that several bear is left out.

    What has no number yet (a proposal before docketing) is found by its key, which pages give in its place.
    """
    found: dict[str, list[Matter]] = {}
    for each in matters_seen(act).filter(number__in=numbers).exclude(number="") if numbers else ():
        found.setdefault(each.number, []).append(each)
    keys = {key: number for number in numbers if (key := key_in(number))}
    for each in matters_seen(act).filter(pk__in=keys) if keys else ():
        found.setdefault(keys[each.pk], []).append(each)
    return {number: bearers[0] for number, bearers in found.items() if len(bearers) == 1}


def key_in(text: str) -> UUID | None:
    """The key of a matter, where a text is one."""
    try:
        return UUID(text) if len(text) == len(str(UUID(int=0))) else None
    except ValueError:
        return None


def items_handled(act: Act) -> list[AgendaItem]:
    """The items of the act's sitting that the acting person may work on: plain ones and matters that may be seen."""
    items = items_of(act.matter)
    keys = [each.matter_id for each in items if each.matter_id]
    seen = set(matters_seen(act).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    return [each for each in items if each.matter_id is None or each.matter_id in seen]


def hidden_from_readers(act: Act, body: Body | None, matters: Collection[Matter]) -> list[Matter]:
    """Matters that somebody who reads the minutes may not see: the committee's clerks, and those of the body that sits.

    The minutes are one text, so what stands on the agenda must be for all of its readers.
    """
    readers = [_clerk_of(act.committee, Role.CPPCC_CLERK, None)]
    if body is not None:
        readers.append(_clerk_of(act.committee, Role.COMMITTEE_CLERK, body))
    hidden: set[Any] = set()
    keys = {each.pk for each in matters}
    for grant in readers if keys else ():
        seen = matters_seen_with([grant]).filter(pk__in=keys).values_list("pk", flat=True)
        hidden |= keys - set(seen)
    return [each for each in matters if each.pk in hidden]


def _clerk_of(committee: Committee, role: Role, body: Body | None) -> Grant:
    """The right that any clerk of the office has, today's or tomorrow's; not a grant that anybody holds."""
    return Grant(committee=committee, role=role, body=body, person_id=NOBODY)


def decisions_about(
    matter: Matter, kinds: Sequence[str] = (), decisions: Sequence[str] = ()
) -> list[AgendaItem]:
    """What sittings that were held decided about a matter, the latest first."""
    found = AgendaItem.objects.filter(matter=matter, sitting__matter__state__in=HELD_STATES).exclude(
        decision=""
    )
    if kinds:
        found = found.filter(sitting__kind__in=kinds)
    if decisions:
        found = found.filter(decision__in=decisions)
    rows = found.select_related("sitting__matter").order_by("-sitting__held_on", "-pk")
    return list(rows[:MOST_DECISIONS])


def agendas_with(matter: Matter) -> list[AgendaItem]:
    """Every agenda that a matter stands on, cancelled sittings left out, the latest first."""
    rows = (
        AgendaItem.objects.filter(matter=matter)
        .exclude(sitting__matter__state="cancelled")
        .select_related("sitting__matter__committee")
        .order_by("-sitting__planned_on", "-pk")
    )
    return list(rows[:MOST_DECISIONS])


def people_by_name(committee: Committee) -> dict[str, list[Person]]:
    """Members of the committee and holders of a right in it, by name; several may share one."""
    near = Q(memberships__committee=committee) | Q(grants__committee=committee)
    found: dict[str, list[Person]] = {}
    for person in Person.objects.filter(near).distinct().order_by("pk")[:MOST_PEOPLE]:
        found.setdefault(person.name, []).append(person)
    return found


def special_committees(act: Act) -> QuerySet[Body]:
    """The special committees that exist on the day of the act."""
    return (
        Body.objects.filter(committee=act.committee, kind=BodyKind.SPECIAL_COMMITTEE)
        .filter(Q(since__isnull=True) | Q(since__lte=act.day))
        .filter(Q(until__isnull=True) | Q(until__gte=act.day))
        .order_by("pk")
    )


def kinds_open_to(act: Act) -> list[tuple[str, Any]]:
    """The sittings that may be planned in this role: a special committee's clerk plans its own alone."""
    if act.role == "organiser":
        return [(SittingKind.SPECIAL_COMMITTEE.value, SittingKind.SPECIAL_COMMITTEE.label)]
    return list(SittingKind.choices)


def own_special_committee(grant: Grant | None) -> Body | None:
    """The special committee that a grant speaks for, if it does."""
    body = grant.body if grant is not None else None
    return body if body is not None and body.kind == BodyKind.SPECIAL_COMMITTEE else None
