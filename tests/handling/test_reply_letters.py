"""Letters of any kind of matter whose package says to whom replies are written; assisting opinions as papers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from conftest import SignIn
from handling.dossiers import CITY, LAND, ROADS, Office
from huiyin.handling import letter_cases
from huiyin.handling.letter_cases import Addressee, AnsweredCase, LetterPlan, letters_to
from huiyin.handling.letter_papers import LETTER, OPINION
from huiyin.handling.models import Reply, ReplyLetter
from huiyin.handling.references import CaseReference
from huiyin.people.models import Body
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.models import Matter
from huiyin.records.models import DocumentVersion
from huiyin.records.official.writers import paper_of
from huiyin.records.selectors import version_for

SENT = {"contact_phone": "0952-2012345"}


def planned(matter: Matter, unit: Body, day: date) -> LetterPlan:
    """Dossiers are answered to their authors; one without any, to an association known by name."""
    persons = [each.person for each in matter.parties.filter(role="author").order_by("pk")]
    known = tuple(Addressee(str(each), each) for each in persons) or (Addressee("市物业管理协会"),)
    cited = CaseReference(11, 4, "52", "卷宗", committee="中国人民政治协商会议石嘴山市委员会")
    return LetterPlan(AnsweredCase(matter, cited, known[0].name, known), consent="同意公开。")


@pytest.fixture
def lettered(office: Office) -> Iterator[Office]:
    """The office, where replies to dossiers are letters."""
    letters_to("dossier")(planned)
    office.authors = ("白委员",)
    try:
        yield office
    finally:
        del letter_cases.planners["dossier"]


def newest(matter: Matter, kind: str) -> DocumentVersion:
    return DocumentVersion.objects.filter(document__matter=matter, document__kind=kind).latest("version")


def settled(office: Office, child: Matter, unit: str, number: str, **more: Any) -> Matter:
    """Signed by three persons, sent under a number, accepted."""
    child = office.signed(child, unit, **more)
    prefix = {CITY: "城", LAND: "自", ROADS: "交"}[unit]
    office.act(child, "answer", f"{prefix}经办", document_number=number, **SENT)
    return office.act(child, "settle", "府督查").matter


def test_letter_of_a_second_round_cites_the_first(lettered: Office) -> None:
    office = lettered
    matter = office.assigned((CITY, "separate", (1,)), (ROADS, "separate", (2,)))
    for unit, number in ((CITY, "石城管函〔2026〕12号"), (ROADS, "石交函〔2026〕7号")):
        child = office.received(office.child(matter, unit), unit)
        office.act(child, "waive_contact", "白委员")
        settled(office, child, unit, number)
    matter.refresh_from_db()
    assert matter.state == "answered"
    office.later(30)
    # In the new round one unit answers again, and one that has not answered before.
    rows = office.rows(matter, (CITY, "separate", (1,)), (LAND, "separate", (2,)))
    matter = office.act(matter, "redo", "府督查", reason="提出人不满意", assignments=rows).matter
    for unit, number in ((CITY, "石城管函〔2026〕30号"), (LAND, "石自然资函〔2026〕4号")):
        child = office.received(office.child(matter, unit), unit)
        office.act(child, "waive_contact", "白委员")
        settled(office, child, unit, number)

    first, other, again, new = [
        newest(each.matter, LETTER) for each in ReplyLetter.objects.select_related("matter").order_by("pk")
    ]
    head = "关于政协石嘴山市第十一届委员会第四次会议第52号卷宗的"
    assert [each.title for each in (first, other, again, new)] == [
        f"{head}答复", f"{head}答复", f"{head}再次答复", f"{head}再次答复",
    ]  # fmt: skip
    said = "市城市管理局于2026年3月2日以石城管函〔2026〕12号作过答复。"
    said += "我们重新进行了办理，现再次答复如下。"
    assert said in again.body_text and "石交函" not in again.body_text
    # Who answers for the first time cites what the others had answered.
    assert "以石城管函〔2026〕12号、市交通运输局于2026年3月2日以石交函〔2026〕7号作过答复" in new.body_text
    assert "作过答复" not in first.body_text
    assert newest(ReplyLetter.objects.order_by("pk")[0].matter, LETTER).version == 1


def test_letter_has_number_telephone_and_disclosure_with_a_reason(
    lettered: Office, signed_in: SignIn
) -> None:
    office = lettered
    child = office.received(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)
    office.act(child, "waive_contact", "白委员")
    assert {"disclosure", "disclosure_reason"} <= office.form_fields(child, "draft_reply", "城经办")
    with pytest.raises(FormRefused, match="请写明理由"):
        office.drafted(child, CITY, disclosure="summary")
    child = office.signed(child, CITY, disclosure="summary", disclosure_reason="涉及企业内部数据")
    reply = Reply.objects.get()
    assert (reply.disclosure, reply.disclosure_reason) == ("summary", "涉及企业内部数据")
    unit = signed_in(office.cast["城局长"]).get(f"/matters/{child.pk}/").content.decode()
    assert "摘要公开（涉及企业内部数据）" in unit
    for given in ({"document_number": "石城管函〔2026〕12号"}, SENT):
        with pytest.raises(FormRefused, match="请填写"):
            office.act(child, "answer", "城经办", **given)
    office.act(child, "answer", "城经办", document_number="石城管函〔2026〕12号", **SENT)
    assert office.form(child, "answer", "城经办")["contact_phone"] == SENT["contact_phone"]
    # The reason is for the offices, on the page of the reply; the letter says only what is published.
    office.act(child, "settle", "府督查")
    pages = {name: signed_in(office.cast[name]).get(f"/matters/{child.pk}/") for name in ("府督查", "白委员")}
    assert "摘要公开（涉及企业内部数据）" in pages["府督查"].content.decode()
    assert "涉及企业内部数据" not in pages["白委员"].content.decode()
    paper = newest(ReplyLetter.objects.get().matter, LETTER)
    assert paper_of(paper).frame.disclosure == "公开属性：摘要公开"
    assert "涉及企业内部数据" not in paper.body_text


def test_author_known_by_name_alone_is_sent_a_letter_on_paper(lettered: Office) -> None:
    office = lettered
    office.authors = ()
    child = office.received(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)
    settled(office, child, CITY, "石城管函〔2026〕12号")
    letter = ReplyLetter.objects.select_related("matter").get()
    assert (letter.addressee_name, letter.person, letter.body) == ("市物业管理协会", None, None)
    assert [todo.role for todo in letter.matter.todos.all()] == ["unit_clerk"]
    done = office.act(letter.matter, "deliver_paper", "城经办", on="2026-03-02", way="by_hand").matter
    with pytest.raises(FormRefused):
        office.act(done, "correct_delivery", "林政协", on="2026-03-02", way="post")
    office.act(done, "correct_delivery", "林政协", on="2026-03-02", way="post", reason="实为邮寄")
    letter.refresh_from_db()
    assert (letter.way, letter.entered_by) == ("post", office.cast["林政协"])


def test_assisting_opinion_is_a_paper_from_unit_to_lead_and_read_beside_the_reply_form(
    lettered: Office, signed_in: SignIn
) -> None:
    office = lettered
    matter = office.assigned((CITY, "lead", (1,)), (LAND, "assist", (1,)), (ROADS, "sole", (2,)))
    assist = office.received(office.child(matter, LAND), LAND)
    head = office.cast["自局长"]
    opinion = {"text": "该地块可以利用。", "document_number": "石自然资函〔2026〕3号", **SENT}
    with pytest.raises(FormRefused, match="请选择"):
        office.act(assist, "give_opinion", "自经办", **opinion)
    assist = office.act(assist, "give_opinion", "自经办", signer=head.pk, **opinion).matter
    paper = newest(assist, OPINION)
    frame = paper_of(paper).frame
    assert (frame.mark, frame.addressees, frame.signers, frame.number, frame.copies) == (
        LAND, (CITY,), ("自局长",), "石自然资函〔2026〕3号", (),
    )  # fmt: skip
    assert paper.title.endswith("的会办意见") and "白委员" not in paper.body_text
    names = ("城经办", "自经办", "交经办", "白委员", "林政协", "府督查", "江主席")
    may = [each for each in names if version_for(office.cast[each], paper.document_id, 1, office.at)]
    assert may == ["城经办", "自经办"]
    # The lead writes with the opinion before its eyes; it waits for it until it is in.
    lead = office.received(office.child(matter, CITY), CITY)
    page = signed_in(office.cast["城经办"]).get(f"/matters/{lead.pk}/moves/draft_reply/")
    assert page.status_code == 200 and "该地块可以利用。" in page.content.decode()
    office.act(assist, "supplement", "城经办", reason="请补充用地年限")
    office.act(lead, "waive_contact", "白委员")
    with pytest.raises(ActRefused, match="会办意见还没有收到"):
        office.act(office.drafted(lead, CITY), "sign", "城核稿")


def test_office_extends_of_its_own_accord_only_what_authors_were_told_of(lettered: Office) -> None:
    office = lettered
    child = office.received(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)
    more = {"clock": "reply", "amount": 5, "unit": "working_days", "reason": "情况复杂"}
    with pytest.raises(ActRefused, match="还没有登记事先向白委员说明延期"):
        office.act(child, "extend", "府督查", **more)
    told = {"authors": [child.parties.get(role="author").pk], "method": "telephone", "explained": "需报评审"}
    for wrong, sentence in (
        ({"on": "2026-03-03", "expected_on": "2026-07-01"}, "告知日期不能晚于今天"),
        ({"on": "2026-03-02", "expected_on": "2026-03-01"}, "预计答复日期应在今天以后"),
    ):
        with pytest.raises(FormRefused, match=sentence):
            office.act(child, "tell_extension", "城经办", **told, **wrong)
    office.act(child, "tell_extension", "城经办", **told, on="2026-03-02", expected_on="2026-07-01")
    with pytest.raises(ActRefused, match="超过最长办理期限"):
        office.act(child, "extend", "府督查", **{**more, "amount": 100})
    office.act(child, "extend", "府督查", **more)
    request = child.extension_requests.get()
    assert (request.state, request.notices.count()) == ("granted", 1)
    # What was told once does not count for the next time; other clocks than the reply's need nobody's ear.
    with pytest.raises(ActRefused, match="还没有登记"):
        office.act(child, "extend", "府督查", **more)
    office.act(child, "extend", "府督查", **{**more, "clock": "contact"})
