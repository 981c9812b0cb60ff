"""Proposals on their way to the units: sides of the units, sittings of chairpersons and of all three sides."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from factories.people import Cast
from factories.proposals import OFFICE, Filing, filed
from factories.sittings import decided, make_minutes
from huiyin.people.models import Body
from huiyin.procedure.models import Matter
from huiyin.proposals.selectors.proposal import proposal_of, texts_of
from huiyin.search.actions import index_text
from huiyin.search.kinds import kinds, similar_kind
from huiyin.sittings.models import AgendaItem

CITY, LAND, ROADS, PARTY_UNIT = "市城市管理局", "市自然资源局", "市交通运输局", "市委网信办"
PARTY, GOVERNMENT = "党督查", "府督查"
Units = Sequence[tuple[str, str, Sequence[int]]]


def add_sides(cast: Cast) -> None:
    """Three units of the government, one of the party committee."""
    Body.objects.filter(committee=cast.committee, kind="unit").update(side="government")
    body = Body.objects.create(
        committee=cast.committee,
        code="wangxin",
        kind="unit",
        name=PARTY_UNIT,
        short_name="网信办",
        side="party",
    )
    cast.bodies = {each.name: each for each in Body.objects.filter(committee=cast.committee)}
    assert cast.body(PARTY_UNIT) == body


def planned(cast: Cast, matter: Matter, units: Units) -> dict[str, Any]:
    """What the form of the plan is given: unit, role, numbers of suggestions (none: all)."""
    keys = dict(matter.points.values_list("order", "pk"))
    rows = [
        {"unit": cast.body(unit).pk, "role": role, "points": [keys[number] for number in numbers]}
        for unit, role, numbers in units
    ]
    return {"units": rows}


def docketed(cast: Cast, who: str = "白委员", **more: Any) -> Filing:
    """Filed and docketed, and found by its like."""
    filing = filed(cast, who, **more)
    filing.docket()
    remember(filing.matter)
    return filing


def remember(matter: Matter) -> None:
    """Let the text of a proposal be found by its like."""
    if "proposal" not in kinds:
        similar_kind("proposal", "text", "提案", read=_texts, answers=lambda matters: {})
    index_text(matter, kind="proposal", parts=texts_of(proposal_of(matter)))


def _texts(keys: Any) -> dict[Any, list[str]]:
    return {each.pk: texts_of(proposal_of(each)) for each in Matter.objects.filter(pk__in=keys)}


def listed(cast: Cast, units: Units = ((ROADS, "sole", ()),), **more: Any) -> Filing:
    """On the list with these units."""
    filing = docketed(cast, **more)
    filing.act(OFFICE, "list", planned(cast, filing.matter, units))
    return filing


def decide(cast: Cast, matters: Sequence[Matter], kind: str, at: datetime, decision: str = "adopted") -> int:
    """A sitting of this kind took the proposals up, decided so, and has minutes; what is cited of it."""
    title = {"chairpersons": "第20次主席会议", "joint": "提案交办会"}[kind]
    sitting = decided(cast, list(matters), *[decision] * len(matters), kind=kind, title=title, at=at)
    make_minutes(cast, sitting, at=at)
    found: int = AgendaItem.objects.filter(sitting__matter=sitting).values_list("sitting", flat=True)[0]
    return found


def studied(cast: Cast, units: Units = ((ROADS, "sole", ()),), **more: Any) -> Filing:
    """The chairpersons have decided that it is handed over."""
    filing = listed(cast, units, **more)
    filing.act(OFFICE, "study", {"decision": decide(cast, [filing.matter], "chairpersons", filing.at)})
    return filing


def agreed(cast: Cast, units: Units = ((ROADS, "sole", ()),), **more: Any) -> Filing:
    """Agreed to by the government office, which is asked about these units."""
    filing = studied(cast, units, **more)
    filing.act(GOVERNMENT, "agree_to_plan")
    return filing


def handed_over(cast: Cast, units: Units = ((ROADS, "sole", ()),), **more: Any) -> Filing:
    """At the hand-over meeting."""
    filing = agreed(cast, units, **more)
    filing.act(OFFICE, "hand_over", {"decision": decide(cast, [filing.matter], "joint", filing.at)})
    return filing
