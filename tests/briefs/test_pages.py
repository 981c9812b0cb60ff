"""The pages of briefs: what is mine, the clerks' queue, the issues, the home page, the settings."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import SignIn
from factories.briefs import OFFICE, report, reported
from factories.changing import changed
from factories.people import Cast
from huiyin.briefs.models import Brief, UnsuitedReason
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.models import Todo


def test_pages_show_each_what_is_theirs(shizuishan: Cast, signed_in: SignIn) -> None:
    author, other = signed_in(shizuishan["白委员"]), signed_in(shizuishan["马委员"])
    office = signed_in(shizuishan[OFFICE])
    assert "您还没有反映过社情民意" in author.get("/briefs/mine/").content.decode()
    report(shizuishan, title="还是草稿的信息")
    first = reported(shizuishan, title="公交站台没有遮阳棚")
    second = reported(shizuishan, title="社区食堂午餐供不应求", disclosure="undisclosed")
    page = author.get("/briefs/mine/").content.decode()
    for word in ("还是草稿的信息", "公交站台没有遮阳棚", "第2步，共5步：提交", "接着办"):
        assert word in page, word
    assert "公交站台" not in other.get("/briefs/mine/").content.decode()
    assert "公交站台没有遮阳棚" in author.get("/").content.decode()
    queue = office.get("/briefs/queue/").content.decode()
    for word in ("共 2 件", "2 件有新进展您还没看", "委员：白委员", "不公开反映人", "成批办理"):
        assert word in queue, word
    assert "还是草稿的信息" not in queue
    before = office.get(f"/matters/{first.matter.pk}/").content.decode()
    assert "还没有编发，也没有被采用或者批示。" in before and "未到达" not in before
    assert "1 件有新进展您还没看" in office.get("/briefs/queue/").content.decode()
    for query, shown, hidden in (
        ("text=食堂", "社区食堂", "公交站台"),
        ("text=白委员", "公交站台", "没有符合条件"),
        ("source=sector", "没有符合条件", "公交站台"),
        ("disclosure=undisclosed", "社区食堂", "公交站台"),
        ("unread=1", "社区食堂", "公交站台"),
        ("state=kept", "没有符合条件", "公交站台"),
    ):
        found = office.get(f"/briefs/queue/?{query}").content.decode()
        assert shown in found and hidden not in found.split("<form id=")[-1], query
    assert author.get("/briefs/queue/").status_code == 403
    first.issue()
    second.issue()
    for who in ("府督查", "何秘书长"):
        issues = signed_in(shizuishan[who]).get("/briefs/").content.decode()
        assert "共 2 期" in issues and issues.count("白委员") == 1, who
        hit = signed_in(shizuishan[who]).get("/briefs/?text=白委员").content.decode()
        assert "没有符合条件的信息" in hit, who
    assert "共 0 期" in other.get("/briefs/").content.decode()
    assert "社区食堂" in author.get("/briefs/").content.decode()
    where = author.get("/whereabouts/").content.decode()
    assert (
        "编发为社情民意信息2026年第1期，主送市委办公室、市政府办公室。" in where
        and "还是草稿的信息" not in where
    )


def test_lists_cost_the_same_for_one_and_for_three(shizuishan: Cast, signed_in: SignIn) -> None:
    clients = (
        (signed_in(shizuishan[OFFICE]), "/briefs/queue/?state=all"),
        (signed_in(shizuishan["白委员"]), "/briefs/mine/"),
        (signed_in(shizuishan["府督查"]), "/briefs/"),
    )

    def asked() -> list[int]:
        counts = []
        for client, address in clients:
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(address)
            counts.append(len(queries))
        return counts

    reported(shizuishan).issue()
    one = asked()
    for number in (2, 3):
        reported(shizuishan, title=f"第{number}件信息").issue()
    assert asked() == one


def test_settings_decide_length_signatures_and_reasons(shizuishan: Cast, signed_in: SignIn) -> None:
    office = signed_in(shizuishan[OFFICE])
    assert "1500 字" in office.get("/settings/brief-rules/").content.decode().replace("&nbsp;", " ")
    brief, before = reported(shizuishan), reported(shizuishan, title="先送审的信息")
    before.act(OFFICE, "take_up")
    before.act(OFFICE, "send_for_approval")
    long = report(shizuishan, situation="长" * 290)
    changed(office, "brief-rule", longest="300", signing="secretary_general")
    before.act("何秘书长", "approve")
    assert before.act("陈副主席", "approve").state == "approved", "who signs was settled when it was sent"
    brief.act(OFFICE, "take_up")
    brief.act(OFFICE, "send_for_approval")
    with pytest.raises(ActRefused):
        brief.act("陈副主席", "approve_vice_chair")
    assert Todo.objects.filter(matter=brief.matter, text="签发社情民意信息").exists()
    assert brief.act("何秘书长", "approve_secretary").state == "approved"
    with pytest.raises(ActRefused, match="不能超过300字"):
        long.act("白委员", "submit")
    with pytest.raises(FormRefused, match="不能超过300字"):
        report(shizuishan, situation="长" * 290)
    changed(office, "unsuited-reason-add", label="重复反映", order="1")
    page = office.get("/settings/unsuited-reasons/").content.decode()
    assert page.index("重复反映") < page.index("属于信访事项")
    other = reported(shizuishan, "马委员", title="重复的信息")
    reason = UnsuitedReason.objects.get(label="重复反映")
    other.act(OFFICE, "decline", {"reason_code": reason.pk, "text": "已有相同的信息。"})
    assert Brief.objects.get(matter=other.matter).unsuited_words == "重复反映"
