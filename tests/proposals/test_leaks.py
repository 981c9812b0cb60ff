"""What stays whose it is: drafts, answers of those who were asked, the examiners' notes; and the author's own page."""

from django.test import Client

from conftest import SignIn
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, TEXT, TITLE, filed, write
from factories.sittings import decided
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.people.models import Member
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by
from huiyin.proposals.models import RefusalReason

NOTE = "只供审查使用的话"
ANSWER = "本人不便参加这件提案"


def seen(cast: Cast, matter: Matter) -> set[str]:
    """Everybody of the cast who sees anything of the matter."""
    return {
        name
        for name, person in cast.people.items()
        if matters_seen_by(person, matter.opened_at.date()).filter(pk=matter.pk).exists()
    }


def page(client: Client, matter: Matter, status: int = 200) -> str:
    """The page of the matter as this person gets it."""
    answer = client.get(f"/matters/{matter.pk}/")
    assert answer.status_code == status
    return answer.content.decode()


def make_member(cast: Cast, name: str) -> None:
    """Somebody of the cast becomes a member of the term too, to have a third one."""
    member = cast.member("马委员")
    Member.objects.create(committee=cast.committee, term=member.term, person=cast[name])
    cast.grants[name].role = "member"
    cast.grants[name].body = None
    cast.grants[name].save()


def test_draft_is_its_authors_and_of_those_who_are_asked_to_sign(
    office: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    make_member(office, "交经办")
    filing = write(office, proposer_kind="joint")
    assert seen(office, filing.matter) == {"白委员"} and seen(zhongwei, filing.matter) == set()
    invited = [office["马委员"].pk, office["交经办"].pk]
    filing.act("白委员", "invite", {"members": invited})
    assert seen(office, filing.matter) == {"白委员", "马委员", "交经办"}
    filing.act("马委员", "decline", {"text": ANSWER})
    assert seen(office, filing.matter) == {"白委员", "交经办"}
    filing.act("交经办", "agree", {"text": "赞成"})
    # Who refused and why is between that member and the first signer.
    assert ANSWER in page(signed_in(office["白委员"]), filing.matter)
    other = page(signed_in(office["交经办"]), filing.matter)
    assert ANSWER not in other and "马委员" not in other and TEXT["situation"] in other
    page(signed_in(office["马委员"]), filing.matter, 404)
    page(signed_in(office[OFFICE]), filing.matter, 404)
    page(signed_in(zhongwei["卫委员"]), filing.matter, 404)
    filing.act("白委员", "submit")
    assert {FIRST, SECOND, OFFICE, "陈副主席", "白委员", "交经办"} <= seen(office, filing.matter)
    assert not {"马委员", "周经委", "城经办", "府督查", "赵书记"} & seen(office, filing.matter)
    assert ANSWER not in page(signed_in(office["交经办"]), filing.matter)


def test_examiners_notes_never_reach_the_authors_and_the_result_does_at_once(
    office: Cast, signed_in: SignIn
) -> None:
    filing, author = filed(office), signed_in(office["白委员"])
    refusal = RefusalReason.objects.get(code="academic_discussion")
    advice = {"advice": "not_docket", "refusal": refusal.pk, "disposal": "letter", "text": NOTE}
    filing.examine(**advice)
    examining = page(author, filing.matter)
    assert "正在审查，有了结果会立即告诉您。" in examining
    for secret in (NOTE, "审查意见", refusal.label, FIRST, SECOND):
        assert secret not in examining, secret
    assert NOTE in page(signed_in(office[SECOND]), filing.matter)
    told = {"refusal": refusal.pk, "disposal": "letter", "text": "已转为委员来信研究。"}
    filing.act(OFFICE, "not_docket", {**filing.cite("not_adopted"), **told})
    result = page(author, filing.matter)
    for word in ("不予立案", "不立20260001", refusal.label, "转为委员来信", "已转为委员来信研究。"):
        assert word in result, word
    assert NOTE not in result and FIRST not in result
    deliver(filing.at)
    told_author = Message.objects.filter(person=office["白委员"]).values_list("text", flat=True)
    assert any("没有立案" in text and refusal.label in text for text in told_author)
    assert not any(NOTE in text for text in told_author)


def test_member_files_on_the_page_and_is_told_of_several_matters(office: Cast, signed_in: SignIn) -> None:
    client = signed_in(office["白委员"])
    assert "撰写提案" in client.get("/").content.decode()
    address = f"/begin/proposal/?committee={office.committee.code}"
    empty = client.get(address).content.decode()
    for word in ("案由", "具体建议", "希望承办单位", "是否同意公开", 'data-max-length="60"'):
        assert word in empty, word
    for word in ("收到纸质提案日期", "党派、人民团体名称", "联系人"):
        assert word not in empty, word
    typed = {
        "title": "关于停车管理问题以及养老服务的提案",
        "proposer_kind": "individual",
        "situation": "情况。",
        "analysis": "分析。",
        "publication": "yes",
        "suggestions-0-text": "建议一。",
    }
    refused = client.post(address, {**typed, "title": "长" * 61})
    assert refused.status_code == 422 and "情况。" in refused.content.decode()
    client.post(address, typed)
    matter = Matter.objects.get(kind="proposal")
    shown = page(client, matter)
    assert "案由中似乎有几件事" in shown and "还没有提交，只有您看得到" in shown
    for code in ("submit", "discard", "attach"):
        assert client.get(f"/matters/{matter.pk}/moves/{code}/").status_code in (200, 409), code


def test_examiners_accept_advise_and_docket_in_batches(office: Cast, signed_in: SignIn) -> None:
    two = [filed(office, title=f"{TITLE}之{number}") for number in (1, 2)]
    client = signed_in(office[FIRST])
    assert "受理提案" in client.get("/").content.decode()
    keys = [str(each.matter.pk) for each in two]

    def together(who: str, move: str, **form: str) -> str:
        posted = {"move": f"proposal.{move}", "matter": keys, "confirmed": "1", **form}
        return signed_in(office[who]).post("/matters/batch/", posted).content.decode()

    together(FIRST, "accept")
    together(FIRST, "examine_first", advice="docket")
    together(SECOND, "examine_second", advice="docket")
    matters = [Matter.objects.get(pk=key) for key in keys]
    sitting = decided(office, matters, "adopted", "adopted", kind="examination", title="提案审查委员会会议")
    done = together(OFFICE, "docket", decision=str(sitting.sitting.pk))
    assert "已立案" in done
    found = Matter.objects.filter(pk__in=keys).order_by("number").values_list("state", "number")
    assert list(found) == [("docketed", "平20260001"), ("docketed", "平20260002")]
