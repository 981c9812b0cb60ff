"""Briefs brought along through the real acts, by the named cast."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from factories.consultations import MONDAY
from factories.people import Cast
from huiyin.people.enums import Role
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import revise, take
from huiyin.procedure.models import Matter

TITLE = "老旧小区消防通道被占用亟待整治"
TEXT: dict[str, Any] = {
    "title": TITLE,
    "situation": "老城区十二个小区的消防通道长期停放车辆，消防车无法进入。",
    "analysis": "小区没有物业，没有划线，执法主体不明确。",
    "suggestions": [{"text": "由街道统一划线并设置标志。"}, {"text": "明确执法主体，开展集中整治。"}],
}
OFFICE, SIGNS_FIRST, SIGNS_LAST = "林政协", "何秘书长", "陈副主席"


@dataclass
class Reporting:
    """One brief under way; `at` moves on with every act."""

    cast: Cast
    matter: Matter
    at: datetime = MONDAY

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

    def approve(self) -> Matter:
        """Taken up, edited, signed by both."""
        self.act(OFFICE, "take_up")
        self.act(OFFICE, "send_for_approval")
        self.act(SIGNS_FIRST, "approve")
        return self.act(SIGNS_LAST, "approve")

    def issue(self, **more: Any) -> Matter:
        """Approved and issued to party office and government office."""
        self.approve()
        offices = [self.cast.body(name).pk for name in ("市委办公室", "市政府办公室")]
        return self.act(OFFICE, "issue", {"addressees": offices, **more})


def report(cast: Cast, who: str = "白委员", *, at: datetime = MONDAY, **more: Any) -> Reporting:
    """Somebody writes a draft; of a clerk it is what a citizen said where nothing else is said."""
    data = {**TEXT, "disclosure": "disclosed", **more}
    if cast.grant(who).role == Role.CPPCC_CLERK:
        data = {"source_kind": "citizen", "received_on": at.date().isoformat(), **data}
    matter = begin("brief", committee=cast.committee, actor=cast[who], at=at, data=data).matter
    return Reporting(cast, matter, at)


def reported(cast: Cast, who: str = "白委员", **more: Any) -> Reporting:
    """Written and handed in."""
    reporting = report(cast, who, **more)
    reporting.act(who, "submit")
    return reporting


def issued(cast: Cast, who: str = "白委员", **more: Any) -> Reporting:
    """Written, handed in, edited, approved and issued."""
    reporting = reported(cast, who, **more)
    reporting.issue()
    return reporting
