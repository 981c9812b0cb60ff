"""Who reports what and how: members, bodies, points of the grassroots, the office for citizens; what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import SignIn
from factories.briefs import OFFICE, TEXT, report, reported
from factories.people import SINCE, Cast
from factories.proposals import LEAGUE, PARTY, add_organisations
from huiyin.briefs.models import Brief
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.people.actions.grants import give_grant
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Account, Body, Person
from huiyin.procedure.errors import ActRefused, FormRefused

POINT, POINT_CLERK = "锦林街道社情民意信息点", "信息点联系人"


def add_point(cast: Cast) -> None:
    """A point of the grassroots with its clerk."""
    body = Body.objects.create(
        committee=cast.committee, code="point-1", kind=BodyKind.REPORTING_POINT, name=POINT
    )
    cast.bodies[POINT] = body
    account = Account.objects.create(username="xinxidian")
    cast.people[POINT_CLERK] = Person.objects.create(name=POINT_CLERK, post="街道干事", account=account)
    cast.grants[POINT_CLERK] = give_grant(
        person=cast.people[POINT_CLERK], role=Role.ORGANISATION_CLERK, committee=cast.committee, since=SINCE,
        body=body,
    )  # fmt: skip


def test_bodies_and_points_report_in_their_own_name(shizuishan: Cast, signed_in: SignIn) -> None:
    add_organisations(shizuishan)
    add_point(shizuishan)
    for who, source, name in (
        ("某党干事", "party", PARTY),
        ("团干事", "people_organisation", LEAGUE),
        ("界别召集人", "sector", "经济界"),
        ("周经委", "special_committee", "经济委员会"),
        (POINT_CLERK, "reporting_point", POINT),
    ):
        made = reported(shizuishan, who, title=f"{name}反映的信息")
        brief = Brief.objects.get(matter=made.matter)
        assert brief.source_kind == source
        assert made.matter.parties.get(role="author").body == shizuishan.body(name)
        assert (
            "已经提交，正在筛选"
            in signed_in(shizuishan[who]).get(f"/matters/{made.matter.pk}/").content.decode()
        )
    made.act(OFFICE, "keep", {"text": "留作参考。"})
    deliver(made.at)
    assert Message.objects.filter(
        person=shizuishan[POINT_CLERK], text__contains="已留存，供工作参考"
    ).exists()


def test_office_types_in_what_a_citizen_said_at_a_point(shizuishan: Cast, signed_in: SignIn) -> None:
    add_point(shizuishan)
    said = {"point": shizuishan.body(POINT).pk, "giver_name": "钱某某", "contact": "13900001111"}
    with pytest.raises(FormRefused, match="不能晚于今天"):
        report(shizuishan, OFFICE, received_on="2031-01-01", **said)
    with pytest.raises(FormRefused, match="请选择反映情况的委员"):
        report(shizuishan, OFFICE, source_kind="member")
    with pytest.raises(FormRefused, match="请选择与来源相符的报送单位"):
        report(shizuishan, OFFICE, source_kind="sector", body=shizuishan.body("经济委员会").pk)
    paper = report(shizuishan, OFFICE, source_kind="member", member=shizuishan["马委员"].pk)
    assert paper.matter.parties.get(role="author").person == shizuishan["马委员"]
    made = report(shizuishan, OFFICE, **said)
    made.edit(
        OFFICE,
        "summary",
        {
            "disclosure": "undisclosed", "received_on": made.at.date().isoformat(),
            "giver_name": "钱某某", "contact": "13900002222",
        },
    )  # fmt: skip
    made.act(OFFICE, "submit")
    office = signed_in(shizuishan[OFFICE]).get(f"/matters/{made.matter.pk}/").content.decode()
    for word in ("群众反映的情况，由工作人员代录", "钱某某", "13900002222"):
        assert word in office, word
    at_point = signed_in(shizuishan[POINT_CLERK]).get(f"/matters/{made.matter.pk}/").content.decode()
    assert "正在筛选" in at_point and "钱某某" not in at_point and "1390000" not in at_point
    made.issue()
    document = made.matter.brief.issues.get().document
    assert "钱某某" not in document.versions.get().body_text


def test_what_is_too_long_unfinished_or_secret_is_refused(shizuishan: Cast, signed_in: SignIn) -> None:
    with pytest.raises(FormRefused, match="情况、分析和建议合计1508字，超出8字；不能超过1500字"):
        report(shizuishan, situation="一" * 500, analysis="二" * 500, suggestions=[
            {"text": "三" * 500}, {"text": "四" * 8},
        ])  # fmt: skip
    unfinished = report(shizuishan, analysis="", suggestions=[])
    with pytest.raises(ActRefused, match="还没有写明分析、建议"):
        unfinished.act("白委员", "submit")
    with pytest.raises(ActRefused, match="密级"):
        report(shizuishan, situation="机密★一年 某某情况")
    assert Brief.objects.count() == 1
    phone = signed_in(shizuishan["白委员"]).get("/begin/brief/?committee=shizuishan")
    form = phone.content.decode()
    for word in ("一事一报", "查找相似信息", 'data-total-max="1500"', "合计不超过1500字", "不公开反映人"):
        assert word in form, word
    for word in ("群众姓名", "收到日期", "来源"):
        assert word not in form.split("<main")[1], word


def test_similar_briefs_files_and_taking_back(shizuishan: Cast, signed_in: SignIn) -> None:
    reported(shizuishan, "马委员")
    made = report(shizuishan, situation=TEXT["situation"] + "居民多次反映。")
    file = SimpleUploadedFile("现场照片说明.txt", "现场情况说明。".encode())
    made.act("白委员", "attach", {"title": "说明"}, files={"file": file})
    made.act("白委员", "submit")
    office = signed_in(shizuishan[OFFICE]).get(f"/matters/{made.matter.pk}/").content.decode()
    assert "相似的信息" in office and "高度相似" in office and "现场照片说明.txt" in office
    own = signed_in(shizuishan["白委员"]).get(f"/matters/{made.matter.pk}/").content.decode()
    assert "马委员" not in own
    made.act("白委员", "take_back")
    brief = Brief.objects.get(matter=made.matter)
    assert (made.matter.state, brief.turn, brief.received_on, brief.versions.count()) == ("draft", 0, None, 0)
    assert signed_in(shizuishan[OFFICE]).get(f"/matters/{made.matter.pk}/").status_code == 404
    made.act("白委员", "discard", {"reason": "不再反映。"})
    assert made.matter.state == "discarded"
