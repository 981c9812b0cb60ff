"""承办单位年度考核: figures that open their lists, for the offices and the unit itself; the review and its answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from django.db import transaction
from django.test import Client

from factories.answering import again, assignment, evaluated, evaluating, on
from factories.changing import said
from factories.handing_over import CITY, LAND, ROADS, add_sides, handed_over
from factories.people import Cast, build_shizuishan
from factories.proposals import OFFICE, Filing, add_examiners
from huiyin.desk.unit_year import LABELS, unit_groups
from huiyin.desk.unit_year_words import review_words
from huiyin.handling.models import UnitReview
from huiyin.handling.selectors.requests import author_rows
from huiyin.handling.selectors.unit_year import MEASURES
from huiyin.ledgers.definition import asked
from huiyin.procedure.begin import begin
from huiyin.procedure.choices import standing
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter

pytestmark = pytest.mark.django_db


@dataclass
class UnitsYear:
    """One year of two units."""

    cast: Cast
    happy: Filing
    redone: Filing

    def figures(self, unit: str, who: str = OFFICE) -> dict[str, int]:
        """Label → number, of everything that is not nothing."""
        asker = asked(
            committee=self.cast.committee,
            year=2026,
            person=self.cast[who],
            at=self.redone.at + timedelta(days=1),
        )
        groups = unit_groups(asker, self.cast.body(unit))
        return {each.label: int(each.number) for group in groups for each in group.figures if each.number}

    def page(self, who: str, unit: str, part: str = "") -> Any:
        """A page of the unit's year."""
        client = Client()
        client.force_login(self.cast.account(who))
        return client.get(f"/proposals/units/{self.cast.body(unit).pk}/2026/{part}")


@pytest.fixture(scope="module")
def year(django_db_setup: Any, django_db_blocker: Any) -> Iterator[UnitsYear]:
    """Two proposals: one answered to the author's satisfaction, one handled twice; one asked back and one extended."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build_shizuishan()
        add_examiners(cast)
        add_sides(cast)
        happy = evaluating(cast, [(ROADS, "separate", (1,)), (CITY, "separate", (2,))])
        evaluated(happy, "白委员")
        redone = evaluating(cast, title="关于改善老旧小区停车的提案", who="马委员")
        evaluated(redone, "马委员", result="dissatisfied")
        again(redone)
        waiting = handed_over(cast, [(ROADS, "lead", ()), (LAND, "assist", ())], title="关于步行街的提案")
        on(waiting, assignment(waiting, ROADS), "交经办", "receive")
        more = {"amount": 1, "unit": "months", "reason": "须现场勘测"}
        child = assignment(waiting, ROADS)
        told = {
            "authors": [each.pk for each in author_rows(child)], "on": waiting.at.date().isoformat(),
            "method": "telephone", "explained": "须等勘测结果。", "expected_on": "2026-07-20",
        }  # fmt: skip
        on(waiting, child, "交经办", "tell_extension", told)
        on(waiting, assignment(waiting, ROADS), "交经办", "ask_extension", more)
        redone.at = max(happy.at, redone.at, waiting.at)
        yield UnitsYear(cast, happy, redone)
        transaction.set_rollback(True)


def test_every_figure_is_counted_once_and_opens_a_list_of_as_many(year: UnitsYear) -> None:
    figures = year.figures(ROADS)
    assert figures["承办"] == 4
    assert (figures["分办"], figures["单办"], figures["主办"]) == (1, 2, 1)
    assert figures["按期办复"] == 3 and figures["未到期"] == 1
    assert figures["面商并经本人确认"] == 3
    assert figures["申请延期"] == 1 and "同意延期" not in figures
    assert figures["已经解决"] == 3 and figures["重新办理"] == 1
    assert figures["办理结果：满意"] == 1 and figures["办理结果：不满意"] == 1
    assert year.figures(LAND) == {"承办": 1, "会办": 1, "未到期": 1}
    page = year.page(OFFICE, ROADS).content.decode()
    links = re.findall(
        r'<dd class="hy-figure-number"><a href="(/proposals/units/[^"?]+)[^>]+>([0-9]+)<', page
    )
    assert len(links) > 10
    client = Client()
    client.force_login(year.cast.account(OFFICE))
    for url, number in links:
        title = re.search(r"（([0-9]+)件次）", client.get(url).content.decode())
        # A unit may be given a value several times by several evaluators of one piece of work.
        assert title is not None and int(title[1]) == int(number), url


def test_an_open_round_is_not_counted_and_silence_is_no_satisfaction(year: UnitsYear) -> None:
    before = year.figures(ROADS)["办理结果：满意"]
    with transaction.atomic():
        evaluated(year.redone, "马委员")
        assert year.figures(ROADS)["办理结果：满意"] == before + 1, "the last form closes the round"
        transaction.set_rollback(True)
    assert "只计已结束的评价" in said(year.page(OFFICE, ROADS))


def test_the_offices_read_every_unit_and_a_unit_its_own(year: UnitsYear) -> None:
    for who, unit, code in (
        (OFFICE, ROADS, 200), ("江主席", CITY, 200), ("府督查", ROADS, 200),
        ("交局长", ROADS, 200), ("交经办", CITY, 403), ("白委员", ROADS, 403), ("赵书记", ROADS, 403),
    ):  # fmt: skip
        assert year.page(who, unit).status_code == code, (who, unit)
        assert year.page(who, unit, "all/").status_code == code, (who, unit)
    client = Client()
    client.force_login(year.cast.account("交经办"))
    listed = said(client.get("/proposals/units/?year=2026"))
    assert "市交通局" in listed and "市城管局" not in listed
    client.force_login(year.cast.account(OFFICE))
    assert "市城管局" in said(client.get("/proposals/units/?year=2026"))
    assert "还没有承办提案的单位" in said(client.get("/proposals/units/?year=2020"))
    client.force_login(year.cast.account("白委员"))
    assert client.get("/proposals/units/").status_code == 403
    assert year.page(OFFICE, ROADS, "no-such-figure/").status_code == 404
    assert year.page(OFFICE, ROADS, "all/?page=x").status_code == 200
    # What the unit reads are totals of enough forms: nobody's name, nobody's form, no count that tells of one.
    own, office = said(year.page("交经办", ROADS)), said(year.page(OFFICE, ROADS))
    assert "办理结果：不满意" in office and "办理结果：不满意" not in own
    assert "只告知本轮结论" in own and "马委员" not in own and "还没有看到效果" not in own
    assert "（0件次）" in said(year.page("交经办", ROADS, "said-result-dissatisfied/"))
    assert "（1件次）" in said(year.page(OFFICE, ROADS, "said-result-dissatisfied/"))


def test_every_figure_there_is_has_its_words_and_its_list(year: UnitsYear) -> None:
    assert set(MEASURES) <= set(LABELS)
    for code in MEASURES:
        assert year.page(OFFICE, LAND, f"{code}/").status_code == 200, code


def test_the_office_writes_a_review_that_the_unit_reads_and_answers(year: UnitsYear) -> None:
    cast, at = year.cast, year.redone.at
    with transaction.atomic():
        page = year.page(OFFICE, ROADS).content.decode()
        assert "撰写考核意见" in page and "fill-unit" in page
        asker = asked(committee=cast.committee, year=2026, person=cast[OFFICE], at=at)
        groups = unit_groups(asker, cast.body(ROADS))
        words = review_words(asker, cast.body(ROADS), groups)
        assert "承办了多少：承办4件次" in words
        # The office reads who was dissatisfied; the review goes to the unit, which learns no such thing of few forms.
        assert "办理结果：不满意" in {each.label for group in groups for each in group.figures if each.number}
        assert "不满意" not in words and "不满意" not in filled_in(page)["fill-text"][0]
        data = {"unit": cast.body(ROADS).pk, "of_year": 2026, "text": f"{words}\n办理认真。"}
        with pytest.raises(FormRefused, match="这一年还没有开始"):
            reviewed(cast, at, {**data, "of_year": 2027})
        review = reviewed(cast, at, data)
        with pytest.raises(FormRefused, match="已有考核意见"):
            reviewed(cast, at, data)
        # A draft is the office's.
        assert not standing(review, cast["交经办"], at).may_see
        assert "办理认真" not in said(year.page("交经办", ROADS))
        review = take(review, "send", actor=cast[OFFICE], at=at).matter
        assert "办理认真" in said(year.page("交经办", ROADS))
        assert not standing(review, cast["城经办"], at).may_see
        with pytest.raises((NotYours, ActRefused)):
            take(review, "answer", actor=cast["城经办"], at=at, data={"answer": "不是我们的"})
        with pytest.raises(ActRefused, match="过后才能这样办结"):
            take(review, "close_unanswered", actor=cast[OFFICE], at=at)
        review = take(
            review, "answer", actor=cast["交经办"], at=at, data={"answer": "其中一件已重新办理。"}
        ).matter
        closed = take(review, "close", actor=cast[OFFICE], at=at, data={"conclusion": "情况属实。"}).matter
        assert closed.state == "closed" and UnitReview.objects.get().answer == "其中一件已重新办理。"
        assert "其中一件已重新办理" in said(year.page("江主席", ROADS))
        transaction.set_rollback(True)


def filled_in(page: str) -> dict[str, list[str]]:
    """What the way to the form of a review fills in."""
    address = re.search(r'href="(/begin/unit_review/[^"]*)"', page)
    assert address is not None
    return parse_qs(urlparse(unescape(address[1])).query)


def reviewed(cast: Cast, at: Any, data: dict[str, Any]) -> Matter:
    """The office begins a review."""
    return begin("unit_review", committee=cast.committee, actor=cast[OFFICE], at=at, data=data).matter
