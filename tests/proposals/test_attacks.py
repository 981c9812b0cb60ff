"""What somebody might try: filters and error sentences that tell, examining one's own, floods, plans that shrink."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.handing_over import (
    GOVERNMENT,
    PARTY,
    PARTY_UNIT,
    ROADS,
    decide,
    docketed,
    listed,
    planned,
)
from factories.people import SINCE, Cast
from factories.proposals import FIRST, OFFICE, SECOND, TEXT, filed
from huiyin.people.models import Grant
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by
from huiyin.proposals.actions import posting
from huiyin.proposals.actions.posting import MOST_AN_HOUR, address_digest
from huiyin.proposals.models import TipUse
from huiyin.proposals.selectors.proposal import proposal_of
from huiyin.records.models import SecrecyIncident

NOTE = "只供审查使用的话"


def test_desk_is_for_those_who_plan_and_no_filter_tells_an_author_of_units(
    sided: Cast, signed_in: SignIn
) -> None:
    listed(
        sided,
        ((ROADS, "sole", ()),),
        who="周经委",
        title="关于机关的提案",
        contact_name="周经委",
        contact_phone="1",
    )
    clerk = signed_in(sided["周经委"])
    for path in ("", f"?state=listed&unit={sided.body(ROADS).pk}", "?side=government", "units/", "together/"):
        assert clerk.get(f"/proposals/hand-over/{path}").status_code == 403, path
    assert "/proposals/hand-over/" not in clerk.get("/").content.decode()
    # The clerk of an office who is a member too finds nothing that the plan does not show yet.
    Grant.objects.create(committee=sided.committee, person=sided[GOVERNMENT], role="member", since=SINCE)
    office = signed_in(sided[GOVERNMENT])
    page = office.get("/proposals/hand-over/?state=listed&side=government").content.decode()
    assert "关于机关的提案" not in page and ROADS not in page
    assert "关于机关的提案" in office.get("/matters/").content.decode()


def test_reader_of_what_is_published_learns_no_name_from_a_refusal(sided: Cast, signed_in: SignIn) -> None:
    matter = docketed(sided).matter
    reader = signed_in(sided["马委员"])
    for path in ("moves/list/", "moves/merge/", "moves/withdraw/", "moves/classify/", ""):
        answer = reader.get(f"/matters/{matter.pk}/{path}").content.decode()
        assert "白委员" not in answer and "（提案委审查经办人）" not in answer, path
    with pytest.raises(ActRefused) as refused:
        take(matter, "classify", actor=sided["马委员"], at=timezone.now())
    assert "（提案委审查经办人）" not in str(refused.value) and "提案委审查经办人" in str(refused.value)
    # Who follows the matter reads it by name.
    own = signed_in(sided["白委员"]).get(f"/matters/{matter.pk}/moves/classify/").content.decode()
    assert re.search("应由.+（提案委审查经办人）", own), re.findall("应由.*", own)


def test_looking_up_is_no_way_in_for_who_may_not_write(sided: Cast, signed_in: SignIn) -> None:
    typed = {**TEXT, "suggestions": "", "look_up": "1"}
    address = f"/begin/proposal/?committee={sided.committee.code}"
    assert signed_in(sided["城经办"]).post(address, typed).status_code == 403


def test_own_proposal_is_examined_by_others_and_its_notes_stay_theirs(
    office: Cast, signed_in: SignIn
) -> None:
    filing = filed(office)
    Grant.objects.create(
        committee=office.committee, person=office["白委员"], role="committee_clerk",
        body=office.body("提案委员会"), since=SINCE,
    )  # fmt: skip
    filing.act(FIRST, "accept")
    with pytest.raises(ActRefused, match="应当回避"):
        filing.act("白委员", "examine_first", {"advice": "docket"})
    filing.act(FIRST, "examine_first", {"advice": "docket", "text": NOTE})
    for who, there in (("白委员", False), (SECOND, True)):
        page = signed_in(office[who]).get(f"/matters/{filing.matter.pk}/").content.decode()
        assert (NOTE in page) == there, who


def test_tip_that_is_screened_anew_is_not_told_where_it_was_named(office: Cast, signed_in: SignIn) -> None:
    filing = filed(office, "马委员")
    given = {"title": "钱某某家门口路灯不亮", "text": "路灯。", "channel": "letter", "given_on": "2026-01-05"}
    tip = begin(
        "proposal_tip", committee=office.committee, actor=office[OFFICE], at=filing.at, data=given
    ).matter
    wording = {"title": "某街路灯不亮", "wording": "路灯。", "names_nobody": True}
    tip = take(tip, "offer", actor=office[OFFICE], at=filing.at, data=wording).matter
    filing.act(FIRST, "accept")
    filing.act(FIRST, "return_for_revision", {"to_author": "请修改。"})
    filing.act("马委员", "name_tips", {"tips": [proposal_tip(tip)]})
    author = signed_in(office["马委员"])
    address = f"/matters/{filing.matter.pk}/"
    assert "某街路灯不亮" in author.get(address).content.decode()
    take(tip, "rescreen", actor=office[OFFICE], at=filing.at, data={"reason": "写了姓名"})
    for path in ("", "moves/name_tips/"):
        assert "钱某某" not in author.get(f"{address}{path}").content.decode(), path
    other = begin(
        "proposal_tip", committee=office.committee, actor=office[OFFICE], at=filing.at, data=given
    ).matter
    take(other, "offer", actor=office[OFFICE], at=filing.at, data=wording)
    filing.act("马委员", "name_tips", {"tips": [proposal_tip(other)]})
    assert TipUse.objects.filter(proposal=proposal_of(filing.matter)).count() == 2


def proposal_tip(matter: Matter) -> int:
    key: int = matter.tip.pk
    return key


def test_public_page_takes_no_flood(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    today = timezone.localdate(now).isoformat()
    data = {"title": "征集线索", "asked": "民生。", "since": today, "until": today, "audience": "public"}
    call = begin("tip_call", committee=office.committee, actor=office[OFFICE], at=now, data=data).matter
    address = f"/public/{office.committee.code}/tips/{call.pk}/"
    monkeypatch.setattr(posting, "MOST_INCIDENTS_AN_HOUR", 2)
    for number in range(4):
        marked = {"title": "路灯", "text": f"机密★一年 第{number}件"}
        assert Client().post(address, marked).status_code == 422
    assert SecrecyIncident.objects.count() == 2
    # One household has a whole network of IPv6 addresses; a header that somebody sends changes nothing here.
    assert address_digest("2001:db8:1:2::1") == address_digest("2001:db8:1:2:ffff::9")
    assert address_digest("2001:db8:1:2::1") != address_digest("2001:db8:1:3::1")
    codes = [
        Client(headers={"X-Forwarded-For": f"10.0.0.{number}"})
        .post(address, {"title": "路灯", "text": f"第{number}盏不亮"}, REMOTE_ADDR=f"2001:db8::{number + 1}")
        .status_code
        for number in range(MOST_AN_HOUR + 1)
    ]
    assert codes == [200] * MOST_AN_HOUR + [429]
    huge = Client().post(address, {"title": "长" * 100_000, "text": "\0长" * 500_000})
    assert huge.status_code == 422 and Client(enforce_csrf_checks=True).post(address, data).status_code == 403


def test_side_whose_suggestions_leave_with_a_merging_is_asked_no_more(sided: Cast) -> None:
    main, part = docketed(sided), docketed(sided, "马委员", title="关于网上预约的提案")
    part.act(FIRST, "merge", {"main": main.matter.pk, "text": "合并办理。"})
    main.matter.refresh_from_db()
    units = planned(sided, main.matter, ((ROADS, "sole", (1, 2)), (PARTY_UNIT, "sole", (3, 4))))
    main.act(OFFICE, "list", units)
    main.act(OFFICE, "study", {"decision": decide(sided, [main.matter], "chairpersons", main.at)})
    main.act(GOVERNMENT, "agree_to_plan")
    assert main.matter.state == "studied"
    day = main.at.date()
    assert matters_seen_by(sided[PARTY], day).filter(pk=main.matter.pk).exists()
    part.at = main.at + timedelta(minutes=5)
    part.act(FIRST, "undo_merge_docketed", {"reason": "另行办理。"})
    main.matter.refresh_from_db()
    # The party office has no unit in it any more; the government office had agreed, so it goes on by itself.
    assert main.matter.state == "agreed"
    assert not matters_seen_by(sided[PARTY], day).filter(pk=main.matter.pk).exists()
