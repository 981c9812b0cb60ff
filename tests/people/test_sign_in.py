"""Signing in as people do it: right, wrong, locked out, with a first password, stopped."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.people import PASSWORD, Cast
from huiyin.people.actions.accounts import reset_password
from huiyin.people.models import Account

SIGN_IN = "/accounts/login/"
CHANGE = "/accounts/password/change/"


def signing_in(client: Client, name: str, password: str, **more: str):
    return client.post(SIGN_IN, {"login": name, "password": password, **more})


def signed_in_as(client: Client) -> str | None:
    account = Account.objects.filter(pk=client.session.get("_auth_user_id")).first()
    return account.username if account else None


def test_sign_in_page_is_in_chinese_and_offers_no_registration(client: Client, db: None) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert "用户名" in page and "密码" in page
    assert "请与政协办公室联系重置" in page
    assert "注册" not in page
    assert client.get("/accounts/signup/").status_code == 404


def test_sign_in_right_password_leads_where_the_person_wanted(client: Client, shizuishan: Cast) -> None:
    answer = signing_in(client, "lin.zhengxie", PASSWORD, next=CHANGE)
    assert answer.status_code == 302 and answer.url == CHANGE
    assert signed_in_as(client) == "lin.zhengxie"
    assert client.session.get_expire_at_browser_close()


def test_sign_in_address_of_another_site_is_not_followed(client: Client, shizuishan: Cast) -> None:
    answer = signing_in(client, "lin.zhengxie", PASSWORD, next="https://example.org/")
    assert answer.status_code == 302 and answer.url == "/"


def test_sign_in_wrong_password_keeps_the_name_and_says_what_is_wrong(
    client: Client, shizuishan: Cast
) -> None:
    page = signing_in(client, "lin.zhengxie", "不对").content.decode()
    assert "用户名或密码不正确" in page
    assert 'value="lin.zhengxie"' in page
    assert signed_in_as(client) is None


def test_sign_in_unknown_name_answers_like_a_wrong_password(client: Client, shizuishan: Cast) -> None:
    assert "用户名或密码不正确" in signing_in(client, "nobody", PASSWORD).content.decode()


def test_lock_out_after_five_wrong_passwords_says_when_and_whom_to_ask(
    client: Client, shizuishan: Cast
) -> None:
    # Other spellings of the name do not win further attempts.
    for name in ("lin.zhengxie", "Lin.Zhengxie", "LIN.ZHENGXIE", " lin.zhengxie"):
        assert signing_in(client, name, "wrong").status_code == 200
    answer = signing_in(client, "lin.zhengxie", "wrong")
    assert answer.status_code == 429
    attempt = AccessAttempt.objects.get(username="lin.zhengxie")
    again = timezone.localtime(attempt.attempt_time + timedelta(minutes=16))
    page = answer.content.decode()
    assert "连续 5 次输错密码，已锁定 15 分钟" in page
    assert f"请于 {again:%H:%M} 之后再试" in page
    assert "请与政协办公室（系统管理员）联系" in page


def test_lock_out_right_password_is_refused_until_the_time_is_over(client: Client, shizuishan: Cast) -> None:
    for _ in range(5):
        signing_in(client, "lin.zhengxie", "wrong")
    assert signing_in(client, "lin.zhengxie", PASSWORD).status_code == 429
    assert signed_in_as(client) is None
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert signing_in(client, "lin.zhengxie", PASSWORD).status_code == 302
    assert signed_in_as(client) == "lin.zhengxie"


def test_lock_out_does_not_touch_a_colleague(client: Client, shizuishan: Cast) -> None:
    for _ in range(5):
        signing_in(client, "lin.zhengxie", "wrong")
    assert signing_in(client, "zhou.jingwei", PASSWORD).status_code == 302


def test_stopped_account_is_not_signed_in(client: Client, shizuishan: Cast) -> None:
    Account.objects.filter(username="lin.zhengxie").update(is_active=False)
    answer = signing_in(client, "lin.zhengxie", PASSWORD)
    assert answer.status_code == 302 and answer.url == reverse("account_inactive")
    assert "该账号已停用" in client.get(answer.url).content.decode()
    assert signed_in_as(client) is None


@pytest.fixture
def newcomer(shizuishan: Cast) -> tuple[Account, str]:
    account = shizuishan.account("白委员")
    return account, reset_password(account=account)


def test_first_password_leads_nowhere_but_to_the_change_page(
    client: Client, newcomer: tuple[Account, str]
) -> None:
    account, password = newcomer
    assert signing_in(client, account.username, password).status_code == 302
    for address in ("/", "/people/bodies/", "/nowhere/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers.get("Location")) == (302, CHANGE), address
    fragment = client.get("/", headers={"HX-Request": "true"})
    assert fragment.headers["HX-Redirect"] == CHANGE
    assert "您正在使用初始密码" in client.get(CHANGE).content.decode()
    assert client.get("/accounts/logout/").status_code == 200


def test_first_password_changed_opens_the_house_and_keeps_the_session(
    client: Client, newcomer: tuple[Account, str]
) -> None:
    account, password = newcomer
    signing_in(client, account.username, password)
    new = "qingfeng-mingyue-7"
    answer = client.post(CHANGE, {"oldpassword": password, "password1": new, "password2": new})
    assert answer.status_code == 302 and answer.url == "/"
    account.refresh_from_db()
    assert not account.must_change_password
    assert account.check_password(new)
    assert "您正在使用初始密码" not in client.get(CHANGE).content.decode()


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        (None, None, None, "新密码不能与现用密码相同"),
        ("wrong", "qingfeng-mingyue-7", "qingfeng-mingyue-7", "现用密码不正确"),
        (None, "qingfeng-mingyue-7", "qingfeng-mingyue-8", "两次输入的新密码不一致"),
        (None, "short-7", "short-7", "密码太短，至少要有 10 位"),
    ],
)
def test_first_password_change_refused(
    client: Client,
    newcomer: tuple[Account, str],
    old: str | None,
    new: str | None,
    again: str | None,
    words: str,
) -> None:
    account, password = newcomer
    signing_in(client, account.username, password)
    typed = {"oldpassword": old or password, "password1": new or password, "password2": again or password}
    page = client.post(CHANGE, typed)
    assert page.status_code == 200
    assert words in page.content.decode()
    account.refresh_from_db()
    assert account.must_change_password and account.check_password(password)


def test_reset_password_ends_other_sessions(client: Client, shizuishan: Cast) -> None:
    signing_in(client, "bai.weiyuan", PASSWORD)
    assert client.get(CHANGE).status_code == 200
    reset_password(account=shizuishan.account("白委员"))
    assert client.get(CHANGE).status_code == 302


def test_sign_out_ends_the_session(client: Client, shizuishan: Cast) -> None:
    signing_in(client, "bai.weiyuan", PASSWORD)
    assert client.get("/accounts/logout/").status_code == 200
    answer = client.post("/accounts/logout/")
    assert answer.status_code == 302 and answer.url == SIGN_IN
    assert signed_in_as(client) is None
