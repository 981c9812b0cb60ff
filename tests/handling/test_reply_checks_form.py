"""What must be right in the form of a letter: document numbers, session, class, points."""

from dataclasses import replace
from datetime import date

import pytest

from handling.letters import GOOD, PointAnswer, Promise, ReplyMeaning, codes, letter, only, with_sentence


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("潼城发【2024】275号", "潼城发〔2024〕275号"),
        ("石政办发[2025]9号", "石政办发〔2025〕9号"),
        ("石政办发（2025）9号", "石政办发〔2025〕9号"),
        ("石政办发(2025)9号", "石政办发〔2025〕9号"),
        ("石政办发〔2025〕09号", "石政办发〔2025〕9号"),
        ("石政办发〔2025〕第9号", "石政办发〔2025〕9号"),
        ("石政办发［2025］第009号", "石政办发〔2025〕9号"),
    ],
)
def test_document_number_not_as_the_standard_writes_it(written: str, right: str) -> None:
    for wrong in (with_sentence(f"，{written}已经印发。"), replace(GOOD, document_number=written)):
        found = only(wrong)
        assert found.code == "document_number"
        assert right in found.suggestion
        assert not found.blocks


@pytest.mark.parametrize(
    "cited",
    [
        "第十届第四次会议第52号提案",
        "政协十一届三次会议第52号",
        "县政协十一届五次会议第52号提案",
        "政协石嘴山市第十一届委员会第三次会议第0052号提案",
        "市政协11届3次会议第52号提案",
        "十届市政协四次会议第52号提案",
    ],
)
def test_session_that_is_not_the_case_s(cited: str) -> None:
    level = "county" if cited.startswith("县") else "city"
    text = GOOD.text.replace("市政协十一届四次会议第52号提案", f"您在{cited}")

    found = only(letter(text, level=level))

    assert found.code == "session_wrong"
    assert "十一届四次会议" in found.reason
    assert found.quote.endswith(cited[-3:]) or "52号" in found.quote


def test_session_is_checked_only_as_far_as_it_is_known() -> None:
    text = GOOD.text.replace("十一届四次", "十一届二次")
    assert codes(letter(text, session=None)) == []
    assert codes(letter(text, session=None, term=None)) == []
    assert codes(letter(text)) == ["session_wrong"]


def test_another_proposal_may_be_cited_with_its_own_session() -> None:
    assert codes(with_sentence("市政协十一届二次会议第17号提案也提出过。")) == []


def test_heading_and_body_that_name_two_sessions() -> None:
    body = GOOD.text.replace("收悉", "（市政协十一届一次会议第52号）收悉")
    assert only(letter(body, term=None, session=None)).code == "session_inconsistent"


@pytest.mark.parametrize(
    ("meaning", "sentence", "code"),
    [
        (ReplyMeaning.PLANNED, "目前该提案已办理完毕。", "class_says_done"),
        (ReplyMeaning.PLANNED, "您反映的问题已得到彻底解决。", "class_says_done"),
        (ReplyMeaning.REFERENCE_ONLY, "路灯更换已全部完成。", "class_says_done"),
        (ReplyMeaning.IN_PROGRESS, "各项工作已经全部落实。", "class_says_done"),
        (ReplyMeaning.RESOLVED, "增设站点已列入“十四五”规划，待条件成熟时实施。", "class_says_later"),
        (ReplyMeaning.RESOLVED, "下一步，我局将新建停车场一处。", "class_says_later"),
        (ReplyMeaning.RESOLVED, "该路段目前不具备增设条件。", "class_says_cannot"),
        (ReplyMeaning.PLANNED, "所提建议无法采纳。", "class_says_cannot"),
    ],
)
def test_class_that_the_text_contradicts(meaning: str, sentence: str, code: str) -> None:
    found = [each for each in codes(with_sentence(f"因故，{sentence}", meaning=meaning)) if each == code]
    assert found == [code]


def test_class_missing_or_another_than_the_text_says() -> None:
    assert only(replace(GOOD, meaning="", class_code="")).code == "class_missing"
    found = only(letter(f"办理结果：（B类）\n{GOOD.text}"))
    assert (found.code, found.reason) == ("class_differs", "文中所写类别为B类，所选类别为A类。")
    assert codes(letter(f"{GOOD.text}\n办复类别：A")) == []


def test_unanswered_point_stops_the_sign_off() -> None:
    for text in ("", " ", "无", "略", "同上", "——"):
        found = only(replace(GOOD, answers=(*GOOD.answers, PointAnswer(3, text))))
        assert (found.code, found.blocks) == ("point_unanswered", True)
        assert "第3条" in found.reason


def test_short_and_copied_answers_are_asked_about() -> None:
    assert only(replace(GOOD, answers=(PointAnswer(1, "已办。"),))).code == "answer_short"
    same = "已安排养护站办理，4月底前完成。"
    found = only(replace(GOOD, answers=(PointAnswer(1, same), PointAnswer(2, same))))
    assert (found.code, found.reason, found.blocks) == ("answer_copied", "第1、2条建议的答复相同。", False)


def test_what_stops_the_sign_off_comes_first() -> None:
    bad = letter("石政办发[2025]9号。", answers=(PointAnswer(1, ""),))
    assert codes(bad)[0] == "point_unanswered"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("我局将于2026年9月30日前完成第二批更换。", date(2026, 9, 30)),
        ("力争9月底前建成投用。", date(2026, 9, 30)),
        ("年底前完成全部更换。", date(2026, 12, 31)),
        ("拟于明年6月底前完成改造。", date(2027, 6, 30)),
        ("计划上半年完成修复。", date(2026, 6, 30)),
        ("确保第三季度全部整改到位。", date(2026, 9, 30)),
        ("计划十月底前出台办法。", date(2026, 10, 31)),
        ("预计3月底前完成。", date(2027, 3, 31)),
    ],
)
def test_promise_in_the_text_without_a_commitment(sentence: str, day: date) -> None:
    found = only(with_sentence(sentence))
    assert found.code == "promise_unlisted"
    assert f"{day.year}年{day.month}月{day.day}日" in found.suggestion
    listed = (Promise("完成", day),)
    assert codes(with_sentence(sentence, promises=listed)) == []


CASE = {"title": "关于加强停车管理的提案", "parts": (("61", "关于停车收费的提案"),)}


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("您提出的“关于加强停车管理的提案”收悉。", []),
        ("《关于加强停车管理的提案》（第52号）收悉。", []),
        ("市政协十一届四次会议第61号提案“关于停车收费”收悉。", []),
        ("您提出的“关于加强停车管理”的提案收悉，此前答复过《关于道路绿化的提案》。", []),
        ("您提出的“关于道路绿化的提案”收悉。", ["title_wrong"]),
        ("市政协十一届四次会议第53号提案收悉。", ["number_wrong"]),
    ],
)
def test_case_is_cited_by_its_own_title_and_number_or_those_of_a_part(opening: str, found: list[str]) -> None:
    rest = GOOD.text.removeprefix("市政协十一届四次会议第52号提案收悉。")
    assert codes(letter(f"{opening}{rest}", **CASE)) == found


def test_opening_that_the_letter_writes_itself_is_not_written_twice() -> None:
    assert only(with_sentence("", composed=True)).code == "opening_repeated"
    rest = GOOD.text.removeprefix("市政协十一届四次会议第52号提案收悉。")
    assert codes(letter(rest, composed=True)) == []
