"""Sittings brought to the state a test needs, through the real acts only."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from factories.consultations import MONDAY
from factories.people import Cast
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter
from huiyin.sittings.forms.deciding import MinutesForm
from huiyin.sittings.models import AgendaItem

NAME = "市政协十一届第20次主席会议"
Subject = Matter | str


def rows(*subjects: Subject, **more: Any) -> list[dict[str, Any]]:
    """The posted rows of an agenda: matters and plain subjects."""
    return [{"text" if isinstance(each, str) else "matter": _key(each), **more} for each in subjects]


def _key(subject: Subject) -> str:
    return subject if isinstance(subject, str) else str(subject.pk)


def plan(
    cast: Cast,
    *subjects: Subject,
    clerk: str = "林政协",
    kind: str = "chairpersons",
    body: str = "",
    title: str = NAME,
    at: datetime = MONDAY,
    **more: Any,
) -> Matter:
    """A sitting that is planned, with this agenda."""
    data = {
        "kind": kind,
        "body": cast.body(body).pk if body else "",
        "title": title,
        "planned_on": at.date().isoformat(),
        "agenda": rows(*subjects),
        **more,
    }
    return begin("sitting", committee=cast.committee, actor=cast[clerk], at=at, data=data).matter


def hold(cast: Cast, sitting: Matter, *, clerk: str = "林政协", at: datetime = MONDAY, **more: Any) -> Matter:
    """It was held on the day of the act."""
    data = {
        "held_on": at.date().isoformat(),
        "place": "市政协会议室",
        "chaired_by": "江主席",
        "present": "江主席、陈副主席",
        **more,
    }
    return take(sitting, "hold", actor=cast[clerk], at=at, data=data).matter


def decide(
    cast: Cast,
    sitting: Matter,
    *decisions: str | tuple[str, str],
    clerk: str = "林政协",
    at: datetime = MONDAY,
    move: str = "decide",
    **more: Any,
) -> Matter:
    """What was decided on the items in their order: codes, or codes with words."""
    pairs = [(each, "") if isinstance(each, str) else each for each in decisions]
    items = AgendaItem.objects.filter(sitting__matter=sitting).order_by("order", "pk")
    data = {
        "decisions": [
            {"item": item.pk, "decision": code, "decision_text": text}
            for item, (code, text) in zip(items, pairs, strict=True)
        ],
        **more,
    }
    return take(sitting, move, actor=cast[clerk], at=at, data=data).matter


def decided(cast: Cast, subjects: Sequence[Subject], *decisions: Any, **more: Any) -> Matter:
    """Planned, held and decided, by 政协办, all on the day `at`."""
    at = more.get("at", MONDAY)
    return decide(cast, hold(cast, plan(cast, *subjects, **more), at=at), *decisions, at=at)


def make_minutes(
    cast: Cast, sitting: Matter, *, clerk: str = "林政协", at: datetime = MONDAY + timedelta(days=1)
) -> Matter:
    """The minutes as the form proposes them."""
    document = procedure_of(sitting.procedure, sitting.version)
    act = Act(
        procedure=document,
        matter=sitting,
        committee=cast.committee,
        at=at,
        move="make_minutes",
        actor=cast[clerk],
    )
    return take(sitting, "make_minutes", actor=cast[clerk], at=at, data=MinutesForm.initial_from(act)).matter


def recorded(cast: Cast, sitting: Matter, *, at: datetime = MONDAY + timedelta(days=1)) -> Matter:
    """With minutes, formed."""
    return take(make_minutes(cast, sitting, at=at), "record", actor=cast["林政协"], at=at).matter
