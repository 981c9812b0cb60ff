"""The papers of an outcome: the report or letter itself, the office's feedback, what the opinion givers are told."""

from huiyin.handling.enums import Adoption
from huiyin.handling.models import Point
from huiyin.handling.selectors import commitments_of, points_of
from huiyin.outcomes.enums import OutcomeForm
from huiyin.outcomes.rules import PointResult, goes_direct, needs_sitting, result_letter_text
from huiyin.outcomes.selectors import outcome_of
from huiyin.people.enums import BodyKind
from huiyin.people.selectors import bodies_of
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import document_kind
from huiyin.records.documents import make_document
from huiyin.records.models import Document
from huiyin.records.official.issuing import issuer_name, office_name, signer_of
from huiyin.records.official.paper import Frame, PaperFormat
from huiyin.records.official.writers import paper_kind

FEEDBACK_LETTER, ECHO_LETTER = "feedback_letter", "echo_letter"
ECHO_SERIES = "outcome_letter"
UPWARDS = (BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE)


def _outcome_frame(act: Act, document: Document) -> Frame:
    """Papers to party committee and government name who signed; a letter goes to the units that are suggested."""
    outcome = outcome_of(act.matter)
    name, office = act.committee.name, office_name(act.committee, act.day)
    if goes_direct(outcome.form):
        units = [each.body.name for point in points_of(act.matter) for each in point.suggested_units.all()]
        addressees = tuple(dict.fromkeys(units))
        return _letter(act, document, name, addressees)
    offices = [each.name for kind in UPWARDS for each in bodies_of(act.committee, kind, act.day)]
    return Frame(
        format=PaperFormat.DOCUMENT,
        mark=f"{name}文件",
        number=document.number,
        signers=() if needs_sitting(outcome.form) else signer_of(act.matter),
        addressees=tuple(offices),
        signature=name,
        day=act.day,
        printed_by=office,
        printed_on=act.day,
    )


def _letter(act: Act, document: Document, sender: str, addressees: tuple[str, ...]) -> Frame:
    return Frame(
        format=PaperFormat.LETTER,
        mark=sender,
        number=document.number,
        addressees=addressees,
        signature=sender,
        day=act.day,
    )


def make_feedback_letter(act: Act, text: str, number: str) -> None:
    """反馈函: what the responsible office tells the committee of a round, recommendation by recommendation."""
    title = f"关于《{act.matter.title}》办理情况的反馈函"
    opening = f"现将《{act.matter.title}》采纳、落实情况反馈如下。"
    body = result_letter_text(f"{opening}\n{text}", _results(act.matter))
    make_document(act, kind=FEEDBACK_LETTER, title=title[:300], body=body, number=number)


def make_echo_letter(act: Act) -> None:
    """告知函 to the opinion givers: what came of each recommendation, and nothing of who said what."""
    title = f"关于《{act.matter.title}》意见建议办理结果的告知函"
    activity = outcome_of(act.matter).activity.matter.title
    opening = (
        f"您在“{activity}”中提出的意见建议，已研究纳入《{act.matter.title}》并交有关单位办理。"
        "现将办理结果告知如下，感谢您对政协工作的关心和支持。"
    )
    body = result_letter_text(opening, _results(act.matter))
    make_document(act, kind=ECHO_LETTER, title=title[:300], body=body, series=ECHO_SERIES)


def _results(matter: Matter) -> list[PointResult]:
    promised: dict[int | None, list[str]] = {}
    for each in commitments_of(matter):
        promised.setdefault(each.point_id, []).append(f"{each.what}（{each.by_when:%Y年%-m月%-d日}前）")
    return [_result(point, promised.get(point.pk, [])) for point in points_of(matter)]


def _result(point: Point, promised: list[str]) -> PointResult:
    if point.no_action:
        return PointResult(point.text, "不需办理", point.no_action_reason)
    adoption = str(Adoption(point.adoption).label) if point.adoption else ""
    measures = [f"{each.get_kind_display()}：{each.text}" for each in point.measures.all()]
    return PointResult(point.text, adoption, point.adoption_reason, tuple(measures), tuple(promised))


def _feedback_frame(act: Act, document: Document) -> Frame:
    return _letter(act, document, issuer_name(act), (office_name(act.committee, act.day),))


def _echo_frame(act: Act, document: Document) -> Frame:
    return _letter(act, document, office_name(act.committee, act.day), ("各位意见提出人",))


for form in OutcomeForm:
    document_kind(form.value, str(form.label))
    paper_kind(form.value, _outcome_frame)
document_kind(FEEDBACK_LETTER, "反馈函")
document_kind(ECHO_LETTER, "告知函")
paper_kind(FEEDBACK_LETTER, _feedback_frame, facets=("feedback",))
paper_kind(ECHO_LETTER, _echo_frame, facets=("feedback",))
