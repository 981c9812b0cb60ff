"""Proposals of the demonstration: written by members, examined by the 提案委员会, decided by a sitting."""

from typing import Any

from huiyin.desk.demonstration.telling import Row, Telling
from huiyin.people.enums import Role
from huiyin.procedure.begin import begin
from huiyin.procedure.models import Matter
from huiyin.proposals.models import ProposalClass, RefusalReason
from huiyin.sittings.forms.deciding import MinutesForm
from huiyin.sittings.models import AgendaItem

FIRST, SECOND = "田初审", "谭复审"


class Proposing(Telling):
    """Tells one story of `stories_proposals.yaml`."""

    def tell(self) -> Matter:
        """The proposal and what became of it; returns its matter."""
        row = self.story["proposal"]
        self.days_before = row["day"]
        data = {
            **{name: row[name] for name in ("title", "situation", "analysis")},
            "proposer_kind": row["kind"],
            "publication": "yes",
            "suggestions": [{"text": each} for each in row["suggestions"]],
            "wished": [self.body(name) for name in row["wished"]],
            "contact_name": row.get("contact", ""),
        }
        at = self.diary.moment(self.days_before)
        self.matter = begin(
            "proposal",
            committee=self.place.committee,
            actor=self.clerk,
            at=at,
            data=data,
            origin=self._tip(row.get("tip", "")),
        ).matter
        return self.tell_acts()

    def _tip(self, title: str) -> Matter | None:
        """The tip that a proposal drew on, by the title under which it is offered."""
        tips = Matter.objects.filter(committee=self.place.committee, kind="proposal_tip", title=title)
        return tips.get() if title else None

    def do_submit(self, act: Row) -> None:
        """提交提案."""
        self.take(self.matter, "submit", self.clerk)

    def do_invite(self, act: Row) -> None:
        """送联名人."""
        members = [self.place.people[name].pk for name in act["members"]]
        self.take(self.matter, "invite", self.clerk, {"members": members})

    def do_examine(self, act: Row) -> None:
        """受理、初审、复审; `stages` names them where it stopped earlier, `class` what it is about."""
        sort = self._class(act.get("class") or self.story["proposal"]["class"])
        advice: dict[str, Any] = {"advice": act.get("advice", "docket"), "proposal_class": sort}
        if "reason" in act:
            advice |= {"refusal": self._reason(act["reason"]), "disposal": act["disposal"]}
        examiners = {"first": self.place.people[FIRST], "second": self.place.people[SECOND]}
        self.take(self.matter, "accept", examiners["first"])
        for stage in act.get("stages", examiners):
            self.take(self.matter, f"examine_{stage}", examiners[stage], advice)

    def do_docket(self, act: Row) -> None:
        """会议审定，立案."""
        sitting = self._decided(act["sitting"], "adopted")
        self.take(self.matter, "docket", self.cppcc, {"decision": sitting})

    def do_not_docket(self, act: Row) -> None:
        """会议审定，不予立案."""
        sitting = self._decided(act["sitting"], "not_adopted")
        told = {"refusal": self._reason(act["reason"]), "disposal": act["disposal"], "text": act["text"]}
        self.take(self.matter, "not_docket", self.cppcc, {"decision": sitting, **told})

    def do_merge(self, act: Row) -> None:
        """并案: into the proposal of an earlier story."""
        named = {"main_named": act["main"], "text": act["text"]}
        self.take(self.matter, "merge", self.place.people[FIRST], named)

    def do_object(self, act: Row) -> None:
        """对并案提出异议."""
        self.take(self.matter, "object", self.clerk, {"objection": act["text"]})

    def do_keep(self, act: Row) -> None:
        """维持并案."""
        self.take(self.matter, "keep_merge", self.place.people[SECOND], {"answer": act["text"]})

    def do_convert(self, act: Row) -> None:
        """按去向转办."""
        self.take(self.matter, "convert", self.place.people[SECOND])

    def do_forward(self, act: Row) -> None:
        """转送来信."""
        letter = self.matter.children.get()
        day = self.diary.day(self.days_before).isoformat()
        given = {"body": self.body(act["body"]), "on": day, "text": act["text"]}
        self.take(letter, "forward", self.place.people[FIRST], given)

    def _class(self, code: str) -> int:
        rows = ProposalClass.objects.filter(committee=self.place.committee, parent__isnull=False)
        return rows.get(code=code).pk

    def _reason(self, code: str) -> int:
        return RefusalReason.objects.get(committee=self.place.committee, code=code).pk

    def _decided(self, title: str, decision: str) -> int:
        """A sitting that decided so on the proposal; returns its key, which the act cites."""
        day = self.diary.day(self.days_before).isoformat()
        planned = {
            "kind": "examination",
            "title": title,
            "planned_on": day,
            "agenda": [{"matter": self.matter.pk}],
        }
        at = self.diary.moment(self.days_before)
        sitting = begin(
            "sitting", committee=self.place.committee, actor=self.cppcc, at=at, data=planned
        ).matter
        chair = self.place.holder(Role.VICE_CHAIR).name
        held = {"held_on": day, "place": "市政协会议室（演示）", "chaired_by": chair, "present": chair}
        self.take(sitting, "hold", self.cppcc, held)
        item = AgendaItem.objects.get(sitting__matter=sitting)
        self.take(sitting, "decide", self.cppcc, {"decisions": [{"item": item.pk, "decision": decision}]})
        minutes = self.proposed(MinutesForm, self.cppcc, matter=sitting)
        self.take(sitting, "make_minutes", self.cppcc, minutes)
        self.take(self.take(sitting, "record", self.cppcc), "close", self.cppcc)
        return item.sitting_id
