"""The page of a call for everybody: no sign-in, bounded, throttled, and a receipt that says what became of it."""

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.people import Cast
from factories.proposals import FIRST, OFFICE
from huiyin.people.models import Committee
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter
from huiyin.proposals.actions.posting import MOST_AN_HOUR
from huiyin.proposals.models import PostedTip, Tip, TipGiver
from huiyin.records.models import SecrecyIncident

GIVEN = {
    "title": "朝阳街路灯不亮",
    "text": "朝阳街路灯晚上不亮。",
    "name": "钱某某",
    "contact": "13900000000",
}


def open_call(cast: Cast, audience: str = "public") -> Matter:
    """A call that runs today, on the real calendar as a visitor's browser has it."""
    now = timezone.now()
    today = timezone.localdate(now).isoformat()
    data = {"title": "征集线索", "asked": "民生方面。", "since": today, "until": today, "audience": audience}
    return begin("tip_call", committee=cast.committee, actor=cast[OFFICE], at=now, data=data).matter


def address(cast: Cast, matter: Matter) -> str:
    return f"/public/{cast.committee.code}/tips/{matter.pk}/"


def asked(committee: Committee, code: str, status: int = 200) -> str:
    """What the page of receipts answers."""
    answer = Client().post(f"/public/{committee.code}/tips/receipt/", {"code": code})
    assert answer.status_code == status
    return answer.content.decode()


def test_citizen_gives_a_tip_without_an_account_and_reads_what_became_of_it(
    office: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    call = open_call(office)
    citizen = Client()
    assert "征集线索" in citizen.get(f"/public/{office.committee.code}/tips/").content.decode()
    refused = citizen.post(address(office, call), {**GIVEN, "title": "长" * 61})
    assert refused.status_code == 422 and GIVEN["text"] in refused.content.decode()
    done = citizen.post(address(office, call), GIVEN).content.decode()
    code = PostedTip.objects.get().receipt_code
    assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in done
    # Sent twice it is the same tip with the same receipt.
    assert code[8:] in citizen.post(address(office, call), GIVEN).content.decode()
    assert PostedTip.objects.count() == 1 and not Tip.objects.exists()
    assert "等待工作人员收取" in asked(office.committee, f"{code[:4]} {code[4:].lower()}")
    assert "没有这个回执码" in asked(zhongwei.committee, code, 422)

    for name, seen in (("白委员", False), ("周经委", False), (FIRST, True), (OFFICE, True)):
        assert ("1 条线索等待收取" in signed_in(office[name]).get("/").content.decode()) is seen, name
    for name, status in (("白委员", 403), ("周经委", 403), (FIRST, 200)):
        assert signed_in(office[name]).get("/proposals/tips/posted/").status_code == status
    posted = {"tip": [PostedTip.objects.get().pk]}
    clerk = signed_in(office[FIRST])
    assert "钱某某" in clerk.get("/proposals/tips/posted/").content.decode()
    assert "已收取1条" in clerk.post("/proposals/tips/posted/", posted, follow=True).content.decode()
    assert "没有等待收取" in clerk.post("/proposals/tips/posted/", posted, follow=True).content.decode()
    tip = Tip.objects.get()
    assert (tip.channel, tip.call.matter, TipGiver.objects.get().name) == ("website", call, "钱某某")
    assert "正在筛选" in asked(office.committee, code)
    data = {"decline_reason": "in_hand", "result_text": "路灯已列入今年改造。"}
    take(tip.matter, "decline", actor=office[FIRST], at=timezone.now(), data=data)
    said = asked(office.committee, code)
    assert "已经在办理" in said and "路灯已列入今年改造" in said and "钱某某" not in said


def test_what_is_not_open_to_the_public_is_not_there(office: Cast) -> None:
    among_us = open_call(office, "members")
    assert Client().get(address(office, among_us)).status_code == 404
    assert (
        "现在没有向社会公开的征集" in Client().get(f"/public/{office.committee.code}/tips/").content.decode()
    )
    call = open_call(office)
    take(call, "close", actor=office[OFFICE], at=timezone.now())
    assert Client().post(address(office, call), GIVEN).status_code == 404
    assert Client().get("/public/nowhere/tips/").status_code == 404
    assert not PostedTip.objects.exists()
    # Everything else still asks for a sign-in.
    assert Client().get("/proposals/tips/").status_code == 302


def test_floods_classified_texts_and_forged_forms_are_stopped(office: Cast) -> None:
    call = open_call(office)
    forged = Client(enforce_csrf_checks=True).post(address(office, call), GIVEN)
    assert forged.status_code == 403
    secret = Client().post(address(office, call), {**GIVEN, "text": "机密★10年 会议材料"})
    assert secret.status_code == 422 and "机要渠道" in secret.content.decode()
    assert SecrecyIncident.objects.get().person is None and not PostedTip.objects.exists()
    for number in range(MOST_AN_HOUR):
        assert Client().post(address(office, call), {**GIVEN, "title": f"第{number}件"}).status_code == 200
    flood = Client().post(address(office, call), {**GIVEN, "title": "又一件"})
    assert flood.status_code == 429 and "请一小时以后再提交" in flood.content.decode()
    assert GIVEN["text"] in flood.content.decode()
    other = Client(REMOTE_ADDR="192.0.2.7").post(address(office, call), {**GIVEN, "title": "又一件"})
    assert other.status_code == 200
    # No address is kept, only what it is counted by.
    assert not PostedTip.objects.filter(address_digest__contains="192.0.2").exists()


@pytest.mark.parametrize("given", ["", "ABC", "IIIIOOOO0011", "<script>", "二三四五"])
def test_what_is_no_receipt_code_is_said_so(shizuishan: Cast, given: str) -> None:
    assert "回执码" in asked(shizuishan.committee, given, 422)
