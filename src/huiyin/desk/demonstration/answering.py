"""What became of proposals that were handed over: met, told of a delay, answered, evaluated, followed, concluded."""

from typing import Any

from huiyin.desk.demonstration.files import sheet, word_document
from huiyin.desk.demonstration.following import Following
from huiyin.desk.demonstration.places import MARK
from huiyin.desk.demonstration.tale import UNIT_SIGNERS
from huiyin.desk.demonstration.telling import Row
from huiyin.handling.enums import WordChannel
from huiyin.handling.forms.evaluation import EvaluateForm
from huiyin.handling.models import Contact, Evaluation, EvaluationValue, ReplyClass
from huiyin.handling.selectors.contacts import author_parties
from huiyin.handling.selectors.tracking import standing_replies
from huiyin.handling.settings import aspects_of
from huiyin.people.enums import Role
from huiyin.procedure.models import Matter

PHONE = "0952-0000000"


class Answering(Following):
    """Tells one story of `stories_answering.yaml`: what became of a proposal that was told before."""

    def tell(self) -> Matter:
        """Takes the proposal up by its title."""
        self.matter = Matter.objects.get(
            committee=self.place.committee, kind="proposal", title=f"{self.story['continues']}{MARK}"
        )
        self.sender = self.cppcc
        return self.tell_acts()

    def _outgoing(self, unit: str) -> Row:
        """What stands on a paper of a unit: its number there, and whom to call."""
        body = self.place.bodies[unit]
        year, number = self.diary.day(self.days_before).year, self.diary.number(f"{unit}复函")
        name = body.short_name.removeprefix("市")
        return {"document_number": f"石{name}函〔{year}〕{number}号", "contact_phone": PHONE}

    # --- 面商、延期 --------------------------------------------------------------------------------------------

    def do_confirm(self, act: Row) -> None:
        """提案人确认已经面商."""
        author = self.place.people[act["who"]]
        contact = Contact.objects.get(
            matter__parent=self.matter, matter__parent_round=self.matter.round, confirmation="open"
        )
        data = {"contact": contact.pk, "confirmation": "confirmed"}
        self.take(contact.matter, "confirm_contact", author, data)

    def do_meet(self, act: Row) -> None:
        """承办单位与提案人面商，提案人确认."""
        matter, author = self._assignment(act), self.place.people[act["who"]]
        met = {
            "author": author.pk,
            "method": act.get("method", "visit"),
            "phase": "during",
            "on": self._by(act, "day"),
            "unit_people": f"{self._staff(act, Role.UNIT_DEPUTY).name}{MARK}",
            "summary": f"{act['text']}{MARK}",
        }
        matter = self.take(matter, "record_contact", self._staff(act), met)
        contact = Contact.objects.filter(matter=matter).latest("pk")
        self.take(matter, "confirm_contact", author, {"contact": contact.pk, "confirmation": "confirmed"})

    def do_extend(self, act: Row) -> None:
        """先告知提案人，再申请延期，同意延期."""
        matter = self._assignment(act)
        told = {
            "authors": list(author_parties(matter, self.diary.day(self.days_before))),
            "on": self._by(act, "day"),
            "method": "telephone",
            "explained": f"{act['reason']}{MARK}",
            "expected_on": self._by(act, "until"),
        }
        self.take(matter, "tell_extension", self._staff(act), told)
        super().do_extend({**act, "reason": f"{act['reason']}{MARK}"})

    # --- 会办、答复 --------------------------------------------------------------------------------------------

    def do_opinion(self, act: Row) -> None:
        """会办意见."""
        matter = self._assignment({**act, "role": "assist"})
        data = {"text": f"{act['text']}{MARK}", "signer": self._staff(act, Role.UNIT_HEAD).pk}
        self.take(matter, "give_opinion", self._staff(act), {**data, **self._outgoing(act["unit"])})

    def do_reply(self, act: Row) -> None:
        """拟稿、逐级审签、办复，逐条答复."""
        matter = self._assignment(act)
        if matter.state == "sent":
            matter = self.take(matter, "receive", self._staff(act))
        covered = matter.assignment.covered.order_by("point__order").values_list("point_id", flat=True)
        data = {
            "text": f"{act['text']}{MARK}",
            "reply_class": self._class(act["class"]),
            "answers": [
                {"point": point, "text": f"{text}{MARK}"}
                for point, text in zip(covered, act["answers"], strict=True)
            ],
            "promises": [self._promise(each) for each in act.get("promises", ())],
        }
        matter = self.take(matter, "draft_reply", self._staff(act), data)
        if "list" in act:
            name, rows = act["list"]
            kept = {"title": f"办理台账{MARK}", "facet": "draft"}
            self.take(matter, "attach", self._staff(act), kept, files={"file": sheet(name, rows)})
        matter = self._explain(matter, act)
        for role in UNIT_SIGNERS:
            matter = self.take(matter, "sign", self._staff(act, role))
        self.take(matter, "answer", self._staff(act), self._outgoing(act["unit"]))

    def _class(self, code: str) -> int:
        return ReplyClass.objects.get(committee=self.place.committee, code=code).pk

    # --- 评议、重新办理 ----------------------------------------------------------------------------------------

    def do_fill_in(self, act: Row) -> None:
        """评议；来电的由政协办代录."""
        matter = Evaluation.objects.get(matter__parent=self.matter, matter__closed_at=None).matter
        evaluator = self.place.people[act["who"]]
        values = dict(
            EvaluationValue.objects.filter(committee=self.place.committee).values_list("code", "pk")
        )
        said = {each.value: values[act.get(each.value, act["value"])] for each in aspects_of(matter)}
        rows = self.proposed(EvaluateForm, evaluator, matter=matter)["marks"]
        data: dict[str, Any] = {
            "marks": [{"assignment": row["assignment"].pk, **said} for row in rows],
            "remark": f"{act['words']}{MARK}",
        }
        if not act.get("by_phone"):
            self.take(matter, "evaluate", evaluator, data)
            return
        data |= {"evaluator": str(evaluator.pk), "channel": WordChannel.TELEPHONE}
        self.take(matter, "evaluate_on_word", self.cppcc, data)

    def do_rehandle(self, act: Row) -> None:
        """有异议，退承办单位重新办理，签收."""
        points = list(self.matter.points.values_list("pk", flat=True))
        row = {"unit": self.body(act["unit"]), "role": "sole", "points": points}
        data = {"reason": f"{act['reason']}{MARK}", "assignments": [row]}
        self.matter = self.take(self.matter, "rehandle", self.cppcc, data)
        self.take(self._assignment(act), "receive", self._staff(act))

    # --- 跟踪落实 ----------------------------------------------------------------------------------------------

    def do_confirm_promise(self, act: Row) -> None:
        """核实兑现."""
        self.take(self._promise_of(act["promise"]), "confirm", self.cppcc)

    def do_later_result(self, act: Row) -> None:
        """登记落实结果，列在原答复类别旁边."""
        (standing,) = standing_replies(self.matter)
        data = {
            "reply": standing.reply.pk,
            "reply_class": self._class(act["class"]),
            "text": f"{act['text']}{MARK}",
            "implemented_on": self._by(act, "since") if "since" in act else "",
        }
        self.take(self.matter, "record_result", self.cppcc, data)

    # --- 重点提案 ----------------------------------------------------------------------------------------------

    def do_supervise(self, act: Row) -> None:
        """登记督办情况."""
        self._key_record(act, "record_supervision", ("progress", "quality", "decided"))

    def do_head(self, act: Row) -> None:
        """登记领办情况."""
        self._key_record(act, "record_heading", ("decided", "result"))

    def _key_record(self, act: Row, move: str, texts: tuple[str, ...]) -> None:
        data = {
            "person": str(self.place.people[act["who"]].pk),
            "work": act["work"],
            "on": self._by(act, "day"),
            "place": f"{act['place']}{MARK}",
            "participants": f"{act['participants']}{MARK}",
            **{name: f"{act[name]}{MARK}" for name in texts},
        }
        self.take(self.matter, move, self.cppcc, data)

    def do_attach_study(self, act: Row) -> None:
        """承办单位上传调查材料."""
        file = word_document(act["name"], [f"{each}{MARK}" for each in act["lines"]])
        kept = {"title": f"调查材料{MARK}", "facet": act.get("facet", "contact")}
        self.take(self._assignment(act), "attach", self._staff(act), kept, files={"file": file})
