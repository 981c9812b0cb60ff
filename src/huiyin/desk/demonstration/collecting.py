"""Tips of the demonstration: one call, what members and citizens gave, and how each was screened."""

from datetime import timedelta

from huiyin.desk.demonstration.proposing import FIRST
from huiyin.desk.demonstration.telling import Row, Telling
from huiyin.procedure.begin import begin
from huiyin.procedure.models import Matter


class Collecting(Telling):
    """Tells one story of `stories_tips.yaml`."""

    def tell(self) -> Matter:
        """The call, its tips, and what became of each; returns the call's matter."""
        row = self.story["call"]
        self.days_before = row["day"]
        data = {
            "title": row["title"],
            "asked": row["asked"],
            "since": self.diary.day(row["day"]).isoformat(),
            "until": (self.diary.today + timedelta(days=row["days_left"])).isoformat(),
            "audience": "public",
        }
        self.matter = self._begin("tip_call", data)
        found: dict[str, Matter] = {}
        for each in self.story["tips"]:
            found[each["title"]] = self._tip(each, found)
        return self.matter

    def _begin(self, procedure: str, data: Row, giver: str = "") -> Matter:
        actor = self.place.people[giver] if giver else self.clerk
        at = self.diary.moment(self.days_before)
        made = begin(procedure, committee=self.place.committee, actor=actor, at=at, data=dict(data))
        return made.matter

    def _tip(self, row: Row, found: dict[str, Matter]) -> Matter:
        self.days_before = row["day"]
        data = {"call": self.matter.tip_call.pk, "title": row["title"], "text": row["text"]}
        if "member" not in row:
            data |= {
                "channel": row["channel"],
                "given_on": self.diary.day(row["day"]).isoformat(),
                "giver_name": row.get("name", ""),
                "contact": row.get("contact", ""),
            }
        tip = self._begin("proposal_tip", data, row.get("member", ""))
        if "screened" in row:
            given = dict(row["screened"])
            self.days_before = given.pop("day")
            if "into" in given:
                given["into"] = found[given["into"]].tip.pk
            self.take(tip, given.pop("do"), self.place.people[FIRST], given)
        return tip
