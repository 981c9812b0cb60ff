"""Merging and the hand-over together: what a part brings into the plan, takes out of it, and what its authors see."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from conftest import SignIn
from factories.consultations import MONDAY
from factories.handing_over import (
    CITY,
    GOVERNMENT,
    PARTY,
    PARTY_UNIT,
    ROADS,
    add_sides,
    decide,
    docketed,
    listed,
    planned,
)
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, TEXT, Filing, filed, write
from huiyin.desk.tasks import tasks
from huiyin.handling.guards import contact_made
from huiyin.handling.models import Assignment, Contact
from huiyin.handling.selectors.contacts import authors_of
from huiyin.handling.settings import evaluation_setting
from huiyin.kernel.verdicts import Refused
from huiyin.notices.circle import Circle, Directory
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.people.changing.blockers import in_the_way
from huiyin.people.models import Body
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, NotYours
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, Todo
from huiyin.procedure.page.viewing import Visit
from huiyin.proposals.models import PlannedUnit, ProposalClass, SideOpinion, TipUse
from huiyin.proposals.selectors.journey import journey_of
from huiyin.proposals.selectors.tips import fate, tip_of
from huiyin.records.models import Document
from proposals.test_tips import call, give, offer

WHY = "内容相近，合并办理。"
PART = {"title": "关于开放单位停车场的提案", "suggestions": [{"text": "统一夜间停车收费标准。"}]}


def merged(part: Filing, main: Filing) -> None:
    """The clerk of the 提案委 merges one into the other."""
    part.at = max(part.at, main.at)
    part.act(FIRST, "merge", {"main": main.matter.pk, "text": WHY})
    refreshed(main, part)


def refreshed(main: Filing, part: Filing) -> None:
    """The main as it stands after an act on its part."""
    main.matter, main.at = Matter.objects.get(pk=main.matter.pk), part.at


def told(cast: Cast, who: str, at: Filing) -> str:
    """Everything this person was told about the hand-over."""
    deliver(at.at)
    rows = Message.objects.filter(person=cast[who], kind="proposal_handed_over").order_by("pk")
    return "\n".join(rows.values_list("text", flat=True))


def units(matter: Matter) -> list[tuple[int, str]]:
    """Number of each suggestion with the units planned for it."""
    rows = PlannedUnit.objects.filter(proposal__matter=matter).order_by("point__order", "pk")
    return list(rows.values_list("point__order", "unit__name"))


def test_part_that_was_listed_returns_with_its_plan_and_a_main_plans_what_it_took_in(sided: Cast) -> None:
    main = listed(sided, [(ROADS, "sole", ())])
    part = listed(sided, [(CITY, "sole", ())], who="马委员", **PART)
    merged(part, main)
    assert (part.matter.state, main.matter.state) == ("merged", "listed")
    # What was taken in has no unit yet, and the chairpersons are not asked before it has.
    cited = decide(sided, [main.matter], "chairpersons", main.at)
    with pytest.raises(ActRefused, match="第3条尚未确定承办单位"):
        main.act(OFFICE, "study", {"decision": cited})
    main.edit(OFFICE, "plan", planned(sided, main.matter, [(ROADS, "sole", (1, 2)), (CITY, "sole", (3,))]))
    assert main.act(OFFICE, "study", {"decision": cited}).state == "studied"
    part.at = main.at
    part.act(SECOND, "undo_merge_listed", {"reason": "两件不是一回事。"})
    refreshed(main, part)
    assert (part.matter.state, units(part.matter)) == ("listed", [(1, CITY)])
    assert units(main.matter) == [(1, ROADS), (2, ROADS)]
    call_command("verify", stdout=StringIO())


def with_party_part(sided: Cast) -> tuple[Filing, Filing]:
    """A main studied with a part whose suggestion alone is planned for a unit of the party's side."""
    main, part = docketed(sided), filed(sided, "马委员", **PART)
    part.act(FIRST, "accept")
    merged(part, main)
    main.act(
        OFFICE, "list", planned(sided, main.matter, [(ROADS, "sole", (1, 2)), (PARTY_UNIT, "sole", (3,))])
    )
    main.act(OFFICE, "study", {"decision": decide(sided, [main.matter], "chairpersons", main.at)})
    return main, part


def test_what_is_given_back_takes_its_units_along_and_who_agreed_to_them_is_asked_anew(sided: Cast) -> None:
    main, part = with_party_part(sided)
    main.act(GOVERNMENT, "agree_to_plan")
    assert main.matter.state == "studied"
    # The party office alone was waited for; with its unit gone nobody is, and the main is agreed at once.
    part.at = main.at
    part.act(SECOND, "undo_merge_first_exam", {"reason": "误并。"})
    refreshed(main, part)
    assert main.matter.state == "agreed" and units(main.matter) == [(1, ROADS), (2, ROADS)]
    assert not main.matter.parties.filter(role="side_office", body__name="市委办公室", active=True).exists()

    # Agreed with a unit of the same side for the part: the government office agreed to another plan than is left.
    main.act(OFFICE, "reopen_plan", {"reason": "重新商定。"})
    other = listed(sided, [(CITY, "sole", ())], title="关于路灯的提案")
    again = filed(sided, "马委员", title="关于路灯节能的提案", suggestions=[{"text": "更换节能路灯。"}])
    again.act(FIRST, "accept")
    merged(again, other)
    other.edit(OFFICE, "plan", planned(sided, other.matter, [(CITY, "sole", ())]))
    other.act(OFFICE, "study", {"decision": decide(sided, [other.matter], "chairpersons", other.at)})
    assert other.act(GOVERNMENT, "agree_to_plan").state == "agreed"
    again.at = other.at
    again.act(SECOND, "undo_merge_first_exam", {"reason": "误并。"})
    refreshed(other, again)
    assert other.matter.state == "studied" and other.matter.clocks.filter(code="agree").exists()
    assert not SideOpinion.objects.filter(proposal__matter=other.matter, in_force=True).exists()
    asked = Todo.objects.filter(matter=other.matter, move="agree_to_plan")
    assert [each.body.name for each in asked if each.body] == ["市政府办公室"]
    assert other.act(GOVERNMENT, "agree_to_plan").state == "agreed"
    call_command("verify", stdout=StringIO())


def test_authors_of_a_part_follow_the_main_to_the_answer(sided: Cast, signed_in: SignIn) -> None:
    main, part = with_party_part(sided)
    part.at = main.at
    part.act("马委员", "object", {"objection": "收费是另一件事。"})
    main.at = part.at
    for office in (GOVERNMENT, PARTY):
        main.act(office, "agree_to_plan")
    # Nobody hands over over an objection, at the meeting or singly.
    cited = decide(sided, [main.matter], "joint", main.at)
    for move, data in (("hand_over", {"decision": cited}), ("hand_over_singly", {"reason": "闭会期间。"})):
        with pytest.raises(
            ActRefused, match="马委员（《关于开放单位停车场的提案》）对并案提出的异议还没有答复"
        ):
            main.act(OFFICE, move, data)
    part.at = main.at
    part.act(SECOND, "keep_merge", {"answer": "作为一条建议单独答复。"})
    main.at = part.at
    main.act(OFFICE, "hand_over", {"decision": cited})
    assert "您并入《关于加强城区公共停车管理的提案》的提案已随主案交办，由市交通局、网信办办理。" in told(
        sided, "马委员", main
    )
    assert "并入" not in told(sided, "白委员", main)

    way = journey_of(part.matter, is_author=True)
    assert way.label == "随主案办理：办理" and "随主案办理：下一步由承办单位办理" in way.coming
    assert [step.label for step in way.steps] == [
        "撰写",
        "提交",
        "审查",
        "并案",
        "立案",
        "交办",
        "办理",
        "答复",
        "评议",
        "办结",
    ]
    assert [step.state for step in way.steps][-5:] == ["past", "now", *["future"] * 3]
    client = signed_in(sided["马委员"])
    own = client.get(f"/matters/{part.matter.pk}/").content.decode()
    assert "随主案办理" in own and f"/matters/{main.matter.pk}/" in own
    page = client.get(f"/matters/{main.matter.pk}/").content.decode()
    assert "市交通局" in page and "已交承办单位" in page

    # To the unit they are authors like the main's own: it may meet either, and their word counts.
    child = Assignment.objects.get(matter__parent=main.matter, unit__name=ROADS).matter
    assert authors_of(child) == [sided["白委员"], sided["马委员"]]
    assert {"merged_author", "merged_cosigner"} <= set(evaluation_setting(main.matter).by)
    child = take(child, "receive", actor=sided["交经办"], at=main.at).matter
    met = {
        "author": sided["马委员"].pk, "method": "visit", "phase": "before", "on": main.at.date().isoformat(),
        "unit_people": "交局长", "summary": "了解意图",
    }  # fmt: skip
    child = take(child, "record_contact", actor=sided["交经办"], at=main.at, data=met).matter
    confirmed = {"contact": Contact.objects.get().pk, "confirmation": "confirmed"}
    child = take(child, "confirm_contact", actor=sided["马委员"], at=main.at, data=confirmed).matter
    assert client.get(f"/matters/{child.pk}/").status_code == 200
    call_command("verify", stdout=StringIO())


def test_of_a_body_its_clerk_is_the_one_whom_the_unit_meets(organised: Cast) -> None:
    add_sides(organised)
    main = listed(
        organised, [(ROADS, "sole", ())], who="某党干事", contact_name="某党干事", contact_phone="0952-1"
    )
    main.act(OFFICE, "study", {"decision": decide(organised, [main.matter], "chairpersons", main.at)})
    main.act(GOVERNMENT, "agree_to_plan")
    main.act(OFFICE, "hand_over_singly", {"reason": "闭会期间提出。"})
    child = Assignment.objects.get(matter__parent=main.matter).matter
    assert authors_of(child) == [organised["某党干事"]]
    child = take(child, "receive", actor=organised["交经办"], at=main.at).matter
    assert "还没有与某党石嘴山市委员会面商" in said(child, main)
    met = {
        "author": organised["某党干事"].pk, "method": "visit", "phase": "before",
        "on": main.at.date().isoformat(), "unit_people": "交局长", "summary": "了解意图",
    }  # fmt: skip
    child = take(child, "record_contact", actor=organised["交经办"], at=main.at, data=met).matter
    asked = {each.person for each in child.todos.filter(move="confirm_contact")}
    assert asked == {organised["某党干事"]}
    confirmed = {"contact": Contact.objects.get().pk, "confirmation": "confirmed"}
    child = take(child, "confirm_contact", actor=organised["某党干事"], at=main.at, data=confirmed).matter
    assert said(child, main) == ""


def said(child: Matter, at: Filing) -> str:
    """What a unit that signs its reply is told about the contact that it still needs."""
    act = Act(procedure_of(child.procedure, child.version), child, child.committee, at.at, "sign")
    verdict = contact_made(act)
    return verdict.text if isinstance(verdict, Refused) else ""


def test_examiner_who_may_not_go_on_is_not_asked_and_a_list_without_class_says_so(
    sided: Cast, signed_in: SignIn
) -> None:
    filing = filed(sided)
    filing.act(FIRST, "accept")
    filing.act(FIRST, "examine_first", {"advice": "docket"})

    def asked(who: str) -> list[str]:
        deliver(filing.at)
        visit = Visit(sided[who], filing.at, tuple(current_grants(sided[who], filing.at.date())))
        return [each.text for each in tasks(visit) if each.matter == filing.matter]

    # Who made the first examination leaves the second to others, on the home page and in reminders alike.
    circle = Circle([filing.matter], Directory(filing.at.date()))
    persons = circle.asked(filing.matter)
    assert sided[FIRST].pk not in persons and {sided[SECOND].pk, sided[OFFICE].pk} <= set(persons)
    assert (asked(FIRST), asked(SECOND)) == ([], ["复审提案"])
    filing.act(SECOND, "examine_second", {"advice": "docket"})
    assert asked(SECOND) == [] and len(asked(OFFICE)) == 1
    # Returned and handed in once more, everybody may examine it again.
    filing.act(OFFICE, "return_for_revision", {"to_author": "请补充数据。"})
    filing.act("白委员", "resubmit")
    filing.act(FIRST, "accept")
    assert asked(FIRST) == ["初审提案"]

    filing.act(FIRST, "examine_first", {"advice": "docket"})
    filing.act(SECOND, "examine_second", {"advice": "docket"})
    filing.act(OFFICE, "docket", filing.cite())
    client = signed_in(sided[OFFICE])
    link = f"/matters/{filing.matter.pk}/moves/classify/"
    for page in (f"/matters/{filing.matter.pk}/moves/list/", "/proposals/hand-over/?state=docketed"):
        text = client.get(page).content.decode()
        assert "还没有分类" in text and link in text, page
    topic = ProposalClass.objects.filter(committee=sided.committee, parent__isnull=False)[0]
    filing.act(OFFICE, "classify", {"proposal_class": topic.pk})
    assert "还没有分类" not in client.get(f"/matters/{filing.matter.pk}/moves/list/").content.decode()


def test_unit_that_is_planned_or_renamed_and_a_body_that_waits_for_its_answer(organised: Cast) -> None:
    add_sides(organised)
    main = listed(
        organised, [(ROADS, "sole", ())], who="某党干事", contact_name="某党干事", contact_phone="0952-1"
    )
    unit, party = organised.body(ROADS), organised.body("某党石嘴山市委员会")
    until = main.at.date()
    assert any(f"待交办提案的拟承办单位：{main.matter.number}" in each for each in in_the_way(unit, until))
    assert any(f"没有办复的{main.matter.title}" in each for each in in_the_way(party, until))
    main.act(OFFICE, "study", {"decision": decide(organised, [main.matter], "chairpersons", main.at)})
    main.act(GOVERNMENT, "agree_to_plan")
    # Renamed before the hand-over: the notice goes to the unit under its name of that day.
    Body.objects.filter(pk=unit.pk).update(name="市交通和物流局", short_name="市交通物流局")
    main.act(OFFICE, "hand_over_singly", {"reason": "闭会期间提出。"})
    child = Assignment.objects.get(matter__parent=main.matter).matter
    notice = Document.objects.get(matter=child, kind="assignment_notice")
    paper = notice.versions.latest("pk")
    written = f"{paper.body_text}{paper.frame}"
    assert "市交通和物流局" in written and ROADS not in written and "市交通物流局" in child.title
    assert not any("拟承办单位" in each for each in in_the_way(unit, until))
    assert any("没有办结的办理件" in each for each in in_the_way(unit, until))


def test_invitation_of_a_member_whose_term_ended_stands_in_nobodys_way(office: Cast) -> None:
    joint = write(office, title="关于停车共享的提案", proposer_kind="joint")
    joint.act("白委员", "invite", {"members": [office["马委员"].pk]})
    grant = office.grant("马委员")
    grant.until = joint.at.date()
    grant.save()
    joint.at += timedelta(days=1)
    with pytest.raises(NotYours):
        joint.act("马委员", "agree")
    with pytest.raises(ActRefused, match="马委员还没有答复；不再等候的，请先撤回邀请"):
        joint.act("白委员", "submit")
    joint.act("白委员", "uninvite", {"members": [office["马委员"].pk]})
    with pytest.raises(ActRefused) as error:
        joint.act("白委员", "submit")
    assert "马委员" not in str(error.value)


def test_tip_stays_with_a_proposal_that_is_merged_and_its_giver_hears_once(office: Cast) -> None:
    tip = offer(office, give(office, "周经委", call(office)))
    at = MONDAY + timedelta(days=1)
    data = {**TEXT, **PART, "publication": "yes", "proposer_kind": "individual"}
    begun = begin(
        "proposal", committee=office.committee, actor=office["马委员"], at=at, data=data, origin=tip
    )
    part = Filing(office, begun.matter, at)
    for move in ("submit", "take_back", "submit"):
        part.act("马委员", move)
    part.act(FIRST, "accept")
    main = filed(office, at=at)
    main.act(FIRST, "accept")
    merged(part, main)
    deliver(part.at + timedelta(days=1))
    heard = Message.objects.filter(person=office["周经委"], kind="tip_news", text__contains="已形成提案")
    assert heard.count() == 1
    assert [each.tip.matter for each in TipUse.objects.filter(proposal__matter=part.matter)] == [tip]
    assert "已形成提案1件。" in fate(tip_of(Matter.objects.get(pk=tip.pk)))
