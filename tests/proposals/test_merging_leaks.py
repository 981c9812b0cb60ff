"""What each reader sees of a merging: authors of the part, of the main, other members, examiners, leaders."""

from conftest import SignIn
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, filed, write
from huiyin.people.models import Member
from huiyin.procedure.choices import choices

WHY = "两件提案内容相近，合并办理。"
OBJECTION = "本件另有收费问题，不应当并入"
NOTE = "只供审查使用的话"
PHONE = "0952-7654321"
FOREIGN = "统一夜间停车收费标准。"


def make_member(cast: Cast, name: str) -> None:
    """Somebody of the cast becomes a member of the term too."""
    member = cast.member("马委员")
    Member.objects.create(committee=cast.committee, term=member.term, person=cast[name])
    cast.grants[name].role = "member"
    cast.grants[name].body = None
    cast.grants[name].save()


def test_each_reads_what_is_theirs(office: Cast, signed_in: SignIn) -> None:
    for name in ("交经办", "交核稿"):
        make_member(office, name)
    main = filed(office)
    part = write(
        office, "马委员", title="关于收费的提案", suggestions=[{"text": FOREIGN}], proposer_kind="joint"
    )
    part.act("马委员", "invite", {"members": [office["交经办"].pk]})
    part.act("交经办", "agree")
    part.act("马委员", "submit")
    body = filed(office, "周经委", title="关于机关车位的提案", contact_name="周经委", contact_phone=PHONE)
    for each in (main, part, body):
        each.act(FIRST, "accept")
        each.act(FIRST, "examine_first", {"advice": "docket", "text": NOTE})
    for each in (part, body):
        each.act(SECOND, "merge", {"main": main.matter.pk, "text": WHY})
    part.act("马委员", "object", {"objection": OBJECTION})

    def page(who: str, filing: object, status: int = 200) -> str:
        answer = signed_in(office[who]).get(f"/matters/{filing.matter.pk}/")  # type: ignore[attr-defined]
        assert answer.status_code == status, who
        return str(answer.content.decode())

    own = page("马委员", part)
    for word in (
        "已经并入其他提案一并办理",
        main.matter.title,
        "正在审查",
        WHY,
        SECOND,
        OBJECTION,
        "等待答复",
    ):
        assert word in own, word
    # A co-signer reads the merging, not what another author objected.
    cosigner = page("交经办", part)
    assert WHY in cosigner and OBJECTION not in cosigner
    for reader in (own, cosigner):
        assert NOTE not in reader and PHONE not in reader
    # The main's page: to its author who was merged in; to the part's authors title, state and what is theirs.
    lead = page("白委员", main)
    for word in ("关于收费的提案", "马委员、交经办", "关于机关车位的提案", "并入的建议", FOREIGN):
        assert word in lead, word
    for reader in (page("马委员", main), page("周经委", main)):
        assert main.matter.title in reader and "您并入本件的提案" in reader
        for secret in (OBJECTION, NOTE, PHONE, "老城区停车位不足", ">并入本件的提案</h2>", "白委员"):
            assert secret not in reader, secret
    assert "关于收费的提案" in page("马委员", main) and "关于机关车位的提案" not in page("马委员", main)
    assert "关于机关车位的提案" in page("周经委", main) and "关于收费的提案" not in page("周经委", main)
    assert OBJECTION not in lead and PHONE not in lead and NOTE not in lead
    for who in ("白委员", "交核稿", "城经办", "府督查"):
        page(who, part, 404)
    page("交核稿", main, 404)
    # Examiners read it all, from both ends; leaders the merging without what was objected.
    for who in (FIRST, OFFICE):
        assert OBJECTION in page(who, part) and main.matter.title in page(who, part)
        at_main = page(who, main)
        assert str(part.matter.pk) in at_main and "马委员、交经办" in at_main and FOREIGN in at_main
    assert OBJECTION not in page("陈副主席", part) and WHY in page("陈副主席", part)
    offered = {each.code for each in choices(part.matter, office["交经办"], part.at) if each.allowed}
    assert offered == {"object"}
    answer = {"answer": "在主案中一并办理。"}
    part.act(FIRST, "keep_merge", answer)
    assert answer["answer"] in page("马委员", part) and "维持并案" in page("马委员", part)
    assert answer["answer"] not in page("交经办", part)


def test_examiner_merges_on_the_page_and_in_a_batch(office: Cast, signed_in: SignIn) -> None:
    main = filed(office)
    parts = [filed(office, "马委员", title=f"关于车位的提案之{number}") for number in (1, 2)]
    for each in (main, *parts):
        each.act(FIRST, "accept")
    client = signed_in(office[FIRST])
    empty = client.get(f"/matters/{parts[0].matter.pk}/moves/merge/").content.decode()
    assert "主案" in empty and main.matter.title in empty and "关于车位的提案之2" in empty
    asked = client.post(f"/matters/{parts[0].matter.pk}/moves/merge/", {"main_named": "没有的", "text": WHY})
    assert asked.status_code == 422 and WHY in asked.content.decode()
    keys = [str(each.matter.pk) for each in parts]
    posted = {
        "move": "proposal.merge",
        "matter": keys,
        "confirmed": "1",
        "main": str(main.matter.pk),
        "text": WHY,
    }
    done = client.post("/matters/batch/", posted).content.decode()
    assert done.count("已并案") >= 2
    assert main.matter.points.count() == 6
    undo = client.get(f"/matters/{parts[0].matter.pk}/").content.decode()
    assert (
        undo.count("撤销并案") >= 1 and "undo_merge_first_exam" in undo and "undo_merge_docketed" not in undo
    )
