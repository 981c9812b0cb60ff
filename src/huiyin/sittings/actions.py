"""What the acts on a sitting write. Every function runs inside one act of the sitting's own matter."""

from collections.abc import Mapping, Sequence
from typing import Any

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Link
from huiyin.procedure.registry import effect
from huiyin.records.documents import make_document
from huiyin.sittings.enums import ATTENDEE, CONVENING_BODY, MINUTES, Presence
from huiyin.sittings.models import AgendaItem, Attendance, Sitting
from huiyin.sittings.rules import names_in
from huiyin.sittings.selectors import items_handled, items_of, people_by_name, sitting_of

Row = Mapping[str, Any]


def minutes_series(kind: str) -> str:
    """The register that the minutes of one kind of sitting are numbered in."""
    return f"minutes_{kind}"


@effect("sittings.begin@1")
def begin_sitting(act: Act) -> None:
    """Plan a sitting with the agenda as far as it is known."""
    data = act.data
    act.matter.title = data["title"]
    # The agenda says what the sitting is about; the matter it was begun from is one item among others.
    act.matter.origin = None
    sitting = Sitting.objects.create(
        committee=act.committee,
        matter=act.matter,
        kind=data["kind"],
        body=data["body"],
        planned_on=data["planned_on"],
        place=data["place"],
    )
    if sitting.body is not None:
        act.add_party(CONVENING_BODY, sitting.body)
    _write_agenda(act, sitting, data["agenda"], handled=[])


@effect("sittings.summary@1")
def change_plan(act: Act) -> None:
    """Change name, day or place."""
    sitting = sitting_of(act.matter)
    act.matter.title = act.data["title"]
    sitting.planned_on, sitting.place = act.data["planned_on"], act.data["place"]
    sitting.save()


@effect("sittings.agenda@1")
def change_agenda(act: Act) -> None:
    """Set the agenda; what this person may not see stays on it, after the rest."""
    sitting = sitting_of(act.matter)
    _write_agenda(act, sitting, act.data["agenda"], handled=items_handled(act))
    _outdate_minutes(sitting)


def _write_agenda(act: Act, sitting: Sitting, rows: Sequence[Row], *, handled: Sequence[AgendaItem]) -> None:
    present = {each.pk: each for each in handled}
    kept = [row["item"] for row in rows if row["item"]]
    if any(key not in present for key in kept) or len(kept) != len(set(kept)):
        raise ActRefused([Refused("agenda_changed", "议程已有变动，请刷新后核对。")])
    untouched = [each for each in items_of(act.matter) if each.pk not in present]
    _remove([each for each in handled if each.pk not in kept])
    if {row["matter"].pk for row in rows if row["matter"]} & {each.matter_id for each in untouched}:
        raise ActRefused([Refused("agenda_changed", "所选事项已在议程中。")])
    for item in (present[key] for key in kept):
        # Two rows may change places: the old matter must not stand in the way of the new one.
        AgendaItem.objects.filter(pk=item.pk).update(matter=None, text=item.text or "—")
    for order, row in enumerate(rows, start=1):
        _write_item(sitting, present.get(row["item"] or 0), row, order)
    for order, item in enumerate(untouched, start=len(rows) + 1):
        item.order = order
        item.save(update_fields=["order"])
    _write_links(act)


def _remove(items: Sequence[AgendaItem]) -> None:
    if any(each.decision for each in items):
        raise ActRefused([Refused("item_decided", "已登记决定的议程不能删除；决定有误的，请先更正决定。")])
    for each in items:
        each.delete()


def _write_item(sitting: Sitting, item: AgendaItem | None, row: Row, order: int) -> None:
    item = item or AgendaItem(committee_id=sitting.committee_id, sitting=sitting)
    if item.decision and (item.matter, item.text) != (row["matter"], row["text"]):
        raise ActRefused(
            [Refused("item_decided", "已登记决定的议程不能换成其他内容；决定有误的，请先更正决定。")]
        )
    item.order, item.matter, item.text, item.note = order, row["matter"], row["text"], row["note"]
    item.save()


def _write_links(act: Act) -> None:
    """The sitting is linked to each matter on its agenda, and to no other."""
    matters = [each.matter for each in items_of(act.matter) if each.matter is not None]
    stale = Link.objects.filter(source=act.matter, kind=LinkKind.DECIDED_AT)
    stale.exclude(target__in=[each.pk for each in matters]).delete()
    for matter in matters:
        act.link(matter, LinkKind.DECIDED_AT)


@effect("sittings.held@1")
def register_held(act: Act) -> None:
    """Register, or correct, when and where it was held, who chaired it and who was there."""
    data, sitting = act.data, sitting_of(act.matter)
    sitting.held_on, sitting.place, sitting.chaired_by = data["held_on"], data["place"], data["chaired_by"]
    sitting.save()
    _outdate_minutes(sitting)
    _write_attendance(act, sitting)


def _write_attendance(act: Act, sitting: Sitting) -> None:
    known = people_by_name(act.committee)
    before = {each.person for each in sitting.attendance.select_related("person") if each.person}
    sitting.attendance.all().delete()
    there: set[Person] = set()
    rows: list[Attendance] = []
    for presence in Presence:
        for name in names_in(act.data[presence.value]):
            namesakes = known.get(name, [])
            person = namesakes[0] if len(namesakes) == 1 else None
            rows.append(
                Attendance(
                    committee=act.committee, sitting=sitting, order=len(rows) + 1, presence=presence,
                    person=person, name=name,
                )
            )  # fmt: skip
            if person is not None and presence != Presence.EXCUSED:
                there.add(person)
    Attendance.objects.bulk_create(rows)
    for person in before - there:
        act.retire_party(ATTENDEE, person)
    for person in sorted(there, key=lambda each: each.pk):
        act.add_party(ATTENDEE, person)


@effect("sittings.decisions@1")
def register_decisions(act: Act) -> None:
    """Register, or correct, what was decided, for many items at once."""
    sitting = sitting_of(act.matter)
    for row in act.data["decisions"]:
        item: AgendaItem = row["item"]
        item.decision, item.decision_text = row["decision"], row["decision_text"]
        item.save(update_fields=["decision", "decision_text"])
    _outdate_minutes(sitting)


def _outdate_minutes(sitting: Sitting) -> None:
    if sitting.minutes_current:
        sitting.minutes_current = False
        sitting.save(update_fields=["minutes_current"])


@effect("sittings.minutes@1")
def make_minutes(act: Act) -> None:
    """Make the minutes; made again they get a new version and keep their number."""
    sitting = sitting_of(act.matter)
    document = make_document(
        act, kind=MINUTES, title=act.data["title"], body=act.data["body"], series=minutes_series(sitting.kind)
    )
    act.matter.number = document.number
    sitting.minutes_current = True
    sitting.save(update_fields=["minutes_current"])


@effect("sittings.take_up@1")
def take_up(act: Act) -> None:
    """Put many matters at the end of the agenda."""
    sitting = sitting_of(act.matter)
    last = max((each.order for each in items_of(act.matter)), default=0)
    AgendaItem.objects.bulk_create(
        AgendaItem(
            committee=act.committee,
            sitting=sitting,
            order=order,
            matter=matter,
            note=act.data.get("note", ""),
        )
        for order, matter in enumerate(act.data["matters"], start=last + 1)
    )
    for matter in act.data["matters"]:
        act.link(matter, LinkKind.DECIDED_AT)
    _outdate_minutes(sitting)


@effect("sittings.drop@1")
def drop(act: Act) -> None:
    """Take many matters off the agenda; what is decided stays."""
    _remove(act.data["items"])
    _write_links(act)
    _outdate_minutes(sitting_of(act.matter))


@effect("sittings.decide_rest@1")
def decide_rest(act: Act) -> None:
    """One decision for all items that have none."""
    for item in act.data["items"]:
        item.decision, item.decision_text = act.data["decision"], act.data.get("decision_text", "")
    AgendaItem.objects.bulk_update(act.data["items"], ["decision", "decision_text"])
    _outdate_minutes(sitting_of(act.matter))
