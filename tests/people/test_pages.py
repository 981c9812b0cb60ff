"""Roster, lists and calendar in the browser: who gets in, what they see, what stays hidden."""

import base64
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.people import PASSWORD, Cast
from huiyin.people.actions.bodies import add_body, add_body_name
from huiyin.people.actions.grants import give_grant
from huiyin.people.enums import BodyKind, BodyNameKind, Role
from huiyin.people.models import Grant, Member, Person, RosterImport

LISTS = ["/people/bodies/", "/people/members/", "/people/grants/"]
ROSTER = "/people/roster/"
NEW = "姓名,界别,登录名\n喆昇堃,经济界,zhe.shengkun\n"


def upload(client: Client, text: str | bytes, name: str = "名册.csv", **more: str):
    content = text.encode() if isinstance(text, str) else text
    return client.post(ROSTER, {"file": SimpleUploadedFile(name, content), **more})


@pytest.mark.parametrize("address", [*LISTS, ROSTER, "/people/roster/1/", "/people/calendar/"])
def test_page_without_sign_in_leads_to_sign_in(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302 and answer.url.startswith("/accounts/login/?next=")


def test_rights_table_of_people_pages(shizuishan: Cast, signed_in: SignIn) -> None:
    addresses = [*LISTS, ROSTER, "/people/calendar/"]
    allowed = {}
    for name, grant in shizuishan.grants.items():
        client = signed_in(shizuishan[name])
        allowed.setdefault(grant.role, set()).add(
            "".join("y" if client.get(address).status_code == 200 else "." for address in addresses)
        )
    expected = {role: {"....."} for role in Role}
    expected |= {Role.CPPCC_CLERK: {"yyyyy"}, Role.SYSTEM_OPERATOR: {"yyyyy"}}
    assert allowed == expected


def test_refusal_says_which_roles_could(shizuishan: Cast, signed_in: SignIn) -> None:
    page = signed_in(shizuishan["白委员"]).get("/people/members/")
    assert page.status_code == 403
    assert "只有政协办经办人和系统管理员" in page.content.decode()


def test_right_that_has_ended_opens_nothing(shizuishan: Cast, signed_in: SignIn) -> None:
    Grant.objects.filter(person=shizuishan["林政协"]).update(until=date(2022, 1, 1))
    assert signed_in(shizuishan["林政协"]).get("/people/members/").status_code == 403


@pytest.mark.parametrize("address", [*LISTS, ROSTER])
def test_list_of_another_committee_is_not_found_and_leaks_nothing(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn, address: str
) -> None:
    client = signed_in(shizuishan["林政协"])
    assert client.get(f"{address}?committee=zhongwei").status_code == 404
    own = client.get(address).content.decode()
    for word in ("中卫", "卫委员", "卫政协", "文旅局", "文化艺术界", "wei.zhengxie"):
        assert word not in own


def test_lists_show_other_names_members_and_grants(shizuishan: Cast, signed_in: SignIn) -> None:
    client = signed_in(shizuishan["林政协"])
    bodies = client.get("/people/bodies/").content.decode()
    assert "市城市管理综合执法局（曾用名）" in bodies and "市综合执法局（别称）" in bodies
    members = client.get("/people/members/").content.decode()
    assert "白委员" in members and "11001" in members and "经济委员会" in members
    grants = client.get("/people/grants/").content.decode()
    assert "陈副主席" in grants and "分管副主席" in grants


def test_clerk_of_two_committees_chooses(shizuishan: Cast, zhongwei: Cast, signed_in: SignIn) -> None:
    person = shizuishan["林政协"]
    give_grant(person=person, role=Role.CPPCC_CLERK, committee=zhongwei.committee, since=date(2025, 1, 1))
    client = signed_in(person)
    assert "卫委员" not in client.get("/people/members/").content.decode()
    assert "卫委员" in client.get("/people/members/?committee=zhongwei").content.decode()


@pytest.mark.parametrize("address", ["/people/members/", "/people/grants/", "/people/bodies/"])
def test_list_query_count_is_fixed(
    shizuishan: Cast,
    signed_in: SignIn,
    django_assert_max_num_queries,
    django_assert_num_queries,
    address: str,
) -> None:
    client = signed_in(shizuishan["林政协"])
    client.get(address)
    with django_assert_max_num_queries(12) as few:
        assert client.get(address).status_code == 200
    for number in range(20):
        person = Person.objects.create(name=f"某{number}")
        unit = add_body(committee=shizuishan.committee, kind=BodyKind.UNIT, name=f"某局{number}")
        add_body_name(body=unit, name=f"某办{number}", kind=BodyNameKind.ALIAS)
        Member.objects.create(committee=shizuishan.committee, term=shizuishan.term, person=person)
        give_grant(person=person, role=Role.MEMBER, committee=shizuishan.committee, since=date(2025, 1, 1))
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_members_list_goes_on_to_the_next_page(shizuishan: Cast, signed_in: SignIn) -> None:
    people = Person.objects.bulk_create(Person(name=f"某{number}") for number in range(120))
    Member.objects.bulk_create(
        Member(committee=shizuishan.committee, term=shizuishan.term, person=person) for person in people
    )
    client = signed_in(shizuishan["林政协"])
    first = client.get("/people/members/").content.decode()
    link = re.search(r'href="(\?committee=shizuishan&amp;after=\d+)"', first)
    assert link is not None and "某119<" not in first
    second = client.get("/people/members/" + link[1].replace("&amp;", "&")).content.decode()
    assert "某119<" in second and "白委员" not in second
    assert client.get("/people/members/?after=nonsense").status_code == 200


def test_roster_from_upload_to_first_sign_in(shizuishan: Cast, signed_in: SignIn, client: Client) -> None:
    clerk = signed_in(shizuishan["林政协"])
    answer = upload(clerk, NEW, committee="shizuishan")
    assert answer.status_code == 302
    page = clerk.get(answer.url).content.decode()
    assert "喆昇堃" in page and "新增 1" in page
    assert not Person.objects.filter(name="喆昇堃").exists()
    done = clerk.post(answer.url + "apply/", {"committee": "shizuishan"})
    page = done.content.decode()
    assert "新增 1 人" in page and "no-store" in done.headers["Cache-Control"]
    password = re.search(r"<code>([^<]+)</code>", page)
    coded = re.search(r'href="data:text/csv;charset=utf-8;base64,([^"]+)"', page)
    assert password is not None and coded is not None
    listed = base64.b64decode(coded[1]).decode("utf-8-sig")
    assert listed.splitlines()[1] == f"喆昇堃,zhe.shengkun,{password[1]}"
    # Shown once: neither the page again nor the database has it.
    again = clerk.get(answer.url).content.decode()
    assert "没有重复导入" in again and password[1] not in again
    assert RosterImport.objects.get().rows == []
    client.post("/accounts/login/", {"login": "zhe.shengkun", "password": password[1]})
    assert client.get("/people/members/").url == "/accounts/password/change/"


def test_roster_template_has_the_headings_that_the_list_is_read_by(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    assert "/people/roster/template/" in clerk.get(ROSTER).content.decode()
    template = clerk.get("/people/roster/template/")
    assert "attachment" in template["Content-Disposition"]
    filled = template.content.decode("utf-8-sig") + "喆昇堃" + "," * 8 + "\r\n"
    assert "喆昇堃" in clerk.get(upload(clerk, filled).url).content.decode()
    assert signed_in(shizuishan["白委员"]).get("/people/roster/template/").status_code == 403


def test_roster_confirmed_twice_brings_in_once(shizuishan: Cast, signed_in: SignIn) -> None:
    clerk = signed_in(shizuishan["林政协"])
    page = upload(clerk, NEW).url
    assert clerk.post(page + "apply/").status_code == 200
    second = clerk.post(page + "apply/")
    assert second.status_code == 200 and "没有重复导入" in second.content.decode()
    assert Person.objects.filter(name="喆昇堃").count() == 1


def test_roster_with_errors_shows_them_first_and_cannot_be_confirmed(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    page = upload(clerk, "姓名,是否常委\n甲某,是\n乙某,也许\n").url
    shown = clerk.get(page).content.decode()
    assert shown.index("乙某") < shown.index("甲某")
    assert "只能填“是”或“否”" in shown and "确认导入" not in shown
    refused = clerk.post(page + "apply/")
    assert refused.status_code == 409 and "未导入任何一行" in refused.content.decode()
    assert not Person.objects.filter(name="甲某").exists()
    only_errors = clerk.get(page + "?state=error").content.decode()
    assert "乙某" in only_errors and "甲某" not in only_errors


def test_roster_unknown_sector_needs_the_tick(shizuishan: Cast, signed_in: SignIn) -> None:
    clerk = signed_in(shizuishan["林政协"])
    page = upload(clerk, "姓名,界别\n甲某,教育界\n").url
    assert "名称无误，一并新建" in clerk.get(page).content.decode()
    assert clerk.post(page + "apply/").status_code == 409
    assert "新建机构：教育界" in clerk.post(page + "apply/", {"create_bodies": "1"}).content.decode()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "空.csv", "所选文件是空的"),
        (b"%PDF-1.7", "名册.xlsx", "无法识别文件格式"),
        ("甲,乙\n1,2\n".encode(), "名册.csv", "没有找到“姓名”列"),
    ],
)
def test_roster_wrong_file_is_answered_on_the_form(
    shizuishan: Cast, signed_in: SignIn, content: bytes, name: str, words: str
) -> None:
    answer = upload(signed_in(shizuishan["林政协"]), content, name)
    assert answer.status_code == 200 and words in answer.content.decode()
    assert not RosterImport.objects.exists()


def test_roster_without_a_file_is_answered_on_the_form(shizuishan: Cast, signed_in: SignIn) -> None:
    page = signed_in(shizuishan["林政协"]).post(ROSTER, {}).content.decode()
    assert "请先选择文件" in page


def test_roster_of_another_committee_or_person_is_not_found(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    page = upload(signed_in(shizuishan["林政协"]), NEW).url
    for other in (zhongwei["卫政协"], shizuishan["运维员"]):
        client = signed_in(other)
        assert client.get(page).status_code == 404
        assert client.post(page + "apply/").status_code == 404
    assert signed_in(shizuishan["白委员"]).get(page).status_code == 403
    assert not Person.objects.filter(name="喆昇堃").exists()


def test_roster_into_another_committee_is_refused(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    assert upload(signed_in(shizuishan["林政协"]), NEW, committee="zhongwei").status_code == 404
    assert not RosterImport.objects.exists()


def test_roster_uploaded_by_one_who_lost_the_right_cannot_be_confirmed(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    page = upload(clerk, NEW).url
    Grant.objects.filter(person=shizuishan["林政协"]).update(until=date(2022, 1, 1))
    assert clerk.post(page + "apply/").status_code == 403
    assert not Person.objects.filter(name="喆昇堃").exists()


def test_roster_new_upload_replaces_the_unconfirmed_one(shizuishan: Cast, signed_in: SignIn) -> None:
    clerk = signed_in(shizuishan["林政协"])
    first, second = upload(clerk, NEW).url, upload(clerk, NEW).url
    assert clerk.get(first).status_code == 404 and clerk.get(second).status_code == 200


def test_roster_text_of_the_file_is_never_markup(shizuishan: Cast, signed_in: SignIn) -> None:
    clerk = signed_in(shizuishan["林政协"])
    page = clerk.get(upload(clerk, "姓名,界别\n<b>甲</b>,<script>x</script>\n").url).content.decode()
    assert "<script>x" not in page and "&lt;script&gt;x" in page and "<b>甲" not in page


@pytest.mark.parametrize("year", ["abc", "99999999999999999999", "0", "²"])
def test_calendar_nonsense_year_shows_this_year(shizuishan: Cast, signed_in: SignIn, year: str) -> None:
    page = signed_in(shizuishan["运维员"]).get(f"/people/calendar/?year={year}").content.decode()
    assert f"{timezone.localdate().year}年" in page


def test_password_of_the_cast_signs_in(client: Client, shizuishan: Cast) -> None:
    answer = client.post("/accounts/login/", {"login": "yunwei", "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("姓名,单位\n喆昇堃,机密★10年 某处\n", "名册.csv"),
        ("姓名,职务\n喆昇堃,（内部资料）\n", "名册.csv"),
        (NEW, "机密_名册.csv"),
    ],
)
def test_roster_that_looks_classified_is_refused_and_nothing_is_kept(
    shizuishan: Cast, signed_in: SignIn, text: str, name: str
) -> None:
    page = upload(signed_in(shizuishan["林政协"]), text, name)
    shown = page.content.decode()
    assert page.status_code == 200 and "未予接收" in shown and "某处" not in shown
    assert not RosterImport.objects.exists()


def test_roster_numbers_are_not_taken_for_copy_numbers(shizuishan: Cast, signed_in: SignIn) -> None:
    page = upload(signed_in(shizuishan["林政协"]), "委员证号,姓名,单位\n011009,喆昇堃,市国家保密局\n")
    assert page.status_code == 302 and RosterImport.objects.count() == 1
