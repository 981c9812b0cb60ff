"""A refused proposal goes on as a letter, once: forwarded, closed, told; what cannot be passed on says why."""

from io import StringIO

import pytest
from django.core.management import call_command

from conftest import SignIn
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, Filing, filed
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.models import Matter, Todo
from huiyin.procedure.selectors import matters_seen_by
from huiyin.proposals.conversions import Conversion, conversion, conversions
from huiyin.proposals.enums import Disposal
from huiyin.proposals.models import Proposal, RefusalReason

WORDS = "转有关单位研究。"
NOTE = "只供审查使用的意见"
RESULT = "已在停车整治方案中采用错时开放的建议。"


def refused(office: Cast, disposal: str, move: str = "not_docket") -> Filing:
    """A proposal that the sitting did not adopt, with that disposal."""
    filing = filed(office, contact_phone="0952-7654321")
    reason = RefusalReason.objects.get(committee=office.committee, code="vague_no_suggestion").pk
    filing.examine("not_docket", refusal=reason, disposal=disposal, text=NOTE)
    said = {**filing.cite("not_adopted"), "refusal": reason, "disposal": disposal, "text": WORDS}
    filing.act(OFFICE, move, said)
    return filing


def test_refused_proposal_becomes_a_letter_that_is_forwarded_and_closed(
    office: Cast, signed_in: SignIn
) -> None:
    filing = refused(office, "letter")
    assert Todo.objects.filter(matter=filing.matter, text="按去向转办没有立案的提案").exists()
    ended = filing.matter.closed_at
    filing.act(FIRST, "convert")
    assert (filing.matter.state, filing.matter.closed_at) == ("converted", ended)
    with pytest.raises(ActRefused, match="现为“已转办”，不能办理“按去向转办”"):
        filing.act(FIRST, "convert")
    letter = Matter.objects.get(kind="letter")
    assert (letter.state, letter.number, letter.parent) == ("opened", "信20260001", filing.matter)
    assert letter.clocks.get(code="forward").amount == 5
    author = signed_in(office["白委员"])
    shown = author.get(f"/matters/{filing.matter.pk}/").content.decode()
    for word in ("没有立案，已经转为其他事项继续办理", "转为委员来信", WORDS, "信20260001"):
        assert word in shown, word
    own = author.get(f"/matters/{letter.pk}/").content.decode()
    assert "已转为委员来信，正在研究转送哪个单位" in own and str(filing.matter.pk) in own and NOTE not in own

    run = Filing(office, letter, filing.at)
    today = run.at.date().isoformat()
    for given, said in (
        ({"on": today, "text": "请研究。"}, "两项只填一项"),
        ({"on": "2031-01-01", "text": "请研究。", "body_name": "某单位"}, "不能晚于今天"),
        ({"on": today, "body_name": "某单位"}, "转送说明"),
    ):
        with pytest.raises(FormRefused, match=said):
            run.act(SECOND, "forward", given)
    unit = office.body("市城市管理局")
    assert not matters_seen_by(office["城经办"], run.at.date()).filter(pk=letter.pk).exists()
    run.act(SECOND, "forward", {"on": today, "body": unit.pk, "text": "请研究错时开放。"})
    run.act(
        OFFICE, "forward_again", {"on": today, "body_name": "某街道办事处（演示）", "text": "请一并研究。"}
    )
    assert (run.matter.state, run.matter.clocks.get(code="close").unit) == ("forwarded", "months")
    at_unit = signed_in(office["城经办"]).get(f"/matters/{letter.pk}/").content.decode()
    assert "请研究错时开放。" in at_unit and "老城区停车位不足" in at_unit
    assert signed_in(office["城经办"]).get(f"/matters/{filing.matter.pk}/").status_code == 404
    for secret in (NOTE, "0952-7654321", FIRST):
        assert secret not in at_unit, secret
    assert signed_in(office["马委员"]).get(f"/matters/{letter.pk}/").status_code == 404
    run.act(OFFICE, "close", {"result": "taken_up", "text": RESULT})
    own = author.get(f"/matters/{letter.pk}/").content.decode()
    assert "来信已经办结" in own and RESULT in own and "某街道办事处（演示）" in own
    deliver(run.at)
    told = "\n".join(Message.objects.filter(person=office["白委员"]).values_list("text", flat=True))
    for word in ("已转为委员来信（信20260001）继续办理", "转送市城管局", "转送某街道办事处", RESULT):
        assert word in told, word
    at_unit = Message.objects.filter(person=office["城经办"]).values_list("text", flat=True)
    assert any("已转送你单位研究。请研究错时开放。" in each for each in at_unit)
    call_command("verify", stdout=StringIO())


def test_sitting_refuses_and_passes_on_in_one_act(office: Cast) -> None:
    with pytest.raises(FormRefused, match="处理去向"):
        refused(office, "returned", "convert_directly")
    filing = refused(office, "letter", "convert_directly")
    proposal = Proposal.objects.get(matter=filing.matter)
    assert (filing.matter.state, filing.matter.number) == ("converted", "不立20260001")
    assert proposal.decided_at == "提案审查委员会会议" and proposal.result_text == WORDS
    letter = Filing(office, Matter.objects.get(kind="letter"), filing.at)
    assert letter.act(SECOND, "close_unforwarded", {"result": "explained", "text": RESULT}).state == "closed"


def test_what_goes_back_or_nobody_handles_is_not_passed_on(
    office: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = refused(office, "returned")
    with pytest.raises(ActRefused, match="去向是“退还提案人”，不需要转办"):
        back.act(FIRST, "convert")
    said = "本件的去向是“转为社情民意信息”，这类事项还没有在本系统办理，暂不能转办。"
    monkeypatch.delitem(conversions, Disposal.BRIEF)
    brief = refused(office, "brief")
    for who in (OFFICE, "白委员"):
        assert said in signed_in(office[who]).get(f"/matters/{brief.matter.pk}/").content.decode(), who
    with pytest.raises(ActRefused, match=said):
        brief.act(FIRST, "convert")
    for each in (brief, back):
        assert not Todo.objects.filter(matter=each.matter).exists()


def test_package_plugs_its_conversion_in_once() -> None:
    there = conversions[Disposal.BRIEF]
    conversion(there)
    with pytest.raises(ValueError, match="converts to something else"):
        conversion(Conversion(Disposal.BRIEF, "别的", there.begin))
