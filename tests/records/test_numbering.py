"""Numbers from the register: without gaps, never twice, in the committee's own pattern."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from factories.papers import MONDAY, SERIES, new_paper, papers_included, written
from factories.people import Cast, build_shizuishan
from huiyin.people.models import PlenarySession, Term
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused
from huiyin.records import numbering
from huiyin.records.enums import NumberFate
from huiyin.records.models import Document, NumberRegister


def sequences() -> list[int]:
    return list(NumberRegister.objects.order_by("sequence").values_list("sequence", flat=True))


def test_numbers_follow_one_another_within_a_year(papers: object, shizuishan: Cast) -> None:
    first = written(shizuishan, new_paper(shizuishan), "甲")
    second = written(shizuishan, new_paper(shizuishan), "乙")
    next_year = written(shizuishan, new_paper(shizuishan), "丙", at=MONDAY.replace(year=2027))
    assert [first.number, second.number] == ["试政协发〔2026〕1号", "试政协发〔2026〕2号"]
    assert next_year.number == "试政协发〔2027〕1号"


def test_second_version_keeps_the_number(papers: object, shizuishan: Cast) -> None:
    matter = written(shizuishan, new_paper(shizuishan), "甲")
    again = written(shizuishan, matter, "改过的甲")
    assert again.number == matter.number
    assert sequences() == [1]


def test_two_committees_number_on_their_own(papers: object, shizuishan: Cast, zhongwei: Cast) -> None:
    zhongwei.people["周经委"] = zhongwei["卫文史"]
    assert written(shizuishan, new_paper(shizuishan), "甲").number == "试政协发〔2026〕1号"
    assert written(zhongwei, new_paper(zhongwei), "乙").number == "试政协发〔2026〕1号"


def test_refused_act_gives_its_number_back(
    papers: object, shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = new_paper(shizuishan)
    # The step cannot be written after the number was taken: everything rolls back.
    monkeypatch.setattr("huiyin.records.documents._add_version", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        written(shizuishan, matter, "甲")
    monkeypatch.undo()
    assert sequences() == []
    assert written(shizuishan, matter, "甲").number == "试政协发〔2026〕1号"


def test_void_number_stays_in_the_register_and_is_not_given_again(papers: object, shizuishan: Cast) -> None:
    matter = written(shizuishan, new_paper(shizuishan), "甲")
    take(matter, "strike", actor=shizuishan["周经委"], at=MONDAY, data={"reason": "误编"})
    row = NumberRegister.objects.get()
    assert (row.fate, row.reason, row.voided_at) == (NumberFate.VOID, "误编", MONDAY)
    assert written(shizuishan, new_paper(shizuishan), "乙").number == "试政协发〔2026〕2号"
    with pytest.raises(ActRefused, match="没有在用的编号"):
        take(matter, "strike", actor=shizuishan["周经委"], at=MONDAY, data={"reason": "再废"})


def test_number_is_not_struck_out_without_a_reason(papers: object, shizuishan: Cast) -> None:
    matter = written(shizuishan, new_paper(shizuishan), "甲")
    act = act_of(shizuishan, matter)
    with pytest.raises(ActRefused, match="须写明原因"):
        numbering.void_number(act, matter.number, reason="  ")
    assert NumberRegister.objects.get().fate == NumberFate.GIVEN


def act_of(cast: Cast, matter: object) -> object:
    """The context an effect would have."""
    from huiyin.procedure.act import Act  # noqa: PLC0415 - one test needs it
    from huiyin.procedure.library import newest  # noqa: PLC0415

    return Act(procedure=newest("paper"), matter=matter, committee=cast.committee, at=MONDAY, move="x")


def test_pattern_of_the_committee_holds_from_its_day(papers: object, shizuishan: Cast) -> None:
    numbering.adopt_pattern(
        committee=shizuishan.committee,
        series=SERIES,
        pattern="石政协发〔{year}〕{sequence}号",
        in_force_from=date(2026, 3, 2),
    )
    assert numbering.pattern_of(shizuishan.committee, SERIES, date(2026, 3, 1)).startswith("试")
    assert written(shizuishan, new_paper(shizuishan), "甲").number == "石政协发〔2026〕1号"


def test_pattern_may_name_term_session_and_committee(papers: object, shizuishan: Cast) -> None:
    adopt(shizuishan, "{code}{term}届{session}次〔{year}〕{sequence}号")
    assert written(shizuishan, new_paper(shizuishan), "甲").number == "石嘴山市政协11届4次〔2026〕1号"


def test_pattern_whose_session_is_not_registered_refuses_in_words(papers: object, shizuishan: Cast) -> None:
    adopt(shizuishan, "{term}届{session}次〔{year}〕{sequence}号")
    matter = new_paper(shizuishan)
    PlenarySession.objects.all().delete()
    Term.objects.update(ends_on=date(2025, 12, 31))
    with pytest.raises(ActRefused, match="没有登记相应的届次") as refused:
        written(shizuishan, matter, "甲")
    assert refused.value.codes == ("number_part_missing",)


def test_pattern_that_would_write_a_number_twice_refuses(papers: object, shizuishan: Cast) -> None:
    adopt(shizuishan, "第{sequence}号")
    written(shizuishan, new_paper(shizuishan), "甲")
    with pytest.raises(ActRefused, match="已经用过"):
        written(shizuishan, new_paper(shizuishan), "乙", at=MONDAY.replace(year=2027))
    assert sequences() == [1]


def adopt(cast: Cast, pattern: str) -> None:
    numbering.adopt_pattern(
        committee=cast.committee, series=SERIES, pattern=pattern, in_force_from=date(2026, 1, 1)
    )


def test_bad_patterns_and_series_are_refused(papers: object, shizuishan: Cast) -> None:
    with pytest.raises(numbering.PatternRefused, match="六角括号"):
        adopt(shizuishan, "石政协发[{year}]{sequence}号")
    with pytest.raises(numbering.PatternRefused, match="没有“nothing”"):
        numbering.adopt_pattern(
            committee=shizuishan.committee,
            series="nothing",
            pattern="{sequence}",
            in_force_from=date(2026, 1, 1),
        )
    with pytest.raises(ValueError, match="two series"):
        numbering.series(SERIES, "别的", "{sequence}号")
    assert numbering.all_series[SERIES].label == "测试文稿"


@pytest.mark.django_db(transaction=True)
def test_clerks_who_number_at_once_get_one_number_each_without_gaps() -> None:
    with papers_included():
        cast = build_shizuishan()
        matters = [new_paper(cast, f"文稿{number}") for number in range(8)]
        start = threading.Barrier(len(matters))

        def number(matter: object) -> str:
            start.wait()
            try:
                return written(cast, matter, "正文").number
            finally:
                connection.close()

        with ThreadPoolExecutor(len(matters)) as pool:
            numbers = list(pool.map(number, matters))
    assert len(set(numbers)) == 8
    assert sequences() == list(range(1, 9))
    assert set(Document.objects.values_list("number", flat=True)) == set(numbers)
