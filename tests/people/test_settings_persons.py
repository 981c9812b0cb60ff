"""Who may change what: persons, rights, stand-ins, accounts."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.changing import address, changed, confirmed, previewed, said
from factories.people import PASSWORD, Cast
from huiyin.people.actions.accounts import issue_account
from huiyin.people.actions.grants import give_grant
from huiyin.people.changing.change import change_kinds
from huiyin.people.enums import Role
from huiyin.people.models import Account, Grant, Person, SettingChange
from huiyin.people.rules import GIVEN_BY
from huiyin.people.selectors import current_grants


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def clerk(shizuishan: Cast, signed_in: SignIn) -> Client:
    return signed_in(shizuishan["林政协"])


@pytest.fixture
def operator(shizuishan: Cast, signed_in: SignIn) -> Client:
    return signed_in(shizuishan["运维员"])


def test_every_role_has_one_giver_and_nobody_gives_both_kinds() -> None:
    assert set(GIVEN_BY) == set(Role)
    assert {role for role, giver in GIVEN_BY.items() if giver == Role.SYSTEM_OPERATOR} == {
        Role.SYSTEM_OPERATOR,
        Role.CPPCC_CLERK,
    }
    assert set(GIVEN_BY.values()) == {Role.SYSTEM_OPERATOR, Role.CPPCC_CLERK}


def test_table_of_who_gives_and_ends_which_role(shizuishan: Cast, signed_in: SignIn) -> None:
    """The printed table: rows are roles to be given, columns are who tries (经办人, 管理员)."""
    newcomer = Person.objects.create(name="新同志")
    give_grant(person=newcomer, role=Role.MEMBER, committee=shizuishan.committee, since=date(2025, 1, 1))
    for role in (Role.CPPCC_CLERK, Role.SYSTEM_OPERATOR):
        second = Person.objects.create(name=f"另一位{role.label}")
        issue_account(person=second, user_name=role.value.replace("_", "-"))
        give_grant(person=second, role=role, committee=shizuishan.committee, since=date(2025, 1, 1))
    bodies = {
        Role.COMMITTEE_CLERK: "经济委员会",
        Role.OFFICE_CLERK: "市委办公室",
        Role.UNIT_CLERK: "市交通运输局",
        Role.UNIT_REVIEWER: "市交通运输局",
        Role.UNIT_DEPUTY: "市交通运输局",
        Role.UNIT_HEAD: "市交通运输局",
    }
    lines = []
    for role in Role:
        body = shizuishan.body(bodies[role]).pk if role in bodies else ""
        typed = {"role": role.value, "body": body, "since": today()}
        line = ""
        for name in ("林政协", "运维员"):
            page = previewed(signed_in(shizuishan[name]), "grant-give", newcomer.pk, **typed)
            line += "授" if page.status_code == 200 else "."
            other = Grant.objects.filter(committee=shizuishan.committee, role=role).exclude(
                person__in=[newcomer, shizuishan[name]]
            )[0]
            page = previewed(signed_in(shizuishan[name]), "grant-end", other.pk, until=today(), reason="调离")
            line += "止" if page.status_code == 200 else "."
        lines.append(f"{role.value:18} {line}")
    assert lines == [
        "cppcc_clerk        ..授止",
        "committee_clerk    授止..",
        "vice_chair         授止..",
        "secretary_general  授止..",
        "chair              授止..",
        "office_clerk       授止..",
        "leader             授止..",
        "unit_clerk         授止..",
        "unit_reviewer      授止..",
        "unit_deputy        授止..",
        "unit_head          授止..",
        "member             .止..",  # members come by the roster
        "system_operator    ..授止",
    ]


def test_table_of_who_opens_which_change(shizuishan: Cast, signed_in: SignIn) -> None:
    without_target = [
        code for code, kind in change_kinds.items() if kind.page in {"bodies", "persons", "calendar"}
    ]
    opened: dict[str, set[Role]] = {}
    one_each = {grant.role: name for name, grant in shizuishan.grants.items()}
    for role, name in one_each.items():
        client = signed_in(shizuishan[name])
        for code in without_target:
            if client.get(address(code)).status_code in {200, 404}:
                opened.setdefault(code, set()).add(Role(role))
    both = {Role.CPPCC_CLERK, Role.SYSTEM_OPERATOR}
    assert opened == {
        code: ({Role.SYSTEM_OPERATOR} if code.startswith("calendar") else both) for code in without_target
    }
    page = signed_in(shizuishan["林政协"]).get(address("calendar-day"))
    assert page.status_code == 403 and "由系统管理员办理" in said(page)


def test_newcomer_is_registered_with_right_and_account_in_one_go(
    clerk: Client, shizuishan: Cast, client: Client
) -> None:
    typed = {
        "name": "新经办",
        "post": "科员",
        "role": "unit_clerk",
        "since": today(),
        "user_name": "Xin.jingban",
        "body": shizuishan.body("市交通运输局").pk,
    }
    page = previewed(clerk, "person-add", **typed)
    assert "承办单位经办人（市交通运输局）" in said(page) and "显示一次初始密码" in said(page)
    done = confirmed(clerk, "person-add", page)
    password = re.search(r"<code[^>]*>([a-z0-9-]{14})</code>", done.content.decode())
    assert done.status_code == 200 and password is not None and "no-store" in done["Cache-Control"]
    again = confirmed(clerk, "person-add", page)
    assert again.status_code == 302 and Person.objects.filter(name="新经办").count() == 1
    line = SettingChange.objects.get()
    assert password[1] not in f"{line.before}{line.after}{line.reason}" and "登录名xin.jingban" in line.after

    client.post("/accounts/login/", {"login": "xin.jingban", "password": password[1]})
    assert client.get("/").url == "/accounts/password/change/"
    assert "新经办" in said(clerk.get("/people/persons/?words=新经办"))


def test_namesake_is_asked_about_and_other_committees_are_not_betrayed(
    clerk: Client, shizuishan: Cast, zhongwei: Cast
) -> None:
    typed = {"role": "leader", "since": today(), "name": "赵书记"}
    assert "本会已登记赵书记" in said(previewed(clerk, "person-add", **typed))
    assert previewed(clerk, "person-add", **typed, namesake="on").status_code == 200
    stranger = previewed(clerk, "person-add", **{**typed, "name": "卫主席"})
    assert stranger.status_code == 200 and "已登记" not in said(stranger)
    assert "已被使用" in said(
        previewed(clerk, "person-add", **{**typed, "name": "甲", "user_name": "LIN.zhengxie"})
    )
    assert "登录名须以字母开头" in said(
        previewed(clerk, "person-add", **{**typed, "name": "甲", "user_name": "1"})
    )


def test_nobody_gives_himself_a_right(shizuishan: Cast, signed_in: SignIn, operator: Client) -> None:
    own = shizuishan["运维员"]
    page = previewed(operator, "grant-give", own.pk, role="cppcc_clerk", since=today())
    assert page.status_code == 422 and "不能给自己授予职责" in said(page)
    clerk_of = shizuishan.grant("林政协")
    page = previewed(operator, "grant-deputy", clerk_of.pk, person="运维员", since=today())
    assert page.status_code == 422 and "不能给自己登记代行" in said(page)
    page = previewed(operator, "grant-end", shizuishan.grant("运维员").pk, until=today(), reason="不做了")
    assert page.status_code == 422 and "不能终止自己的职责" in said(page)
    assert "请由另一位有权限的人员办理" in said(operator.get(f"/people/persons/{own.pk}/"))


def test_right_begins_and_ends_on_its_days(clerk: Client, shizuishan: Cast) -> None:
    person, unit = shizuishan["城经办"], shizuishan.body("市城市管理局")
    since = today() + timedelta(days=3)
    typed = {"role": "unit_reviewer", "body": unit.pk, "since": since, "until": since + timedelta(days=5)}
    changed(clerk, "grant-give", person.pk, **typed)
    roles = {
        day: {each.role for each in current_grants(person, day)}
        for day in (since - timedelta(days=1), since, since + timedelta(days=5), since + timedelta(days=6))
    }
    assert [Role.UNIT_REVIEWER in held for held in roles.values()] == [False, True, True, False]
    assert "已有这项职责" in said(previewed(clerk, "grant-give", person.pk, **typed))
    assert "尚未开始" in said(clerk.get(f"/people/persons/{person.pk}/"))
    assert "城经办" in said(clerk.get("/settings/"))

    coming = Grant.objects.get(person=person, role=Role.UNIT_REVIEWER)
    page = previewed(clerk, "grant-end", coming.pk, until=today(), reason="不去了")
    assert "还没有开始，将直接取消" in said(page)
    confirmed(clerk, "grant-end", page)
    assert not Grant.objects.filter(pk=coming.pk).exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"role": "unit_clerk", "since": "2020-01-01"}, "须在承办单位中担任"),
        ({"role": "chair", "since": "2020-01-01"}, "不能从过去的日期算起"),
        ({"role": "chair", "since": "2190-01-01", "until": "2189-01-01"}, "最后一天早于起始日期"),
        ({"role": "", "since": "2190-01-01"}, "请选择"),
        ({"role": "king", "since": "2190-01-01"}, "king"),
        ({"role": "chair", "since": ""}, "请填写"),
        ({"role": "chair", "since": "2190-01-01", "reason": "绝密★长期"}, "密级或内部资料标志"),
        ({"role": "chair", "since": "2190-01-01", "body": "999999"}, "body"),
    ],
)
def test_bad_input_for_a_right(clerk: Client, shizuishan: Cast, values: dict[str, str], words: str) -> None:
    page = previewed(clerk, "grant-give", shizuishan["城经办"].pk, **values)
    assert page.status_code == 422 and words in page.content.decode()


def test_body_of_another_committee_is_not_offered(clerk: Client, shizuishan: Cast, zhongwei: Cast) -> None:
    unit = zhongwei.body("市旅游和文化体育广电局")
    page = previewed(
        clerk, "grant-give", shizuishan["城经办"].pk, role="unit_clerk", body=unit.pk, since=today()
    )
    assert page.status_code == 422 and unit.name not in said(page)
    for code, key in (
        ("grant-give", zhongwei["文经办"].pk),
        ("account-close", zhongwei["文经办"].pk),
        ("grant-end", zhongwei.grant("文经办").pk),
        ("grant-deputy", zhongwei.grant("文经办").pk),
    ):
        assert clerk.get(address(code), {"of": key}).status_code == 404
    assert clerk.get(f"/people/persons/{zhongwei['文经办'].pk}/").status_code == 404
    assert "文经办" not in said(clerk.get("/people/persons/?words=文经办"))


def test_last_clerk_stays_until_another_can_sign_in(operator: Client, shizuishan: Cast) -> None:
    only, typed = shizuishan.grant("林政协"), {"until": today(), "reason": "退休"}
    refused = previewed(operator, "grant-end", only.pk, **typed)
    assert refused.status_code == 422 and "唯一有账号的政协办经办人" in said(refused)
    assert "唯一有账号" in said(previewed(operator, "account-close", shizuishan["林政协"].pk, reason="退休"))

    office = shizuishan.body("市政协办公室").pk
    changed(operator, "person-add", name="新政协", role="cppcc_clerk", body=office, since=today())
    assert previewed(operator, "grant-end", only.pk, **typed).status_code == 422  # nobody signs in as her yet
    changed(operator, "account-open", Person.objects.get(name="新政协").pk, user_name="xin.zhengxie")
    changed(operator, "grant-end", only.pk, **typed)
    only.refresh_from_db()
    assert only.until == today()


def test_end_takes_deputies_along_and_is_not_backdated(clerk: Client, shizuishan: Cast) -> None:
    head = shizuishan.grant("城局长")
    typed = {"person": "城分管", "since": today(), "until": today() + timedelta(days=7), "reason": "外出学习"}
    page = previewed(clerk, "grant-deputy", head.pk, **typed)
    assert "记录中写明代行" in said(page)
    confirmed(clerk, "grant-deputy", page)
    assert {each.role for each in current_grants(shizuishan["城分管"], today())} == {
        "unit_deputy",
        "unit_head",
    }
    assert "已登记代行" in said(previewed(clerk, "grant-deputy", head.pk, **typed))
    assert "本会没有登记“路人甲”" in said(
        previewed(clerk, "grant-deputy", head.pk, **{**typed, "person": "路人甲"})
    )
    assert "不能由本人代行" in said(
        previewed(clerk, "grant-deputy", head.pk, **{**typed, "person": "城局长"})
    )

    past = today() - timedelta(days=2)
    assert "不能早于昨天" in said(previewed(clerk, "grant-end", head.pk, until=past, reason="调离"))
    assert "由城分管代行的，同时终止" in said(
        previewed(clerk, "grant-end", head.pk, until=today(), reason="调离")
    )
    changed(clerk, "grant-end", head.pk, until=today() - timedelta(days=1), reason="调离")
    assert {each.role for each in current_grants(shizuishan["城分管"], today())} == {"unit_deputy"}


def test_account_is_closed_opened_again_and_given_a_new_password(
    clerk: Client, shizuishan: Cast, signed_in: SignIn
) -> None:
    person = shizuishan["城经办"]
    theirs = signed_in(person)
    assert theirs.get("/").status_code == 200
    changed(clerk, "account-close", person.pk, reason="调离")
    assert theirs.get("/").status_code == 302
    stopped = Client().post("/accounts/login/", {"login": "cheng.jingban", "password": PASSWORD}, follow=True)
    assert "已停用" in said(stopped)
    assert clerk.get(address("account-close"), {"of": person.pk}).status_code == 404
    changed(clerk, "account-reopen", person.pk, reason="调回")
    assert (
        Client().post("/accounts/login/", {"login": "cheng.jingban", "password": PASSWORD}).status_code == 302
    )
    done = changed(clerk, "account-password", person.pk, reason="忘记密码")
    assert "初始密码只显示这一次" in said(done)
    assert Account.objects.get(username="cheng.jingban").must_change_password


def test_office_hands_out_no_password_of_those_it_does_not_appoint(
    clerk: Client, operator: Client, shizuishan: Cast, zhongwei: Cast
) -> None:
    page = previewed(clerk, "account-password", shizuishan["运维员"].pk, reason="忘记密码")
    assert page.status_code == 422 and "运维员是系统管理员，账号由系统管理员办理" in said(page)
    assert (
        previewed(operator, "account-password", shizuishan["江主席"].pk, reason="忘记密码").status_code == 200
    )
    assert "不能变更自己的账号" in said(
        previewed(operator, "account-password", shizuishan["运维员"].pk, reason="忘记")
    )
    both = shizuishan["江主席"]
    give_grant(person=both, role=Role.CHAIR, committee=zhongwei.committee, since=date(2025, 1, 1))
    for code in ("account-password", "account-close"):
        assert "还在别的政协任职" in said(previewed(operator, code, both.pk, reason="忘记密码"))
    assert "还在别的政协任职" in said(
        previewed(clerk, "person-describe", both.pk, name="江主席", post="前主席")
    )


def test_post_is_changed_and_gives_no_right(clerk: Client, shizuishan: Cast) -> None:
    person = shizuishan["城经办"]
    changed(clerk, "person-describe", person.pk, name="城经办", post="四级调研员")
    person.refresh_from_db()
    assert person.post == "四级调研员"
    assert "与现在的相同" in said(
        previewed(clerk, "person-describe", person.pk, name="城经办", post="四级调研员")
    )
    assert "四级调研员" in said(clerk.get(f"/people/persons/{person.pk}/"))
