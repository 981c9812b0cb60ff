"""Proposals of the demonstration: written by members, examined by the 提案委员会, decided by a sitting."""

from huiyin.desk.demonstration.telling import Row, Telling
from huiyin.people.enums import Role
from huiyin.procedure.begin import begin
from huiyin.procedure.models import Matter
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
            "proposal", committee=self.place.committee, actor=self.clerk, at=at, data=data
        ).matter
        return self.tell_acts()

    def do_submit(self, act: Row) -> None:
        """提交提案."""
        self.take(self.matter, "submit", self.clerk)

    def do_invite(self, act: Row) -> None:
        """送联名人."""
        members = [self.place.people[name].pk for name in act["members"]]
        self.take(self.matter, "invite", self.clerk, {"members": members})

    def do_examine(self, act: Row) -> None:
        """受理、初审、复审."""
        first, second = self.place.people[FIRST], self.place.people[SECOND]
        self.take(self.matter, "accept", first)
        self.take(self.matter, "examine_first", first, {"advice": "docket"})
        self.take(self.matter, "examine_second", second, {"advice": "docket"})

    def do_docket(self, act: Row) -> None:
        """会议审定，立案."""
        day = self.diary.day(self.days_before).isoformat()
        planned = {
            "kind": "examination",
            "title": act["sitting"],
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
        self.take(sitting, "decide", self.cppcc, {"decisions": [{"item": item.pk, "decision": "adopted"}]})
        minutes = self.proposed(MinutesForm, self.cppcc, matter=sitting)
        self.take(sitting, "make_minutes", self.cppcc, minutes)
        self.take(self.take(sitting, "record", self.cppcc), "close", self.cppcc)
        self.take(self.matter, "docket", self.cppcc, {"decision": item.sitting_id})
