"""社情民意信息 of the demonstration: reported, screened, edited, issued, used, sent up, forwarded, fed back."""

from typing import Any

from huiyin.briefs.models import UnsuitedReason
from huiyin.desk.demonstration.answering import Answering
from huiyin.desk.demonstration.files import word_document
from huiyin.desk.demonstration.places import MARK
from huiyin.desk.demonstration.telling import Row
from huiyin.people.enums import Role
from huiyin.procedure.begin import begin
from huiyin.procedure.models import Matter

SIGNERS = (Role.SECRETARY_GENERAL, Role.VICE_CHAIR)


class Informing(Answering):
    """Tells one story of `stories_briefs.yaml`: a new brief, or (`continues`) what became of one told before."""

    def tell(self) -> Matter:
        """The brief and what became of it; texts of the story are marked as invented here."""
        self.sender = self.cppcc
        if "continues" in self.story:
            self.matter = self._brief(self.story["continues"])
            return self.tell_acts()
        row = self.story["brief"]
        self.days_before = row["day"]
        at = self.diary.moment(self.days_before)
        data = self._text(row) | self._source(row)
        self.matter = begin(
            "brief", committee=self.place.committee, actor=self.clerk, at=at, data=data
        ).matter
        return self.tell_acts()

    def _brief(self, title: str) -> Matter:
        return Matter.objects.get(committee=self.place.committee, kind="brief", title=f"{title}{MARK}")

    def _text(self, row: Row) -> dict[str, Any]:
        texts = {name: f"{row[name]}{MARK}" for name in ("title", "situation", "analysis")}
        return {**texts, "suggestions": [{"text": f"{each}{MARK}"} for each in row["suggestions"]]}

    def _source(self, row: Row) -> dict[str, Any]:
        """Whose it is: of members and bodies who begins it says so, of others the clerk who types it in."""
        data = {"disclosure": row.get("disclosure", "disclosed")}
        if "source" in row:
            data |= {"source_kind": row["source"], "received_on": self._by(row, "day")}
            data |= {"giver_name": row.get("giver", ""), "contact": row.get("contact", "")}
        return data

    def do_attach(self, act: Row) -> None:
        """添加附件."""
        file = word_document(act["name"], [f"{each}{MARK}" for each in act["lines"]])
        self.take(self.matter, "attach", self.clerk, {"title": act["name"]}, files={"file": file})

    def do_submit(self, act: Row) -> None:
        """提交."""
        self.matter = self.take(self.matter, "submit", self.clerk)

    def do_combine(self, act: Row) -> None:
        """选编来源."""
        sources = [self._brief(title).pk for title in act["of"]]
        self.take(self.matter, "combine", self.clerk, {"sources": sources, "text": ""})

    def do_merge(self, act: Row) -> None:
        """合并到另一件."""
        data = {"main": self._brief(act["into"]).pk, "text": f"{act['text']}{MARK}"}
        self.take(self.matter, "merge", self.cppcc, data)

    def do_decline(self, act: Row) -> None:
        """不采用."""
        reason = UnsuitedReason.objects.get(committee=self.place.committee, code=act["reason"])
        data = {"reason_code": reason.pk, "text": f"{act['text']}{MARK}"}
        self.take(self.matter, "decline", self.cppcc, data)

    def do_edit(self, act: Row) -> None:
        """采用，编辑（原文保留），送审."""
        self.matter = self.take(self.matter, "take_up", self.cppcc, {"is_key": act.get("is_key", False)})
        if "text" in act:
            text, keys = self._text(act["text"]), self.matter.points.order_by("order")
            for row, key in zip(text["suggestions"], keys.values_list("pk", flat=True), strict=False):
                row["point"] = key  # the same suggestion in other words
            self.revise(self.matter, "text", self.cppcc, text)
            self.matter.refresh_from_db()
        self.matter = self.take(self.matter, "send_for_approval", self.cppcc)

    def do_issue(self, act: Row) -> None:
        """秘书长审核、分管副主席签发，编号编发."""
        for role in SIGNERS:
            self.matter = self.take(self.matter, "approve", self.place.holder(role))
        to = [self.body(name) for name in act.get("to", ())]
        data = {"addressees": to, "addressee_words": act.get("to_words", "")}
        self.matter = self.take(self.matter, "issue", self.cppcc, data)

    def do_use(self, act: Row) -> None:
        """登记采用."""
        names = ("level", "form", "by", "publication", "number")
        data = {name: act.get(name, "") for name in names}
        self.take(self.matter, "record_use", self.cppcc, {**data, "on": self._by(act, "day")})

    def do_send_up(self, act: Row) -> None:
        """报送上级政协."""
        self.take(self.matter, "send_up", self.cppcc, {"number": act["number"]})

    def do_forward(self, act: Row) -> None:
        """转办，承办单位签收."""
        points = list(self.matter.points.order_by("order").values_list("pk", flat=True))
        row = {"points": points, "unit": self.body(act["unit"]), "role": "sole", "request": ""}
        self.matter = self.take(self.matter, "forward", self.cppcc, {"assignments": [row]})
        self.take(self._assignment(act), "receive", self._staff(act))

    def do_feed_back(self, act: Row) -> None:
        """反馈."""
        data = {"words": f"{act['text']}{MARK}", "way": act.get("way", "")}
        self.take(self.matter, "feed_back", self.cppcc, data)

    def do_close(self, act: Row) -> None:
        """办结."""
        self.take(self.matter, "close", self.cppcc)

    def _outgoing(self, unit: str) -> Row:
        """A unit answers a brief to the committee's office: its reply is no letter and bears no number."""
        return {}
