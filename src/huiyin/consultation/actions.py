"""What the acts on a consultation write. Every function runs inside one act of the activity's own matter."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import ProtectedError

from huiyin.consultation.enums import ORGANISING_BODY, PARTICIPANT
from huiyin.consultation.models import Activity, Consensus, Opinion, Participant
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import effect

Row = Mapping[str, Any]


@effect("consultation.begin@1")
def begin_activity(act: Act) -> None:
    """Lay down the consultation and whoever of its participants is known already."""
    activity = Activity(committee=act.committee, matter=act.matter)
    _write_facts(act, activity)
    _write_participants(act, activity, act.data["participants"])


@effect("consultation.summary@1")
def change_facts(act: Act) -> None:
    """Correct title, form, day, place, organiser or summary."""
    activity = Activity.objects.select_related("organiser").get(matter=act.matter)
    before = activity.organiser
    _write_facts(act, activity)
    if before != activity.organiser:
        act.retire_party(ORGANISING_BODY, before)


def _write_facts(act: Act, activity: Activity) -> None:
    data = act.data
    act.matter.title = data["title"]
    organiser: Body = data["organiser"]
    activity.form, activity.held_on = data["form"], data["held_on"]
    activity.place, activity.summary = data["place"], data["summary"]
    activity.organiser = organiser
    activity.save()
    act.add_party(ORGANISING_BODY, organiser)


@effect("consultation.participants@1")
def change_participants(act: Act) -> None:
    """Set who took part; members among them may see the record once it is formed."""
    _write_participants(act, Activity.objects.get(matter=act.matter), act.data["participants"])


def _write_participants(act: Act, activity: Activity, rows: Sequence[Row]) -> None:
    before = {row.person for row in activity.participants.select_related("person") if row.person}
    _replace(activity, Participant, rows, "这名参加人员提出过意见，不能删除。")
    after = {row["person"] for row in rows if row["person"]}
    for person in before - after:
        act.retire_party(PARTICIPANT, person)
    for person in sorted(after, key=lambda each: each.pk):
        act.add_party(PARTICIPANT, person)


@effect("consultation.opinions@1")
def change_opinions(act: Act) -> None:
    """Set who said what."""
    activity = Activity.objects.get(matter=act.matter)
    _replace(activity, Opinion, act.data["opinions"], "这条意见已被协商成果引用，不能删除。")


@effect("consultation.consensus@1")
def change_consensus(act: Act) -> None:
    """Set what was agreed."""
    activity = Activity.objects.get(matter=act.matter)
    _replace(activity, Consensus, act.data["consensus"], "这条共识已被引用，不能删除。")


def _replace(
    activity: Activity, model: type[Participant | Opinion | Consensus], rows: Sequence[Row], held: str
) -> None:
    """Bring the rows of one table to what the form says: change by key, add, delete what is missing."""
    present: dict[int, models.Model] = {row.pk: row for row in model.objects.filter(activity=activity)}
    unknown = [row["key"] for row in rows if row["key"] and row["key"] not in present]
    if unknown:
        raise ActRefused([Refused("row_gone", "表中有的行已被他人删除，请刷新后核对。")])
    kept = {row["key"] for row in rows if row["key"]}
    if len(kept) != sum(bool(row["key"]) for row in rows):
        raise ActRefused([Refused("row_twice", "表中同一行出现了两次，请刷新后再填写。")])
    try:
        for key, row in present.items():
            if key not in kept:
                row.delete()
    except ProtectedError:
        raise ActRefused([Refused("row_in_use", held)]) from None
    for order, values in enumerate(rows, start=1):
        row = present.get(values["key"] or 0) or model(committee_id=activity.committee_id, activity=activity)
        for name, value in {**values, "order": order}.items():
            if name != "key":
                setattr(row, name, value)
        row.save()
