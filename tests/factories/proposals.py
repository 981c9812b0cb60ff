"""Proposals brought along through the real acts, by the named cast and the 提案委员会's two clerks."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from factories.consultations import MONDAY
from factories.people import SINCE, Cast
from factories.sittings import decided
from huiyin.people.actions.grants import give_grant
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Account, Body, Grant, Person
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import revise, take
from huiyin.procedure.models import Matter
from huiyin.sittings.models import AgendaItem

TITLE = "关于加强城区公共停车管理的提案"
TEXT: dict[str, Any] = {
    "title": TITLE,
    "situation": "老城区停车位不足，夜间占道停车较多。",
    "analysis": "机关和企事业单位的停车场夜间闲置，没有共享机制。",
    "suggestions": [{"text": "推动单位停车场夜间错时开放。"}, {"text": "建设停车信息平台。"}],
}
FIRST, SECOND, OFFICE = "提初审", "提复审", "林政协"


def add_examiners(cast: Cast) -> None:
    """提案委员会 with two clerks."""
    body = Body.objects.create(
        committee=cast.committee,
        code="proposals",
        kind=BodyKind.SPECIAL_COMMITTEE,
        name="提案委员会",
        short_name="提案委",
    )
    cast.bodies[body.name] = body
    for name, user in ((FIRST, "ti.chushen"), (SECOND, "ti.fushen")):
        account = Account.objects.create(username=user)
        person = Person.objects.create(name=name, post="提案委员会科长", account=account)
        cast.people[name] = person
        cast.grants[name] = Grant.objects.create(
            committee=cast.committee, person=person, role=Role.COMMITTEE_CLERK, body=body, since=SINCE
        )


PARTY, LEAGUE, SECTOR = "某党石嘴山市委员会", "共青团石嘴山市委员会", "经济界"
ORGANISATIONS = (
    # name, kind, code, whose clerk, user name
    (PARTY, BodyKind.DEMOCRATIC_PARTY, "party-a", "某党干事", "moudang.ganshi"),
    (LEAGUE, BodyKind.PEOPLE_ORGANISATION, "youth-league", "团干事", "tuan.ganshi"),
    (SECTOR, BodyKind.SECTOR, "sector-economy", "界别召集人", "jiebie.zhaojiren"),
)


def add_organisations(cast: Cast) -> None:
    """A party, the youth league and a sector, each with the clerk who files for it."""
    for name, kind, code, clerk, user in ORGANISATIONS:
        body, _new = Body.objects.get_or_create(
            committee=cast.committee, code=code, defaults={"kind": kind, "name": name}
        )
        cast.bodies[name] = body
        account = Account.objects.create(username=user)
        cast.people[clerk] = Person.objects.create(name=clerk, post=f"{name}干事", account=account)
        cast.grants[clerk] = give_grant(
            person=cast.people[clerk], role=Role.ORGANISATION_CLERK, committee=cast.committee, since=SINCE,
            body=body,
        )  # fmt: skip


@dataclass
class Filing:
    """One proposal under way; `at` moves on with every act."""

    cast: Cast
    matter: Matter
    at: datetime = MONDAY
    days: int = field(default=0)

    def act(
        self, who: str, move: str, data: dict[str, Any] | None = None, files: dict[str, Any] | None = None
    ) -> Matter:
        """Somebody makes a move."""
        self.at += timedelta(minutes=10)
        self.matter = take(self.matter, move, actor=self.cast[who], at=self.at, data=data, files=files).matter
        return self.matter

    def edit(self, who: str, facet: str, data: dict[str, Any]) -> Any:
        """Somebody changes a part."""
        taken = revise(self.matter, facet, actor=self.cast[who], at=self.at, data=data)
        self.matter = taken.matter
        return taken.step

    def examine(self, advice: str = "docket", **more: Any) -> Matter:
        """Accepted, examined by the two clerks."""
        self.act(FIRST, "accept")
        self.act(FIRST, "examine_first", {"advice": advice, **more})
        return self.act(SECOND, "examine_second", {"advice": advice, **more})

    def cite(self, decision: str = "adopted") -> dict[str, Any]:
        """A sitting of examination decided so; what the final examination cites."""
        sitting = decided(
            self.cast, [self.matter], decision, kind="examination", title="提案审查委员会会议", at=self.at
        )
        return {"decision": AgendaItem.objects.get(sitting__matter=sitting).sitting_id}

    def docket(self) -> Matter:
        """Examined, decided and docketed."""
        self.examine()
        return self.act(OFFICE, "docket", self.cite())


def write(cast: Cast, who: str = "白委员", *, at: datetime = MONDAY, **more: Any) -> Filing:
    """Somebody writes a draft; a member on their own account where nothing else is said."""
    data = {**TEXT, "publication": "yes", **more}
    if cast.grant(who).role == Role.MEMBER:
        data.setdefault("proposer_kind", "individual")
    matter = begin("proposal", committee=cast.committee, actor=cast[who], at=at, data=data).matter
    return Filing(cast, matter, at)


def filed(cast: Cast, who: str = "白委员", **more: Any) -> Filing:
    """Written and handed in."""
    filing = write(cast, who, **more)
    filing.act(who, "submit")
    return filing
