"""Proposals of the demonstration on their way to the units: listed, studied, agreed with both sides, handed over."""

from huiyin.desk.demonstration.proposing import Proposing
from huiyin.desk.demonstration.telling import Row
from huiyin.handling.models import Assignment
from huiyin.people.enums import Role
from huiyin.procedure.begin import begin
from huiyin.sittings.forms.deciding import MinutesForm
from huiyin.sittings.models import AgendaItem


class HandingOver(Proposing):
    """Tells one story of `stories_hand_over.yaml`."""

    def do_list(self, act: Row) -> None:
        """列入交办清单."""
        rows = [
            {"unit": self.body(unit), "role": role, "points": self.points(numbers)}
            for unit, role, numbers in act["rows"]
        ]
        self.take(self.matter, "list", self.cppcc, {"units": rows})

    def _sitting(self, act: Row, kind: str) -> int:
        """A sitting took the proposal up and adopted it; the key of what is cited."""
        day = self.diary.day(self.days_before).isoformat()
        planned = {
            "kind": kind,
            "title": act["sitting"],
            "planned_on": day,
            "agenda": [{"matter": self.matter.pk}],
        }
        at = self.diary.moment(self.days_before)
        sitting = begin(
            "sitting", committee=self.place.committee, actor=self.cppcc, at=at, data=planned
        ).matter
        chair = self.place.holder(Role.CHAIR).name
        held = {"held_on": day, "place": "市政协会议室（演示）", "chaired_by": chair, "present": chair}
        self.take(sitting, "hold", self.cppcc, held)
        self.take(sitting, "decide_rest", self.cppcc, {"decision": "adopted"})
        minutes = self.proposed(MinutesForm, self.cppcc, matter=sitting)
        self.take(sitting, "make_minutes", self.cppcc, minutes)
        self.take(self.take(sitting, "record", self.cppcc), "close", self.cppcc)
        return AgendaItem.objects.get(sitting__matter=sitting).sitting_id

    def do_study(self, act: Row) -> None:
        """主席会议研究，确定重点提案."""
        data: Row = {"decision": self._sitting(act, "chairpersons"), "is_key": "supervised" in act}
        if data["is_key"]:
            data = {**data, "criteria": ["public_concern", "feasible"]}
        names = {"supervisor": act.get("supervised"), "leader": act.get("led")}
        named = {field: self.place.people[name].pk for field, name in names.items() if name}
        self.take(self.matter, "study", self.cppcc, {**data, **named})

    def do_agree(self, act: Row) -> None:
        """党委、政府办公室商定."""
        for office in act["offices"]:
            self.take(self.matter, "agree_to_plan", self.office_clerk(office))

    def do_hand_over(self, act: Row) -> None:
        """联席会议交办."""
        data = {"decision": self._sitting(act, "joint"), "request": act.get("request", "")}
        self.take(self.matter, "hand_over", self.cppcc, data)

    def do_receive(self, act: Row) -> None:
        """承办单位签收."""
        for each in Assignment.objects.filter(matter__parent=self.matter).select_related("matter", "unit"):
            self.take(each.matter, "receive", self.place.holder(Role.UNIT_CLERK, each.unit.name))
