"""Parties, people's organisations and sectors file through their own clerks, who gain no right anywhere else."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.changing import previewed, said
from factories.consultations import MONDAY, record_consultation
from factories.outcomes import draft_outcome
from factories.people import SINCE, Cast
from factories.proposals import FIRST, LEAGUE, OFFICE, PARTY, SECTOR, TEXT, filed, write
from huiyin.kernel.verdicts import ALLOWED
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.people.actions.grants import GrantRefusedError, give_grant
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Grant
from huiyin.people.rules import BODY_KINDS_OF_ROLE, role_fits_body
from huiyin.procedure.begin import begin
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.library import every
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by
from huiyin.proposals.models import Proposal

CLERKS = {
    "某党干事": (PARTY, "party"),
    "团干事": (LEAGUE, "people_organisation"),
    "界别召集人": (SECTOR, "sector"),
}
CONTACT = {"contact_name": "某同志", "contact_phone": "0952-0000000"}


def test_each_clerk_files_for_the_own_body_and_hears_the_result(organised: Cast) -> None:
    for clerk, (name, kind) in CLERKS.items():
        with pytest.raises(FormRefused, match="集体提案须写明联系人"):
            write(organised, clerk)
        signed = {**CONTACT, "convener_name": "某召集人"} if kind == "sector" else CONTACT
        filing = filed(organised, clerk, **signed)
        proposal = Proposal.objects.get(matter=filing.matter)
        assert (proposal.body, proposal.proposer_kind) == (organised.body(name), kind)
        # What one body writes is no other body's.
        others = [each for each in CLERKS if each != clerk]
        for other in others:
            assert not matters_seen_by(organised[other], MONDAY.date()).filter(pk=filing.matter.pk).exists()
            with pytest.raises(NotYours):
                filing.act(other, "withdraw", {"reason": "不是我们的。"})
        assert filing.docket().state == "docketed"
        deliver(filing.at)
        told = Message.objects.filter(person=organised[clerk], matter=filing.matter)
        assert any("已经立案" in each.text for each in told), clerk


def test_clerk_files_in_the_browser_from_the_home_page_to_the_result(
    organised: Cast, signed_in: SignIn
) -> None:
    client = signed_in(organised["团干事"])
    home = client.get("/").content.decode()
    begins = re.findall(r'href="/begin/([a-z_]+)/', home)
    assert set(begins) == {"brief", "proposal", "proposal_tip"}
    address = f"/begin/proposal/?committee={organised.committee.code}"
    form = client.get(address).content.decode()
    assert "联系人" in form and "现在提交的，作为平时提案" in form
    for word in ("收到纸质提案日期", 'name="proposer_kind"', "提案人（第一提案人）", "召集人", "印章"):
        assert word not in form, word
    typed = {
        "title": TEXT["title"],
        "situation": TEXT["situation"],
        "analysis": TEXT["analysis"],
        "suggestions-0-text": "推动单位停车场夜间错时开放。",
        "publication": "yes",
    }
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "集体提案须写明联系人" in said(refused) and TEXT["situation"] in refused.content.decode()
    client.post(address, {**typed, **CONTACT})
    matter = Matter.objects.get(kind="proposal")
    page = f"/matters/{matter.pk}/"
    shown = said(client.get(page))
    assert "人民团体：共青团石嘴山市委员会" in shown and "某同志 0952-0000000" in shown
    client.post(f"{page}moves/submit/", {"expected_step": matter.steps.count()})
    matter.refresh_from_db()
    assert matter.state == "submitted"
    assert "已经提交，等待受理" in said(client.get(page))
    office = said(signed_in(organised[FIRST]).get(page))
    assert "人民团体：共青团石嘴山市委员会" in office
    client.post(f"{page}moves/take_back/", {"expected_step": matter.steps.count()})
    matter.refresh_from_db()
    assert matter.state == "draft"
    assert signed_in(organised[FIRST]).get(page).status_code == 404


# Every page that somebody of an office reads, and what a clerk of a body gets there.
CLOSED = (
    "/overview/",
    "/ledgers/",
    "/handling/instructions/",
    "/handling/promises/",
    "/handling/look-backs/",
    "/outcomes/stopped/",
    "/records/register/",
    "/records/verify/",
    "/records/templates/",
    "/settings/",
    "/settings/filing-windows/",
    "/settings/refusal-reasons/",
    "/people/bodies/",
    "/people/persons/",
    "/people/members/",
)


def statuses(client: Client) -> dict[str, int]:
    """What each page answers."""
    return {address: client.get(address).status_code for address in CLOSED}


def test_clerk_of_a_body_has_no_right_anywhere_else(organised: Cast, signed_in: SignIn) -> None:
    """The table of rights: no page of an office, no matter of another kind, no act of an examiner."""
    member = statuses(signed_in(organised["白委员"]))
    for clerk in CLERKS:
        client = signed_in(organised[clerk])
        assert statuses(client) == member, clerk
        assert set(statuses(client).values()) <= {403, 404}, clerk
        navigation = client.get("/").content.decode().partition("<main")[0]
        for word in ("台账", "总览", "设置", "发文登记簿", "承诺兑现"):
            assert word not in navigation, (clerk, word)
    # Only as who proposes, drafts, gives or reports does the role stand; and as whom a unit speaks with, answers and
    # looks back with about what the body wrote, which evaluates that.
    standing = {
        (procedure.procedure, code): role.party
        for procedure in every().values()
        for code, role in procedure.roles.items()
        if Role.ORGANISATION_CLERK in role.grants
    }
    assert standing == {
        ("proposal", "organisation"): "author",
        ("proposal", "merged_author"): "merged_author",
        ("letter", "organisation"): "author",
        ("assignment", "author"): "author",
        ("assignment", "contacted"): "contacted",
        ("tip_call", "drafting_body"): "",
        ("proposal_tip", "drafting_body"): "",
        ("proposal_tip", "giving_body"): "giver",
        ("evaluation", "evaluating_body"): "evaluating_body",
        ("evaluation", "evaluated_body"): "evaluated_body",
        ("reply_letter", "addressee"): "addressee",
        ("look_back", "author"): "author",
        ("brief", "organisation"): "author",
        ("brief", "reporting_point"): "reporting_point",
    }
    theirs = filed(organised)
    record_consultation(organised)
    draft_outcome(organised)
    for clerk in CLERKS:
        assert not matters_seen_by(organised[clerk], timezone.localdate()).exists(), clerk
        for move in ("accept", "examine_first", "withdraw"):
            with pytest.raises(ActRefused):
                theirs.act(clerk, move, {"reason": "无权。", "advice": "docket"})
        for kind in ("activity", "outcome", "sitting"):
            with pytest.raises(NotYours):
                begin(kind, committee=organised.committee, actor=organised[clerk], at=MONDAY, data={})
    # And the other way round: who examines may not write in the name of a party.
    party = filed(organised, "某党干事", **CONTACT)
    with pytest.raises(NotYours):
        party.act(FIRST, "take_back")


def test_roles_are_held_in_bodies_that_they_fit(organised: Cast) -> None:
    organisations = BODY_KINDS_OF_ROLE[Role.ORGANISATION_CLERK]
    for kind in BodyKind:
        assert (role_fits_body(Role.ORGANISATION_CLERK, kind) is ALLOWED) == (kind in organisations), kind
        if kind in organisations:
            assert role_fits_body(Role.COMMITTEE_CLERK, kind) is not ALLOWED, kind
    with pytest.raises(GrantRefusedError, match="请改选机构"):
        give_grant(
            person=organised["马委员"],
            role=Role.COMMITTEE_CLERK,
            committee=organised.committee,
            since=SINCE,
            body=organised.body(PARTY),
        )


def test_office_types_in_paper_of_a_registered_body_or_names_another(organised: Cast) -> None:
    paper = {"received_on": "2026-03-01", "proposer_kind": "party", "is_sealed": True, **CONTACT}
    with pytest.raises(FormRefused, match="请选择与提案者类别相符的提案单位"):
        write(organised, OFFICE, **paper, body=organised.body(LEAGUE).pk)
    with pytest.raises(FormRefused, match="请选择提案单位"):
        write(organised, OFFICE, **{**paper, "proposer_kind": "sector"}, body_name="某界别")
    filing = write(organised, OFFICE, **paper, body=organised.body(PARTY).pk, body_name="写错的名称")
    proposal = Proposal.objects.get(matter=filing.matter)
    assert (proposal.body, proposal.body_name, proposal.is_paper) == (organised.body(PARTY), PARTY, True)
    # It is the party's own: its clerk sees it and may withdraw it once it is handed in.
    filing.act(OFFICE, "submit")
    assert filing.act("某党干事", "withdraw", {"reason": "另行提出。"}).state == "withdrawn"
    named = write(organised, OFFICE, **paper, body_name="某党某总支部")
    assert Proposal.objects.get(matter=named.matter).body is None


def test_body_that_was_dissolved_is_flagged_and_files_no_more(organised: Cast, signed_in: SignIn) -> None:
    filing = filed(organised, "团干事", **CONTACT)
    draft = write(organised, "团干事", **CONTACT)
    eve = MONDAY.date() - timedelta(days=1)
    Body.objects.filter(name=LEAGUE).update(until=eve)
    page = said(signed_in(organised[FIRST]).get(f"/matters/{filing.matter.pk}/"))
    assert "提案单位共青团石嘴山市委员会已于2026年3月1日撤销。请核对提案人资格。" in page
    own = said(signed_in(organised["团干事"]).get(f"/matters/{draft.matter.pk}/"))
    assert "已于2026年3月1日撤销。仍可以提交，审查时会核对提案人资格" in own
    # With the right of its clerk ended, as dissolving asks for, nobody writes in its name.
    Grant.objects.filter(person=organised["团干事"]).update(until=eve)
    with pytest.raises(NotYours):
        write(organised, "团干事", **CONTACT)


def test_member_who_speaks_for_a_sector_chooses_in_whose_name(organised: Cast, signed_in: SignIn) -> None:
    member = organised["白委员"]
    grant = give_grant(
        person=member,
        role=Role.ORGANISATION_CLERK,
        committee=organised.committee,
        since=SINCE,
        body=organised.body(SECTOR),
    )
    client = signed_in(member)
    address = f"/begin/proposal/?committee={organised.committee.code}"
    assert "以哪个身份办理" in said(client.get(address))
    typed = {
        "title": TEXT["title"],
        "proposer_kind": "individual",
        "situation": TEXT["situation"],
        "analysis": TEXT["analysis"],
        "suggestions-0-text": "推动单位停车场夜间错时开放。",
        "publication": "yes",
        "acting_grant": grant.pk,
    }
    # Chosen last, on the same page: the contact is asked for, and nothing is lost.
    refused = client.post(address, typed)
    assert refused.status_code == 422 and 'name="contact_name"' in refused.content.decode()
    assert TEXT["analysis"] in refused.content.decode()
    assert "请写明召集人" in said(client.post(address, {**typed, **CONTACT}))
    client.post(address, {**typed, **CONTACT, "convener_name": "白委员"})
    proposal = Proposal.objects.get()
    assert (proposal.proposer_kind, proposal.convener_name) == ("sector", "白委员")
    page = f"/matters/{proposal.matter_id}/"
    summary = {
        "publication": "yes",
        "contact_name": "另一同志",
        "expected_step": proposal.matter.steps.count(),
    }
    assert "请写明召集人" in said(client.post(f"{page}edits/summary/", summary))
    client.post(f"{page}edits/summary/", {**summary, "convener_name": "马委员"})
    shown = said(client.get(page))
    assert "马委员" in shown and "另一同志" in shown
    client.post(address, {**typed, "acting_grant": organised.grant("白委员").pk})
    assert Proposal.objects.order_by("pk").last().proposer_kind == "individual"


def test_body_is_not_dissolved_while_its_proposals_wait(organised: Cast, signed_in: SignIn) -> None:
    office = signed_in(organised[OFFICE])
    key = organised.body(LEAGUE).pk
    filed(organised, "团干事", **CONTACT)
    write(organised, "团干事", **CONTACT, title="关于不便公开的草稿的提案")
    typed = {"until": timezone.localdate(), "reason": "机构改革（演示）"}
    refused = said(previewed(office, "body-dissolve", key, **typed))
    assert "没有审查完的关于加强城区公共停车管理的提案；没有提交的草稿1件" in refused
    assert "不便公开" not in refused
    party = said(previewed(office, "body-dissolve", organised.body(PARTY).pk, **typed))
    assert "仍有人员在其中任职" in party and "仍有集体提案" not in party
