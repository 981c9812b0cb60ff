"""A new office goes from nothing to its first outcome, step by step, as the guide says."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.changing import changed, confirmed, previewed, said
from factories.consultations import record_consultation
from factories.people import Cast
from huiyin.desk.first_steps import first_steps
from huiyin.people.actions.accounts import issue_account
from huiyin.people.actions.grants import give_grant
from huiyin.people.actions.persons import add_person
from huiyin.people.enums import Role
from huiyin.people.models import Body, Committee, Person, SettingChange, Term

GUIDE = "/settings/first-steps/"


@pytest.fixture
def pingluo(db: None) -> Committee:
    """An empty committee, as the operator's command makes it."""
    call_command(
        "committee", "add", "pingluo", name="政协平罗县委员会", short_name="平罗县政协",
        level="county", region="640221",
    )  # fmt: skip
    return Committee.objects.get(code="pingluo")


@pytest.fixture
def operator(pingluo: Committee) -> Client:
    """The first person who may sign in, as deploy/README.md says."""
    person = add_person(name="平运维")
    give_grant(person=person, role=Role.SYSTEM_OPERATOR, committee=pingluo, since=date(2026, 1, 1))
    return client_of(issue_account(person=person, user_name="ping.yunwei")[0].username)


def client_of(user_name: str) -> Client:
    """Somebody who has signed in and changed the first password."""
    person = Person.objects.select_related("account").get(account__username=user_name)
    assert person.account is not None
    person.account.must_change_password = False
    person.account.save()
    client = Client()
    client.force_login(person.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def done(committee: Committee) -> list[str]:
    return [step.title for step in first_steps(committee, timezone.localdate()) if step.done]


def next_of(client: Client) -> str:
    """The title of the step that the guide marks as next."""
    found = re.search(
        r'aria-current="step".*?hy-first-step-title">\s*(.*?)\s*<',
        client.get(GUIDE).content.decode(),
        re.DOTALL,
    )
    return found[1] if found else ""


def test_office_is_set_up_from_nothing(pingluo: Committee, operator: Client) -> None:
    today = timezone.localdate()
    assert done(pingluo) == [] and next_of(operator) == "登记现任的届次"
    assert "已完成 0 步" in said(operator.get("/")) and "启用向导" in said(operator.get("/settings/"))
    changed(operator, "term-add", number=10, starts_on=date(2026, 1, 5))
    changed(operator, "session-add", term=Term.objects.get().pk, number=1, opens_on=date(2026, 1, 5))
    assert next_of(operator) == "核对今年的工作日历"
    changed(operator, "calendar-year", today.year, year=today.year, official="on", notice="放假通知（演示）")
    for kind, name in (
        ("cppcc_office", "县政协办公室"),
        ("party_office", "县委办公室"),
        ("government_office", "县政府办公室"),
    ):
        assert next_of(operator) == "登记政协办、党委办、政府办"
        changed(operator, "body-add", kind=kind, name=name)
    office = Body.objects.get(name="县政协办公室").pk
    changed(
        operator,
        "person-add",
        name="平政协",
        role="cppcc_clerk",
        body=office,
        since=today,
        user_name="ping.zhengxie",
    )

    clerk = client_of("ping.zhengxie")
    assert next_of(clerk) == "登记专门委员会" and "下一步： 登记专门委员会" in said(clerk.get("/"))
    changed(clerk, "body-add", kind="special_committee", name="经济委员会")
    changed(clerk, "body-add", kind="sector", name="经济界")
    file = SimpleUploadedFile("单位.csv", "名称,简称\n县水务局,水务局\n".encode())
    page = clerk.post("/people/bodies/import/", {"file": file})
    clerk.post(f"{page.url}apply/")
    assert next_of(clerk) == "党委办、政府办的督查经办人"
    for role, body, name in (
        ("office_clerk", "县委办公室", "平党办"),
        ("office_clerk", "县政府办公室", "平府办"),
        ("vice_chair", "", "平副主席"),
        ("secretary_general", "", "平秘书长"),
        ("chair", "", "平主席"),
        ("committee_clerk", "经济委员会", "平经委"),
        ("unit_clerk", "县水务局", "水经办"),
        ("unit_head", "县水务局", "水局长"),
    ):
        key = Body.objects.get(name=body).pk if body else ""
        user = f"p{len(Person.objects.all())}x"
        typed = {"name": name, "role": role, "body": key, "since": today, "user_name": user}
        assert confirmed(clerk, "person-add", previewed(clerk, "person-add", **typed)).status_code == 200
    assert next_of(clerk) == "登记民主党派、人民团体和它们的经办人"
    changed(clerk, "body-add", kind="people_organisation", name="县总工会")
    union = Body.objects.get(name="县总工会").pk
    assert "还缺：县总工会" in said(clerk.get(GUIDE))
    typed = {"name": "平工会", "role": "organisation_clerk", "since": today, "user_name": "ping.gonghui"}
    wrong = previewed(clerk, "person-add", **typed, body=Body.objects.get(name="经济委员会").pk)
    assert "请改选机构" in said(wrong)
    assert (
        confirmed(clerk, "person-add", previewed(clerk, "person-add", **typed, body=union)).status_code == 200
    )
    assert next_of(clerk) == "导入委员名册"
    roster = SimpleUploadedFile("名册.csv", "姓名,界别\n平委员,经济界\n".encode())
    page = clerk.post("/people/roster/", {"file": roster})
    clerk.post(f"{page.url}apply/")
    assert next_of(clerk) == "记录第一次协商活动"
    assert clerk.get("/begin/activity/?committee=pingluo").status_code == 200
    assert len(done(pingluo)) == len(first_steps(pingluo, today)) - 2
    assert next_of(operator) == "" and "由政协办经办人办理" in said(operator.get(GUIDE))


def test_guide_leaves_the_home_page_with_the_first_outcome_or_when_put_away(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    assert "查看全部步骤" in said(clerk.get("/"))
    assert "查看全部步骤" not in said(signed_in(shizuishan["周经委"]).get("/"))
    record_consultation(shizuishan)
    assert "记录第一次协商活动" in done(shizuishan.committee)
    clerk.post(GUIDE, {"home": "away"})
    assert "查看全部步骤" not in said(clerk.get("/")) and "首页现在不显示启用向导" in said(clerk.get(GUIDE))
    clerk.post(GUIDE, {"home": "away"})
    clerk.post(GUIDE, {"home": "shown"})
    assert "查看全部步骤" in said(clerk.get("/"))
    assert SettingChange.objects.filter(page="first-steps").count() == 2


def test_guide_names_who_is_missing_and_belongs_to_the_keepers(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    assert "还缺：文化文史和学习委员会" in said(clerk.get(GUIDE))
    assert clerk.get(f"{GUIDE}?committee=zhongwei").status_code == 404
    assert signed_in(shizuishan["府督查"]).get(GUIDE).status_code == 403
    assert Client().get(GUIDE).status_code == 302


def test_guide_takes_a_fixed_number_of_queries(
    shizuishan: Cast, signed_in: SignIn, django_assert_max_num_queries
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    clerk.get(GUIDE)
    with django_assert_max_num_queries(25):
        clerk.get(GUIDE)
