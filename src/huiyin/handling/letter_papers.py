"""The papers of an answered case: the unit's letter to its authors, the opinion of an assisting unit to its lead.

A letter exists twice: as the fair copy that the office checks (a document of the assignment), and, once the reply was
accepted, as one copy per author, each in a matter of its own (decision 28).
"""

from huiyin.handling.letter_cases import AnsweredCase, LetterPlan, letter_plan
from huiyin.handling.letter_texts import Earlier, LetterText, letter_text, opinion_text
from huiyin.handling.models import Assignment, Reply, ReplyLetter
from huiyin.handling.references import reference_of
from huiyin.handling.selectors.reply_letters import earlier_replies
from huiyin.people.enums import BodyKind
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import document_kind
from huiyin.records.documents import make_document
from huiyin.records.models import Document
from huiyin.records.official.paper import Frame, PaperFormat
from huiyin.records.official.writers import paper_kind

FAIR_COPY, LETTER, OPINION = "reply_fair_copy", "reply_letter", "assist_opinion"
LONGEST_TITLE = 300


def make_fair_copy(act: Act, reply: Reply) -> None:
    """The signed letter to the authors of the main case, as the office checks it before anybody gets it."""
    plan = _plan(act.matter, reply)
    _make(act, FAIR_COPY, plan, plan.main, reply)


def make_letter(act: Act, letter: ReplyLetter) -> None:
    """The copy of one author, within the act that begins it."""
    assignment = act.matter.parent
    assert assignment is not None, "a letter is begun by the assignment that it answers"
    plan = _plan(assignment, letter.reply)
    case = next(each for each in plan.cases if each.matter.pk == letter.case_id)
    _make(act, LETTER, plan, case, letter.reply)


def letter_title(case: AnsweredCase, *, again: bool) -> str:
    """关于政协…第N号提案的答复, in a later round 的再次答复."""
    what = "再次答复" if again else "答复"
    named = case.reference.full_words
    # A case without a number is cited by its title, which says 关于 itself.
    return (f"关于{named}的{what}" if named else f"对“{case.title}”的{what}")[:LONGEST_TITLE]


def _make(act: Act, kind: str, plan: LetterPlan, case: AnsweredCase, reply: Reply) -> None:
    earlier = earlier_replies(reply, case.matter)
    said = LetterText(
        title=case.title,
        to_body=bool(case.addressees) and case.addressees[0].person is None,
        several=len(case.addressees) > 1,
        text=reply.text,
        answers=[
            (each.point.text, each.text)
            for each in reply.answers.select_related("point").order_by("point__order", "pk")
        ],
        promises=list(
            reply.promises.order_by("by_when", "pk").values_list("what", "by_when", "evidence_wanted")
        ),
        cited=case.reference.words,
        main_title="" if case is plan.main else plan.main.title,
        main_cited="" if case is plan.main else plan.main.reference.words,
        earlier=[_earlier(each) for each in earlier],
    )
    title = letter_title(case, again=bool(earlier))
    make_document(act, kind=kind, title=title, body=letter_text(said), number=reply.document_number)


def _earlier(reply: Reply) -> Earlier:
    unit: Body = reply.matter.assignment.unit
    assert reply.answered_on is not None, "only what was sent is cited"
    return Earlier(unit.name, reply.document_number, reply.answered_on)


def _plan(assignment: Matter, reply: Reply) -> LetterPlan:
    unit = Assignment.objects.select_related("unit").get(matter=assignment).unit
    assert reply.answered_on is not None, "a letter is made when it goes out"
    found = letter_plan(assignment, unit, reply.answered_on)
    assert found is not None, "asked only where the reply is a letter"
    return found


def _outside_name(body: Body) -> str:
    """The 提案委 on a unit's paper: 石嘴山市政协提案委员会, for the unit has no committee of that name."""
    own = body.kind == BodyKind.SPECIAL_COMMITTEE and "政协" not in body.name
    return f"{body.committee.short_name}{body.name}" if own else body.name


def _frame(assignment: Matter, reply: Reply, case: AnsweredCase, plan: LetterPlan, number: str) -> Frame:
    unit = Assignment.objects.select_related("unit").get(matter=assignment).unit
    contact = [f"联系人：{reply.contact_name}"] if reply.contact_name else []
    contact += [f"电话：{reply.contact_phone}"] if reply.contact_phone else []
    return Frame(
        format=PaperFormat.LETTER,
        mark=unit.name,
        number=number,
        signers=(reply.signer_name,) if reply.signer_name else (),
        reply_class=f"类别：{reply.reply_class.code}" if reply.reply_class is not None else "",
        disclosure=f"公开属性：{reply.get_disclosure_display()}" if reply.disclosure else "",
        addressees=(case.salutation,),
        signature=unit.name,
        day=reply.answered_on,
        note="，".join(contact),
        copies=tuple(dict.fromkeys(_outside_name(each) for each in plan.copies if each.pk != unit.pk)),
    )


def _fair_copy_frame(act: Act, document: Document) -> Frame:
    reply = Reply.objects.filter(matter=act.matter).select_related("reply_class").latest("round")
    plan = _plan(act.matter, reply)
    return _frame(act.matter, reply, plan.main, plan, document.number)


def _letter_frame(act: Act, document: Document) -> Frame:
    letter = ReplyLetter.objects.select_related("reply__reply_class", "matter__parent").get(matter=act.matter)
    assignment = letter.matter.parent
    assert assignment is not None, "a letter is begun by the assignment that it answers"
    plan = _plan(assignment, letter.reply)
    case = next(each for each in plan.cases if each.matter.pk == letter.case_id)
    return _frame(assignment, letter.reply, case, plan, document.number)


def make_opinion(act: Act, reply: Reply) -> None:
    """会办意见 of an assisting unit; a later one is the next version of the same paper."""
    parent = act.matter.parent
    assert parent is not None, "an assisting opinion belongs to the matter that was handed over"
    case = reference_of(parent)
    named = f"关于{case.full_words}" if case.full_words else f"对“{parent.title}”"
    points = Assignment.objects.get(matter=act.matter).covered.select_related("point")
    asked = [each.point.text for each in points.order_by("point__order")]
    make_document(
        act,
        kind=OPINION,
        title=f"{named}的会办意见"[:LONGEST_TITLE],
        body=opinion_text(parent.title, case.words, asked, reply.text),
        number=reply.document_number,
    )


def _opinion_frame(act: Act, document: Document) -> Frame:
    reply = Reply.objects.filter(matter=act.matter).latest("round")
    unit = Assignment.objects.select_related("unit").get(matter=act.matter).unit
    keys = act.matter.parties.filter(role="lead_unit", active=True, body__isnull=False).values("body")
    leads = Body.objects.filter(pk__in=keys).order_by("pk").values_list("name", flat=True)
    contact = [f"联系人：{reply.contact_name}"] if reply.contact_name else []
    contact += [f"电话：{reply.contact_phone}"] if reply.contact_phone else []
    return Frame(
        format=PaperFormat.LETTER,
        mark=unit.name,
        number=document.number,
        signers=(reply.signer_name,) if reply.signer_name else (),
        addressees=tuple(leads),
        signature=unit.name,
        day=act.day,
        note="，".join(contact),
    )


document_kind(FAIR_COPY, "答复函（送核）")
document_kind(LETTER, "答复函")
document_kind(OPINION, "会办意见")
paper_kind(FAIR_COPY, _fair_copy_frame, facets=("reply",))
paper_kind(LETTER, _letter_frame, facets=("letter",))
paper_kind(OPINION, _opinion_frame, facets=("reply",))
