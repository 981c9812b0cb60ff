"""How a story is told: who acts when, the consultation it begins with, and the first draft."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from huiyin.consultation.models import Opinion, Participant
from huiyin.desk.demonstration.calendar import Diary
from huiyin.desk.demonstration.places import Place
from huiyin.people.enums import Role
from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import revise, take
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter

Row = Mapping[str, Any]
SIGNERS = (Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR)
UNIT_SIGNERS = (Role.UNIT_REVIEWER, Role.UNIT_DEPUTY, Role.UNIT_HEAD)


class Telling:
    """Tells one story; what its acts name is done by the methods of `tale.Tale` and `following.Following`."""

    def __init__(self, place: Place, story: Row, diary: Diary) -> None:
        self.place, self.story, self.diary = place, story, diary
        self.clerk = place.people[story["clerk"]]
        self.cppcc = place.holder(Role.CPPCC_CLERK)
        self.sender: Person | None = None
        self.days_before = 0

    def tell(self) -> Matter:
        """The whole story; returns the outcome's matter, or the consultation's where nothing was drafted yet."""
        self.activity = self._consultation(self.story["consultation"])
        if "outcome" not in self.story:
            return self.activity
        self.matter = self._outcome(self.story["outcome"])
        return self.tell_acts()

    def tell_acts(self) -> Matter:
        """What happened to the outcome, act after act."""
        for act in self.story["acts"]:
            self.days_before = act["day"]
            getattr(self, f"do_{act['do']}")(act)
            self.matter.refresh_from_db()
        return self.matter

    # --- how acts are made -----------------------------------------------------------------------------------

    def take(
        self,
        matter: Matter,
        move: str,
        actor: Person,
        data: Row | None = None,
        *,
        files: Row | None = None,
    ) -> Matter:
        """Somebody makes a move of a matter."""
        at = self.diary.moment(self.days_before)
        return take(matter, move, actor=actor, at=at, data=dict(data or {}), files=files).matter

    def revise(self, matter: Matter, facet: str, actor: Person, data: Row) -> None:
        """Somebody edits a facet of a matter."""
        revise(matter, facet, actor=actor, at=self.diary.moment(self.days_before), data=dict(data))

    def proposed(self, form: type[ActForm], actor: Person, *, matter: Matter | None = None) -> dict[str, Any]:
        """What a form proposes by itself, for the outcome or another matter; taken over as a clerk would."""
        matter = matter or self.matter
        act = Act(
            procedure=procedure_of(matter.procedure, matter.version), matter=matter, committee=matter.committee,
            at=self.diary.moment(self.days_before), move="", actor=actor,
        )  # fmt: skip
        return form.initial_from(act)

    def body(self, name: str) -> int:
        """Key of a body by its full name."""
        return self.place.bodies[name].pk

    def points(self, numbers: list[int]) -> list[int]:
        """Keys of recommendations by their numbers."""
        keys = dict(self.matter.points.values_list("order", "pk"))
        return [keys[number] for number in numbers]

    def office_clerk(self, office: str) -> Person:
        """Who handles submissions and assignments in that office."""
        return self.place.holder(Role.OFFICE_CLERK, office)

    def assigner(self) -> Person:
        """Who hands over, checks replies and feeds back."""
        return self.sender or self.office_clerk(self.story["outcome"]["office"])

    # --- consultation and draft ------------------------------------------------------------------------------

    def _consultation(self, row: Row) -> Matter:
        self.days_before = row["day"]
        facts = ("title", "form", "place", "summary")
        matter = begin(
            "activity",
            committee=self.place.committee,
            actor=self.clerk,
            at=self.diary.moment(self.days_before) + timedelta(hours=8),
            data={
                **{name: row[name] for name in facts},
                "organiser": self.body(row["organiser"]),
                "held_on": self.diary.day(self.days_before).isoformat(),
                "participants": [self._participant(each) for each in row["participants"]],
            },
        ).matter
        self.days_before -= 1
        givers = {each.name: each.pk for each in Participant.objects.filter(activity__matter=matter)}
        rows = [_opinion(each, givers) for each in row["opinions"]]
        self.revise(matter, "opinions", self.clerk, {"opinions": rows})
        self.revise(
            matter, "consensus", self.clerk, {"consensus": [{"text": each} for each in row["consensus"]]}
        )
        return self.take(matter, "record", self.clerk)

    def _participant(self, each: Any) -> Row:
        if isinstance(each, str):
            return {"person": self.place.people[each].pk, "capacity": "member"}
        body = {"body": self.body(each["body"])} if "body" in each else {}
        return {"name": each["name"], "capacity": each["capacity"], **body}

    def _outcome(self, row: Row) -> Matter:
        self.days_before = row["day"]
        opinions = list(Opinion.objects.filter(activity__matter=self.activity).order_by("order"))
        names = ("title", "form", "weight", "form_reason", "background", "analysis")
        data = {name: row[name] for name in names}
        data["sensitivity"] = row.get("sensitivity", "open" if row["form"] == "letter" else "internal")
        if "office" in row:
            data["responsible_office"] = self.body(row["office"])
        data["recommendations"] = [
            {
                "text": each["text"],
                "lead": self.body(each["units"][0]),
                "assists": [self.body(name) for name in each["units"][1:]],
                "sources": [opinions[number - 1].pk for number in each["from"]],
            }
            for each in row["recommendations"]
        ]
        matter = begin(
            "outcome",
            committee=self.place.committee,
            actor=self.clerk,
            at=self.diary.moment(self.days_before),
            data=data,
            origin=self.activity,
        ).matter
        if row.get("is_key"):
            kept = {name: value for name, value in data.items() if name not in ("background", "analysis")}
            del kept["recommendations"]
            self.revise(matter, "summary", self.clerk, {**kept, "is_key": True})
        return matter


def _opinion(each: Any, givers: Mapping[str, int]) -> Row:
    if isinstance(each, list):
        return {"giver": givers[each[0]], "text": each[1]}
    return {"giver": givers[each["giver"]], "text": each["text"], "is_reserved": each.get("reserved", False)}
