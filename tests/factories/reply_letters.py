"""Answering a proposal that was handed over: contact, draft, signatures, the letter, the office's check."""

from typing import Any

from factories.people import Cast
from factories.proposals import OFFICE, Filing
from huiyin.handling.models import Assignment, Contact, ReplyFinding, ReplyLetter
from huiyin.handling.selectors import reply_classes
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter

CITY, LAND, ROADS, PARTY_UNIT = "市城市管理局", "市自然资源局", "市交通运输局", "市委网信办"
PREFIX = {CITY: "城", LAND: "自", ROADS: "交"}
PHONE = "0952-2012345"
TEXT = (
    "我局会同有关单位摸排了城区单位停车场128处，已推动其中36处在夜间向周边居民错时开放，由停车管理科负责。"
    "其余停车场2026年12月底前分批开放，名单在停车信息平台公布。"
)


class Answering:
    """One proposal in the units' hands; every act goes through the engine, ten minutes after the one before."""

    def __init__(self, cast: Cast, filing: Filing) -> None:
        self.cast, self.filing = cast, filing

    def assignment(self, unit: str) -> Matter:
        """The newest assignment of a unit."""
        rows = Assignment.objects.filter(matter__parent=self.filing.matter, unit=self.cast.body(unit))
        return rows.select_related("matter").latest("pk").matter

    def act(self, unit: str, who: str, move: str, /, **data: Any) -> Matter:
        """Somebody makes a move on the unit's assignment."""
        self.filing.at += self.filing.at.resolution * 600_000_000
        done = take(self.assignment(unit), move, actor=self.cast[who], at=self.filing.at, data=data).matter
        self.filing.matter.refresh_from_db()
        return done

    def clerk(self, unit: str) -> str:
        """Who acts for a unit."""
        return f"{PREFIX[unit]}经办"

    def met(self, unit: str, author: str, *, speaker: str = "", phase: str = "during") -> None:
        """The unit met an author, who says so."""
        who = speaker or author
        data = {
            "author": self.cast[who].pk, "method": "meeting", "phase": phase,
            "on": self.filing.at.date().isoformat(), "unit_people": "停车管理科科长", "summary": "当面听取意见。",
        }  # fmt: skip
        self.act(unit, self.clerk(unit), "record_contact", **data)
        contact = Contact.objects.latest("pk")
        self.act(unit, who, "confirm_contact", contact=contact.pk, confirmation="confirmed")

    def drafted(self, unit: str, **more: Any) -> Matter:
        """Received, with a complete draft, and every finding of its check explained."""
        if self.assignment(unit).state == "sent":
            self.act(unit, self.clerk(unit), "receive")
        covered = self.assignment(unit).assignment.covered.select_related("point")
        answers = [{"point": each.point_id, "text": f"已经办理：{each.point.text}"} for each in covered]
        chosen = reply_classes(self.cast.committee, self.filing.at.date()).get(code="A")
        data = {"text": TEXT, "reply_class": chosen.pk, "answers": answers, **more}
        child = self.act(unit, self.clerk(unit), "draft_reply", **data)
        waiting = ReplyFinding.objects.filter(reply__matter=child, answer="", blocks=False)
        rows = [{"finding": each.pk, "answer": "已核实，情况属实。"} for each in waiting]
        return self.act(unit, self.clerk(unit), "answer_findings", findings=rows) if rows else child

    def answered(self, unit: str, number: str, **more: Any) -> Matter:
        """Signed by three persons and sent to the office for its check."""
        self.drafted(unit, **more)
        for signer in ("核稿", "分管", "局长"):
            self.act(unit, f"{PREFIX[unit]}{signer}", "sign")
        return self.act(unit, self.clerk(unit), "answer", document_number=number, contact_phone=PHONE)

    def settled(self, unit: str, number: str, **more: Any) -> Matter:
        """Accepted: the letters go out."""
        self.answered(unit, number, **more)
        return self.act(unit, OFFICE, "settle")

    def letters(self) -> dict[str, ReplyLetter]:
        """Addressee and case → the letter, the latest one."""
        rows = ReplyLetter.objects.filter(reply__matter__parent=self.filing.matter).select_related("matter")
        return {each.addressee_name: each for each in rows.order_by("pk")}
