"""What real replies have taught: every kind of letter in invented words; the public cases where at hand."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from handling.letters import DAY, PointAnswer, ReplyMeaning, codes
from huiyin.handling.reply_checks import Letter, unit_of

CASES = next(
    (
        found
        for folder in Path(__file__).resolve().parents
        if (found := folder / "shared" / "cases" / "public-cases.yaml").exists()
    ),
    None,
)
UNITS = (
    unit_of("市发展和改革委员会"),
    unit_of("市公安局"),
    unit_of("市自然资源和规划局"),
    unit_of("各乡镇人民政府", "乡镇"),
)
PLANNED: dict[str, Any] = {"meaning": ReplyMeaning.PLANNED, "class_code": "B", "class_label": "B 类"}


@dataclass(frozen=True)
class Expected:
    """What a letter must give, what it must not give, and what is known of its case."""

    known: dict[str, Any]
    gives: set[str]
    never: set[str] = field(default_factory=set)


EXPECTED = {
    "reply_xinzheng_parking": Expected({}, {"class_missing", "empty_words"}, {"promise_unlisted"}),
    "reply_shijiazhuang_606": Expected(
        {"term": 14, "session": 2, "number": "606"},
        {"class_missing", "other_unit"},
        {"figures_ratio", "session_wrong"},
    ),
    "reply_tongguan_52": Expected(
        {"term": 10, "session": 3, "number": "52"}, {"class_missing", "document_number"}, {"session_wrong"}
    ),
    "reply_shucheng_53": Expected(
        {"term": 11, "session": 4, "number": "53", **PLANNED},
        {"other_unit"},
        {"class_missing", "class_differs", "session_wrong"},
    ),
    "reply_zizhou_14": Expected(
        {"term": 10, "session": 2, "number": "14", **PLANNED},
        {"class_says_done"},
        {"document_number", "session_wrong"},
    ),
    "npc_taiqian_25": Expected(PLANNED, set(), {"class_says_later", "class_says_done", "class_says_cannot"}),
    "npc_yuzhong_ev": Expected(
        {**PLANNED, "answers": tuple(PointAnswer(n, f"对第{n}条已经安排专门办理") for n in (1, 2, 3))},
        set(),
        {"document_number", "point_unanswered", "answer_short", "answer_copied", "empty_words"},
    ),
}

RESTATED = {
    "reply_xinzheng_parking": "小区停车以居民自治为主，物业和业委会管理，业主监督。有关部门指导物业规范停车。",
    "reply_shijiazhuang_606": (
        "政协第十四届第二次会议第606号提案收悉。省定任务1.2万个，建成1.45万个，完成率121%。"
        "停车收费属发改、经营管理属公安交管、改变用途属自规，我局予以配合。"
    ),
    "reply_tongguan_52": "潼民发【2024】275号\n县政协十届三次会议第52号提案收悉。现有养老机构3家、日间照料中心9所。",
    "reply_shucheng_53": "县政协十一届四次会议第53号提案收悉。按照办法，站亭由乡镇负责，下步督促指导。\n办复类别：B",
    "reply_zizhou_14": "子交函〔2023〕34号\n政协子洲县第十届委员会第二次会议第14号提案收悉。目前，该提案已办理完毕。",
    "npc_taiqian_25": "约11公里道路已列入“十四五”规划，待条件成熟时实施。",
    "npc_yuzhong_ev": "渝中经信函〔2022〕33号\n充电桩增设纳入老旧小区改造；开展用电安全宣传；整治飞线充电。",
}


def found_in(text: str, known: dict[str, Any]) -> set[str]:
    return set(codes(Letter(text=text, day=DAY, others=UNITS, **known)))


@pytest.mark.parametrize("case", EXPECTED)
def test_letters_like_the_real_ones(case: str) -> None:
    expected = EXPECTED[case]
    found = found_in(RESTATED[case], expected.known)
    assert expected.gives <= found
    assert not expected.never & found


def test_the_same_letters_with_what_they_had_wrong() -> None:
    shijiazhuang = RESTATED["reply_shijiazhuang_606"]
    assert "figures_ratio" in found_in(shijiazhuang.replace("121%", "130%"), {})
    tongguan = RESTATED["reply_tongguan_52"]
    assert "session_wrong" in found_in(tongguan, {"term": 10, "session": 5, "number": "52"})
    shucheng = RESTATED["reply_shucheng_53"]
    assert "class_differs" in found_in(shucheng, {"meaning": ReplyMeaning.RESOLVED, "class_code": "A"})
    assert "class_says_later" in found_in(
        RESTATED["npc_taiqian_25"], {"meaning": ReplyMeaning.RESOLVED, "class_code": "A"}
    )


def public_letters() -> dict[str, str]:
    """Case → what is told of its letter; words that the note quotes from the letter are part of it."""
    if CASES is None:
        return {}
    found = {}
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        if not case["id"].startswith(("reply_", "npc_")):
            continue
        told, _mark, note = case["facts"].partition("注意:")
        told = told.partition("无文号、")[0]
        told = told.replace("要点:", "\n").replace("|", "\n").replace("括号不合国标,应为〔〕", "")
        quoted = re.findall('[“"]([^”"]+)[”"]', note) if "文内称" in note else []
        found[case["id"]] = "\n".join([told, *quoted])
    return found


@pytest.mark.skipif(CASES is None, reason="the public cases are not beside the project")
def test_public_cases_give_what_their_notes_say() -> None:
    letters = public_letters()
    assert set(letters) == set(EXPECTED)
    for case, text in letters.items():
        expected = EXPECTED[case]
        found = found_in(text, expected.known)
        assert expected.gives <= found, (case, found, text)
        assert not expected.never & found, (case, found, text)
