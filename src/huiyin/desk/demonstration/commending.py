"""表彰 and 考核 of the demonstration: one round of commendation and the review of a unit's year."""

from datetime import timedelta

from huiyin.desk.demonstration.handing_over import HandingOver
from huiyin.desk.demonstration.places import MARK
from huiyin.desk.demonstration.telling import Row
from huiyin.people.enums import Role
from huiyin.procedure.begin import begin
from huiyin.procedure.models import Matter
from huiyin.proposals.models import Nominee
from huiyin.proposals.presets.commending import CRITERIA


class Commending(HandingOver):
    """Tells one story of `stories_commending.yaml`."""

    def tell(self) -> Matter:
        """The round, and the review beside it; returns the round's matter."""
        row = self.story["round"]
        self.days_before = row["day"]
        year = self.diary.day(self.days_before).year
        criteria = [{"about": about, "text": text, "weight": weight} for about, text, weight in CRITERIA]
        data = {"title": f"{year}年度{row['title']}{MARK}", "of_year": year, "criteria": criteria}
        self.matter = self._begin("commendation", data)
        return self.tell_acts()

    def _begin(self, procedure: str, data: Row) -> Matter:
        at = self.diary.moment(self.days_before)
        return begin(
            procedure, committee=self.place.committee, actor=self.cppcc, at=at, data=dict(data)
        ).matter

    def do_draw(self, act: Row) -> None:
        """按记录提出候选."""
        self.take(self.matter, "draw_proposals", self.cppcc, act["proposals"])
        self.take(self.matter, "draw_units", self.cppcc, act["units"])

    def do_nominate(self, act: Row) -> None:
        """提名提案."""
        numbers = [
            Matter.objects.get(committee=self.place.committee, kind="proposal", title=f"{title}{MARK}").number
            for title in act["titles"]
        ]
        data = {"numbers": "\n".join(numbers), "units": [], "ground": f"{act['ground']}{MARK}"}
        self.take(self.matter, "nominate", self.place.people[act["who"]], data)

    def do_pass(self, act: Row) -> None:
        """审核候选."""
        rows = [
            {"nominee": each.pk, "passed": "yes", "remark": ""}
            for each in Nominee.objects.filter(commendation__matter=self.matter)
        ]
        self.take(self.matter, "examine", self.cppcc, {"nominees": rows})

    def do_decide(self, act: Row) -> None:
        """主席会议决定，征求委员异议."""
        until = self.diary.today + timedelta(days=act["days_left"])
        passed = Nominee.objects.filter(commendation__matter=self.matter, passed=True)
        data = {
            "decision": self._sitting({"sitting": f"{act['sitting']}{MARK}"}, "chairpersons"),
            "nominees": list(passed.values_list("pk", flat=True)),
            "objections_until": until.isoformat(),
        }
        self.take(self.matter, "decide", self.cppcc, data)

    def do_review(self, act: Row) -> None:
        """承办单位年度考核意见，送达，单位说明."""
        year = self.diary.day(self.days_before).year
        text = f"{act['text']}{MARK}"
        review = self._begin("unit_review", {"unit": self.body(act["unit"]), "of_year": year, "text": text})
        review = self.take(review, "send", self.cppcc)
        clerk = self.place.holder(Role.UNIT_CLERK, act["unit"])
        self.take(review, "answer", clerk, {"answer": f"{act['answer']}{MARK}"})
