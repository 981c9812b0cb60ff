"""The papers of handling: who issues them, to whom, in which format. Each is made inside an act of its own matter."""

from datetime import date

from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models import Assignment, Reply, Submission
from huiyin.handling.paper_texts import HandOver, notice_text, reply_text, supervision_text
from huiyin.handling.references import reference_of
from huiyin.handling.selectors import instructions_on
from huiyin.handling.selectors.supervision import order_of, units_of
from huiyin.handling.settings import contact_setting, notice_setting
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.clocks import due_if_opened
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import document_kind
from huiyin.records.documents import make_document
from huiyin.records.models import Document
from huiyin.records.numbering import series
from huiyin.records.official.issuing import issuer_name, office_name, signer_of
from huiyin.records.official.paper import Frame, PaperFormat, in_words
from huiyin.records.official.writers import paper_kind

NOTICE, REPLY = "assignment_notice", "handling_report"
SUPERVISION_NOTICE, SLIP = "supervision_notice", "circulation_slip"


def _bodies(matter: Matter, role: str) -> list[str]:
    keys = matter.parties.filter(role=role, active=True, body__isnull=False).values("body")
    return list(Body.objects.filter(pk__in=keys).order_by("pk").values_list("name", flat=True))


def _due(act: Act) -> date | None:
    """When an answer is due to a notice that goes out with this act."""
    if "opinion" in act.procedure.clocks:
        code = "opinion"
    else:
        code = "reply" if (act.matter.parent_round or 1) == 1 else "rehandling"
    return due_if_opened(act.procedure, code, matter=act.matter, on=act.day)


def make_notice(act: Act, assignment: Assignment) -> None:
    """交办通知 of a new assignment; its number is from then on the number of the assignment."""
    parent = act.matter.parent
    assert parent is not None, "an assignment is begun by the matter that it hands over"
    points = [(each.order, each.text) for each in act.data["points"]]
    case = reference_of(parent)
    told = HandOver(
        about=parent.title,
        number=parent.number,
        role=str(AssignmentRole(assignment.role).label),
        points=points,
        request=assignment.request,
        leads=_bodies(act.matter, "lead_unit"),
        due=_due(act),
        case=case.words,
        by=case.by,
        to_be_met=contact_setting(act.matter).needed == "face_to_face",
    )
    title = f"关于交办{case.words}的通知" if case.words else f"关于交办《{parent.title}》有关意见建议的通知"
    made = make_document(
        act, kind=NOTICE, title=title[:300], body=notice_text(told), series=notice_setting(act.matter).series
    )
    act.matter.number = made.number


def _letter(
    act: Act, document: Document, sender: str, addressees: list[str], copies: tuple[str, ...]
) -> Frame:
    return Frame(
        format=PaperFormat.LETTER,
        mark=sender,
        number=document.number,
        addressees=tuple(addressees),
        signature=sender,
        day=act.day,
        copies=copies,
    )


def _notice_frame(act: Act, document: Document) -> Frame:
    sender = (_bodies(act.matter, "assigning_office") or [act.committee.name])[0]
    office = office_name(act.committee, act.day)
    return _letter(act, document, sender, _bodies(act.matter, "unit"), () if office == sender else (office,))


def make_reply_paper(act: Act, reply: Reply) -> None:
    """办理情况报告: the reply as it goes out, under the unit's own number."""
    parent = act.matter.parent
    about = parent.title if parent is not None else act.matter.title
    answers = [
        (each.point.text, each.text)
        for each in reply.answers.select_related("point").order_by("point__order", "pk")
    ]
    promises = reply.promises.order_by("by_when", "pk").values_list("what", "by_when", "evidence_wanted")
    title = f"关于《{about}》办理情况的报告"
    body = reply_text(about, reply.text, answers, promises)
    make_document(act, kind=REPLY, title=title[:300], body=body, number=reply.document_number)


def _reply_frame(act: Act, document: Document) -> Frame:
    reply = Reply.objects.filter(matter=act.matter).select_related("reply_class").latest("round")
    unit = Assignment.objects.select_related("unit").get(matter=act.matter).unit.name
    addressees = _bodies(act.matter, "assigning_office") or [act.committee.name]
    office = office_name(act.committee, act.day)
    contact = act.actor.name if act.actor is not None else ""
    return Frame(
        format=PaperFormat.DOCUMENT,
        mark=f"{unit}文件",
        number=document.number,
        signers=signer_of(act.matter),
        reply_class=f"类别：{reply.reply_class.code}" if reply.reply_class is not None else "",
        addressees=tuple(addressees),
        signature=unit,
        day=act.day,
        note=f"联系人：{contact}" if contact else "",
        copies=() if office in addressees else (office,),
        printed_by=unit,
        printed_on=act.day,
    )


def make_supervision_notice(act: Act) -> None:
    """督办通知 to the units; its number is from then on the number of the order."""
    order = order_of(act.matter)
    title = f"关于对“{act.matter.title}”进行督办的通知"
    body = supervision_text(act.matter.title, order.reason, order.notice, order.led_by)
    made = make_document(
        act, kind=SUPERVISION_NOTICE, title=title[:300], body=body, series=SUPERVISION_NOTICE
    )
    act.matter.number = made.number


def _supervision_frame(act: Act, document: Document) -> Frame:
    sender, office = issuer_name(act), office_name(act.committee, act.day)
    units = list(units_of(act.matter).values_list("name", flat=True))
    return _letter(act, document, sender, units, () if office == sender else (office,))


def make_slip(act: Act) -> None:
    """阅批单: the present record of a submission, to be printed; a new version with every word that is added."""
    submission = Submission.objects.select_related("addressee").get(matter=act.matter)
    given = [
        f"{each.leader_name}（{each.get_kind_display()}）{each.text}" for each in instructions_on(act.matter)
    ]
    body = "\n".join([f"拟办意见：{submission.proposed_opinion}", *given])
    make_document(act, kind=SLIP, title=f"{submission.addressee.name}阅批单", body=body)


def _slip_frame(act: Act, document: Document) -> Frame:
    submission = Submission.objects.select_related("addressee", "matter__parent").get(matter=act.matter)
    parent = submission.matter.parent
    said = [
        f"{each.leader_post}　{each.leader_name}　{in_words(each.on)}\n{each.text or each.get_kind_display()}"
        for each in instructions_on(act.matter)
    ]
    rows = (
        ("来文单位", act.committee.name),
        ("来文字号", parent.number if parent is not None else ""),
        ("来文标题", parent.title if parent is not None else submission.matter.title),
        ("收文号", submission.registered_no),
        ("收文日期", in_words(submission.registered_on)),
        ("拟办意见", submission.proposed_opinion),
        ("呈送领导", submission.presented_to),
        ("领导批示", "\n".join(said)),
    )
    return Frame(format=PaperFormat.SLIP, mark=submission.addressee.name, day=act.day, rows=rows)


document_kind(NOTICE, "交办通知")
document_kind(REPLY, "办理情况报告")
document_kind(SUPERVISION_NOTICE, "督办通知")
document_kind(SLIP, "阅批单")
# Handed over by offices of three sides out of one register: the number names the loop, not one of the offices.
series(NOTICE, "交办通知", "协商交办〔{year}〕{sequence}号")
series(SUPERVISION_NOTICE, "督办通知", "协商督办〔{year}〕{sequence}号")
paper_kind(NOTICE, _notice_frame, facets=("request",))
paper_kind(REPLY, _reply_frame, facets=("reply",))
paper_kind(SUPERVISION_NOTICE, _supervision_frame)
paper_kind(SLIP, _slip_frame)
