"""Proposals that units have answered, that are evaluated, handled once more, followed and concluded."""

from typing import Any

from django.utils import timezone

from factories.handing_over import CITY, GOVERNMENT, LAND, ROADS, Units, decide, handed_over, planned
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, Filing, filed, write
from huiyin.handling.models import Assignment, Contact, Evaluation, EvaluationValue, ReplyClass, ReplyFinding
from huiyin.handling.selectors.contacts import author_parties
from huiyin.handling.selectors.evaluations import evaluated_assignments
from huiyin.handling.settings import aspects_of
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter

STAFF = {CITY: "城", LAND: "自", ROADS: "交"}
SIGNERS = ("核稿", "分管", "局长")
PLANNED = {"what": "建成停车信息平台", "by_when": "2026-12-31", "evidence_wanted": "平台上线公告"}
"""What a unit promises with class B."""
DONE, TO_COME = "A", "B"


def assignment(filing: Filing, unit: str) -> Matter:
    """The newest assignment of a unit."""
    rows = Assignment.objects.filter(matter__parent=filing.matter, unit=filing.cast.body(unit))
    return rows.select_related("matter").latest("pk").matter


def on(filing: Filing, matter: Matter, who: str, move: str, data: dict[str, Any] | None = None) -> Matter:
    """Somebody makes a move of a part of the proposal, which is read again."""
    matter.refresh_from_db()
    taken = take(matter, move, actor=filing.cast[who], at=filing.at, data=data).matter
    filing.matter = Matter.objects.select_related("committee").get(pk=filing.matter.pk)
    return taken


def met(filing: Filing, unit: str) -> None:
    """The unit has visited every author, or the clerk of one that is a body, and they have said so."""
    child = assignment(filing, unit)
    names = {person.pk: name for name, person in filing.cast.people.items()}
    day = timezone.localdate(filing.at)
    for author in author_parties(child, day).values():
        spoke_with = author.speakers[0]
        data = {
            "author": spoke_with.pk, "method": "visit", "phase": "before", "on": day.isoformat(),
            "unit_people": f"{STAFF[unit]}分管", "summary": "当面听取了意见。",
        }  # fmt: skip
        on(filing, child, f"{STAFF[unit]}经办", "record_contact", data)
        contact = Contact.objects.filter(matter=child).latest("pk")
        said = {"contact": contact.pk, "confirmation": "confirmed"}
        on(filing, child, names[spoke_with.pk], "confirm_contact", said)


def drafted(filing: Filing, unit: str, code: str = DONE, promises: tuple[dict[str, Any], ...] = ()) -> Matter:
    """The unit has signed for it and drafted a complete reply, and explained what the check found."""
    child, clerk = assignment(filing, unit), f"{STAFF[unit]}经办"
    child.refresh_from_db()
    if child.state == "sent":
        child = on(filing, child, clerk, "receive")
    covered = child.assignment.covered.select_related("point")
    data = {
        "text": "办理情况如下。",
        "reply_class": ReplyClass.objects.get(committee=filing.cast.committee, code=code).pk,
        "answers": [{"point": each.point_id, "text": f"已办{each.point.order}。"} for each in covered],
        "promises": list(promises),
        "without_assists_reason": "会办意见尚未收到，先行答复。",
    }
    on(filing, child, clerk, "draft_reply", data)
    waiting = ReplyFinding.objects.filter(reply__matter=child, reply__answered_on=None, blocks=False)
    rows = [{"finding": each.pk, "answer": "已核实，情况属实。"} for each in waiting]
    return on(filing, child, clerk, "answer_findings", {"findings": rows}) if rows else child


def answered(
    filing: Filing, unit: str, code: str = DONE, promises: tuple[dict[str, Any], ...] = ()
) -> Matter:
    """The unit has met the authors, signed its reply and sent it out."""
    child = drafted(filing, unit, code, promises)
    met(filing, unit)
    for signer in SIGNERS:
        on(filing, child, f"{STAFF[unit]}{signer}", "sign")
    return on(filing, child, f"{STAFF[unit]}经办", "answer", {})


def settled(filing: Filing, unit: str, code: str = DONE, promises: tuple[dict[str, Any], ...] = ()) -> Matter:
    """And whoever handed it over has accepted the reply."""
    child = answered(filing, unit, code, promises)
    by_committee = child.parties.filter(role="assigning_office", body__code="proposals").exists()
    return on(filing, child, FIRST if by_committee else OFFICE, "settle")


def replied(
    cast: Cast,
    units: Units = ((ROADS, "sole", ()),),
    *,
    code: str = DONE,
    promises: tuple[dict[str, Any], ...] = (),
    **more: Any,
) -> Filing:
    """Handed over, answered by all its units with one class, accepted."""
    filing = handed_over(cast, units, **more)
    for unit, _role, _points in units:
        settled(filing, unit, code, promises)
    return filing


def joined(cast: Cast, **more: Any) -> Filing:
    """Signed by two members, with a part of 经济委员会's merged into it; answered by the roads, nobody asked yet."""
    main = write(cast, proposer_kind="joint", **more)
    main.act("白委员", "invite", {"members": [cast["马委员"].pk]})
    main.act("马委员", "agree")
    main.act("白委员", "submit")
    main.docket()
    contact = {"contact_name": "周经委", "contact_phone": "0952-1"}
    part = filed(
        cast,
        "周经委",
        title="关于机关停车场的提案",
        suggestions=[{"text": "机关停车场对外开放。"}],
        **contact,
    )
    part.act(FIRST, "accept")
    part.at = max(part.at, main.at)
    part.act(FIRST, "merge", {"main": main.matter.pk, "text": "合并办理。"})
    main.matter, main.at = Matter.objects.select_related("committee").get(pk=main.matter.pk), part.at
    handed_on(cast, main)
    settled(main, ROADS)
    return main


def handed_on(cast: Cast, filing: Filing, units: Units = ((ROADS, "sole", ()),)) -> None:
    """What was docketed, or filed, comes to these units of the government's side."""
    if filing.matter.state == "submitted":
        filing.docket()
    filing.act(OFFICE, "list", planned(cast, filing.matter, units))
    filing.act(OFFICE, "study", {"decision": decide(cast, [filing.matter], "chairpersons", filing.at)})
    filing.act(GOVERNMENT, "agree_to_plan")
    filing.act(OFFICE, "hand_over", {"decision": decide(cast, [filing.matter], "joint", filing.at)})


def evaluating(cast: Cast, units: Units = ((ROADS, "sole", ()),), **more: Any) -> Filing:
    """Its authors are asked what they think."""
    filing = replied(cast, units, **more)
    filing.act(OFFICE, "ask_evaluation")
    return filing


def round_of(filing: Filing) -> Matter:
    """The latest round of evaluation."""
    return Evaluation.objects.filter(matter__parent=filing.matter).latest("pk").matter


def marks(filing: Filing, result: str = "satisfied", process: str = "satisfied") -> dict[str, Any]:
    """A form about every unit of the round; `result` is a code of a value."""
    round_matter = round_of(filing)
    values = dict(EvaluationValue.objects.filter(committee=filing.cast.committee).values_list("code", "pk"))
    said = {each.value: values[result if each == "result" else process] for each in aspects_of(round_matter)}
    rows = [{"assignment": each.pk, **said} for each in evaluated_assignments(round_matter)]
    return {"marks": rows, "remark": "还没有看到效果。" if result in ("dissatisfied", "reserved") else ""}


def evaluated(filing: Filing, who: str, result: str = "satisfied", process: str = "satisfied") -> Matter:
    """Somebody hands the form in."""
    return on(filing, round_of(filing), who, "evaluate", marks(filing, result, process))


def rehandling(filing: Filing, unit: str = ROADS) -> dict[str, Any]:
    """What the form of handling once more is given: all suggestions to one unit."""
    points = list(filing.matter.points.values_list("pk", flat=True))
    rows = [{"unit": filing.cast.body(unit).pk, "role": "sole", "points": points}]
    return {"reason": "提案人不满意，请进一步落实。", "assignments": rows}


def again(filing: Filing, unit: str = ROADS, code: str = DONE) -> Filing:
    """A dispute is handled once more by one unit, and the authors are asked again."""
    filing.act(OFFICE, "rehandle", rehandling(filing, unit))
    settled(filing, unit, code)
    filing.act(OFFICE, "ask_evaluation")
    return filing


def decided_on(filing: Filing, decision: str = "adopted") -> dict[str, Any]:
    """The chairpersons took the dispute up; what the move cites."""
    sitting = decide(filing.cast, [filing.matter], "chairpersons", filing.at, decision)
    found = filing.matter.agenda_items.filter(sitting=sitting).latest("pk")
    return {"decision": str(found.pk)}
