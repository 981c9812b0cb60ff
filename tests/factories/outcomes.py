"""Outcomes brought along the six steps through the real acts, as the offices would."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from factories.consultations import MONDAY, record_consultation
from factories.people import Cast
from huiyin.consultation.models import Opinion
from huiyin.handling.models import Point, ReplyClass, Submission
from huiyin.handling.selectors import assignments_of, submissions_of
from huiyin.outcomes.selectors import outcome_of, signed_text, untold_opinions
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import Taken, revise, take
from huiyin.procedure.models import Matter

TEXTS = {
    "background": "全市每年产生园林绿化废弃物约若干吨（演示）。",
    "analysis": "收运体系不健全，资源化利用不足（演示）。",
}
UNITS = {"城": "市城市管理局", "自": "市自然资源局", "交": "市交通运输局", "文": "市旅游和文化体育广电局"}
QUALITY = dict.fromkeys(("situation_clear", "problem_located", "advice_targeted", "advice_feasible"), "yes")


@dataclass
class Loop:
    """One outcome under way; `at` moves on a day with every act, so that the record reads like life."""

    cast: Cast
    matter: Matter
    at: datetime = MONDAY
    acts: list[Taken] = field(default_factory=list)

    def act(self, who: str, move: str, data: dict[str, Any] | None = None) -> Matter:
        """Somebody makes a move of the outcome itself."""
        self.matter = self.on(self.matter, who, move, data)
        return self.matter

    def on(self, matter: Matter, who: str, move: str, data: dict[str, Any] | None = None) -> Matter:
        """Somebody makes a move of any matter."""
        self.at += timedelta(hours=1)
        taken = take(matter, move, actor=self.cast[who], at=self.at, data=data)
        self.acts.append(taken)
        self.matter.refresh_from_db()
        return taken.matter

    def edit(self, who: str, facet: str, data: dict[str, Any]) -> Matter:
        """Somebody edits a facet of the outcome."""
        self.matter = revise(self.matter, facet, actor=self.cast[who], at=self.at, data=data).matter
        return self.matter

    def points(self) -> list[Point]:
        """The recommendations in their order."""
        return list(self.matter.points.order_by("order"))

    def submission(self, office: str) -> Matter:
        """The submission to that office."""
        return next(each.matter for each in submissions_of(self.matter) if each.addressee.name == office)

    def assignment(self, unit: str) -> Matter:
        """The assignment of that unit in the present round."""
        found = assignments_of(self.matter, self.matter.round)
        return next(each.matter for each in found if each.unit.name == unit)

    # The offices' usual sequences.

    def sign(
        self, examiner: str = "林政协", signers: tuple[str, ...] = ("陈副主席", "何秘书长", "江主席")
    ) -> Matter:
        """Quality is examined; three persons sign."""
        self.edit(examiner, "quality", QUALITY)
        for who in signers:
            self.act(who, "sign")
        return self.matter

    def make_document(self, who: str = "林政协") -> Matter:
        """The document gets its number."""
        data = {"title": self.matter.title, "body": signed_text(self.matter)}
        return self.act(who, "make_document", data)

    def submit(self, *offices: str) -> Matter:
        """Submitted to these offices."""
        keys = [self.cast.body(office).pk for office in offices or ("市委办公室", "市政府办公室")]
        return self.act("林政协", "submit", {"addressees": keys})

    def present(self, office: str, who: str) -> Matter:
        """Registered, proposed and presented to 赵书记 and another leader."""
        matter = self.submission(office)
        day = self.at.date().isoformat()
        number = f"2026-{Submission.objects.exclude(registered_no='').count() + 1}"
        self.on(matter, who, "register", {"registered_no": number, "registered_on": day})
        self.on(matter, who, "propose", {"proposed_opinion": "拟请市领导阅示。"})
        leaders = {"leaders": [self.cast["赵书记"].pk], "others": "钱市长（演示）", "presented_on": day}
        return self.on(matter, who, "present", leaders)

    def instruct(self, office: str, who: str = "赵书记", **values: Any) -> Matter:
        """A leader instructs; by default handling is ordered."""
        data = {
            "kind": "handle",
            "text": "请有关部门认真研究办理。",
            "on": self.at.date().isoformat(),
            **values,
        }
        return self.on(self.submission(office), who, "instruct", data)

    def hand_back(self) -> None:
        """Every office returns what was submitted to it, whoever has not spoken yet."""
        clerks = {"市委办公室": "党督查", "市政府办公室": "府督查"}
        for each in submissions_of(self.matter):
            if each.matter.is_open:
                reason = {"reason": "其余领导已阅知。"}
                self.on(each.matter, clerks[each.addressee.name], "return_to_cppcc", reason)

    def assign(self, who: str, *rows: tuple[str, str, list[Point]], move: str = "assign") -> Matter:
        """Handed over: rows of (unit, role, points)."""
        return self.act(who, move, {"assignments": self.assignment_rows(*rows)})

    def assignment_rows(self, *rows: tuple[str, str, list[Point]]) -> list[dict[str, Any]]:
        """Rows of (unit, role, points) as the form takes them."""
        return [
            {"unit": self.cast.body(unit).pk, "role": role, "points": [point.pk for point in points]}
            for unit, role, points in rows
        ]

    def reply(self, unit: str) -> Matter:
        """That unit answers its assignment of the present round."""
        return self.answer(self.assignment(unit))

    def answer(self, matter: Matter, *, promises: tuple[dict[str, Any], ...] = ()) -> Matter:
        """A unit receives (the first time), drafts, signs in three steps and answers."""
        matter.refresh_from_db()
        name = matter.assignment.unit.name
        first = next(key for key, unit in UNITS.items() if unit == name)
        if matter.state == "sent":
            self.on(matter, f"{first}经办", "receive")
        reply_class = ReplyClass.objects.filter(committee=self.cast.committee).order_by("code")[0]
        points = matter.assignment.covered.values_list("point_id", flat=True)
        data = {
            "text": "设施科负责，今年已更换路灯36盏（演示）。",
            "reply_class": reply_class.pk,
            "answers": [
                {"point": point, "text": f"已采纳，更换路灯{number}盏。"}
                for number, point in enumerate(points, 11)
            ],
            "promises": list(promises),
        }
        self.on(matter, f"{first}经办", "draft_reply", data)
        for rank in ("核稿", "分管", "局长"):
            self.on(matter, f"{first}{rank}", "sign")
        return self.on(matter, f"{first}经办", "answer", {})

    def feedback(self, *, adoption: str = "adopted") -> dict[str, Any]:
        """What the office fills in when it feeds back: every recommendation adopted, with one measure."""
        wanted = [point for point in self.points() if not point.no_action]
        reason = "" if adoption == "adopted" else "条件尚不具备"
        return {
            "text": "各项建议均已研究办理（演示）。",
            "verdicts": [
                {"point": point.pk, "adoption": adoption, "adoption_reason": reason} for point in wanted
            ],
            "measures": [
                {
                    "point": point.pk,
                    "kind": "rule",
                    "text": "建立收运制度",
                    "unit": self.cast.body("市城市管理局").pk,
                    "evidence": "石城管发〔2026〕12号（演示）",
                }
                for point in wanted
            ],
        }

    def tell(self, *givers: str, by: str = "林政协") -> Matter:
        """The givers of these names (or all) are told, those with an account by the system."""
        outcome = outcome_of(self.matter)
        opinions = untold_opinions(outcome, self.matter.round)
        rows = [
            {
                "opinion": opinion.pk,
                "channel": "in_app" if opinion.giver.person_id else "phone",
                "told_on": self.at.date().isoformat(),
                "told_by": by,
                "text": "您的意见已经采纳。",
            }
            for opinion in opinions
            if not givers or opinion.giver.name in givers
        ]
        return self.act(by, "tell_givers", {"echoes": rows})


def draft_outcome(
    cast: Cast,
    *,
    clerk: str = "周经委",
    units: tuple[str, ...] = ("市城市管理局", "市自然资源局"),
    activity: Matter | None = None,
    taken_up: int | None = None,
    **choice: Any,
) -> Loop:
    """A draft from a recorded consultation: one recommendation per opinion on which there was consensus.

    `taken_up`: of the first so many of them only.
    """
    origin = activity or record_consultation(cast)
    agreed = list(Opinion.objects.filter(activity__matter=origin, is_reserved=False).order_by("order"))
    form = choice.get("form", "consultation_report")
    values = {
        "title": f"关于{origin.title}的协商报告",
        "weight": "major",
        "sensitivity": "internal",
        "form": form,
        "form_reason": "事关多个部门，需市委市政府统筹。",
        **({} if form == "letter" else {"responsible_office": cast.body("市政府办公室").pk}),
        **TEXTS,
        **choice,
        "recommendations": [
            {
                "text": each.text,
                "lead": cast.body(units[0]).pk,
                "assists": [cast.body(name).pk for name in units[1:]],
                "sources": [each.pk],
            }
            for each in agreed[:taken_up]
        ],
    }
    taken = begin(
        "outcome", committee=cast.committee, actor=cast[clerk], at=MONDAY, data=values, origin=origin
    )
    return Loop(cast, taken.matter)
