"""Similar proposals: found while writing and examining, with what became of them, and only what the reader may see."""

from io import StringIO

from django.core.management import call_command
from django.test import Client

from conftest import SignIn
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, TEXT, TITLE, Filing, filed, write
from huiyin.procedure.models import Draft, Matter
from huiyin.proposals.models import RefusalReason
from huiyin.records.verification.run import verify_matter
from huiyin.search.models import TextSignature

AGAIN = {
    "title": "关于进一步加强城区停车管理的提案",
    "situation": "老城区的停车位不足，夜间占道停车比较多。",
    "analysis": "没有共享机制，机关和企事业单位的停车场夜间闲置。",
}
NOTHING = "没有找到相似的文本"


def page(client: Client, address: str) -> str:
    """A page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def similar_part(shown: str) -> str:
    """What stands in the part 相似提案."""
    return shown.partition('id="similar"')[2].partition("</section>")[0]


def looked_up(client: Client, address: str, typed: dict[str, str]) -> str:
    """The page after 查找相似提案."""
    answer = client.post(address, {**typed, "look_up": "1"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_author_sees_docketed_ones_while_writing_and_what_became_of_them(
    office: Cast, zhongwei: Cast, third: str, signed_in: SignIn
) -> None:
    earlier = filed(office)
    client = signed_in(office[third])
    address = f"/begin/proposal/?committee={office.committee.code}"
    typed = {**AGAIN, "proposer_kind": "individual", "publication": "yes", "suggestions-0-text": "错时开放。"}
    # Handed in, under examination: nobody's but its author's and the office's.
    assert NOTHING in looked_up(client, address, typed)
    earlier.docket()
    found = looked_up(client, address, typed)
    assert TITLE in similar_part(found) and "已立案" in similar_part(found) and "<mark>" in found
    assert "夜间占道停车" in similar_part(found) and "白委员" not in similar_part(found)
    # What was typed stands there as it was, nothing of it judged, nothing begun; it is kept as a draft.
    assert f'value="{AGAIN["title"]}"' in found and "错时开放。" in found and "请填写" not in found
    assert not Matter.objects.filter(kind="proposal").exclude(pk=earlier.matter.pk).exists()
    assert Draft.objects.get(person=office[third]).data["title"] == [AGAIN["title"]]
    own = write(office, third, **AGAIN)
    for place in (f"/matters/{own.matter.pk}/", f"/matters/{own.matter.pk}/moves/submit/"):
        part = similar_part(page(client, place))
        assert TITLE in part and "相似" in part, place
    # Opened from there: text and result, no names, no examiners, no way in the examination.
    opened = page(client, f"/matters/{earlier.matter.pk}/")
    for word in (TEXT["situation"], TEXT["suggestions"][0]["text"], "已立案", "平20260001"):
        assert word in opened, word
    for secret in ("白委员", FIRST, "审查意见", "提案委员会", "联系人", "初审", "待受理"):
        assert secret not in opened.partition("<main")[2], secret
    assert client.get(f"/matters/{earlier.matter.pk}/edits/text/").status_code == 404
    # Every member of this committee, and nobody else.
    for stranger in (zhongwei["卫委员"], office["城经办"], office["周经委"]):
        assert signed_in(stranger).get(f"/matters/{earlier.matter.pk}/").status_code == 404
    assert not list(verify_matter(earlier.matter))


def test_of_what_a_member_may_not_see_there_is_no_hint(office: Cast, third: str, signed_in: SignIn) -> None:
    draft = write(office)
    signing = write(office, proposer_kind="joint")
    signing.act("白委员", "invite", {"members": [office["马委员"].pk]})
    examined = filed(office)
    withheld = filed(office, publication="no", no_publication_reason="涉及企业信息")
    withheld.docket()
    refused = _refused(office)
    assert set(TextSignature.objects.values_list("matter", flat=True)) == {
        each.matter.pk for each in (examined, withheld, refused)
    }
    own = write(office, third, **AGAIN)
    client = signed_in(office[third])
    for place in (f"/matters/{own.matter.pk}/", f"/matters/{own.matter.pk}/moves/submit/"):
        assert NOTHING in page(client, place), place
    for each in (draft, signing, examined, withheld, refused):
        assert client.get(f"/matters/{each.matter.pk}/").status_code == 404
    # The office finds what was handed in, and no draft; its author the own ones.
    own.act(third, "submit")
    office_part = similar_part(page(signed_in(office[FIRST]), f"/matters/{own.matter.pk}/"))
    assert office_part.count("hy-alike-head") == 3
    assert "不予立案（内容空泛，没有具体建议），转为委员来信" in office_part
    mine = similar_part(page(signed_in(office["白委员"]), f"/matters/{examined.matter.pk}/"))
    assert mine.count("hy-alike-head") == 2 and AGAIN["title"] not in mine


def _refused(office: Cast) -> Filing:
    filing = filed(office)
    vague = RefusalReason.objects.get(committee=office.committee, code="vague_no_suggestion")
    told = {"refusal": vague.pk, "disposal": "letter", "text": "请补充。"}
    filing.examine("not_docket", **told)
    filing.act(OFFICE, "not_docket", {**filing.cite("not_adopted"), **told})
    return filing


def test_index_follows_filing_taking_back_and_revision(office: Cast) -> None:
    filing = filed(office)
    first = TextSignature.objects.get(matter=filing.matter).digest
    filing.act("白委员", "take_back")
    assert not TextSignature.objects.exists()
    filing.edit("白委员", "text", {**TEXT, "situation": "停车位缺口约一千个。"})
    assert not TextSignature.objects.exists()
    filing.act("白委员", "submit")
    filing.act(FIRST, "accept")
    filing.act(FIRST, "return_for_revision", {"to_author": "请补充。", "marks": []})
    second = TextSignature.objects.get(matter=filing.matter).digest
    filing.edit("白委员", "text", {**TEXT, "situation": "停车位缺口约两千个。"})
    third = TextSignature.objects.get(matter=filing.matter).digest
    assert len({first, second, third}) == 3
    write(office)
    said = StringIO()
    call_command("similar", stdout=said)
    assert "比对索引完整" in said.getvalue()
    TextSignature.objects.all().delete()
    call_command("similar", "--rebuild", stdout=said)
    assert "重建1件" in said.getvalue() and TextSignature.objects.get().digest == third
    assert not list(verify_matter(filing.matter))


def test_similar_while_editing_keeps_what_is_typed_and_refuses_what_is_classified(
    office: Cast, signed_in: SignIn
) -> None:
    earlier = filed(office)
    earlier.docket()
    filing = write(office, "马委员", **AGAIN)
    client, address = signed_in(office["马委员"]), f"/matters/{filing.matter.pk}/edits/text/"
    shown = page(client, address)
    assert 'name="look_up"' in shown and "#look-up" in shown
    point = filing.matter.points.get(order=1)
    typed = {**AGAIN, "suggestions-0-point": str(point.pk), "suggestions-0-text": "改了一半的建议"}
    found = looked_up(client, address, typed)
    assert TITLE in similar_part(found) and "改了一半的建议" in found
    filing.matter.refresh_from_db()
    assert filing.matter.points.get(order=1).text == TEXT["suggestions"][0]["text"]
    answer = client.post(address, {**typed, "situation": "机密★1年", "look_up": "1"})
    assert answer.status_code == 422 and similar_part(answer.content.decode()) == ""
    assert not Draft.objects.exists()


def test_examiner_sees_it_beside_the_advice_and_no_more_queries_for_more(
    office: Cast, signed_in: SignIn
) -> None:
    earlier, now = filed(office), filed(office, "马委员", **AGAIN)
    now.act(FIRST, "accept")
    shown = page(signed_in(office[FIRST]), f"/matters/{now.matter.pk}/moves/examine_first/")
    assert TITLE in similar_part(shown) and "search/search.css" in shown and "已提交" in similar_part(shown)
    assert f"/matters/{earlier.matter.pk}/" in shown
