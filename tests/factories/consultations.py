"""Consultations brought to the state a test needs, through the real acts only."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from factories.people import Cast
from huiyin.consultation.models import Participant
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import revise, take
from huiyin.procedure.models import Matter

SHANGHAI = ZoneInfo("Asia/Shanghai")
HELD_ON = "2026-03-02"
MONDAY = datetime(2026, 3, 2, 17, 0, tzinfo=SHANGHAI)

WASTE_OPINIONS = (
    ("白委员", "园林绿化废弃物可以送往垃圾焚烧发电厂，变废为能。", False),
    ("马委员", "应当建立园林绿化废弃物统一收运体系。", False),
    ("马委员", "建议对收运企业给予补贴。", True),
)


def record_consultation(
    cast: Cast,
    *,
    clerk: str = "周经委",
    organiser: str = "经济委员会",
    title: str = "园林绿化废弃物焚烧发电再利用",
    form: str = "bimonthly",
    held_on: str = HELD_ON,
    opinions: tuple[tuple[str, str, bool], ...] = WASTE_OPINIONS,
    at: datetime = MONDAY,
) -> Matter:
    """A consultation with participants, opinions by giver and consensus, in state `recorded`."""
    actor = cast[clerk]
    names = list(dict.fromkeys(giver for giver, _text, _reserved in opinions))
    matter = begin(
        "activity",
        committee=cast.committee,
        actor=actor,
        at=at,
        data={
            "title": title,
            "form": form,
            "held_on": held_on,
            "organiser": cast.body(organiser).pk,
            "participants": [participant(cast, name) for name in names],
        },
    ).matter
    givers = {each.name: each.pk for each in Participant.objects.filter(activity__matter=matter)}
    rows = [
        {"giver": givers[name], "text": text, "is_reserved": reserved} for name, text, reserved in opinions
    ]
    revise(matter, "opinions", actor=actor, at=at, data={"opinions": rows})
    revise(matter, "consensus", actor=actor, at=at, data={"consensus": [{"text": "推进资源化利用。"}]})
    return take(matter, "record", actor=actor, at=at).matter


def participant(cast: Cast, name: str) -> dict[str, Any]:
    """The posted row of one participant: somebody of the cast, or a citizen known by name only."""
    if name in cast.people:
        return {"person": cast[name].pk, "capacity": "member"}
    return {"name": name, "capacity": "sector_public"}
