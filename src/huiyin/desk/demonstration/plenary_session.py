"""A plenary session's proposals of the demonstration: filed, examined, decided and handed over together."""

from collections.abc import Mapping
from typing import Any

from huiyin.desk.demonstration.calendar import Diary
from huiyin.desk.demonstration.handing_over import HandingOver
from huiyin.desk.demonstration.places import MARK, Place
from huiyin.desk.demonstration.proposing import FIRST, SECOND
from huiyin.desk.demonstration.telling import Row, Telling
from huiyin.handling.models import Assignment, Contact
from huiyin.people.enums import Role
from huiyin.procedure.begin import begin
from huiyin.procedure.models import Matter
from huiyin.sittings.forms.deciding import MinutesForm
from huiyin.sittings.models import AgendaItem

DEFAULT = "handed_over"
REFUSED = ("refused", "letter")
DECIDED = (DEFAULT, *REFUSED)
"""How proposals end that the examination sitting decides about."""


class Filed(HandingOver):
    """One proposal of the session, with a diary of its own."""

    def __init__(self, place: Place, row: Row, days: Mapping[str, int], diary: Diary) -> None:
        story = {
            "clerk": row["by"],
            "acts": (),
            "proposal": {
                **row,
                "day": row.get("filed", days["filed"]),
                "title": f"{row['title']}{MARK}",
                "kind": "joint" if "with" in row else "individual",
                "situation": f"{row['situation']}{MARK}",
                "analysis": f"{row['analysis']}{MARK}",
                "suggestions": [f"{each}{MARK}" for each in row["suggestions"]],
                "wished": row["units"][:1],
            },
        }
        super().__init__(place, story, diary)
        self.row, self.days, self.ends = row, days, row.get("ends", DEFAULT)

    def examine(self) -> None:
        """Handed in, and examined as far as it came before the sitting."""
        self.tell()
        if "with" in self.row:
            self.do_invite({"members": self.row["with"]})
            for name in self.row["with"]:
                self.take(self.matter, "agree", self.place.people[name])
        self.do_submit({})
        if self.ends == "submitted":
            return
        self.days_before = self.row.get("filed", self.days["examined"] + 1) - 1
        if self.ends == "withdrawn":
            self.take(self.matter, "withdraw", self.clerk, {"reason": self.told})
            return
        refused = {"advice": "not_docket", "reason": self.row.get("reason"), "disposal": self.disposal}
        unfinished = {"stages": ("first",)} if self.ends in ("examining", "merged") else {}
        self.do_examine({**(refused if self.ends in REFUSED else {}), **unfinished})
        self.matter.refresh_from_db()

    @property
    def told(self) -> str:
        """What its author is told, or says."""
        return f"{self.row['told']}{MARK}"

    @property
    def disposal(self) -> str:
        """What a refused one goes on as."""
        return "letter" if self.ends == "letter" else "returned"

    def merge_into(self, main: "Filed") -> None:
        """并案, before the sitting decides."""
        text = f"两件提案内容相近，合并办理。{MARK}"
        self.take(self.matter, "merge", self.place.people[FIRST], {"main": main.matter.pk, "text": text})

    def decide(self, sitting: int) -> None:
        """立案, or 不予立案 by the sitting's decision."""
        cited: dict[str, Any] = {"decision": sitting}
        if self.ends == DEFAULT:
            self.take(self.matter, "docket", self.cppcc, cited)
            return
        told = {"refusal": self._reason(self.row["reason"]), "disposal": self.disposal, "text": self.told}
        self.take(self.matter, "not_docket", self.cppcc, {**cited, **told})
        if self.ends == "letter":
            self.take(self.matter, "convert", self.place.people[SECOND])

    def plan(self) -> None:
        """列入交办清单: the first unit leads, with others to assist; or is alone."""
        lead, *others = self.row["units"]
        everything = list(self.matter.points.order_by("order").values_list("order", flat=True))
        rows = [[lead, "lead" if others else "sole", everything]]
        self.do_list({"rows": [*rows, *([unit, "assist", everything] for unit in others)]})

    def study(self, sitting: int) -> None:
        """研究, and who leads a key one."""
        key = self.row.get("key", {})
        named = {"supervisor": key.get("chair"), "leader": key.get("leader")}
        leads = {field: self.place.people[name].pk for field, name in named.items() if name}
        self.take(
            self.matter,
            "study",
            self.cppcc,
            {
                "decision": sitting,
                "is_key": bool(key),
                "criteria": ["public_concern"] if key else [],
                **leads,
            },
        )

    def sign_and_meet(self) -> None:
        """The units sign; the one that answers meets the author, who confirms it where the story says so."""
        self.days_before = self.days["signed"]
        self.do_receive({})
        if "met" not in self.row:
            return
        self.days_before = self.days["met"]
        child = Assignment.objects.exclude(role="assist").get(matter__parent=self.matter).matter
        staff = self.place.holder(Role.UNIT_CLERK, self.row["units"][0])
        met = {
            "author": self.clerk.pk,
            "method": "visit",
            "phase": "before",
            "on": self.diary.day(self.days_before).isoformat(),
            "unit_people": f"{staff.name}{MARK}",
            "summary": f"听取提案人意见，商定办理重点。{MARK}",
        }
        child = self.take(child, "record_contact", staff, met)
        if self.row["met"] == "confirmed":
            word = {"contact": Contact.objects.get(matter=child).pk, "confirmation": "confirmed"}
            self.take(child, "confirm_contact", self.clerk, word)


class PlenarySessionTelling(Telling):
    """Tells `session.yaml`: one sitting each for examining, for studying and for handing over, for all of them."""

    def tell(self) -> Matter:
        """The whole session; returns the matter of the hand-over meeting."""
        days = self.story["days"]
        self.filed = [
            Filed(self.place, row, days, Diary(self.diary.today, self.diary.calendar))
            for row in self.story["proposals"]
        ]
        for each in self.filed:
            each.examine()
        for each in self.filed:
            if each.ends == "merged":
                each.merge_into(self.filed[each.row["into"] - 1])
        decided = [each for each in self.filed if each.ends in DECIDED]
        self._together("decided", "examination", decided, Filed.decide)
        going = [each for each in decided if each.ends == DEFAULT]
        for each in going:
            each.matter.refresh_from_db()
            each.days_before = days["listed"]
            each.plan()
        self._together("studied", "chairpersons", going, Filed.study)
        for each in going:
            each.days_before = days["agreed"]
            each.do_agree({"offices": self.story["offices"]})
        sitting = self._together("handed_over", "joint", going, _hand_over)
        for each in going:
            each.sign_and_meet()
        return sitting

    def _together(self, what: str, kind: str, filed: list[Filed], do: Any) -> Matter:
        """One sitting decides about all of these proposals, and each goes on by its decision."""
        self.days_before = self.story["days"][what]
        sitting = self._held(kind, f"{self.story['sittings'][what]}{MARK}", filed)
        cited = AgendaItem.objects.filter(sitting__matter=sitting).values_list("sitting", flat=True)[0]
        for each in filed:
            each.days_before = self.days_before
            if self.diary.last is not None:
                each.diary.last = self.diary.last
            do(each, cited)
        return sitting

    def _held(self, kind: str, title: str, filed: list[Filed]) -> Matter:
        day = self.diary.day(self.days_before).isoformat()
        agenda = [{"matter": each.matter.pk} for each in filed]
        planned = {"kind": kind, "title": title, "planned_on": day, "agenda": agenda}
        at = self.diary.moment(self.days_before)
        sitting = begin(
            "sitting", committee=self.place.committee, actor=self.cppcc, at=at, data=planned
        ).matter
        chair = self.place.holder(Role.CHAIR).name
        held = {"held_on": day, "place": f"市政协会议室{MARK}", "chaired_by": chair, "present": chair}
        self.take(sitting, "hold", self.cppcc, held)
        refused = {each.matter.pk for each in filed if each.ends in REFUSED}
        items = AgendaItem.objects.filter(sitting__matter=sitting)
        rows = [
            {"item": each.pk, "decision": "not_adopted" if each.matter_id in refused else "adopted"}
            for each in items
        ]
        self.take(sitting, "decide", self.cppcc, {"decisions": rows})
        self.take(sitting, "make_minutes", self.cppcc, self.proposed(MinutesForm, self.cppcc, matter=sitting))
        return self.take(self.take(sitting, "record", self.cppcc), "close", self.cppcc)


def _hand_over(each: Filed, sitting: int) -> None:
    each.take(each.matter, "hand_over", each.cppcc, {"decision": sitting})
