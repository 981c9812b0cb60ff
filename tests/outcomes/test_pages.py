"""Who sees what of an outcome: panels, pages, the way of an opinion; and what must not leak."""

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.consultations import record_consultation
from factories.outcomes import TEXTS, Loop, draft_outcome
from factories.people import Cast
from huiyin.outcomes.models import Echo
from huiyin.outcomes.selectors import outcomes_seen_by
from huiyin.people.selectors import current_grants
from huiyin.procedure.models import Matter
from huiyin.procedure.page.timeline import steps_of, timeline
from huiyin.procedure.page.viewing import Visit, viewing
from outcomes.test_refusals import answered, fed_back, submitted

SECRET = "批示原文只给办公室看"


def page(client: Client, loop: Loop) -> str:
    """The matter page as text; empty where it may not be seen."""
    response = client.get(f"/matters/{loop.matter.pk}/")
    return response.content.decode() if response.status_code == 200 else ""


def entries(cast: Cast, name: str, matter: Matter) -> set[tuple[str, str]]:
    """What the timeline tells a person: each act and by whom."""
    at = timezone.now()
    visit = Visit(cast[name], at, tuple(current_grants(cast[name], at.date())))
    return {(each.what, each.who) for each in timeline(viewing(visit, matter), steps_of(matter))}


def test_draft_is_seen_by_drafters_and_the_office_only(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    loop = draft_outcome(shizuishan)
    day = loop.at.date()
    seeing = [name for name in shizuishan.people if outcomes_seen_by(shizuishan[name], day).exists()]
    assert seeing == ["林政协", "周经委"]
    assert not any(outcomes_seen_by(person, day).exists() for person in zhongwei.people.values())
    assert page(signed_in(shizuishan["白委员"]), loop) == ""
    assert page(signed_in(zhongwei["卫政协"]), loop) == ""


def test_parts_that_a_person_may_change_lead_there_from_their_own_head(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    loop = draft_outcome(shizuishan)
    loop.act("周经委", "submit_draft")

    def led(name: str, part: str) -> bool:
        link = f'href="/matters/{loop.matter.pk}/edits/{part}/">修改</a></div>'
        return link in page(signed_in(shizuishan[name]), loop)

    assert led("林政协", "quality") and led("林政协", "summary")
    assert led("陈副主席", "quality") and not led("陈副主席", "summary")
    assert not led("周经委", "quality")


def test_member_sees_the_way_but_no_draft_no_instruction_and_nobody_elses_opinion(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    loop = submitted(shizuishan)
    loop.instruct("市政府办公室", text=SECRET)
    text = page(signed_in(shizuishan["白委员"]), loop)
    assert "我的意见到哪一步了" in text and "变废为能" in text and "已报送党委和政府" in text
    for hidden in (SECRET, "收运体系不健全", "统一收运体系", "马委员"):
        assert hidden not in text
    office = page(signed_in(shizuishan["府督查"]), loop)
    assert SECRET in office and "收运体系不健全" in office


def test_units_and_uninvolved_members_do_not_see_the_outcome(shizuishan: Cast, signed_in: SignIn) -> None:
    loop = fed_back(shizuishan)
    assert page(signed_in(shizuishan["城经办"]), loop) == ""
    assert page(signed_in(shizuishan["自局长"]), loop) == ""
    activity = record_consultation(shizuishan, title="另一次", opinions=(("白委员", "只有我", False),))
    other = draft_outcome(shizuishan, activity=activity)
    other.act("周经委", "submit_draft")
    other.sign()
    assert page(signed_in(shizuishan["马委员"]), other) == ""
    assert "只有我" in page(signed_in(shizuishan["白委员"]), other)


def test_givers_verdict_stays_with_the_committee_and_the_office_sees_totals(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    loop = fed_back(shizuishan)
    loop.tell()
    echo = Echo.objects.get(giver=shizuishan["马委员"], opinion__is_reserved=False)
    words = "仍有两处堆放没有清理"
    answers = [{"echo": echo.pk, "verdict": "disputed", "words": words}]
    loop.act("马委员", "answer_echo", {"answers": answers})
    committee, office = (
        page(signed_in(shizuishan["林政协"]), loop),
        page(signed_in(shizuishan["府督查"]), loop),
    )
    assert words in committee and "有异议" in committee
    assert words not in office and "不认可 1" in office
    assert words not in page(signed_in(shizuishan["白委员"]), loop)


def test_giver_cannot_answer_for_another(shizuishan: Cast) -> None:
    loop = fed_back(shizuishan)
    loop.tell()
    other = Echo.objects.get(giver=shizuishan["马委员"], opinion__is_reserved=False)
    with pytest.raises(Exception, match="评价"):
        loop.act("白委员", "answer_echo", {"answers": [{"echo": other.pk, "verdict": "agreed"}]})
    other.refresh_from_db()
    assert other.verdict == ""


def test_mine_lists_own_opinions_with_result(shizuishan: Cast, signed_in: SignIn) -> None:
    loop = answered(shizuishan)
    client = signed_in(shizuishan["马委员"])
    before = client.get("/whereabouts/").content.decode()
    assert "部门已办，待反馈" in before and "保留意见" in before and "建立收运制度" not in before
    loop.act("府督查", "feed_back", loop.feedback())
    after = client.get("/whereabouts/").content.decode()
    assert "建立收运制度" in after and "变废为能" not in after
    address = f"/matters/{loop.matter.pk}/moves/answer_echo/"
    assert address not in after, "nobody is asked for a verdict before being told"
    loop.tell()
    assert address in client.get("/whereabouts/").content.decode()
    assert client.get(address).status_code == 200
    home = client.get("/").content.decode()
    assert "我的意见" in home and "/whereabouts/" in home


def test_stopped_page_is_for_those_who_watch(shizuishan: Cast, zhongwei: Cast, signed_in: SignIn) -> None:
    loop = submitted(shizuishan)
    loop.instruct("市政府办公室", text=SECRET)
    for name in ("府督查", "林政协"):
        text = signed_in(shizuishan[name]).get("/outcomes/stopped/").content.decode()
        assert loop.matter.title in text and "仍未交办" in text and SECRET not in text
        assert "/outcomes/stopped/" in signed_in(shizuishan[name]).get("/").content.decode()
    assert signed_in(shizuishan["白委员"]).get("/outcomes/stopped/").status_code == 403
    assert loop.matter.title not in signed_in(zhongwei["卫政协"]).get("/outcomes/stopped/").content.decode()


@pytest.mark.parametrize("path", ["/outcomes/stopped/", "/whereabouts/"])
def test_pages_ask_for_a_sign_in(db: None, path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 302 and response.headers["Location"].startswith("/accounts/login/")


def test_consultation_page_offers_the_draft_to_its_own_body(shizuishan: Cast, signed_in: SignIn) -> None:
    activity = record_consultation(shizuishan)
    address = f"/matters/{activity.pk}/"
    assert f"origin={activity.pk}" in signed_in(shizuishan["周经委"]).get(address).content.decode()
    assert "origin=" not in signed_in(shizuishan["江主席"]).get(address).content.decode()
    form = signed_in(shizuishan["周经委"]).get(f"/begin/outcome/?committee=shizuishan&origin={activity.pk}")
    text = form.content.decode()
    assert "变废为能" in text and "建议采用“协商报告”" in text and "建议对收运企业给予补贴" in text


def test_begin_page_without_origin_offers_own_consultations_only(shizuishan: Cast, signed_in: SignIn) -> None:
    own = record_consultation(shizuishan)
    record_consultation(shizuishan, clerk="林政协", organiser="文化文史和学习委员会", title="文化振兴引领")
    text = signed_in(shizuishan["周经委"]).get("/begin/outcome/?committee=shizuishan").content.decode()
    assert f"双月协商：{own.title}" in text and "文化振兴引领" not in text


def test_giver_is_told_the_state_in_the_words_for_members(shizuishan: Cast, signed_in: SignIn) -> None:
    loop = fed_back(shizuishan)
    client = signed_in(shizuishan["白委员"])
    text = client.post(f"/matters/{loop.matter.pk}/moves/reopen/", {"reason": "再办"}).content.decode()
    assert "本件现为“已反馈结果”" in text and "“已反馈”" not in text


def test_what_was_said_while_drafting_and_examining_stays_with_the_committee(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    loop = draft_outcome(shizuishan)
    loop.act("周经委", "submit_draft")
    loop.act("江主席", "return_draft", {"reason": "口径与政府不一致，先沟通"})
    loop.edit("周经委", "content", {**TEXTS, next(iter(TEXTS)): "与政府口径一致的说法"})
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit()
    committee, office = (page(signed_in(shizuishan[name]), loop) for name in ("周经委", "府督查"))
    assert "口径与政府不一致" in committee
    assert "退回修改" in office and "口径与政府不一致" not in office and "陈副主席" not in office


def test_offices_are_not_told_which_giver_judged_the_result(shizuishan: Cast, signed_in: SignIn) -> None:
    loop = fed_back(shizuishan)
    loop.tell()
    echo = Echo.objects.get(giver=shizuishan["马委员"], opinion__is_reserved=False)
    loop.act("马委员", "answer_echo", {"answers": [{"echo": echo.pk, "verdict": "agreed"}]})
    told = {name: entries(shizuishan, name, loop.matter) for name in ("林政协", "府督查")}
    assert ("评价结果", "马委员") in told["林政协"]
    assert ("评价结果", "") in told["府督查"] and ("反馈", "府督查") in told["府督查"]
