"""Published statistics: those that add up come out the same, of the others the broken identity is named."""

import csv
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import SignIn
from factories.people import build_shizuishan
from factories.plenary import Told, hold_session
from huiyin.ledgers.reconciling import Scope, reconcile
from huiyin.ledgers.reconciling.published import Finding, check_published
from huiyin.proposals.models import ProposalClass

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


@pytest.mark.django_db
def test_session_with_the_numbers_of_a_real_case_comes_out_the_same(signed_in: SignIn) -> None:
    """绛县2019 as a session of our own: what was received, docketed, converted, and its classes."""
    cast = build_shizuishan()
    given = next(case["text"] for case in CASES if case["case"] == "绛县2019")
    sizes = [int(number) for number in re.findall(r"\d+", given.splitlines()[1].partition("=")[2])]
    kinds = [
        ProposalClass.objects.create(
            committee=cast.committee, code=f"own-{n}", label=f"第{n}类", order=100 + n
        )
        for n in range(len(sizes))
    ]
    told = [
        Told(proposal_class=kind, units=[("市城市管理局", "sole")], said=["satisfied"])
        for kind, size in zip(kinds, sizes, strict=True)
        for _number in range(size)
    ]
    told += [Told(state="converted")] * 5
    hold_session(cast, told, filed=datetime.fromisoformat("2026-01-12T10:00:00+08:00"))
    client, session = signed_in(cast["林政协"]), str(cast.plenary_session.pk)

    figures = client.get(f"/proposals/figures/?year=all&session={session}").context["figures"]
    assert (figures.received.number, figures.adds_up) == (134, True)
    assert {each.label: each.number for each in figures.results if each.number} == {
        "立案": 129, "转为来信或者社情民意信息": 5,
    }  # fmt: skip
    table = next(group for group in figures.groups if group.code == "class")
    docketed = {line.label: line.cells[1].number for line in table.lines}
    assert docketed == {**{f"第{n}类": size for n, size in enumerate(sizes)}, "还没有分类": 0}
    shares = {rate.code: (rate.number, rate.total, rate.share) for rate in figures.handled.rates}
    assert shares["docketing"] == (129, 134, "96.3%") and shares["content"] == (129, 129, "100.0%")

    # And what the county published agrees with this record, figure by figure.
    answer = client.post("/ledgers/published/?year=2026", {"text": given, "session": session})
    assert answer.context["wrong"] == 0
    assert {each.name: (each.recorded, each.agrees) for each in answer.context["compared"]} == {
        "收到": (134, True), "立案": (129, True),
    }  # fmt: skip
    at = datetime.fromisoformat("2026-09-01T10:00:00+08:00")
    assert [each.check.code for each in reconcile(Scope(cast.committee, 2026, at)) if not each.agrees] == []


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
