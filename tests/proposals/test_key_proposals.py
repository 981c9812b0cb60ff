"""重点提案: the criteria, nominations are not for authors, the chairpersons decide, work is recorded."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from factories.changing import changed, previewed, said
from factories.handing_over import GOVERNMENT, ROADS, decide, docketed, handed_over, listed
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, Filing
from factories.sittings import plan
from huiyin.notices.models import QueuedNotice
from huiyin.procedure.choices import standing
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.proposals.models import KeyCriterion, KeyNomination, KeyRecord
from huiyin.proposals.panels.key import key
from huiyin.proposals.selectors.key import criteria_decided, nominations_of
from huiyin.sittings.models import AgendaItem

WHY = {"criteria": ["public_concern", "feasible"], "reason": "群众来信集中，建议可行。"}
VISIT = {
    "work": "consultation",
    "place": "老城区停车场",
    "participants": "陈副主席、府督查",
    "progress": "已开放三处。",
    "quality": "标识不清。",
    "decided": "一个月内补齐标识。",
}


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.account(name))
    return client


def made_key(cast: Cast, filing: Filing, **more: Any) -> Filing:
    """The chairpersons decided so: supervised by one of theirs, headed by the party secretary."""
    data = {"is_key": True, "supervisor": cast["陈副主席"].pk, "leader": cast["赵书记"].pk, **more}
    data["decision"] = decide(cast, [filing.matter], "chairpersons", filing.at)
    filing.act(OFFICE, "set_key", data)
    return filing


def test_from_the_nominations_to_the_decision_with_its_criteria(sided: Cast) -> None:
    filing = docketed(sided)
    filing.act(FIRST, "nominate_key", WHY)
    with pytest.raises(ActRefused, match="您已经提名过"):
        filing.act(FIRST, "nominate_key", WHY)
    with pytest.raises(FormRefused, match="请选择"):
        filing.act(SECOND, "nominate_key", {"reason": "无标准"})
    filing.act("江主席", "nominate_key", {"criteria": ["overall", "overall"], "reason": "关系全市。"})
    assert [each.nominated_as for each in nominations_of(filing.matter)] == ["提案委员会", "市政协主席"]
    filing.act("江主席", "withdraw_key_nomination")
    with pytest.raises(ActRefused, match="不能撤回别人的提名"):
        filing.act(OFFICE, "withdraw_key_nomination")
    assert KeyNomination.objects.count() == 2

    sitting = plan(sided, title="第20次主席会议", at=filing.at)
    page = client_of(sided, OFFICE).get("/proposals/key/?year=2026")
    assert "群众来信集中" in said(page) and "候选提案（1件）" in said(page)
    put = {"matter": [str(filing.matter.pk)], "sitting": str(sitting.pk)}
    assert client_of(sided, OFFICE).post("/proposals/key/agenda/", put).status_code == 302
    assert AgendaItem.objects.get(sitting__matter=sitting).matter == filing.matter
    again = client_of(sided, OFFICE).post("/proposals/key/agenda/", {"matter": [str(filing.matter.pk)]})
    assert again.status_code == 422 and "请选择要列入的会议" in said(again)


def test_a_key_proposal_meets_a_criterion_as_nominated_or_as_ticked(sided: Cast) -> None:
    filing = listed(sided)
    cited = decide(sided, [filing.matter], "chairpersons", filing.at)
    data = {"decision": cited, "is_key": True, "supervisor": sided["陈副主席"].pk}
    with pytest.raises(FormRefused, match="请勾选符合的遴选标准"):
        filing.act(OFFICE, "study", data)
    with pytest.raises(FormRefused):
        filing.act(OFFICE, "study", {**data, "criteria": ["none-such"]})
    filing.act(FIRST, "nominate_key", WHY)
    filing.act(OFFICE, "study", data)
    assert list(criteria_decided(filing.matter)) == WHY["criteria"]
    page = client_of(sided, OFFICE).get("/proposals/key/?year=2026")
    assert "已确定的重点提案（1件）" in said(page) and "群众反映集中" in said(page)
    assert "群众反映集中" in said(client_of(sided, OFFICE).get(f"/matters/{filing.matter.pk}/"))
    # Another decision: no key proposal any more, and no criteria.
    other = decide(sided, [filing.matter], "chairpersons", filing.at)
    filing.act(OFFICE, "set_key", {"decision": other, "is_key": False})
    assert not filing.matter.is_key and not criteria_decided(filing.matter)


def test_nominations_are_for_those_who_choose(sided: Cast) -> None:
    filing = handed_over(sided)
    filing.act(FIRST, "nominate_key", WHY)
    for name, code in (("白委员", 403), ("交经办", 403), ("府督查", 403), ("江主席", 200), (SECOND, 200)):
        page = client_of(sided, name).get("/proposals/key/?year=2026")
        assert page.status_code == code, name
        words = said(client_of(sided, name).get(f"/matters/{filing.matter.pk}/"))
        assert ("群众来信集中" in words) == (code == 200), name
    with pytest.raises((NotYours, ActRefused)):
        filing.act("白委员", "nominate_key", WHY)


def test_supervising_and_heading_are_recorded_apart_and_told_to_the_unit(sided: Cast) -> None:
    filing = handed_over(sided, [(ROADS, "sole", ())])
    with pytest.raises(ActRefused):
        filing.act(OFFICE, "record_supervision", {**VISIT, "on": filing.at.date().isoformat()})
    made_key(sided, filing, criteria=["overall"])
    day = filing.at.date()
    tomorrow = (day + timedelta(days=1)).isoformat()
    person = str(sided["陈副主席"].pk)
    with pytest.raises(FormRefused, match="日期不能晚于今天"):
        filing.act(OFFICE, "record_supervision", {**VISIT, "person": person, "on": tomorrow})
    with pytest.raises(FormRefused):
        # Who heads does not supervise.
        head = str(sided["赵书记"].pk)
        filing.act(OFFICE, "record_supervision", {**VISIT, "person": head, "on": day.isoformat()})
    filing.act(OFFICE, "record_supervision", {**VISIT, "person": person, "on": day.isoformat()})
    heading = {"person": str(sided["赵书记"].pk), "work": "meeting", "on": day.isoformat()}
    filing.act(GOVERNMENT, "record_heading", {**heading, "decided": "列入年度民生实事。"})

    assert list(KeyRecord.objects.order_by("pk").values_list("kind", "name")) == [
        ("supervise", "陈副主席"),
        ("head", "赵书记"),
    ]
    shown = key(filing.matter, sided["交经办"])
    assert [each.decided for each in shown["supervised"]] == ["一个月内补齐标识。"]
    assert [each.decided for each in shown["headed"]] == ["列入年度民生实事。"]
    told = QueuedNotice.objects.filter(kind="key_proposal", text__contains="记录和要求见提案页面")
    assert [sided["交经办"].pk in each.persons for each in told.order_by("pk")] == [True, True]
    # The unit reads it on its own page of the proposal, and so does the author.
    for name in ("交经办", "白委员"):
        words = said(client_of(sided, name).get(f"/matters/{filing.matter.pk}/"))
        assert "补齐标识" in words and "民生实事" in words, name
        assert "key" in standing(filing.matter, sided[name], filing.at).seen
    with pytest.raises((NotYours, ActRefused)):
        filing.act("交经办", "record_heading", {**heading, "decided": "单位自己登记。"})


@pytest.mark.django_db
def test_the_committee_words_its_criteria_and_nothing_decided_changes(sided: Cast) -> None:
    filing = docketed(sided)
    filing.act(FIRST, "nominate_key", WHY)
    office = client_of(sided, OFFICE)
    assert "群众反映集中" in said(office.get("/settings/key-criteria/"))
    refused = previewed(
        office, "key-criterion-add", label="建议具体可行，办理条件具备，能够见到成效", order=1
    )
    assert "已有同样的标准" in said(refused)
    changed(office, "key-criterion-add", label="涉及民生实事", order=1)
    changed(office, "key-criterion-change", "public_concern", label="群众意见大", order=2)
    changed(office, "key-criterion-retire", "unsolved")
    in_use = KeyCriterion.objects.filter(committee=sided.committee, in_use=True).order_by("order")
    assert [each.label for each in in_use][:2] == ["涉及民生实事", "群众意见大"]
    assert not KeyCriterion.objects.get(committee=sided.committee, code="unsolved").in_use
    nomination = nominations_of(filing.matter)[0]
    assert nomination.criteria.first().label == "群众反映集中、社会普遍关注的问题"
    with pytest.raises(FormRefused):
        filing.act(SECOND, "nominate_key", {"criteria": ["unsolved"], "reason": "停用的标准。"})
    in_use_now = KeyCriterion.objects.filter(committee=sided.committee, in_use=True)
    for number in range(30 - in_use_now.count()):
        changed(office, "key-criterion-add", label=f"其他标准{number}", order=30)
    assert "在用的标准最多30条" in said(previewed(office, "key-criterion-restore", "unsolved"))
    changed(office, "key-criterion-retire", in_use_now.order_by("order").last().code)
    changed(office, "key-criterion-restore", "unsolved")
    assert in_use_now.order_by("order").last().code == "unsolved"
    filing.act(SECOND, "nominate_key", {"criteria": ["unsolved"], "reason": "往年未解决。"})
    assert client_of(sided, FIRST).get("/settings/key-criteria/").status_code == 403
    assert previewed(office, "key-criterion-change", "none-such", label="x", order=1).status_code == 404
    for code in KeyCriterion.objects.filter(in_use=True).values_list("code", flat=True)[1:]:
        changed(office, "key-criterion-retire", code)
    last = KeyCriterion.objects.get(committee=sided.committee, in_use=True)
    assert "至少要保留一条标准" in said(previewed(office, "key-criterion-retire", last.code))
