"""Published statistics: those that add up come out the same, of the others the broken identity is named."""

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from huiyin.ledgers.reconciling.published import Finding, check_published

HERE = Path(__file__).resolve()
CASES: list[dict[str, Any]] = yaml.safe_load((HERE.parent / "cases" / "published.yaml").read_text("utf-8"))
NUMBERS = next(
    (found for folder in HERE.parents if (found := folder / "shared" / "cases" / "numbers.csv").exists()),
    None,
)


def named(text: str, finding: Finding) -> list[str]:
    return [each.name for each in check_published(text) if each.finding == finding]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_published_statistics_hold_or_their_broken_identity_is_named(case: dict[str, Any]) -> None:
    assert named(case["text"], Finding.BROKEN) == case.get("broken", [])
    assert named(case["text"], Finding.UNEXPLAINED) == case.get("unexplained", [])
    assert named(case["text"], Finding.UNREADABLE) == []


def words(case: str, name: str) -> str:
    text = next(each["text"] for each in CASES if each["case"] == case)
    return next(each.words for each in check_published(text) if each.name == name)


def test_both_sides_of_a_broken_identity_are_told() -> None:
    assert words("莆田2023", "立案率") == "立案率写作93.3%，而236／254 = 92.9%。"
    assert words("宁波2011", "立案") == "立案写作591，而148 + 364 + 66 + 10 = 588，相差3。"
    said = words("松江五届三次(mirror)", "其中一类")
    assert said == "其中一类写作6.7%，而15／205 = 7.3%。以“收到”223为分母才得这个数。"
    assert words("日照2008", "去向合计") == "收到 187，立案 175，其余12件没有说明去向。"


def test_lines_are_read_as_offices_write_them() -> None:
    text = "收到提案：１,２３４件＝立案1,000＋并案234\n立案 1000 = 不在 + 5\n\n没有数字\n比率 50% = 1 / 0"
    found = {each.name: each.finding for each in check_published(text)}
    assert found["收到提案"] == Finding.HOLDS and found["立案"] == Finding.UNCHECKED
    assert found["没有数字"] == Finding.UNREADABLE and found["比率"] == Finding.BROKEN
    assert named("收到 5\n立案 6", Finding.BROKEN) == ["去向合计"]
    assert named("收到 5\n立案 4\n并案 1", Finding.HOLDS) == ["去向合计"]


@pytest.mark.skipif(NUMBERS is None, reason="the public cases are not beside the project")
def test_every_public_case_is_restated_with_its_numbers() -> None:
    assert NUMBERS is not None
    with NUMBERS.open(encoding="utf-8") as file:
        rows = {row["case"]: row for row in csv.DictReader(file)}
    texts = {case["case"]: case["text"] for case in CASES}
    assert set(texts) == set(rows)
    for case, row in rows.items():
        numbers = [
            row[name] for name in ("received", "docketed_or_handled", "merged", "converted_or_rejected")
        ]
        missing = [number for number in numbers if number and number not in texts[case]]
        assert not missing, (case, missing)
        broken = any(word in row["check"] for word in ("mismatch", "≠"))
        assert bool(named(texts[case], Finding.BROKEN)) == broken, case
