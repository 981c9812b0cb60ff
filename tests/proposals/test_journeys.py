"""From the draft to docketing: one member, several, a body, paper; refused, returned, withdrawn."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from conftest import SignIn
from factories.changing import said
from factories.consultations import MONDAY
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, TEXT, TITLE, filed, write
from huiyin.handling.enums import PointKind
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Todo
from huiyin.proposals.models import CoSignature, Proposal, RefusalReason
from huiyin.records.models import NumberRegister


def scanned() -> dict[str, SimpleUploadedFile]:
    """A small file to attach."""
    return {"file": SimpleUploadedFile("照片.txt", "演示".encode())}


def refusals(error: pytest.ExceptionInfo[ActRefused]) -> str:
    """Everything a refusal said."""
    return " ".join(each.text for each in error.value.refusals)


def test_one_member_files_and_is_docketed_by_three_persons_and_a_sitting(office: Cast) -> None:
    unit = office.body("市城市管理局")
    filing = write(office, wished=[unit.pk])
    points = filing.matter.points.order_by("order")
    assert [each.kind for each in points] == [PointKind.SUGGESTION] * 2
    filing.act("白委员", "submit")
    assert Todo.objects.filter(matter=filing.matter, text="受理提案", body=office.body("提案委员会")).exists()
    filing.act(FIRST, "accept")
    filing.act(FIRST, "examine_first", {"advice": "docket"})
    with pytest.raises(ActRefused) as error:
        filing.act(FIRST, "examine_second", {"advice": "docket"})
    assert "初审由提初审办理，初审、复审、终审须由不同的人办理。" in refusals(error)
    filing.act(SECOND, "examine_second", {"advice": "docket"})
    with pytest.raises(ActRefused) as error:
        filing.act(SECOND, "docket")
    assert "复审由提复审办理" in refusals(error) and "请先列入会议议程" in refusals(error)
    matter = filing.act(OFFICE, "docket", filing.cite())
    proposal = Proposal.objects.get(matter=matter)
    assert (matter.state, matter.number) == ("docketed", "平20260001")
    assert (proposal.decided_at, proposal.timing) == ("提案审查委员会会议", "intersession")
    assert [each.body for each in proposal.wished_units.all()] == [unit]
    assert NumberRegister.objects.get(matter=matter).series == "proposal_intersession"
    call_command("verify", stdout=StringIO())


def test_joint_proposal_needs_somebody_who_signs_and_hears_why_another_does_not(office: Cast) -> None:
    filing = write(office, proposer_kind="joint")
    with pytest.raises(ActRefused) as error:
        filing.act("白委员", "submit")
    assert "至少要有一位委员同意联名" in refusals(error)
    with pytest.raises(FormRefused, match="请至少选择一位委员"):
        filing.act("白委员", "invite", {"members": []})
    filing.act("白委员", "invite", {"members": [office["马委员"].pk]})
    with pytest.raises(FormRefused, match="不参加联名的理由"):
        filing.act("马委员", "decline")
    filing.act("马委员", "decline", {"text": "本人对此没有调研。"})
    row = CoSignature.objects.get()
    assert (row.state, row.text) == ("declined", "本人对此没有调研。")
    with pytest.raises(NotYours):
        filing.act("马委员", "agree")
    # Asked once more, taken back, asked again, agreed; the first signer changes the text, and is agreed with anew.
    filing.act("白委员", "invite", {"members": [office["马委员"].pk]})
    with pytest.raises(ActRefused) as error:
        filing.act("白委员", "submit")
    assert "马委员还没有答复；不再等候的，请先撤回邀请。" in refusals(error)
    filing.act("白委员", "uninvite", {"members": [office["马委员"].pk]})
    with pytest.raises(NotYours):
        filing.act("马委员", "agree")
    filing.act("白委员", "invite", {"members": [office["马委员"].pk]})
    filing.act("马委员", "agree")
    filing.act("白委员", "recall")
    assert CoSignature.objects.get().state == "asked"
    filing.edit("白委员", "text", {**TEXT, "situation": "补充了调研数据。"})
    filing.act("白委员", "invite")
    filing.act("马委员", "agree", {"text": "同意。"})
    filing.act("白委员", "submit")
    assert filing.docket().state == "docketed"
    call_command("verify", stdout=StringIO())


def test_who_does_not_answer_in_time_is_no_signer(office: Cast) -> None:
    filing = write(office, proposer_kind="joint")
    filing.act("白委员", "invite", {"members": [office["马委员"].pk]})
    clock = filing.matter.clocks.get(code="countersign")
    assert (clock.amount, clock.unit, clock.lapses) == (5, "working_days", True)
    filing.at += timedelta(days=20)
    with pytest.raises(ActRefused, match="已过，不能再答复"):
        filing.act("马委员", "agree")
    with pytest.raises(ActRefused, match="至少要有一位委员同意联名"):
        filing.act("白委员", "submit")
    filing.act("白委员", "recall")
    summary = {"proposer_kind": "individual", "publication": "no", "no_publication_reason": "涉及企业信息"}
    filing.edit("白委员", "summary", summary)
    assert CoSignature.objects.get().state == "withdrawn"
    assert filing.act("白委员", "submit").state == "submitted"


def test_special_committee_files_through_its_clerk_and_names_a_contact(office: Cast) -> None:
    with pytest.raises(FormRefused, match="集体提案须写明联系人"):
        write(office, "周经委")
    filing = write(office, "周经委", contact_name="周经委", contact_phone="0952-0000000")
    proposal = Proposal.objects.get(matter=filing.matter)
    assert (proposal.proposer_kind, proposal.body) == ("special_committee", office.body("经济委员会"))
    filing.act("周经委", "submit")
    assert filing.docket().number == "平20260001"


def test_paper_is_typed_in_for_its_author_and_marked_so(office: Cast) -> None:
    paper = {"received_on": "2025-01-08", "proposer_kind": "joint", "first_member": office["白委员"].pk}
    with pytest.raises(FormRefused, match="至少选择一位在纸质件上签名的委员"):
        write(office, OFFICE, **paper)
    filing = write(office, OFFICE, **paper, cosigners=[office["马委员"].pk])
    filing.act(OFFICE, "submit")
    proposal = Proposal.objects.get(matter=filing.matter)
    # Handed in while the session of 2025 sat: a proposal of that session, whenever it was typed in.
    assert (proposal.is_paper, proposal.timing) == (True, "session")
    assert proposal.plenary_session == office.plenary_session
    assert CoSignature.objects.get().on_paper
    # It is the member's own all the same: seen, and withdrawn by the member.
    assert filing.act("白委员", "withdraw", {"reason": "另有考虑。"}).state == "withdrawn"


def test_party_that_is_no_body_here_is_named_in_words(office: Cast) -> None:
    paper = {"received_on": "2026-03-01", "proposer_kind": "party", "contact_name": "某同志"}
    with pytest.raises(FormRefused, match="须加盖单位印章"):
        write(office, OFFICE, **paper, body_name="某党派石嘴山市委员会（演示）")
    paper["is_sealed"] = True
    with pytest.raises(FormRefused, match="请选择提案单位，或者写明党派、人民团体的名称"):
        write(office, OFFICE, **paper)
    filing = write(office, OFFICE, **paper, body_name="某党派石嘴山市委员会（演示）")
    assert filing.act(OFFICE, "submit").state == "submitted"


def test_refusal_names_reason_words_and_disposal_and_has_its_own_number(office: Cast) -> None:
    filing = filed(office)
    reasons = RefusalReason.objects.filter(committee=office.committee)
    vague = reasons.get(code="vague_no_suggestion")
    assert reasons.count() == 11
    filing.act(FIRST, "accept")
    with pytest.raises(FormRefused, match="请选择理由"):
        filing.act(FIRST, "examine_first", {"advice": "not_docket"})
    advice = {"advice": "not_docket", "refusal": vague.pk, "disposal": "letter", "text": "内部意见"}
    filing.act(FIRST, "examine_first", advice)
    filing.act(SECOND, "examine_second", advice)
    cited = filing.cite("not_adopted")
    with pytest.raises(ActRefused, match="最近的决定是“不通过”"):
        filing.act(OFFICE, "docket", cited)
    told = {**cited, "refusal": vague.pk, "disposal": "letter", "text": "请补充具体建议后另提。"}
    matter = filing.act(OFFICE, "not_docket", told)
    assert (matter.state, matter.number) == ("not_docketed", "不立20260001")
    assert Proposal.objects.get(matter=matter).refusal_reason == vague
    call_command("verify", stdout=StringIO())


def test_returned_text_is_revised_and_what_stood_there_is_kept(office: Cast) -> None:
    filing = filed(office)
    filing.act(FIRST, "accept")
    filing.act(FIRST, "examine_first", {"advice": "docket"})
    back = {"to_author": "请写明数据来源。", "marks": [{"passage": "没有的话", "remark": "改"}]}
    with pytest.raises(FormRefused, match="提案中没有“没有的话”"):
        filing.act(SECOND, "return_for_revision", back)
    back["marks"] = [{"passage": "夜间占道停车较多", "remark": "请补充数据"}]
    filing.act(SECOND, "return_for_revision", back)
    points = [{"point": each.pk, "text": each.text} for each in filing.matter.points.order_by("order")]
    step = filing.edit("白委员", "text", {**TEXT, "situation": "夜间占道约若干辆。", "suggestions": points})
    assert step.data["situation"] == {"before": TEXT["situation"], "after": "夜间占道约若干辆。"}
    filing.act("白委员", "resubmit")
    # Examined anew: who examined the earlier text may examine this one.
    assert filing.docket().state == "docketed"
    assert Proposal.objects.get(matter=filing.matter).examinations.count() == 4


def test_taking_back_ends_with_acceptance_and_withdrawal_with_the_decision(office: Cast) -> None:
    filing = filed(office)
    assert filing.act("白委员", "take_back").state == "draft"
    # Nothing of the filing is left that a count could find.
    proposal = Proposal.objects.get(matter=filing.matter)
    assert (proposal.filed_on, proposal.timing, proposal.plenary_session, proposal.turn) == (
        None,
        "",
        None,
        0,
    )
    assert not filing.matter.parties.filter(role="examining_body", active=True).exists()
    assert not Todo.objects.filter(matter=filing.matter, text="受理提案").exists()
    filing.at += timedelta(days=1)
    filing.edit("白委员", "summary", {"proposer_kind": "individual", "publication": "yes"})
    filing.act("白委员", "attach", {"facet": "text", "title": "调研照片（演示）"}, scanned())
    filing.act("白委员", "submit")
    assert Proposal.objects.get(matter=filing.matter).filed_on == MONDAY.date() + timedelta(days=1)
    filing.act(FIRST, "accept")
    with pytest.raises(ActRefused):
        filing.act("白委员", "take_back")
    filing.act(FIRST, "examine_first", {"advice": "docket"})
    assert filing.act("白委员", "withdraw", {"reason": "问题已经解决。"}).closed_at is not None
    docketed = filed(office)
    docketed.docket()
    with pytest.raises(ActRefused):
        docketed.act("白委员", "withdraw", {"reason": "晚了。"})
    draft = write(office, proposer_kind="joint")
    draft.act("白委员", "invite", {"members": [office["马委员"].pk]})
    assert draft.act("白委员", "discard", {"reason": "不提了。"}).state == "discarded"
    assert CoSignature.objects.get(proposal__matter=draft.matter).state == "withdrawn"


def test_revision_that_was_handed_in_is_taken_back_to_be_revised_and_stays_filed(
    office: Cast, signed_in: SignIn
) -> None:
    filing = filed(office)
    filing.act(FIRST, "accept")
    filing.act(FIRST, "return_for_revision", {"to_author": "请写明数据来源。", "marks": []})
    filing.at += timedelta(days=2)
    filing.act("白委员", "resubmit")
    page = f"/matters/{filing.matter.pk}/"
    assert "请写明数据来源。" not in said(signed_in(office["白委员"]).get(page)).partition("办理经过")[0]
    with pytest.raises(ActRefused):
        filing.act("白委员", "take_back")
    assert filing.act("白委员", "take_back_revision").state == "returned_for_revision"
    assert "请写明数据来源。" in said(signed_in(office["白委员"]).get(page)).partition("办理经过")[0]
    proposal = Proposal.objects.get(matter=filing.matter)
    assert (proposal.filed_on, proposal.timing, proposal.turn) == (MONDAY.date(), "intersession", 1)
    filing.act("白委员", "resubmit")
    with pytest.raises(ActRefused):
        filing.act("白委员", "take_back")
    assert filing.docket().state == "docketed"
    assert "请写明数据来源。" not in said(signed_in(office["白委员"]).get(page)).partition("办理经过")[0]
    call_command("verify", stdout=StringIO())


def test_numbers_follow_the_time_of_filing_each_in_its_series(office: Cast) -> None:
    session = office.plenary_session
    session.opens_on, session.closes_on = MONDAY.date(), MONDAY.date() + timedelta(days=3)
    session.save()
    given = [filed(office, title=f"{TITLE}之{number}").docket().number for number in (1, 2)]
    assert given == ["20260001", "20260002"]
    later = filed(office, at=MONDAY + timedelta(days=10))
    assert later.docket().number == "平20260001"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": "长" * 61}, "最多60字，现在61字"),
        ({"situation": "长" * 1501}, "最多1500字"),
        ({"suggestions": [{"text": f"建议{number}"} for number in range(11)]}, "最多填写 10 项"),
        ({"publication": "no"}, "不同意公开的，请写明理由"),
        ({"proposer_kind": "party"}, "提案者"),
    ],
    ids=["title", "situation", "suggestions", "publication", "kind"],
)
def test_limits_are_kept_on_the_server(office: Cast, given: dict[str, object], said: str) -> None:
    with pytest.raises(FormRefused, match=said):
        write(office, **given)


def test_characters_count_as_people_count_them(office: Cast, signed_in: SignIn) -> None:
    """A rare character and the end of a line are one each, however they travel; every field shows its limit."""
    lines = "\r\n".join(["𬭎" * 749, "字" * 750])
    filing = write(office, title="𬭎" * 60, situation=lines, suggestions=[{"text": "字" * 500}])
    proposal = Proposal.objects.get(matter=filing.matter)
    assert len(proposal.situation) == 1500 and len(filing.matter.title) == 60
    with pytest.raises(FormRefused, match="最多1500字，现在1501字"):
        write(office, situation=lines + "多")
    with pytest.raises(FormRefused, match="最多500字"):
        write(office, suggestions=[{"text": "字" * 501}])
    client = signed_in(office["白委员"])
    begin = client.get(f"/begin/proposal/?committee={office.committee.code}").content.decode()
    edit = client.get(f"/matters/{filing.matter.pk}/edits/text/").content.decode()
    for page in (begin, edit):
        for name, limit in (
            ("title", 60),
            ("situation", 1500),
            ("analysis", 1500),
            ("suggestions-0-text", 500),
        ):
            field = re.search(rf'<(?:input|textarea)[^>]*name="{name}"[^>]*>', page)
            assert field and f'data-max-length="{limit}"' in field[0] and "maxlength" not in field[0], name


def test_what_is_not_written_is_not_handed_in(office: Cast) -> None:
    filing = write(office, situation="", suggestions=[])
    with pytest.raises(ActRefused, match="还没有写明情况、具体建议"):
        filing.act("白委员", "submit")
