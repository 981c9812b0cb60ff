"""Rules about outcomes that need no database."""

from collections.abc import Sequence
from dataclasses import dataclass

from huiyin.kernel.text import numeral
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.outcomes.enums import GiverVerdict, OutcomeForm, QualityPoint, Sensitivity, Weight


@dataclass(frozen=True)
class Suggestion:
    """The form that weight and sensitivity speak for, and why. The person decides."""

    form: OutcomeForm
    explanation: str


def suggest_form(weight: str, sensitivity: str, *, after_direct_consultation: bool) -> Suggestion:
    """综合考虑重要性、敏感度选用形式: sensitive things go in the narrow forms, grave ones in the solemn ones.

    `after_direct_consultation`: held as 对口协商 or 现场协商, after which a letter may go to the department.
    """
    if sensitivity == Sensitivity.SENSITIVE:
        if weight == Weight.ORDINARY:
            return _suggest(
                OutcomeForm.OPINION_INFO, "内容比较敏感、属具体工作，以政协信息一事一报、限定范围"
            )
        return _suggest(OutcomeForm.CONSULTATION_BRIEF, "内容比较敏感而又重要，以协商专报直送，限定范围")
    if weight == Weight.OVERALL:
        if sensitivity == Sensitivity.OPEN:
            return _suggest(OutcomeForm.RECOMMENDATION, "事关全局且可以公开，宜经会议通过，形成建议案")
        return _suggest(OutcomeForm.CONSULTATION_REPORT, "事关全局、内部掌握，以协商报告报送党委和政府")
    if after_direct_consultation and weight == Weight.ORDINARY:
        return _suggest(OutcomeForm.LETTER, "对口协商、现场协商后的具体工作，可以建议函直接函送部门")
    if weight == Weight.MAJOR:
        return _suggest(OutcomeForm.CONSULTATION_REPORT, "比较重要、需党委和政府统筹，以协商报告报送")
    return _suggest(OutcomeForm.SPECIAL_REPORT, "属某一方面的具体工作，以专题报告报送")


def _suggest(form: OutcomeForm, why: str) -> Suggestion:
    return Suggestion(form, f"建议采用“{form.label}”：{why}。")


def goes_direct(form: str) -> bool:
    """A 建议函 goes to the departments; every other form is submitted to party committee and government."""
    return form == OutcomeForm.LETTER


def needs_sitting(form: str) -> bool:
    """A 建议案 is adopted by a sitting; every other form is signed."""
    return form == OutcomeForm.RECOMMENDATION


def quality_verdict(answers: dict[str, bool]) -> Verdict:
    """Every quality point is answered, and met, before a draft is signed."""
    open_points = [point for point in QualityPoint if point.value not in answers]
    if open_points:
        names = "、".join(str(point.label) for point in open_points)
        return Refused("quality_open", f"质量要点还没有逐项审核：{names}。")
    failed = [point for point in QualityPoint if not answers[point.value]]
    if failed:
        names = "、".join(str(point.label) for point in failed)
        return Refused("quality_failed", f"质量要点“{names}”审核为未达到，应退回修改。")
    return ALLOWED


def document_text(background: str, analysis: str, recommendations: list[str]) -> str:
    """The body of the document: situation, analysis, recommendations one by one."""
    advice = "\n".join(f"（{numeral(number)}）{text}" for number, text in enumerate(recommendations, start=1))
    parts = (("基本情况", background), ("存在的问题", analysis), ("意见建议", advice))
    present = [(title, text) for title, text in parts if text]
    return "\n\n".join(
        f"{numeral(number)}、{title}\n{text}" for number, (title, text) in enumerate(present, start=1)
    )


def differs(text: str, signed: str) -> bool:
    """Whether a paper says something else than was signed; paragraphs and spaces are layout."""
    return "".join(text.split()) != "".join(signed.split())


def echo_text(consultation: str, outcome: str, results: list[tuple[int, str, list[str]]]) -> str:
    """What a giver is told: into which recommendations the opinion went and what came of each.

    `results`: number of the recommendation, what became of it in words, measures in words.
    """
    lines = [f"您在“{consultation}”协商中提出的意见，已写入《{outcome}》。"]
    for number, verdict, measures in results:
        done = f"落实措施：{'；'.join(measures)}。" if measures else ""
        lines.append(f"第{number}条建议：{verdict}。{done}")
    return "\n".join(lines)


def kept_text(consultation: str, outcome: str, *, reserved: bool) -> str:
    """What a giver is told whose opinion went into no recommendation: that it is kept, and why it was not taken up."""
    where = f"您在“{consultation}”协商中提出的意见，没有写入《{outcome}》的建议，"
    if reserved:
        return f"{where}作为保留意见随协商记录存档。理由：协商中未就此形成共识。"
    return f"{where}已记入协商记录，供今后工作参考。理由：与本次成果所提建议的重点不同。"


@dataclass(frozen=True)
class PointResult:
    """What came of one recommendation, in words."""

    text: str
    adoption: str
    reason: str = ""
    measures: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()


def result_letter_text(opening: str, results: Sequence[PointResult]) -> str:
    """The body of a letter that tells what came of each recommendation."""
    lines = [opening]
    for number, result in enumerate(results, start=1):
        said = f"{result.adoption}。" if result.adoption else "正在办理。"
        said += f"{result.reason.rstrip('。')}。" if result.reason else ""
        lines += [f"{numeral(number)}、关于“{result.text.rstrip('。；;')}”的建议", said]
        lines += [f"落实措施：{'；'.join(result.measures)}。"] if result.measures else []
        lines += [f"承诺事项：{'；'.join(result.promised)}。"] if result.promised else []
    return "\n".join(lines)


@dataclass(frozen=True)
class Balance:
    """The third verdict: what the office says of a recommendation beside what its givers say."""

    label: str
    tone: str
    agreed: int = 0
    disputed: int = 0
    silent: int = 0


def balance(verdicts: list[str]) -> Balance:
    """Agreed, disputed or silent, from the givers' verdicts ("" = told, no answer). Silence is never consent."""
    disputed = verdicts.count(GiverVerdict.DISPUTED)
    silent = verdicts.count("")
    agreed = len(verdicts) - disputed - silent
    if disputed:
        return Balance("有异议", "bad", agreed, disputed, silent)
    if agreed and not silent:
        return Balance("一致认可", "good", agreed, disputed, silent)
    if agreed:
        return Balance("部分已评价", "partial", agreed, disputed, silent)
    return Balance("未评价", "none", agreed, disputed, silent)
