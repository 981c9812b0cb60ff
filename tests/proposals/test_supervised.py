"""督办: one order over several proposals from their pages: on-site consultation, findings, improvement, check."""

from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client

from factories.changing import said
from factories.handing_over import (
    CITY,
    GOVERNMENT,
    PARTY,
    PARTY_UNIT,
    ROADS,
    decide,
    docketed,
    handed_over,
    listed,
)
from factories.people import SINCE, Cast
from factories.proposals import FIRST, OFFICE, Filing
from huiyin.handling.selectors.supervision import findings_of
from huiyin.people.models import Grant
from huiyin.procedure.begin import begin
from huiyin.procedure.choices import standing
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Link, Matter

TWO = "关于改善老旧小区停车的提案"


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.account(name))
    return client


@pytest.fixture
def two(sided: Cast) -> tuple[Filing, Filing]:
    """Two proposals that units handle."""
    first = handed_over(sided, [(ROADS, "lead", ()), (CITY, "assist", ())])
    return first, handed_over(sided, [(CITY, "sole", ())], title=TWO, who="马委员")


def ordered(cast: Cast, two: tuple[Filing, Filing], who: str = GOVERNMENT) -> Matter:
    """Both ticked, the form as it comes, sent."""
    client = client_of(cast, who)
    sent = client.post("/proposals/supervise/", {"matter": [str(each.matter.pk) for each in two]})
    assert sent.status_code == 302, said(sent)
    page = client.get(sent["Location"])
    assert f"{two[0].matter.number}\n{two[1].matter.number}" in page.content.decode()
    filled = parse_qs(urlparse(sent["Location"]).query)
    posted = {
        "title": filled["fill-title"][0],
        "numbers": filled["fill-numbers"][0],
        "units": filled["fill-units"],
        "reason": "停车问题群众反映集中",
        "led_by": "陈副主席",
    }
    answer = client.post(sent["Location"], posted)
    assert answer.status_code == 302, said(answer)
    found: Matter = Matter.objects.get(kind="supervision_order")
    return found


def test_one_order_over_two_proposals_until_everything_is_put_right(
    sided: Cast, two: tuple[Filing, Filing]
) -> None:
    order = ordered(sided, two)
    assert "等2件提案的督办" in order.title
    supervised = Link.objects.filter(source=order, kind="supervises").values_list("target", flat=True)
    assert set(supervised) == {each.matter.pk for each in two}
    at = two[1].at

    def act(who: str, move: str, **data: object) -> Matter:
        nonlocal order
        order = take(order, move, actor=sided[who], at=at, data=data).matter
        return order

    act(GOVERNMENT, "notify", notice="请准备情况说明")
    # The unit learns of the notice, not of what was found before the opinion is sent.
    visit = {
        "on": at.date().isoformat(), "place": "老城区停车场", "participants": "陈副主席、府督查、提案人",
        "progress": "已开放三处", "quality": "标识不清",
        "findings": [
            {"text": "标识不清", "units": [sided.body(ROADS).pk]},
            {"text": "收费未公示", "units": [sided.body(CITY).pk]},
        ],
    }  # fmt: skip
    act(GOVERNMENT, "hold_on_site", **visit)
    assert "findings" not in standing(order, sided["交经办"], at).seen
    act(GOVERNMENT, "send_opinion", opinion="限期整改", improve_by=(at.replace(year=2027)).date().isoformat())
    assert "findings" in standing(order, sided["交经办"], at).seen
    act("交经办", "report_improvement", text="已补齐标识", evidence="照片")
    act("城经办", "report_improvement", text="已公示", evidence="照片")
    assert order.state == "improving"
    rows = [{"point": point.pk, "is_done": "yes", "remark": ""} for point in findings_of(order)]
    act(GOVERNMENT, "check", checks=rows)
    assert act(GOVERNMENT, "close").state == "closed"
    # The proposal's page names the order to the office.
    words = said(client_of(sided, OFFICE).get(f"/matters/{two[0].matter.pk}/"))
    assert "对本件的督办" in words and order.title in words


def test_a_proposal_page_leads_to_an_order_over_it(sided: Cast, two: tuple[Filing, Filing]) -> None:
    page = client_of(sided, OFFICE).get(f"/matters/{two[0].matter.pk}/")
    assert "立项督办" in said(page)
    form = client_of(sided, OFFICE).get(
        f"/begin/supervision_order/?committee={sided.committee.code}&origin={two[0].matter.pk}"
    )
    assert f"关于“{two[0].matter.title}”的督办" in form.content.decode()
    for name in ("白委员", "交经办"):
        assert "立项督办" not in said(client_of(sided, name).get(f"/matters/{two[0].matter.pk}/")), name


def test_bad_numbers_and_nothing_chosen_are_told_and_lose_nothing(
    sided: Cast, two: tuple[Filing, Filing]
) -> None:
    client = client_of(sided, OFFICE)
    nothing = client.post("/proposals/supervise/", {"matter": ["no-key"]})
    assert nothing.status_code == 422 and "没有选中可以督办的提案" in said(nothing)
    desk = client_of(sided, GOVERNMENT).post("/proposals/supervise/", {}, follow=True)
    assert "没有选中可以督办的提案" in said(desk)
    assert client_of(sided, "交经办").post("/proposals/supervise/", {}).status_code == 403
    form = {"title": "督办", "units": [str(sided.body(ROADS).pk)], "reason": "进展缓慢的事由"}
    address = f"/begin/supervision_order/?committee={sided.committee.code}"
    refused = client.post(address, {**form, "numbers": f"{two[0].matter.number}\n不存在的编号"})
    assert "没有找到可以督办的不存在的编号" in said(refused)
    assert "进展缓慢的事由" in refused.content.decode()
    assert "请选择督办对象" in said(client.post(address, form))
    # What was begun with other things filled in does not bring back what was typed before.
    again = client.get(f"{address}&fill-title=另一件&fill-units={sided.body(CITY).pk}")
    assert "另一件" in again.content.decode() and "进展缓慢的事由" not in again.content.decode()


def test_what_one_may_not_see_cannot_be_put_under_an_order(sided: Cast) -> None:
    unseen = docketed(sided)
    client = client_of(sided, GOVERNMENT)
    sent = client.post("/proposals/supervise/", {"matter": [str(unseen.matter.pk)]}, follow=True)
    assert "没有选中可以督办的提案" in said(sent)
    with pytest.raises(ActRefused, match="没有找到可以督办的"):
        from_number = {"title": "督办", "numbers": unseen.matter.number, "units": [], "reason": "事由"}
        begin_order(sided, unseen, from_number)


def begin_order(cast: Cast, filing: Filing, data: dict[str, object]) -> Matter:
    """The government office tries to open an order."""
    return begin(
        "supervision_order", committee=cast.committee, actor=cast[GOVERNMENT], at=filing.at, data=data
    ).matter


def test_an_office_and_a_reader_hear_of_no_unit_that_is_not_theirs_to_know(sided: Cast) -> None:
    both = listed(sided, ((ROADS, "separate", (1,)), (PARTY_UNIT, "separate", (2,))))
    both.act(OFFICE, "study", {"decision": decide(sided, [both.matter], "chairpersons", both.at)})
    for side in (GOVERNMENT, PARTY):
        both.act(side, "agree_to_plan")
    both.act(OFFICE, "hand_over", {"decision": decide(sided, [both.matter], "joint", both.at)})
    # A clerk of a special committee who reads the proposal as every member does.
    Grant.objects.create(committee=sided.committee, person=sided["周经委"], role="member", since=SINCE)
    place = f"committee={sided.committee.code}&origin={both.matter.pk}"
    for who, known, begun in (
        (OFFICE, {ROADS, PARTY_UNIT}, {ROADS, PARTY_UNIT}),
        (FIRST, {ROADS, PARTY_UNIT}, {ROADS, PARTY_UNIT}),
        (GOVERNMENT, {ROADS}, set()),
        (PARTY, {PARTY_UNIT}, set()),
        ("周经委", set(), set()),
    ):
        client = client_of(sided, who)
        sent = client.post("/proposals/supervise/", {"matter": [str(both.matter.pk)]})
        filled = parse_qs(urlparse(sent["Location"]).query).get("fill-units", [])
        assert {name for name, body in sided.bodies.items() if str(body.pk) in filled} == known, who
        form = client.get(f"/begin/supervision_order/?{place}").context["form"]
        assert {each.name for each in form.initial["units"]} == begun, who
