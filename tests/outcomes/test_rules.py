"""Rules of outcomes: the form suggested, quality, texts, and the third verdict."""

import pytest

from huiyin.kernel.verdicts import ALLOWED, Refused
from huiyin.outcomes.enums import OutcomeForm, QualityPoint
from huiyin.outcomes.rules import balance, document_text, echo_text, quality_verdict, suggest_form

SUGGESTIONS = [
    ("overall", "open", False, OutcomeForm.RECOMMENDATION),
    ("overall", "internal", False, OutcomeForm.CONSULTATION_REPORT),
    ("overall", "sensitive", True, OutcomeForm.CONSULTATION_BRIEF),
    ("major", "internal", True, OutcomeForm.CONSULTATION_REPORT),
    ("major", "sensitive", False, OutcomeForm.CONSULTATION_BRIEF),
    ("ordinary", "sensitive", True, OutcomeForm.OPINION_INFO),
    ("ordinary", "open", True, OutcomeForm.LETTER),
    ("ordinary", "open", False, OutcomeForm.SPECIAL_REPORT),
]


@pytest.mark.parametrize(("weight", "sensitivity", "direct", "form"), SUGGESTIONS)
def test_suggest_form_by_weight_and_sensitivity(
    weight: str, sensitivity: str, direct: bool, form: OutcomeForm
) -> None:
    suggestion = suggest_form(weight, sensitivity, after_direct_consultation=direct)
    assert suggestion.form == form
    assert suggestion.explanation.startswith(f"建议采用“{form.label}”：")


def test_quality_open_failed_and_met() -> None:
    answers = {point.value: True for point in QualityPoint}
    assert quality_verdict(answers) is ALLOWED
    failed = quality_verdict({**answers, "problem_located": False})
    assert isinstance(failed, Refused) and failed.code == "quality_failed" and "问题找得准" in failed.text
    unanswered = quality_verdict({"situation_clear": False})
    assert isinstance(unanswered, Refused) and unanswered.code == "quality_open"
    assert "情况清楚" not in unanswered.text


def test_document_text_leaves_out_what_is_empty_and_counts_on() -> None:
    assert document_text("情况", "", ["甲", "乙"]) == "一、基本情况\n情况\n\n二、意见建议\n（一）甲\n（二）乙"
    assert document_text("", "", []) == ""


def test_echo_text_says_where_the_opinion_went_and_what_came_of_it() -> None:
    text = echo_text(
        "双月协商", "协商报告", [(1, "采纳", ["建立制度——收运办法"]), (2, "未采纳，超出事权", [])]
    )
    assert text.splitlines() == [
        "您在“双月协商”协商中提出的意见，已写入《协商报告》。",
        "第1条建议：采纳。落实措施：建立制度——收运办法。",
        "第2条建议：未采纳，超出事权。",
    ]


@pytest.mark.parametrize(
    ("verdicts", "label", "counts"),
    [
        ([], "未评价", (0, 0, 0)),
        (["", ""], "未评价", (0, 0, 2)),
        (["agreed", "partly"], "一致认可", (2, 0, 0)),
        (["agreed", ""], "部分已评价", (1, 0, 1)),
        (["agreed", "disputed", ""], "有异议", (1, 1, 1)),
    ],
)
def test_balance_never_counts_silence_as_consent(
    verdicts: list[str], label: str, counts: tuple[int, int, int]
) -> None:
    found = balance(verdicts)
    assert (found.label, (found.agreed, found.disputed, found.silent)) == (label, counts)
