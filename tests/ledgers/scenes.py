"""A year of an office as the ledgers find it, brought along through the real acts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from factories.outcomes import Loop, draft_outcome
from factories.people import Cast
from huiyin.handling.models import Evaluation, EvaluationValue
from huiyin.handling.selectors.evaluations import evaluated_assignments, evaluators_of
from huiyin.handling.selectors.supervision import findings_of
from huiyin.ledgers.definition import Asked, asked, ledgers
from huiyin.ledgers.reading import rows_of
from huiyin.people.models import Person
from huiyin.procedure.begin import begin
from huiyin.procedure.models import Matter
from ledgers.brief_scenes import build_briefs
from ledgers.proposal_scenes import build_proposals

YEAR = 2026
SECRET_RETURN, SECRET_EXTENSION, SECRET_DRAFT = "申退理由甲", "延期理由乙", "退改理由丙"
SECRET_FORM = "评价表内字丁"
CITY, LAND = "市城市管理局", "市自然资源局"
VISIT = {"place": "城北转运站", "participants": "陈副主席", "progress": "设备到位", "quality": "不稳定"}


@dataclass
class Year:
    """The outcomes of the year, by how far they have come, and a supervision order."""

    cast: Cast
    neighbours: Cast
    draft: Loop
    handling: Loop
    done: Loop
    order: Matter

    def person(self, name: str) -> Person:
        """Somebody of either committee; names of the neighbours begin with 卫 or 文."""
        return (self.neighbours if name[0] in "卫文" else self.cast)[name]

    def asks(self, name: str, year: int | None = YEAR) -> Asked:
        """Somebody asks for this committee's ledgers on the day of the last act."""
        person = self.person(name)
        at = max(self.done.at, self.handling.at)
        return asked(committee=self.cast.committee, year=year, person=person, at=at)

    def count(self, name: str, ledger: str, **filters: str) -> int:
        """How many rows somebody finds."""
        asker = self.asks(name)
        return rows_of(ledgers[ledger], asker, filters).count() if asker.may_read(ledgers[ledger]) else -1


def handed_over(cast: Cast) -> Loop:
    """Submitted, instructed, assigned to two units separately."""
    loop = draft_outcome(cast, units=(CITY,))
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")
    loop.present("市政府办公室", "府督查")
    loop.instruct("市政府办公室")
    loop.act("府督查", "start_assigning")
    points = loop.points()
    loop.assign("府督查", (CITY, "sole", points[:1]), (LAND, "sole", points[1:]))
    return loop


def fed_back(cast: Cast, adoption: str = "adopted") -> Loop:
    """Answered by both units, checked, fed back, everybody told."""
    loop = handed_over(cast)
    for unit in (CITY, LAND):
        loop.reply(unit)
        loop.on(loop.assignment(unit), "府督查", "settle")
    loop.act("府督查", "feed_back", loop.feedback())
    loop.tell()
    return loop


def evaluated(loop: Loop, result: str = "satisfied", *, land: str = "") -> Matter:
    """Every opinion giver evaluates both units."""
    loop.act("林政协", "ask_evaluation")
    matter = Evaluation.objects.get(matter__parent=loop.matter, matter__parent_round=loop.matter.round).matter
    for person in evaluators_of(matter):
        data = {"marks": marks(matter, result, land or result), "remark": SECRET_FORM}
        loop.on(matter, person.name, "evaluate", data)
    matter.refresh_from_db()
    return matter


def marks(matter: Matter, result: str, land: str) -> list[dict[str, Any]]:
    """What one giver says of each unit's result, by meaning."""
    return [
        {
            "assignment": each.pk,
            "process": value(matter, "satisfied"),
            "result": value(matter, land if each.unit.name == LAND else result),
        }
        for each in evaluated_assignments(matter)
    ]


def value(matter: Matter, meaning: str) -> int:
    """The committee's value of that meaning; a further one where it has none."""
    found, _created = EvaluationValue.objects.get_or_create(
        committee=matter.committee, meaning=meaning, defaults={"code": meaning, "label": meaning, "order": 9}
    )
    return found.pk


def supervised(loop: Loop) -> Matter:
    """An order over an outcome: two findings, one put right and checked so."""
    cast, day = loop.cast, loop.at.date()
    data = {
        "title": "园林废弃物处理督办",
        "matters": [loop.matter.pk],
        "units": [cast.body(CITY).pk, cast.body(LAND).pk],
        "reason": "办理进展缓慢",
    }
    order = begin(
        "supervision_order", committee=cast.committee, actor=cast["府督查"], at=loop.at, data=data
    ).matter
    loop.on(order, "府督查", "notify", {"notice": "请准备"})
    findings = [
        {"text": text, "units": [cast.body(unit).pk]}
        for text, unit in (("台账不全", CITY), ("用地手续未办", LAND))
    ]
    loop.on(order, "府督查", "hold_on_site", {"on": day.isoformat(), "findings": findings, **VISIT})
    opinion = {"opinion": "限期整改", "improve_by": date(day.year, 12, 30).isoformat()}
    loop.on(order, "府督查", "send_opinion", opinion)
    for name in ("城经办", "自经办"):
        loop.on(order, name, "report_improvement", {"text": f"{name}已整改", "evidence": "照片"})
    order.refresh_from_db()
    checks = [
        {"point": point.pk, "is_done": "yes" if number == 0 else "no", "remark": "看过现场"}
        for number, point in enumerate(findings_of(order))
    ]
    loop.on(order, "府督查", "check", {"checks": checks})
    order.refresh_from_db()
    return order


def exceptional(loop: Loop) -> None:
    """A draft sent back; a unit asks for more time and for its return, and is refused both."""
    child = loop.assignment(CITY)
    loop.on(child, "城经办", "receive")
    loop.on(
        child, "城经办", "ask_extension", {"amount": 10, "unit": "working_days", "reason": SECRET_EXTENSION}
    )
    loop.on(child, "府督查", "refuse_extension", {"reason": "期限充裕"})
    loop.on(child, "城经办", "request_return", {"reason": SECRET_RETURN})
    loop.on(child, "府督查", "refuse_return", {"reason": "属你局职责"})


def build_year(cast: Cast, neighbours: Cast) -> Year:
    """A draft sent back, one handled under supervision, one fed back and accepted by its givers; proposals, briefs."""
    draft = draft_outcome(cast)
    draft.act("周经委", "submit_draft")
    draft.act("林政协", "return_draft", {"reason": SECRET_DRAFT})
    handling = handed_over(cast)
    exceptional(handling)
    order = supervised(handling)
    done = fed_back(cast)
    evaluated(done)
    build_proposals(cast, max(done.at, handling.at))
    build_briefs(cast, max(done.at, handling.at))
    return Year(cast, neighbours, draft, handling, done, order)
