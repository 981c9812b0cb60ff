"""并案: binds at once, every author stays author and may object, undone without loss; what may not be merged."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command

from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, TITLE, Filing, filed, write
from huiyin.kernel.verdicts import ALLOWED, Refused
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.people.enums import Role
from huiyin.procedure.act import Act
from huiyin.procedure.content import fingerprints
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, Todo
from huiyin.proposals.guards.merging import in_time_to_object, objections_answered
from huiyin.proposals.models import Merging, MergingObjection, Proposal
from huiyin.proposals.selectors.merging import main_proposals
from huiyin.proposals.selectors.proposal import texts_of
from huiyin.search.actions import index_text
from huiyin.search.kinds import kinds, similar_kind

WHY = "两件提案都要求错时开放单位停车场，合并办理。"
OBJECTION = "本件还要求规范收费，与主案不是一回事"


def pair(office: Cast) -> tuple[Filing, Filing]:
    """A main proposal of 白委员 and one like it of 马委员, both handed in and accepted."""
    main = filed(office)
    part = filed(
        office, "马委员", title="关于开放单位停车场的提案", suggestions=[{"text": "统一夜间停车收费标准。"}]
    )
    for each in (main, part):
        each.act(FIRST, "accept")
    return main, part


def merged(part: Filing, main: Filing) -> Matter:
    """The clerk of the 提案委 merges one into the other."""
    matter = part.act(FIRST, "merge", {"main": main.matter.pk, "text": WHY})
    main.matter.refresh_from_db()
    main.at = part.at
    return matter


def undone(part: Filing, state: str, reason: str = "异议成立。") -> Matter:
    """The clerk takes it back."""
    return part.act(SECOND, f"undo_merge_{state}", {"reason": reason})


def texts(matter: Matter) -> list[str]:
    """The suggestions of a proposal in their order."""
    return list(matter.points.order_by("order").values_list("text", flat=True))


def told(cast: Cast, who: str) -> str:
    """Everything this person was told about merging."""
    rows = Message.objects.filter(person=cast[who], kind="proposal_merged").order_by("pk")
    return "\n".join(rows.values_list("text", flat=True))


def test_merged_at_once_objected_to_in_time_and_undone_without_loss(office: Cast) -> None:
    main, part = pair(office)
    part.act(FIRST, "examine_first", {"advice": "docket"})
    before = fingerprints(part.matter)
    matter = merged(part, main)
    assert (matter.state, matter.closed_at is not None) == ("merged", True)
    # Every author stays author of the own proposal; the main answers the suggestions of both.
    assert matter.parties.filter(role="author", person=office["马委员"], active=True).exists()
    assert texts(main.matter)[-1] == "统一夜间停车收费标准。" and len(texts(main.matter)) == 3
    clock = matter.clocks.get(code="objection")
    assert (clock.amount, clock.unit, clock.lapses) == (3, "working_days", True)
    deliver(part.at)
    until = f"{clock.due:%Y年%-m月%-d日}"
    for word in ("关于开放单位停车场的提案", f"由{FIRST}并入《{TITLE}》", WHY, until):
        assert word in told(office, "马委员"), word
    assert "《关于开放单位停车场的提案》已并入您的提案" in told(office, "白委员")
    assert main.matter.links_in.get(kind="merged_into").source == matter

    part.act("马委员", "object", {"objection": OBJECTION})
    assert Todo.objects.filter(matter=matter, text__contains="答复对并案的异议").exists()
    with pytest.raises(ActRefused, match="您已经提出过异议"):
        part.act("马委员", "object", {"objection": "再提一次"})
    with pytest.raises(FormRefused, match="撤销并案的理由"):
        part.act(SECOND, "undo_merge_second_exam")
    with pytest.raises(ActRefused, match="并案前为“初审”"):
        undone(part, "first_exam")
    back = undone(part, "second_exam")
    main.matter.refresh_from_db()
    assert (back.state, back.closed_at) == ("second_exam", None)
    after = fingerprints(back)
    kept = ("proposals.proposal:", "proposals.examination:", "handling.point:", "procedure.matterparty:")
    assert {key: value for key, value in after.items() if key.startswith(kept)} == {
        key: value for key, value in before.items() if key.startswith(kept)
    }
    assert len(texts(main.matter)) == 2 and not main.matter.links_in.exists()
    assert not main.matter.parties.filter(role="merged_author", active=True).exists()
    objection = MergingObjection.objects.get()
    assert (objection.answer, objection.answer_text) == ("undone", "异议成立。")
    deliver(part.at)
    assert "已经撤销，恢复单独审查办理。理由：异议成立。" in told(office, "马委员")
    assert "不再并入您的提案" in told(office, "白委员")
    # It goes on from where it stood.
    part.act(SECOND, "examine_second", {"advice": "docket"})
    assert part.act(OFFICE, "docket", part.cite()).number == "平20260001"
    call_command("verify", stdout=StringIO())


def test_merging_is_kept_with_a_reason_and_made_once_more_gives_the_whole_time_again(office: Cast) -> None:
    main, part = pair(office)
    main.act(FIRST, "examine_first", {"advice": "docket"})
    matter = merged(part, main)
    part.act("马委员", "object", {"objection": OBJECTION})
    waiting = objections_answered(act_on(main))
    assert isinstance(waiting, Refused) and "马委员（《关于开放单位停车场的提案》）" in waiting.text
    part.act(SECOND, "keep_merge", {"answer": "收费标准在主案中一并办理。"})
    assert objections_answered(act_on(main)) == ALLOWED
    deliver(part.at)
    assert "维持并案。理由：收费标准在主案中一并办理。" in told(office, "马委员")
    with pytest.raises(ActRefused, match="有提案人对并案提出异议，尚未答复"):
        part.act(SECOND, "keep_merge", {"answer": "再答一次"})
    undone(part, "first_exam", "误并。")
    part.at += timedelta(days=20)
    merged(part, main)
    clock = matter.clocks.get(code="objection")
    assert clock.due is not None and clock.due > part.at.date()
    assert Merging.objects.filter(undone_on__isnull=True).get().object_until == clock.due
    part.at += timedelta(days=20)
    with pytest.raises(ActRefused, match="已过，不能再提出异议"):
        part.act("马委员", "object", {"objection": OBJECTION})
    call_command("verify", stdout=StringIO())


def act_on(filing: Filing) -> Act:
    """The act of somebody about to do something to the proposal."""
    matter = Matter.objects.get(pk=filing.matter.pk)
    return Act(procedure_of(matter.procedure, matter.version), matter, matter.committee, filing.at, "")


def test_docketed_is_merged_with_its_number_and_both_texts_stay_what_their_authors_wrote(
    office: Cast,
) -> None:
    main, part = pair(office)
    for each in (main, part):
        each.act(FIRST, "examine_first", {"advice": "docket"})
        each.act(SECOND, "examine_second", {"advice": "docket"})
    part.act(OFFICE, "docket", part.cite())
    matter = merged(part, main)
    assert (matter.state, matter.number) == ("merged", "平20260001")
    # The main goes back to its author, who changes the own text; what it took over stays as it was written.
    main.act(OFFICE, "return_for_revision", {"to_author": "请补充数据。"})
    own = [{"point": each.pk, "text": each.text} for each in main.matter.points.order_by("order")][:1]
    new = {
        "title": TITLE,
        "situation": "有数据。",
        "analysis": "分析。",
        "suggestions": [*own, {"text": "新的一条。"}],
    }
    main.edit("白委员", "text", new)
    assert texts(main.matter) == [own[0]["text"], "新的一条。", "统一夜间停车收费标准。"]
    main.act("白委员", "resubmit")
    with pytest.raises(ActRefused, match="《关于开放单位停车场的提案》已并入本件；请先由提案审查经办人撤销"):
        main.act("白委员", "withdraw", {"reason": "不提了。"})
    # Back with its author once more, it gives back what it took over all the same.
    main.act("白委员", "take_back_revision")
    part.at = main.at
    assert undone(part, "docketed").number == "平20260001"
    main.matter.refresh_from_db()
    assert texts(main.matter) == [own[0]["text"], "新的一条。"]
    assert main.act("白委员", "withdraw", {"reason": "不提了。"}).state == "withdrawn"
    call_command("verify", stdout=StringIO())


def test_each_thing_that_may_not_be_merged_has_its_sentence(office: Cast) -> None:
    main, part = pair(office)
    other = filed(office, title="关于建设充电桩的提案")
    draft = write(office, title="关于没有写完的提案")

    def refused(filing: Filing, **form: object) -> str:
        with pytest.raises(ActRefused) as error:
            filing.act(FIRST, "merge", {"text": WHY, **form})
        return " ".join(each.text for each in error.value.refusals)

    assert "不能办理“并案”" in refused(other, main=main.matter.pk)
    assert "请选择主案，或者填写主案的编号" in refused(part)
    assert "没有找到编号或者案由含“没有写完”的提案" in refused(part, main_named="没有写完")
    assert "不止一件提案符合“停车”" in refused(part, main_named="停车")
    assert "不能并入本件自己" in refused(part, main_named="开放单位")
    assert "现为“已提交”，不能作主案" in refused(part, main_named="充电桩")
    assert "这里请不要再填" in refused(part, main=main.matter.pk, main_named="公共停车")
    assert "不在可用的选项中" in refused(part, main=draft.matter.pk)
    part.act(FIRST, "merge", {"main_named": "公共停车", "text": WHY})
    assert "本件现为“已并案”，不能办理“并案”" in refused(part, main=main.matter.pk)
    other.act(FIRST, "accept")
    # A part is no main, and a main no part, while they hang together; and it neither goes nor is refused.
    assert f"已经并入《{TITLE}》，请直接并入《{TITLE}》" in refused(other, main_named="开放单位")
    assert "《关于开放单位停车场的提案》已并入本件" in refused(main, main=other.matter.pk)
    main.matter.refresh_from_db()
    with pytest.raises(ActRefused, match="已并入本件"):
        main.act("白委员", "withdraw", {"reason": "不提了。"})
    main.act(FIRST, "examine_first", {"advice": "docket"})
    main.act(SECOND, "examine_second", {"advice": "docket"})
    cited = main.cite("not_adopted")
    for move in ("not_docket", "convert_directly"):
        with pytest.raises(ActRefused, match="已并入本件"):
            main.act(OFFICE, move, cited)
    other.act(FIRST, "merge", {"main": main.matter.pk, "text": WHY})
    undone(part, "first_exam")
    undone(other, "first_exam")
    main.matter.refresh_from_db()
    assert main.act("白委员", "withdraw", {"reason": "不提了。"}).state == "withdrawn"
    assert "现为“已撤案”，不能作主案" in refused(part, main_named="公共停车")


def test_several_are_merged_at_once_by_number_and_a_body_and_cosigners_object_too(office: Cast) -> None:
    main, part = pair(office)
    joint = write(office, title="关于停车共享的提案", proposer_kind="joint")
    joint.act("白委员", "invite", {"members": [office["马委员"].pk]})
    joint.act("马委员", "agree")
    joint.act("白委员", "submit")
    body = filed(
        office, "周经委", title="关于机关停车场的提案", contact_name="周经委", contact_phone="0952-0000000"
    )
    for each in (joint, body):
        each.act(FIRST, "accept")
    for each in (part, joint, body):
        each.act(FIRST, "merge", {"main": main.matter.pk, "text": WHY})
    main.matter.refresh_from_db()
    assert len(texts(main.matter)) == 2 + 1 + 2 + 2
    authors = main.matter.parties.filter(role="merged_author", active=True)
    signed = main.matter.parties.filter(role="merged_cosigner", active=True)
    assert authors.count() == 3 and signed.filter(person=office["马委员"]).exists()
    assert office.grant("周经委").role == Role.COMMITTEE_CLERK
    joint.act("马委员", "object", {"objection": "联名人的异议"})
    body.act("周经委", "object", {"objection": "专委会的异议"})
    deliver(body.at)
    assert "关于机关停车场的提案" in told(office, "周经委")
    # 马委员 signed one part and wrote another: taken out of one, still with the other.
    undone(part, "first_exam")
    assert not authors.filter(person=office["马委员"]).exists()
    assert signed.filter(person=office["马委员"]).exists()
    undone(joint, "first_exam")
    assert not signed.exists() and authors.count() == 1
    assert in_time_to_object(act_on(joint)) == Refused("not_merged", "本件没有并案。")


def test_of_paper_without_an_account_the_office_hears_and_objects_for_its_authors(office: Cast) -> None:
    main, _part = pair(office)
    paper = {
        "received_on": "2026-03-01",
        "proposer_kind": "party",
        "contact_name": "某同志",
        "is_sealed": "on",
    }
    party = filed(
        office, OFFICE, title="关于停车的党派提案", body_name="某党派石嘴山市委员会（演示）", **paper
    )
    party.act(FIRST, "accept")
    merged(party, main)
    deliver(party.at)
    assert "您的提案《关于停车的党派提案》" in told(office, OFFICE)
    party.act(OFFICE, "object", {"objection": "提案单位来电，不同意并案。"})
    assert MergingObjection.objects.get().person == office[OFFICE]


@pytest.fixture
def compared() -> Iterator[None]:
    """Proposals are compared for their likeness."""
    known = kinds.get("proposal")
    if known is None:
        similar_kind("proposal", "text", "提案", read=texts_of_these, answers=lambda matters: {})
    yield
    if known is None:
        del kinds["proposal"]


def texts_of_these(keys: Collection[UUID]) -> dict[UUID, list[str]]:
    """The texts of these proposals."""
    return {each.matter_id: texts_of(each) for each in Proposal.objects.filter(matter__in=keys)}


def test_alike_proposals_are_offered_first_then_the_newest(office: Cast, compared: None) -> None:
    like = filed(office, title="关于老城区停车的提案")
    main, part = pair(office)
    unlike = filed(
        office,
        title="关于建设充电桩的提案",
        situation="充电难。",
        analysis="电力不足。",
        suggestions=[{"text": "扩容。"}],
    )
    for each in (like, unlike):
        each.act(FIRST, "accept")
    for each in (like, main, part, unlike):
        index_text(each.matter, kind="proposal", parts=texts_of(Proposal.objects.get(matter=each.matter)))
    act = act_on(part)
    act.actor = office[FIRST]
    offered = [each.title for each in main_proposals(act)]
    assert set(offered[:2]) == {TITLE, "关于老城区停车的提案"} and offered[2] == "关于建设充电桩的提案"
    merged(part, main)
    # What the main took over is no text of its own authors.
    assert "统一夜间停车收费标准。" not in texts_of(Proposal.objects.get(matter=main.matter))
