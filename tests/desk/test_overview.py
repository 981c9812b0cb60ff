"""总览: every figure opens the list with exactly that many, and nobody counts what is not theirs."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import SignIn
from factories.outcomes import Loop, draft_outcome
from factories.people import Cast
from huiyin.desk.overview import overview
from huiyin.ledgers.definition import asked

LINK = re.compile(r'<a href="([^"]+)">([\d,]+)<span')
TOTAL = re.compile(r"共\s*(\d+)\s*[件条项次]")


@pytest.fixture
def year(shizuishan: Cast) -> Iterator[Cast]:
    """One outcome being drafted, one with the offices and the units, one given back and told of."""
    draft_outcome(shizuishan)
    handled(shizuishan)
    told = handled(shizuishan)
    for unit in ("市城市管理局", "市自然资源局"):
        told.on(told.reply(unit), "府督查", "settle")
    told.act("府督查", "feed_back", told.feedback())
    told.tell()
    yield shizuishan


def handled(cast: Cast) -> Loop:
    """An outcome that was instructed and handed over to two units."""
    loop = draft_outcome(cast)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")
    loop.present("市政府办公室", "府督查")
    loop.instruct("市政府办公室")
    loop.act("府督查", "start_assigning")
    points = loop.points()
    loop.assign("府督查", ("市城市管理局", "lead", points), ("市自然资源局", "separate", points))
    return loop


def page_of(client: Client, **query: str) -> str:
    response = client.get("/overview/", {"year": "2026", **query})
    assert response.status_code == 200
    return response.content.decode()


def rows_behind(client: Client, url: str) -> int:
    response = client.get(url)
    assert response.status_code == 200, url
    text = response.content.decode()
    if "没有符合条件的记录" in text:
        return 0
    found = TOTAL.search(re.sub(r"<[^>]+>", "", text))
    assert found, url
    return int(found[1])


def test_every_number_opens_the_list_with_that_many(year: Cast, signed_in: SignIn) -> None:
    for who in ("林政协", "江主席", "府督查", "赵书记"):
        client = signed_in(year[who])
        found = LINK.findall(page_of(client))
        assert len(found) > 10
        for url, number in found:
            if "/ledgers/" in url:
                assert rows_behind(client, unescape(url)) == int(number), (who, url)

    text = re.sub(r"<[^>]+>", " ", page_of(signed_in(year["林政协"])))
    words = re.sub(r"\s+", " ", text)
    assert "形成 到过 3" in words and "交办 到过 2" in words and "反馈 到过 1" in words
    assert "回音率" in words and "怎么算的" in words and "截至" in words


def test_shares_come_from_the_lists_and_cost_a_fixed_number_of_queries(year: Cast, signed_in: SignIn) -> None:
    asker = asked(committee=year.committee, year=2026, person=year["林政协"], at=timezone.now())
    figures = {figure.label: figure for figure in overview(asker).figures}
    assert figures["按期办复率"].number in {"50%", "100%"} and "按期2件" in figures["按期办复率"].note
    assert figures["回音率"].note.startswith("6条意见") or "已告知" in figures["回音率"].note
    stages = overview(asker).stages
    assert sum(line.here.number for line in stages) == figures["在办成果"].number
    assert all(sum(age.number for age in line.ages) == line.here.number for line in stages)
    client = signed_in(year["林政协"])
    page_of(client)
    with CaptureQueriesContext(connection) as few:
        page_of(client)
    handled(year)
    with CaptureQueriesContext(connection) as more:
        page_of(client)
    assert len(few) == len(more)


def test_page_is_for_those_who_lead_and_shows_one_committee(
    year: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    for who in ("白委员", "城经办", "周经委", "运维员"):
        refused = signed_in(year[who]).get("/overview/")
        assert refused.status_code == 403 and "总览供" in refused.content.decode(), who
    neighbour = page_of(signed_in(zhongwei["卫政协"]))
    assert not LINK.findall(neighbour) or all(number == "0" for _url, number in LINK.findall(neighbour))
    assert signed_in(zhongwei["卫政协"]).get("/overview/", {"committee": "shizuishan"}).status_code == 404

    words = page_of(signed_in(year["赵书记"]))
    assert "承办单位" in words and "市城管局" in words and "建议止于批示" not in words


def test_wrong_years_show_the_present_one_and_all_years_are_possible(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    client = signed_in(shizuishan["林政协"])
    assert "历年协商成果转化总览" in client.get("/overview/", {"year": "all"}).content.decode()
    present = f"{timezone.localdate().year}年协商成果转化总览"
    for wrong in ("零", "99999", "-1", "２０２６"):
        assert present in client.get("/overview/", {"year": wrong}).content.decode()
