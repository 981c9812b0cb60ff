"""Letters of a main proposal with two parts: whose letter is whose, what each says, extension and contact before it."""

from collections.abc import Iterator
from datetime import date

import pytest

from conftest import SignIn
from factories.handing_over import GOVERNMENT, decide, planned
from factories.people import SINCE, Cast
from factories.proposals import FIRST, OFFICE, PARTY, SECOND, add_organisations, filed, write
from factories.reply_letters import CITY, PHONE, ROADS, Answering
from huiyin.handling.letter_papers import LETTER
from huiyin.handling.models import Contact, ExtensionRequest, ReplyLetter
from huiyin.handling.settings import ContactSetting
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.people.models import Grant, Member, Person
from huiyin.procedure import library
from huiyin.procedure.choices import choices
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.proposals.selectors.journey import journey_of
from huiyin.records.models import DocumentVersion
from huiyin.records.official.writers import paper_of
from huiyin.records.selectors import version_for

PART, BODY = "关于统一夜间停车收费的提案", "关于机关车位错时开放的提案"
SEVEN = ("丁一凡", "丁二宁", "丁三石", "丁四海", "丁五岳", "丁六合", "丁七星")


def add_members(cast: Cast, names: tuple[str, ...] = SEVEN) -> None:
    """Members of the term without an account of their own."""
    term = cast.member("马委员").term
    for name in names:
        cast.people[name] = Person.objects.create(name=name, post="市政协委员")
        Member.objects.create(committee=cast.committee, term=term, person=cast[name])
        cast.grants[name] = Grant.objects.create(
            committee=cast.committee, person=cast[name], role="member", since=SINCE
        )


def with_parts(cast: Cast, units: tuple[tuple[str, str, tuple[int, ...]], ...]) -> Answering:
    """白委员's proposal, with one that eight members signed and one of a party merged into it, handed over."""
    add_organisations(cast)
    add_members(cast)
    main = filed(cast)
    joint = write(
        cast, "马委员", title=PART, suggestions=[{"text": "统一夜间停车收费标准。"}], proposer_kind="joint"
    )
    joint.act("马委员", "invite", {"members": [cast[name].pk for name in SEVEN]})
    for name in SEVEN:
        joint.act(name, "agree")
    joint.act("马委员", "submit")
    more = {"contact_name": "某党干事", "contact_phone": PHONE}
    body = filed(cast, "某党干事", title=BODY, suggestions=[{"text": "机关车位夜间开放。"}], **more)
    for each in (main, joint, body):
        each.act(FIRST, "accept")
        each.act(FIRST, "examine_first", {"advice": "docket"})
    merging = {"main": main.matter.pk, "text": "内容相近，合并办理。"}
    joint.act(SECOND, "merge", merging)
    for each in (main, body):
        each.matter.refresh_from_db()
        each.act(SECOND, "examine_second", {"advice": "docket"})
        each.act(OFFICE, "docket", each.cite())
    # The party's was docketed under a number of its own before it was merged.
    body.act(SECOND, "merge", merging)
    main.matter.refresh_from_db()
    main.at = body.at
    main.act(OFFICE, "list", planned(cast, main.matter, units))
    main.act(OFFICE, "study", {"decision": decide(cast, [main.matter], "chairpersons", main.at)})
    main.act(GOVERNMENT, "agree_to_plan")
    main.act(OFFICE, "hand_over", {"decision": decide(cast, [main.matter], "joint", main.at)})
    return Answering(cast, main)


def paper(letter: ReplyLetter) -> DocumentVersion:
    return DocumentVersion.objects.get(document__matter=letter.matter, document__kind=LETTER)


def told(cast: Cast, who: str, kind: str) -> list[str]:
    rows = Message.objects.filter(person=cast[who], kind=kind).order_by("pk")
    return list(rows.values_list("text", flat=True))


def test_every_author_of_every_part_gets_a_letter_of_their_own(sided: Cast, signed_in: SignIn) -> None:
    answering = with_parts(sided, ((CITY, "separate", (1, 2)), (ROADS, "separate", (3, 4))))
    main = answering.filing
    for unit in (CITY, ROADS):
        answering.act(unit, answering.clerk(unit), "receive")
        answering.met(unit, "白委员")
    answering.settled(CITY, "石城管函〔2026〕12号")
    # The other unit's answer is still out: its part is not answered, this one's authors have their letters.
    assert main.matter.state == "handling"
    letters = list(ReplyLetter.objects.select_related("matter", "case").order_by("pk"))
    assert [each.addressee_name for each in letters] == ["白委员", "马委员", *SEVEN, PARTY]
    answering.settled(ROADS, "石交函〔2026〕7号", disclosure="none", disclosure_reason="涉及未公开的规划")
    assert main.matter.state == "replied"
    assert ReplyLetter.objects.count() == 20

    own, joint, party = letters[0], letters[1], letters[-1]
    head = "关于政协石嘴山市第十一届委员会第四次会议"
    assert paper(own).title.startswith(f"{head}平{main.matter.number.removeprefix('平')}号提案的答复")
    text = paper(joint).body_text
    frame = paper_of(paper(joint)).frame
    assert frame.addressees == (f"马委员、{'、'.join(SEVEN)}委员",)
    assert text.startswith(f"你们提出的“{PART}”收悉。该提案已并入“{main.matter.title}”（政协十一届四次会议平")
    assert "（一）关于“推动单位停车场夜间错时开放”的建议" in text and "白委员" not in text
    assert "统一夜间停车收费标准" not in text, "the other unit answers that"
    assert paper(joint).title == f"对“{PART}”的答复", "a part that was merged before docketing has no number"
    assert paper_of(paper(party)).frame.addressees == (PARTY,)
    cited = f"（政协十一届四次会议{party.case.number}号提案）"
    assert paper(party).body_text.startswith(f"贵单位提出的“{BODY}”{cited}收悉。该提案已并入")
    assert paper(party).title == f"{head}{party.case.number}号提案的答复"
    roads = ReplyLetter.objects.filter(reply__matter__assignment__unit=sided.body(ROADS)).first()
    assert roads is not None and roads.reply.disclosure_reason == "涉及未公开的规划"
    assert paper_of(paper(roads)).frame.disclosure == "公开属性：不公开"
    assert "统一夜间停车收费标准" in paper(roads).body_text

    # Who may open which: each author their own and no other one; the other unit, no letter of this one.
    names = (
        "白委员",
        "马委员",
        "丁一凡",
        "某党干事",
        "团干事",
        "城经办",
        "交经办",
        "林政协",
        "提复审",
        "府督查",
        "党督查",
    )
    always = {"城经办", "林政协", "提复审", "府督查"}
    at = main.at
    for letter, mine in ((own, "白委员"), (joint, "马委员"), (letters[2], "丁一凡"), (party, "某党干事")):
        version = paper(letter)
        seen = {name for name in names if version_for(sided[name], version.document_id, version.version, at)}
        assert seen == always | {mine}, letter
    deliver(at)
    for name in ("白委员", "马委员", "丁一凡", "某党干事"):
        assert len(told(sided, name, "reply_letter")) == 2, name
    # The main's page and the part's own page lead each author to theirs alone.
    for name, matter, mine in (
        ("白委员", main.matter, own), ("马委员", main.matter, joint), ("马委员", joint.case, joint),
        ("某党干事", party.case, party),
    ):  # fmt: skip
        page = signed_in(sided[name]).get(f"/matters/{matter.pk}/").content.decode()
        shown = [each.addressee_name for each in letters if str(each.matter_id) in page]
        assert shown == [mine.addressee_name], (name, matter)
    page = signed_in(sided[OFFICE]).get(f"/matters/{main.matter.pk}/").content.decode()
    assert all(str(each.matter_id) in page for each in letters)

    # 丁一凡 has no account: the unit is asked to bring the letter on paper, and says how it was brought.
    lacking = letters[2].matter
    assert [todo.text for todo in lacking.todos.all()] == ["收件人没有账号，请送达纸质答复函并登记"]
    assert not own.matter.todos.exists()
    clerk = sided["城经办"]
    assert "deliver" not in {each.code for each in choices(lacking, clerk, at)}
    delivery = Answering(sided, main)
    delivery.assignment = lambda unit: lacking  # type: ignore[method-assign]
    early = (at.date().replace(year=2025)).isoformat()
    with pytest.raises(FormRefused, match="不能早于"):
        delivery.act(CITY, "城经办", "deliver_paper", on=early, way="post")
    with pytest.raises(NotYours):
        delivery.act(CITY, "马委员", "deliver_paper", on=at.date().isoformat(), way="post")
    delivery.act(CITY, "城经办", "deliver_paper", on=at.date().isoformat(), way="post", remark="挂号邮寄")
    letters[2].refresh_from_db()
    assert (letters[2].way, letters[2].entered_by) == ("post", clerk)
    assert not lacking.todos.exists()


@pytest.fixture
def each_is_met() -> Iterator[None]:
    """A committee whose procedure wants every author met, of every part."""
    procedure = library.newest("proposal")
    before = procedure.settings["handling.contact@1"]
    procedure.settings["handling.contact@1"] = {**before, "of": "each"}
    try:
        assert library.setting(procedure, "handling.contact@1") == ContactSetting(
            needed="face_to_face", of="each", authors=("author", "merged_author")
        )
        yield
    finally:
        procedure.settings["handling.contact@1"] = before


def test_authors_of_parts_are_met_and_told_of_a_later_reply(sided: Cast, each_is_met: None) -> None:
    answering = with_parts(sided, ((ROADS, "sole", ()),))
    main = answering.filing
    child = answering.act(ROADS, "交经办", "receive")
    due = child.clocks.get(code="reply").due
    more = {"amount": 2, "unit": "months", "reason": "需报财政评审"}
    with pytest.raises(ActRefused, match="白委员、马委员、某党石嘴山市委员会说明延期"):
        answering.act(ROADS, "交经办", "ask_extension", **more)
    parties = {each.holder: each.pk for each in child.parties.filter(role="author")}
    notice = {
        "on": main.at.date().isoformat(),
        "explained": "收费标准须先报财政评审",
        "expected_on": "2026-08-01",
    }
    answering.act(
        ROADS, "交经办", "tell_extension", authors=[parties["白委员"], parties["马委员"]],
        method="telephone", **notice,
    )  # fmt: skip
    with pytest.raises(ActRefused, match="还没有登记事先向某党石嘴山市委员会说明延期"):
        answering.act(ROADS, "交经办", "ask_extension", **more)
    answering.act(ROADS, "交经办", "tell_extension", authors=[parties[PARTY]], method="visit", **notice)
    # Six months from the hand-over are the most there is, asked for or granted.
    with pytest.raises(ActRefused, match="超过最长办理期限"):
        answering.act(ROADS, "交经办", "ask_extension", **{**more, "amount": 4})
    answering.act(ROADS, "交经办", "ask_extension", **more)
    assert [each.author.holder for each in ExtensionRequest.objects.get().notices.order_by("pk")] == list(
        parties
    )
    with pytest.raises(ActRefused, match="超过最长办理期限"):
        answering.act(ROADS, OFFICE, "grant_extension", amount=4, unit="months")
    child = answering.act(ROADS, OFFICE, "grant_extension", amount=2, unit="months")
    later = child.clocks.get(code="reply").due
    assert due is not None and later is not None and later > date(due.year, due.month + 2, 1)
    deliver(main.at)
    for name in ("白委员", "马委员", "某党干事"):
        first, last = told(sided, name, "extension_told")
        assert "预计2026年8月1日前答复：收费标准须先报财政评审" in first
        assert f"最迟{later:%Y年%-m月%-d日}前答复" in last
    assert not told(sided, "丁一凡", "extension_told")
    coming = journey_of(main.matter, is_author=True).coming
    assert f"在{later:%Y年%-m月%-d日}以前答复（经同意延期）" in coming

    # Each author is met and says so; a call is no meeting, and of a body its clerk speaks.
    answering.met(ROADS, "白委员", phase="before")
    answering.drafted(ROADS)
    with pytest.raises(ActRefused, match="还没有与马委员、某党石嘴山市委员会面商"):
        answering.act(ROADS, "交核稿", "sign")
    answering.met(ROADS, "马委员")
    call = {
        "author": sided["某党干事"].pk, "method": "telephone", "phase": "during",
        "on": main.at.date().isoformat(), "unit_people": "科长", "summary": "电话沟通。",
    }  # fmt: skip
    answering.act(ROADS, "交经办", "record_contact", **call)
    contact = Contact.objects.latest("pk")
    for other in ("丁一凡", "马委员"):
        with pytest.raises(NotYours):
            answering.act(ROADS, other, "confirm_contact", contact=contact.pk, confirmation="confirmed")
    answering.act(ROADS, "某党干事", "confirm_contact", contact=contact.pk, confirmation="confirmed")
    with pytest.raises(ActRefused, match="还没有与某党石嘴山市委员会面商"):
        answering.act(ROADS, "交核稿", "sign")
    answering.met(ROADS, PARTY, speaker="某党干事")
    assert answering.act(ROADS, "交核稿", "sign").chain_position == 1
