"""提案线索: called for, given by members and by the public, screened, drawn on; who gave them stays with the office."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from conftest import SignIn
from factories.consultations import MONDAY
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, TEXT, write
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter
from huiyin.proposals.models import TipGiver, TipUse
from huiyin.proposals.selectors.tips import fate, tip_of

CITIZEN, PHONE, STREET = "钱某某", "13900000000", "朝阳街路灯晚上不亮，老人出行不便。"
WORDING = "部分老旧街道路灯损坏，夜间出行不便。"


def call(cast: Cast, **more: Any) -> Matter:
    """The office calls for tips for a month."""
    until = (MONDAY + timedelta(days=30)).date().isoformat()
    data = {
        "title": "征集全会提案线索", "asked": "城市管理、民生保障方面的线索。",
        "since": MONDAY.date().isoformat(), "until": until, "audience": "public", **more,
    }  # fmt: skip
    return begin("tip_call", committee=cast.committee, actor=cast[OFFICE], at=MONDAY, data=data).matter


def give(cast: Cast, who: str, to: Matter | None, *, at: Any = MONDAY, **more: Any) -> Matter:
    """Somebody gives a tip, or the office enters one."""
    data = {"title": "朝阳街路灯不亮", "text": STREET, **more}
    if to is not None:
        data["call"] = to.tip_call.pk
    return begin(
        "proposal_tip", committee=cast.committee, actor=cast[who], at=at, data=data, origin=to
    ).matter


def by_letter(cast: Cast, to: Matter | None, **more: Any) -> Matter:
    """The office enters a citizen's letter."""
    letter = {
        "channel": "letter",
        "given_on": MONDAY.date().isoformat(),
        "giver_name": CITIZEN,
        "contact": PHONE,
    }
    return give(cast, OFFICE, to, **{**letter, **more})


def screen(cast: Cast, matter: Matter, move: str, who: str = FIRST, **data: Any) -> Matter:
    """The 提案委员会 screens it."""
    return take(matter, move, actor=cast[who], at=MONDAY + timedelta(hours=1), data=data).matter


def offer(cast: Cast, matter: Matter, **more: Any) -> Matter:
    """Offered to drafters under a wording that names nobody."""
    given = {"title": "老旧街道路灯", "wording": WORDING, "names_nobody": True, **more}
    return screen(cast, matter, "offer", **given)


def page(client: Client, address: str, status: int = 200) -> str:
    """A page as this person gets it."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def told(cast: Cast, name: str) -> str:
    """Everything this person was told, delivered by now."""
    deliver(MONDAY + timedelta(days=2))
    return "\n".join(Message.objects.filter(person=cast[name]).values_list("text", flat=True))


def test_letter_becomes_a_tip_that_drafters_read_without_its_giver(
    office: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    called = call(office)
    matter = by_letter(office, called)
    address = f"/matters/{matter.pk}/"
    for name in ("白委员", "周经委", "江主席", "城经办"):
        page(signed_in(office[name]), address, 404)
    with pytest.raises(FormRefused, match="请勾选确认"):
        offer(office, matter, names_nobody=False)
    offer(office, matter)
    assert matter.number == "" and Matter.objects.filter(kind="proposal").count() == 0
    for name in ("白委员", "周经委", "江主席"):
        shown = page(signed_in(office[name]), address)
        assert WORDING in shown and "老旧街道路灯" in shown
        for secret in (CITIZEN, PHONE, "朝阳街", "来信", TipGiver.objects.get().receipt_code[:4]):
            assert secret not in shown, f"{name}: {secret}"
        listed = page(signed_in(office[name]), "/proposals/tips/")
        assert WORDING in listed and CITIZEN not in listed and "朝阳街" not in listed
    screener = page(signed_in(office[FIRST]), address)
    for word in (CITIZEN, PHONE, STREET, "来信", "把筛选结果告知线索提供人"):
        assert word in screener + page(signed_in(office[FIRST]), "/"), word
    page(signed_in(office["城经办"]), address, 404)
    page(signed_in(zhongwei["卫委员"]), address, 404)
    page(signed_in(office["城经办"]), "/proposals/tips/", 403)
    assert WORDING not in page(signed_in(zhongwei["卫委员"]), "/proposals/tips/")


def test_proposal_names_its_tip_and_the_giver_hears_of_it(office: Cast, signed_in: SignIn) -> None:
    matter = offer(office, give(office, "马委员", call(office)))
    assert "已提供给委员和提案单位参考" in told(office, "马委员")
    begin_at = f"/begin/proposal/?committee={office.committee.code}&origin={matter.pk}"
    member = signed_in(office["白委员"])
    assert WORDING in page(member, begin_at)
    typed = {
        "title": TEXT["title"], "situation": WORDING, "analysis": "分析。", "suggestions-0-text": "建议一。",
        "publication": "yes", "proposer_kind": "individual",
    }  # fmt: skip
    assert member.post(begin_at, typed).status_code == 302
    proposal = Matter.objects.get(kind="proposal")
    assert "老旧街道路灯" in page(member, f"/matters/{proposal.pk}/")
    # A draft is nobody else's business: the tip does not know of it yet.
    assert fate(tip_of(matter)) == ["已提供给委员和提案单位，供撰写提案时参考。"]
    assert TEXT["title"] not in page(signed_in(office[FIRST]), f"/matters/{matter.pk}/")
    take(proposal, "submit", actor=office["白委员"], at=MONDAY + timedelta(hours=2))
    assert fate(tip_of(matter))[-1] == "已形成提案1件。"
    assert "已形成提案" in told(office, "马委员")
    assert TEXT["title"] in page(signed_in(office[FIRST]), f"/matters/{matter.pk}/")
    giver = page(signed_in(office["马委员"]), f"/matters/{matter.pk}/")
    assert "已形成提案" in giver and TEXT["title"] not in giver
    proposal.refresh_from_db()
    take(
        proposal,
        "withdraw",
        actor=office["白委员"],
        at=MONDAY + timedelta(hours=3),
        data={"reason": "重写。"},
    )
    assert "已形成提案" not in "".join(fate(tip_of(matter)))


def test_author_names_tips_afterwards_and_takes_them_off(office: Cast) -> None:
    first, second = (offer(office, by_letter(office, None), title=f"线索{number}") for number in (1, 2))
    filing = write(office)
    both = [first.tip.pk, second.tip.pk]
    filing.act("白委员", "name_tips", {"tips": both})
    assert sorted(TipUse.objects.values_list("tip", flat=True)) == both
    filing.act("白委员", "name_tips", {"tips": both[1:]})
    assert list(TipUse.objects.values_list("tip", flat=True)) == both[1:]
    received = by_letter(office, None)
    with pytest.raises(FormRefused):
        filing.act("白委员", "name_tips", {"tips": [received.tip.pk]})
    filing.act("白委员", "submit")
    with pytest.raises(ActRefused):
        filing.act("白委员", "name_tips", {"tips": both})
    call_command("verify", stdout=StringIO())


def test_every_way_of_screening_has_its_reason_and_its_word_for_the_giver(office: Cast) -> None:
    main = by_letter(office, None)
    same = give(office, "马委员", None)
    screen(office, same, "merge", into=main.tip.pk)
    assert "合并" in told(office, "马委员")
    offer(office, main)
    filing = write(office)
    filing.act("白委员", "name_tips", {"tips": [main.tip.pk]})
    filing.act("白委员", "submit")
    assert fate(tip_of(same))[-1] == "已形成提案1件。", "its content went into the main tip"

    passed = give(office, "马委员", None, title="邻里纠纷")
    with pytest.raises(FormRefused):
        screen(office, passed, "pass_on", passed_to="petition")
    screen(office, passed, "pass_on", passed_to="petition", result_text="请向市信访局查询。")
    assert fate(tip_of(passed)) == ["不宜作为提案线索，已转送信访部门。", "请向市信访局查询。"]

    declined = by_letter(office, None, contact="")
    with pytest.raises(FormRefused):
        screen(office, declined, "decline")
    screen(office, declined, "decline", decline_reason="vague")
    assert "内容不具体" in "".join(fate(tip_of(declined)))
    with pytest.raises(ActRefused):
        screen(office, declined, "tell_giver", told_on=MONDAY.date().isoformat(), told_how="电话")
    screen(office, declined, "rescreen", reason="来人补充了具体内容。")
    assert tip_of(declined).decline_reason == "" and declined.todos.exists()
    with pytest.raises(NotYours):
        screen(office, declined, "decline", who="周经委", decline_reason="vague")
    call_command("verify", stdout=StringIO())


def test_who_left_a_contact_is_told_and_that_is_on_record(office: Cast) -> None:
    matter = offer(office, by_letter(office, None))
    assert list(matter.todos.values_list("text", flat=True).distinct()) == ["把筛选结果告知线索提供人"]
    when = {"told_on": (MONDAY - timedelta(days=1)).date().isoformat(), "told_how": "电话告知"}
    with pytest.raises(FormRefused, match="不能早于筛选日期"):
        screen(office, matter, "tell_giver", **when)
    screen(office, matter, "tell_giver", told_on=MONDAY.date().isoformat(), told_how="电话告知")
    assert not matter.todos.exists()


def test_call_takes_tips_only_in_its_time_and_only_its_office_sets_it(office: Cast) -> None:
    called = call(office)
    with pytest.raises(FormRefused):
        give(office, "白委员", called, at=MONDAY + timedelta(days=31))
    assert by_letter(office, called).tip.call.matter == called
    body = give(office, "周经委", called)
    assert body.parties.get(role="giver").body == office.body("经济委员会")
    with pytest.raises(NotYours):
        begin("tip_call", committee=office.committee, actor=office["周经委"], at=MONDAY, data={})
    with pytest.raises(FormRefused, match="不能早于征集开始"):
        call(office, until=(MONDAY - timedelta(days=1)).date().isoformat())
    take(called, "close", actor=office[FIRST], at=MONDAY)
    with pytest.raises(FormRefused):
        give(office, "白委员", called)
