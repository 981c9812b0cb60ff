"""What can happen while units handle an outcome and after it: returns, extensions, evaluation, 督办, 回头看, 线下件."""

from huiyin.desk.demonstration.tale import Tale
from huiyin.desk.demonstration.telling import Row
from huiyin.handling.enums import AssignmentRole, WordChannel
from huiyin.handling.forms.evaluation import EvaluateForm
from huiyin.handling.models import Commitment, Evaluation, EvaluationValue, LookBack
from huiyin.handling.selectors.supervision import findings_of
from huiyin.outcomes.models import Outcome
from huiyin.people.enums import Role
from huiyin.people.models import Person
from huiyin.procedure.begin import begin
from huiyin.procedure.models import Matter


class Following(Tale):
    """Tells one story of `stories_handling.yaml`: a new one, or what became of an outcome told before."""

    def tell(self) -> Matter:
        """A new story from its consultation on; `continues` takes up the outcome of that consultation."""
        if "continues" not in self.story:
            return super().tell()
        outcome = Outcome.objects.select_related("matter", "activity__matter", "responsible_office").get(
            committee=self.place.committee, activity__matter__title=self.story["continues"]
        )
        self.matter, self.activity = outcome.matter, outcome.activity.matter
        if outcome.responsible_office is not None:
            self.story = {**self.story, "outcome": {"office": outcome.responsible_office.name}}
        return self.tell_acts()

    def _by(self, act: Row, key: str) -> str:
        """A date of the story in a form's words: so many days before the day of loading, negative after it."""
        return self.diary.day(act[key]).isoformat()

    # --- 申退、延期 --------------------------------------------------------------------------------------------

    def do_ask_return(self, act: Row) -> None:
        """申退."""
        data = {"reason": act["reason"], "proposed_unit": self.body(act["proposed"])}
        self.take(self._assignment(act), "request_return", self._staff(act), data)

    def do_accept_return(self, act: Row) -> None:
        """同意申退，改办."""
        matter = self._assignment(act)
        points = list(matter.assignment.covered.values_list("point_id", flat=True))
        row = {"unit": self.body(act["instead"]), "role": AssignmentRole.SOLE, "points": points}
        self.take(matter, "accept_return", self.assigner(), {"reason": act["reason"], "assignments": [row]})

    def do_refuse_return(self, act: Row) -> None:
        """不同意申退."""
        self.take(self._assignment(act), "refuse_return", self.assigner(), {"reason": act["reason"]})

    def do_extend(self, act: Row) -> None:
        """申请延期，同意延期."""
        matter, more = self._assignment(act), {"amount": act["amount"], "unit": "working_days"}
        matter = self.take(matter, "ask_extension", self._staff(act), {**more, "reason": act["reason"]})
        self.take(matter, "grant_extension", self.assigner(), more)

    # --- 评价 --------------------------------------------------------------------------------------------------

    def do_ask_evaluation(self, act: Row) -> None:
        """发起办理评价."""
        self.take(self.matter, "ask_evaluation", self.cppcc)

    def do_fill_in(self, act: Row) -> None:
        """评价；委员来电的由政协办代录."""
        matter = Evaluation.objects.get(matter__parent=self.matter, matter__closed_at=None).matter
        evaluator = self.place.people[act["who"]]
        value = EvaluationValue.objects.get(committee=self.place.committee, code=act["value"]).pk
        marks = [
            {**row, "process": value, "result": value}
            for row in self.proposed(EvaluateForm, evaluator, matter=matter)["marks"]
        ]
        data = {"marks": marks, "remark": act["words"]}
        if not act.get("by_phone"):
            self.take(matter, "evaluate", evaluator, data)
            return
        data |= {"evaluator": evaluator.pk, "channel": WordChannel.TELEPHONE}
        self.take(matter, "evaluate_on_word", self.cppcc, data)

    # --- 督办 --------------------------------------------------------------------------------------------------

    def do_order(self, act: Row) -> None:
        """立项督办，通知承办单位."""
        self.inspector = self.place.holder(Role.OFFICE_CLERK, act["office"])
        matters = [self.matter, *(self._promise_of(what) for what in act.get("promises", ()))]
        data = {
            "title": act["title"],
            "matters": [each.pk for each in matters],
            "units": [self.body(name) for name in act["units"]],
            "reason": act["reason"],
            "led_by": act.get("led_by", ""),
        }
        at = self.diary.moment(self.days_before)
        order = begin(
            "supervision_order", committee=self.place.committee, actor=self.inspector, at=at, data=data
        )
        self.order = self.take(order.matter, "notify", self.inspector, {"notice": act["notice"]})

    def do_hold_on_site(self, act: Row) -> None:
        """登记现场协商."""
        data = {name: act[name] for name in ("place", "participants", "progress", "quality")}
        data["on"] = self._by(act, "day")
        data["findings"] = [
            {"text": text, "units": [self.body(unit) for unit in units]} for text, units in act["findings"]
        ]
        self.order = self.take(self.order, "hold_on_site", self.inspector, data)

    def do_send_opinion(self, act: Row) -> None:
        """送达督办意见."""
        data = {"opinion": act["opinion"], "improve_by": self._by(act, "until")}
        self.order = self.take(self.order, "send_opinion", self.inspector, data)

    def do_report_improvement(self, act: Row) -> None:
        """报告整改情况."""
        data = {"text": act["text"], "evidence": act["evidence"]}
        self.order = self.take(self.order, "report_improvement", self._staff(act), data)

    def do_close_order(self, act: Row) -> None:
        """核查整改，全部到位的办结."""
        self.order.refresh_from_db()
        checks = [{"point": point.pk, "is_done": "yes", "remark": ""} for point in findings_of(self.order)]
        self.order = self.take(self.order, "check", self.inspector, {"checks": checks})
        self.order = self.take(self.order, "close", self.inspector)

    # --- 承诺、回头看 ------------------------------------------------------------------------------------------

    def _promise_of(self, what: str) -> Matter:
        return Commitment.objects.get(committee=self.place.committee, what=what).matter

    def do_report_promise(self, act: Row) -> None:
        """报告兑现情况."""
        data = {"evidence": act["evidence"], "delivered_on": self._by(act, "day")}
        self.take(self._promise_of(act["promise"]), "report", self._staff(act), data)

    def do_look_back(self, act: Row) -> None:
        """对承诺安排回头看."""
        data = {"ground": "due", "visit_by": self._by(act, "until")}
        self.take(self._promise_of(act["promise"]), "look_back", self.cppcc, data)

    def do_visit(self, act: Row) -> None:
        """登记回访，形成结论."""
        look = LookBack.objects.get(matter__parent=self._promise_of(act["promise"])).matter
        seen = {name: act[name] for name in ("place", "people", "evidence")}
        look = self.take(look, "record_visit", self.cppcc, {**seen, "visited_on": self._by(act, "day")})
        data = {"conclusion": act["conclusion"]}
        if act["verdict"] == "not_done":
            data["by_when"] = self._by(act, "until")
        self.take(look, f"find_{act['verdict']}", self.cppcc, data)

    # --- 线下件 ------------------------------------------------------------------------------------------------

    def do_register_offline(self, act: Row) -> None:
        """登记线下件: number, day, leader, kind and count, nothing else."""
        clerk: Person = self.office_clerk(act["office"])
        data = {
            "addressee": self.body(act["office"]),
            "serial": self.diary.number(f"{act['office']}线下件"),
            "on": self._by(act, "day"),
            "leader": self.place.people[act["leader"]].pk,
            "kind": act["kind"],
            "times": act["times"],
        }
        at = self.diary.moment(self.days_before)
        begin("offline_item", committee=self.place.committee, actor=clerk, at=at, data=data)
