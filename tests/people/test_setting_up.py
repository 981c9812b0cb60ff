"""A real office starts with nothing but the command line; wrong input ends in a sentence and changes nothing."""

from datetime import date

import pytest
from django.core.management import CommandError
from django.test import Client

from factories.people import Cast
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Account, Body, Committee, Grant, Person, PlenarySession, Term
from huiyin.people.selectors import current_grants, find_body
from people.test_commands import run

CITY = (
    "--name",
    "中国人民政治协商会议演示市委员会",
    "--short-name",
    "演示市政协",
    "--level",
    "city",
    "--region",
    "640900",
)
SHIZUISHAN = ("--committee", "shizuishan")
DAY = date(2026, 3, 2)


@pytest.mark.django_db
def test_office_is_set_up_from_nothing_and_its_clerk_signs_in(client: Client) -> None:
    there = ("--committee", "yanshi")
    assert "已登记" in run("committee", "add", "ningxia", *province())
    assert "已登记" in run("committee", "add", "yanshi", *CITY, "--parent", "ningxia")
    run("term", "add", *there, "--number", 5, "--starts", "2021-12-01")
    run(
        "plenary",
        "add",
        *there,
        "--term",
        5,
        "--number",
        1,
        "--opens",
        "2021-12-05",
        "--closes",
        "2021-12-08",
    )
    run("body", "add", "市政协办公室", *there, "--kind", "cppcc_office", "--short-name", "政协办")
    run("person", "add", "郑经办", "--post", "市政协办公室科长")
    days = ("--since", "2026-01-01")
    given = run(
        "grant", "give", *there, "--person", "郑经办", "--role", "cppcc_clerk", "--body", "政协办", *days
    )
    assert "郑经办  政协办经办人（市政协办公室）  2026-01-01 至 长期" in given
    password = run("account", "issue", "zheng.jingban", "--person", "郑经办").strip().rpartition("：")[2]

    signed_in = client.post("/accounts/login/", {"login": "zheng.jingban", "password": password}, follow=True)
    assert "修改密码" in signed_in.content.decode()
    person = Person.objects.get(account__username="zheng.jingban")
    assert person.account is not None and person.account.must_change_password
    assert [grant.committee.code for grant in current_grants(person, DAY)] == ["yanshi"]
    assert "上级：ningxia" in run("committee", "list")
    assert "第五届  2021-12-01 至 今" in run("term", "list", *there)
    assert "五届一次会议  2021-12-05 至 2021-12-08" in run("plenary", "list", *there)
    assert "cppcc-office-1  市政协办公室（政协办）" in run("body", "list", *there)
    assert "zheng.jingban" in run("person", "find", "郑经办")


def province() -> tuple[str, ...]:
    return (
        "--name",
        "中国人民政治协商会议演示区委员会",
        "--short-name",
        "演示区政协",
        "--level",
        "province",
        "--region",
        "640000",
    )


@pytest.mark.django_db
def test_committee_registered_twice_stays_one() -> None:
    run("committee", "add", "yanshi", *CITY)
    assert "没有改动" in run("committee", "add", "yanshi", *CITY)
    with pytest.raises(CommandError, match="登记的内容不同"):
        run("committee", "add", "yanshi", *CITY[:-1], "640901")
    assert Committee.objects.get().region_code == "640900"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Yan Shi", *CITY), "代码“Yan Shi”不能使用"),
        (("yanshi", *CITY[:-1], "64"), "行政区划代码“64”不正确"),
        (("yanshi", *CITY[:-1], "６４０９００"), "行政区划代码“６４０９００”不正确"),
        (("yanshi", *CITY[:1], "市" * 101, *CITY[2:]), "全称最多100字，现在101字"),
        (("yanshi", *CITY[:1], " ", *CITY[2:]), "请填写全称"),
        (("yanshi", *CITY[:1], "演\u200b示", *CITY[2:]), "看不见的字符"),
        (("y" * 41, *CITY), "代码最多40字"),
        (("yanshi", *CITY, "--parent", "nowhere"), "没有代码为“nowhere”的政协委员会。已登记：zhongwei。"),
        (("yanshi", *CITY, "--parent", "zhongwei"), "市级政协，不能作为上级"),
        (("yanshi", *CITY[:5], "village", *CITY[6:]), "village"),
    ],
)
def test_committee_refused_in_words(zhongwei: Cast, arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run("committee", "add", *arguments)
    assert Committee.objects.count() == 1


def test_term_registered_twice_stays_one(shizuishan: Cast) -> None:
    new = ("term", "add", *SHIZUISHAN, "--number", shizuishan.term.number + 1, "--starts", "2026-12-01")
    assert "已登记" in run(*new)
    assert "没有改动" in run(*new)
    assert Term.objects.count() == 2


@pytest.mark.parametrize(
    ("number", "starts", "more", "words"),
    [
        (0, "2021-12-01", ("--ends", "2026-01-01"), "已经登记，日期不同"),
        (1, "2021-11-30", (), "先后不符"),
        (-1, "2022-01-01", (), "先后不符"),
        (1, "2026-12-01", ("--ends", "2026-11-30"), "结束日期2026-11-30早于开始日期2026-12-01"),
        (1, "2026-13-01", (), "“2026-13-01”不是日期"),
        (300, "2026-12-01", (), "1 至 200"),
    ],
)
def test_term_refused_in_words(
    shizuishan: Cast, number: int, starts: str, more: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        run(
            "term", "add", *SHIZUISHAN, "--number", shizuishan.term.number + number, "--starts", starts, *more
        )
    assert Term.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--term", "99", "--number", "1", "--opens", "2026-01-05"), "没有第99届"),
        (("--number", "5", "--opens", "2026-01-05", "--closes", "2026-01-04"), "早于开始日期"),
        (("--number", "5", "--opens", "2020-01-05"), "不在.*任期之内"),
        (("--number", "4", "--opens", "2025-01-08"), "已经登记，日期不同"),
        (("--number", "零", "--opens", "2025-01-08"), "“零”不是正整数"),
    ],
)
def test_plenary_session_refused_in_words(shizuishan: Cast, arguments: tuple[str, ...], words: str) -> None:
    term = () if "--term" in arguments else ("--term", shizuishan.term.number)
    with pytest.raises(CommandError, match=words):
        run("plenary", "add", *SHIZUISHAN, *term, *arguments)
    assert PlenarySession.objects.count() == 1


def test_body_is_added_once_found_by_its_alias_and_by_its_former_name(shizuishan: Cast) -> None:
    add = ("body", "add", "市水务局", *SHIZUISHAN, "--kind", "unit", "--since", "2019-01-01")
    assert "已登记市水务局（unit-1）" in run(*add)
    assert "此前已登记" in run(*add)
    assert "已为市水务局加别称" in run("body", "alias", "市水务局", "市河长办", *SHIZUISHAN)
    assert "没有改动" in run("body", "alias", "unit-1", "市河长办", *SHIZUISHAN)
    rename = ("body", "rename", "unit-1", "市水利局", *SHIZUISHAN, "--on", "2026-03-01")
    assert "市水务局已更名为市水利局" in run(*rename)
    assert "没有改动" in run(*rename)
    for name in ("市水利局", "市水务局", "市河长办"):
        found = find_body(shizuishan.committee, name, DAY)
        assert isinstance(found, Body) and found.code == "unit-1"
    assert "unit-1  市水利局（市河长办、市水务局）" in run("body", "list", *SHIZUISHAN)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "市水务局", "--kind", "unit", "--code", "chengguan"), "代码“chengguan”已由市城市管理局使用"),
        (("add", "市水务局", "--kind", "unit", "--code", "水务"), "代码“水务”不能使用"),
        (("add", "", "--kind", "unit"), "请填写全称"),
        (("add", "市水务局", "--kind", "单位"), "单位"),
        (("alias", "市水务局", "水务"), "没有找到“市水务局”"),
        (("alias", "市城管局", " "), "请填写名称"),
        (("rename", "市城管局", "市自然资源局", "--on", "2026-01-01"), "已有同类机构名为“市自然资源局”"),
    ],
)
def test_body_refused_in_words(shizuishan: Cast, arguments: tuple[str, ...], words: str) -> None:
    before = list(Body.objects.order_by("pk").values_list("name", "code"))
    with pytest.raises(CommandError, match=words):
        run("body", *arguments, *SHIZUISHAN)
    assert list(Body.objects.order_by("pk").values_list("name", "code")) == before


def test_grant_is_given_once_lent_and_ended_with_its_days(shizuishan: Cast) -> None:
    office = shizuishan["林政协"]
    give = (
        "grant",
        "give",
        *SHIZUISHAN,
        "--person",
        "白委员",
        "--role",
        "vice_chair",
        "--since",
        "2026-01-01",
    )
    assert "已授权" in run(*give)
    assert "此前已授权，没有改动" in run(*give)
    assert "此前已授权，没有改动" in run(*give, "--until", "2026-06-30")
    grant = Grant.objects.get(person=shizuishan["白委员"], role=Role.VICE_CHAIR)
    lend = ("grant", "deputy", grant.pk, *SHIZUISHAN, "--person", "lin.zhengxie", "--since", "2026-02-01")
    assert "林政协  分管副主席，代行白委员职责  2026-02-01 至 长期" in run(*lend)
    assert "没有改动" in run(*lend)
    assert Role.VICE_CHAIR in {each.role for each in current_grants(office, DAY)}

    end = ("grant", "end", grant.pk, *SHIZUISHAN, "--on", "2026-02-28")
    assert "2026-01-01 至 2026-02-28" in run(*end)
    assert "到2026-02-28为止，没有改动" in run(*end)
    assert Role.VICE_CHAIR not in {each.role for each in current_grants(office, DAY)}
    assert "白委员  分管副主席" in run("grant", "list", *SHIZUISHAN, "--all")
    # Ended, and the same given again from later on.
    assert "已授权" in run(*give[:-1], "2026-03-01")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("give", "--person", "无名氏", "--role", "chair", "--since", "2026-01-01"), "没有找到“无名氏”"),
        (("give", "--person", "#999999", "--role", "chair", "--since", "2026-01-01"), "没有找到“#999999”"),
        (
            ("give", "--person", "白委员", "--role", "unit_clerk", "--since", "2026-01-01"),
            "须在承办单位中担任",
        ),
        (
            (
                "give",
                "--person",
                "白委员",
                "--role",
                "unit_clerk",
                "--body",
                "政协办",
                "--since",
                "2026-01-01",
            ),
            "须在承办单位中担任",
        ),
        (
            ("give", "--person", "白委员", "--role", "chair", "--body", "水利", "--since", "2026-01-01"),
            "没有找到“水利”",
        ),
        (
            (
                "give",
                "--person",
                "白委员",
                "--role",
                "chair",
                "--since",
                "2026-01-02",
                "--until",
                "2026-01-01",
            ),
            "最后一天2026-01-01早于起始日期2026-01-02",
        ),
        (("give", "--person", "白委员", "--role", "king", "--since", "2026-01-01"), "king"),
        (("end", "999999", "--on", "2026-01-01"), "没有编号为 999999 的授权"),
        (("end", "一", "--on", "2026-01-01"), "“一”不是正整数"),
        (("deputy", "999999", "--person", "白委员", "--since", "2026-01-01"), "没有编号为 999999 的授权"),
    ],
)
def test_grant_refused_in_words(shizuishan: Cast, arguments: tuple[str, ...], words: str) -> None:
    before = Grant.objects.count()
    with pytest.raises(CommandError, match=words):
        run("grant", *arguments, *SHIZUISHAN)
    assert Grant.objects.count() == before


def test_grant_of_another_committee_or_out_of_its_days_is_refused(shizuishan: Cast, zhongwei: Cast) -> None:
    theirs, ours = zhongwei.grant("卫主席"), shizuishan.grant("江主席")
    with pytest.raises(CommandError, match="没有编号为"):
        run("grant", "end", theirs.pk, *SHIZUISHAN, "--on", "2026-01-01")
    with pytest.raises(CommandError, match="早于起始日期"):
        run("grant", "end", ours.pk, *SHIZUISHAN, "--on", "2021-11-30")
    lend = ("grant", "deputy", ours.pk, *SHIZUISHAN, "--person")
    with pytest.raises(CommandError, match="不在被代行的授权期限之内"):
        run(*lend, "陈副主席", "--since", "2021-11-30")
    with pytest.raises(CommandError, match="不能由本人代行"):
        run(*lend, "江主席", "--since", "2026-01-01")
    assert not Grant.objects.exclude(until=None).exists()


def test_namesakes_are_told_apart(shizuishan: Cast) -> None:
    with pytest.raises(CommandError, match="已登记白委员"):
        run("person", "add", "白委员", "--post", "另一单位")
    run("person", "add", "白委员", "--post", "另一单位", "--namesake")
    with pytest.raises(
        CommandError, match=r"不止一人，请改用编号：#\d+ 白委员（市政协委员）、#\d+ 白委员（另一单位）"
    ):
        run("person", "find", "白委员")
    other = Person.objects.get(post="另一单位")
    assert "另一单位  （无账号）" in run("person", "find", f"#{other.pk}")
    with pytest.raises(CommandError, match="请填写姓名"):
        run("person", "add", " ")


@pytest.mark.parametrize(
    ("user_name", "person", "words"),
    [
        ("lin", "林政协", "林政协已有账号，登录名为“lin.zhengxie”"),
        ("lin.zhengxie", "新来的", "登录名“lin.zhengxie”已被使用"),
        ("新来的", "新来的", "登录名须以字母开头"),
        ("someone", "无名氏", "没有找到“无名氏”"),
    ],
)
def test_account_refused_in_words(shizuishan: Cast, user_name: str, person: str, words: str) -> None:
    run("person", "add", "新来的")
    before = Account.objects.count()
    with pytest.raises(CommandError, match=words):
        run("account", "issue", user_name, "--person", person)
    assert Account.objects.count() == before


def test_every_kind_of_body_can_be_registered(shizuishan: Cast) -> None:
    for kind in BodyKind:
        assert "已登记" in run("body", "add", f"演示{kind.label}", *SHIZUISHAN, "--kind", kind.value)
