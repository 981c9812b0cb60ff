"""One story of the demonstration: every happening is an act of somebody with the right to it."""

from datetime import timedelta

from huiyin.desk.demonstration.telling import Row, Telling
from huiyin.handling.models import ReplyClass
from huiyin.handling.selectors import assignments_of, submissions_of
from huiyin.handling.selectors.letters import findings_on
from huiyin.outcomes.enums import QualityPoint
from huiyin.outcomes.forms.feedback import TellForm
from huiyin.outcomes.forms.sending import DocumentForm
from huiyin.outcomes.models import Echo
from huiyin.people.enums import Role
from huiyin.people.models import Person
from huiyin.procedure.begin import begin
from huiyin.procedure.models import Matter
from huiyin.sittings.forms.deciding import MinutesForm
from huiyin.sittings.models import AgendaItem

SIGNERS = (Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR)
UNIT_SIGNERS = (Role.UNIT_REVIEWER, Role.UNIT_DEPUTY, Role.UNIT_HEAD)
EXPLANATION = "已向承办科室核实，完成时间和责任人在办理台账中载明。（演示）"


class Tale(Telling):
    """What can happen to an outcome; `do: sign` in a story names `do_sign` here."""

    # --- 形成、报送 --------------------------------------------------------------------------------------------

    def do_submit_draft(self, act: Row) -> None:
        """送审."""
        self.take(self.matter, "submit_draft", self.clerk)

    def do_return_draft(self, act: Row) -> None:
        """退回修改."""
        self.take(self.matter, "return_draft", self.place.people[act["who"]], {"reason": act["reason"]})

    def _examine(self) -> None:
        answers = {point.value: "yes" for point in QualityPoint}
        self.revise(self.matter, "quality", self.cppcc, answers)

    def do_sign(self, act: Row) -> None:
        """质量审核，逐级签发."""
        self._examine()
        for role in SIGNERS:
            self.matter = self.take(self.matter, "sign", self.place.holder(role))

    def do_plan_sitting(self, act: Row) -> None:
        """拟定会议议程."""
        data = {
            "kind": act["kind"],
            "title": act["name"],
            "planned_on": self.diary.day(act["planned"]).isoformat(),
            "agenda": [{"matter": self.matter.pk, "note": act["note"]}, {"text": act["besides"]}],
        }
        at = self.diary.moment(self.days_before)
        self.sitting = begin(
            "sitting", committee=self.place.committee, actor=self.cppcc, at=at, data=data
        ).matter

    def do_hold_sitting(self, act: Row) -> None:
        """登记会议召开，逐项登记决定，形成纪要."""
        held = {
            "held_on": self.diary.day(act["day"]).isoformat(),
            "place": act["place"],
            "chaired_by": self.place.holder(Role.CHAIR).name,
            "present": "、".join(self.place.holder(role).name for role in SIGNERS),
        }
        self.take(self.sitting, "hold", self.cppcc, held)
        items = AgendaItem.objects.filter(sitting__matter=self.sitting).order_by("order")
        decisions = [
            {"item": item.pk, "decision": code, "decision_text": text}
            for item, (code, text) in zip(items, act["decisions"], strict=True)
        ]
        self.take(self.sitting, "decide", self.cppcc, {"decisions": decisions})
        minutes = self.proposed(MinutesForm, self.cppcc, matter=self.sitting)
        self.take(self.sitting, "make_minutes", self.cppcc, minutes)
        self.take(self.sitting, "record", self.cppcc)

    def do_adopt(self, act: Row) -> None:
        """质量审核，以会议决定为依据登记通过."""
        self._examine()
        decision = AgendaItem.objects.get(sitting__matter=self.sitting, matter=self.matter)
        self.take(self.matter, "adopt", self.cppcc, {"decision": decision.pk})

    def do_document(self, act: Row) -> None:
        """编号成文."""
        actor = self.place.people[act["who"]] if "who" in act else self.cppcc
        self.take(self.matter, "make_document", actor, self.proposed(DocumentForm, actor))

    def do_submit(self, act: Row) -> None:
        """报送."""
        self.take(self.matter, "submit", self.cppcc, {"addressees": [self.body(name) for name in act["to"]]})

    def do_send_direct(self, act: Row) -> None:
        """直接函送部门."""
        self.sender = self.place.people[act["who"]] if "who" in act else self.cppcc
        self.take(self.matter, "send_direct", self.sender, {"assignments": self._rows(act)})

    # --- 阅批 --------------------------------------------------------------------------------------------------

    def _submission(self, act: Row) -> Matter:
        return next(
            each.matter for each in submissions_of(self.matter) if each.addressee.name == act["office"]
        )

    def do_register(self, act: Row) -> Matter:
        """收文登记."""
        matter, day = self._submission(act), self.diary.day(act["day"])
        number = f"{day:%Y}-{self.diary.number(act['office']):03d}"
        data = {"registered_no": number, "registered_on": day.isoformat()}
        return self.take(matter, "register", self.office_clerk(act["office"]), data)

    def do_present(self, act: Row) -> None:
        """收文登记、拟办、呈批."""
        clerk = self.office_clerk(act["office"])
        matter = self.take(
            self.do_register(act), "propose", clerk, {"proposed_opinion": "拟请市领导阅示。（演示）"}
        )
        leaders = [self.place.people[name].pk for name in act["leaders"]]
        data = {"leaders": leaders, "presented_on": self.diary.day(act["day"]).isoformat()}
        self.take(matter, "present", clerk, data)

    def do_instruct(self, act: Row) -> None:
        """批示."""
        units = [self.body(name) for name in act.get("units", ())]
        data = {"kind": act["kind"], "text": act["text"], "units": units}
        data["on"] = self.diary.day(act["day"]).isoformat()
        self.take(self._submission(act), "instruct", self.place.people[act["leader"]], data)

    def do_mark_read(self, act: Row) -> None:
        """圈阅."""
        data = {"on": self.diary.day(act["day"]).isoformat()}
        self.take(self._submission(act), "mark_read", self.place.people[act["leader"]], data)

    def do_return(self, act: Row) -> None:
        """反馈政协办."""
        self.take(self._submission(act), "return_to_cppcc", self.office_clerk(act["office"]))

    def do_note(self, act: Row) -> None:
        """阅存."""
        self.take(self.matter, "note", self.assigner(), {"reason": act["reason"]})

    # --- 交办、办理 --------------------------------------------------------------------------------------------

    def do_start_assigning(self, act: Row) -> None:
        """转交办."""
        self.take(self.matter, "start_assigning", self.assigner())

    def _rows(self, act: Row) -> list[Row]:
        return [
            {"unit": self.body(unit), "role": role, "points": self.points(numbers)}
            for unit, role, numbers in act["rows"]
        ]

    def do_assign(self, act: Row) -> None:
        """逐条交办."""
        self.take(self.matter, "assign", self.assigner(), {"assignments": self._rows(act)})

    def do_assign_suggested(self, act: Row) -> None:
        """按建议单位交办."""
        self.take(self.matter, "assign_suggested", self.assigner())

    def _assignment(self, act: Row) -> Matter:
        for each in assignments_of(self.matter, self.matter.round):
            if each.unit.name == act["unit"] and each.role == act.get("role", each.role):
                return each.matter
        raise LookupError(f"{self.matter.title}: nothing was assigned to {act['unit']} {act.get('role', '')}")

    def _staff(self, act: Row, role: Role = Role.UNIT_CLERK) -> Person:
        return self.place.holder(role, act["unit"])

    def do_receive(self, act: Row) -> Matter:
        """签收."""
        return self.take(self._assignment(act), "receive", self._staff(act))

    def do_start(self, act: Row) -> None:
        """开始办理."""
        self.take(self._assignment(act), "start", self._staff(act))

    def do_opinion(self, act: Row) -> None:
        """会办意见."""
        matter = self.do_receive({**act, "role": "assist"})
        self.take(matter, "give_opinion", self._staff(act), {"text": act["text"]})

    def do_reply(self, act: Row) -> None:
        """拟稿、逐级审签、办复."""
        matter = self._assignment(act)
        if matter.state == "sent":
            matter = self.do_receive(act)
        points = matter.assignment.covered.values_list("point_id", flat=True)
        classes = ReplyClass.objects.filter(committee=self.place.committee).order_by("code")
        data = {
            "text": act["text"],
            "reply_class": classes[1 if act.get("promises") else 0].pk,
            "answers": [{"point": point, "text": act["text"]} for point in points],
            "promises": [self._promise(each) for each in act.get("promises", ())],
        }
        matter = self.take(matter, "draft_reply", self._staff(act), data)
        matter = self._explain(matter, act)
        for role in UNIT_SIGNERS:
            matter = self.take(matter, "sign", self._staff(act, role))
        self.take(matter, "answer", self._staff(act))

    def _explain(self, matter: Matter, act: Row) -> Matter:
        """答复核查意见: stories are short, so the check of a letter finds something to ask about."""
        found = [each for each in findings_on(matter) if each.is_open]
        if not found:
            return matter
        rows = [{"finding": each.pk, "answer": EXPLANATION} for each in found]
        return self.take(matter, "answer_findings", self._staff(act), {"findings": rows})

    def _promise(self, each: Row) -> Row:
        by_when = self.diary.today + timedelta(days=each["by"])
        return {"what": each["what"], "by_when": by_when.isoformat(), "evidence_wanted": each["evidence"]}

    def do_send_back(self, act: Row) -> None:
        """退回重办."""
        self.take(self._assignment(act), "send_back", self.assigner(), {"reason": act["reason"]})

    def do_settle(self, act: Row) -> None:
        """验收答复."""
        self.take(self._assignment(act), "settle", self.assigner())

    # --- 反馈 --------------------------------------------------------------------------------------------------

    def do_feed_back(self, act: Row) -> None:
        """逐条反馈采纳情况、落实措施."""
        verdicts = [
            {
                "point": self.points([row[0]])[0],
                "adoption": row[1],
                "adoption_reason": row[2] if row[2:] else "",
            }
            for row in act["verdicts"]
        ]
        measures = [
            {
                "point": self.points([number])[0],
                "kind": kind,
                "text": text,
                "unit": self.body(unit),
                "evidence": evidence,
            }
            for number, kind, text, unit, evidence in act["measures"]
        ]
        data = {"text": act["text"], "verdicts": verdicts, "measures": measures}
        self.take(self.matter, "feed_back", self.assigner(), data)

    def do_tell(self, act: Row) -> None:
        """告知意见提出人."""
        named = act.get("givers")
        rows = [
            row
            for row in self.proposed(TellForm, self.cppcc)["echoes"]
            if named is None or row["opinion"].giver.name in named
        ]
        self.take(self.matter, "tell_givers", self.cppcc, {"echoes": rows})

    def do_evaluate(self, act: Row) -> None:
        """意见提出人评价."""
        person = self.place.people[act["who"]]
        echoes = Echo.objects.filter(outcome__matter=self.matter, giver=person, round=self.matter.round)
        answers = [
            {"echo": echo.pk, "verdict": act["verdict"], "words": act.get("words", "")} for echo in echoes
        ]
        self.take(self.matter, "answer_echo", person, {"answers": answers})

    def do_conclude(self, act: Row) -> None:
        """办结."""
        self.take(self.matter, "conclude", self.cppcc)
