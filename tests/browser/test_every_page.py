"""Every page for everybody: axe-core finds nothing serious, a phone is wide enough, a keyboard suffices."""

from collections import Counter
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import ViewportSize, expect

from browser.accessibility import faults, tab_to_primary
from browser.survey import Survey, survey
from browser.windows import DESK, PHONE, Window, Windows
from huiyin.desk.demonstration.loading import load
from huiyin.desk.demonstration.places import PASSWORD
from huiyin.people.models import Account, Person
from huiyin.procedure.models import Matter

pytestmark = pytest.mark.browser

PAPER: ViewportSize = {"width": 658, "height": 900}
ROLES = {
    "member": "bai.weiyuan",
    "special-committee": "zhou.jingwei",
    "cppcc-office": "lin.zhengxie",
    "chair": "jiang.zhuxi",
    "government-office": "fu.ducha",
    "leader": "zhao.shuji",
    "unit": "cheng.jingban",
    "operator": "yunwei",
    "organisation": "tuan.lianluo",
}
# Pages that no link leads to, or not for these roles.
BESIDES = {
    "cppcc-office": (
        *("/people/members/", "/people/bodies/", "/people/grants/", "/people/roster/", "/records/verify/"),
        *("/settings/filing-windows/", "/settings/refusal-reasons/"),
        *("/settings/brief-rules/", "/settings/unsuited-reasons/"),
        *("/briefs/", "/briefs/queue/", "/briefs/mine/", "/briefs/used/", "/ledgers/briefs/"),
        *("/find/?q=%E6%8F%90%E6%A1%88", "/find/?q=%E6%8F%90%E6%A1%88&kind=letter&within=names"),
    ),
    "operator": ("/people/calendar/", "/people/calendar/?year=2027"),
    "chair": ("/briefs/used/", "/briefs/"),
    "member": ("/accounts/password/change/", "/accounts/logout/", "/whereabouts/", "/briefs/mine/"),
}


@dataclass
class Demonstration:
    """What is on the site, and what each role can reach."""

    surveys: dict[str, Survey]

    def pages_of(self, role: str) -> list[str]:
        """The pages that this role is the first to show; its home page and one matter in any case."""
        known: set[tuple[str, ...]] = set()
        for name, found in self.surveys.items():
            if name == role:
                break
            known |= set(found.pages.values())
        own = {kind: url for url, kind in reversed(found.pages.items()) if kind not in known}
        matters = [url for url, kind in found.pages.items() if kind[0] == "procedure:matter"]
        return list(dict.fromkeys(["/", *matters[:1], *own.values()]))


@pytest.fixture(scope="module")
def demonstration(transactional_db: None) -> Demonstration:
    """The demonstration, loaded once for this file."""
    load(timezone.now())
    accounts = Account.objects.in_bulk(ROLES.values(), field_name="username")
    return Demonstration({role: survey(accounts[name]) for role, name in ROLES.items()})


def person(role: str) -> Person:
    return Person.objects.select_related("account").get(account__username=ROLES[role])


@pytest.mark.parametrize("role", ROLES)
def test_every_page_link_leads_somewhere(demonstration: Demonstration, role: str) -> None:
    found = demonstration.surveys[role]
    assert len(found.pages) >= 5, "home, list, procedures and one of them at least"
    assert not found.broken, "\n".join(found.broken)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_has_its_own_title_and_says_where_it_is(demonstration: Demonstration, role: str) -> None:
    found = demonstration.surveys[role]
    alike = [title for title, number in Counter(found.titles.values()).items() if number > 1]
    assert not alike, [path for path, title in found.titles.items() if title in alike]
    assert not found.nowhere
    assert all(title.endswith(" · 回音") for title in found.titles.values())
    assert not found.torn, "one thing is the main one on a page"


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible(demonstration: Demonstration, windows: Windows, role: str) -> None:
    window = windows.of(person(role))
    wrong: list[str] = []
    for path in (*demonstration.pages_of(role), *BESIDES.get(role, ())):
        wrong += faults(window.open(path))
    assert not wrong, "\n".join(wrong)


def test_every_page_check_would_find_what_is_wrong(demonstration: Demonstration, windows: Windows) -> None:
    window = windows.of(person("unit")).open("/procedures/")
    spoil = """() => {
      const main = document.querySelector("main");
      const box = main.appendChild(document.createElement("input"));
      box.className = "form-control";
      const wide = main.appendChild(document.createElement("p"));
      wide.className = "hy-nowrap";
      wide.textContent = "字".repeat(60);
    }"""
    window.page.evaluate(spoil)
    found = "".join(faults(window))
    assert "label (critical)" in found and "375 px" in found


def test_every_page_of_strangers_and_of_errors_is_accessible(
    demonstration: Demonstration, windows: Windows
) -> None:
    stranger = windows.stranger()
    wrong = faults(stranger.open("/accounts/login/"))
    stranger.fill({"login": "nobody", "password": "不对的密码"}).page.locator("main button").click()
    stranger.sees("用户名或密码不正确")
    wrong += faults(stranger)
    stranger.expected.add(429)
    for _attempt in range(4):
        stranger.fill({"login": "nobody", "password": "不对的密码"}).page.locator("main button").click()
    wrong += faults(stranger.sees("锁定").picture("locked-out"))
    member = windows.of(person("member"))
    wrong += faults(member.open("/records/verify/", status=403).sees("政协办"))
    wrong += faults(member.open("/nowhere/", status=404))
    assert not wrong, "\n".join(wrong)


def test_every_page_refused_form_is_accessible(demonstration: Demonstration, windows: Windows) -> None:
    clerk = windows.of(person("special-committee")).open("/begin/activity/")
    clerk.expected.add(422)
    clerk.submit().sees("处需要修改，填写的内容都已保留", "协商议题：请填写。")
    expect(clerk.page.locator("[data-error-summary]")).to_be_focused()
    wrong = faults(clerk.picture("refused"))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("cppcc-office", "/people/roster/"),
        ("cppcc-office", "/records/verify/"),
        ("special-committee", "/begin/activity/"),
        ("special-committee", "/begin/outcome/"),
        ("member", "/accounts/password/change/"),
    ],
)
def test_every_page_form_is_reached_by_keyboard(
    demonstration: Demonstration, windows: Windows, role: str, path: str
) -> None:
    window = windows.of(person(role)).open(path)
    assert tab_to_primary(window) == []


def test_every_page_skip_link_leads_past_the_head(demonstration: Demonstration, windows: Windows) -> None:
    window = windows.of(person("unit")).open("/")
    window.page.keyboard.press("Tab")
    expect(window.page.locator(".hy-skip")).to_be_focused()
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.activeElement.closest('main') !== null")


def test_every_page_whole_act_by_keyboard_alone(demonstration: Demonstration, windows: Windows) -> None:
    """A clerk of a unit goes from the matter to the form of its next move and sends it, without a mouse."""
    matter = Matter.objects.filter(procedure="assignment", state="received").first()
    assert matter is not None, "the demonstration has an assignment that was received"
    clerk = Person.objects.select_related("account").get(
        grants__body=matter.assignment.unit, grants__role="unit_clerk"
    )
    window = windows.of(clerk).open(f"/matters/{matter.pk}/")
    assert tab_to_primary(window) == []
    window.page.keyboard.press("Enter")
    expect(window.heading).to_have_text("拟写答复")
    # A letter chooses in a list the entry that begins with it.
    typed = {"answers-0-text": "逐条答复。", "text": "办理情况。", "reply_class": "A"}
    assert tab_to_primary(window, typing=typed) == []
    window.page.keyboard.press("Enter")
    window.sees("已办理", within=".hy-messages")
    matter.refresh_from_db()
    assert matter.state == "drafted"


def test_every_page_large_letters_stay_from_page_to_page(
    demonstration: Demonstration, windows: Windows
) -> None:
    member = windows.of(person("member"), PHONE).open("/")
    member.page.get_by_role("button", name="大字").click()
    expect(member.page.get_by_role("button", name="标准字号")).to_be_visible()
    assert is_large(member) and is_large(member.open("/matters/"))
    assert member.too_wide() == []
    member.picture("large-letters").page.get_by_role("button", name="标准字号").click()
    expect(member.page.get_by_role("button", name="大字")).to_be_visible()
    assert not is_large(member)


def test_every_page_keys_find_explain_and_close(demonstration: Demonstration, windows: Windows) -> None:
    clerk = windows.of(person("special-committee")).open("/begin/activity/")
    keys = clerk.page.keyboard
    dialog = clerk.page.get_by_role("dialog", name="键盘操作")
    keys.press("?")
    expect(dialog).to_be_visible()
    assert not faults(clerk)
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    menu = clerk.page.locator("details.hy-menu")
    menu.locator("summary").focus()
    keys.press("Enter")
    expect(menu).to_have_attribute("open", "")
    keys.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    assert menu.get_attribute("open") is None
    # In a field the keys are letters; Ctrl+Enter leads to the button and sends nothing.
    field = clerk.page.locator('[name="title"]')
    field.press_sequentially("a/?")
    expect(field).to_have_value("a/?")
    expect(dialog).to_be_hidden()
    field.press("Control+Enter")
    expect(clerk.page.locator(".hy-submit button")).to_be_focused()
    clerk.sees("记录协商活动", within="h1")


def test_every_page_on_paper_in_high_contrast_and_at_twice_the_size(
    demonstration: Demonstration, windows: Windows
) -> None:
    clerk = windows.of(person("government-office")).open("/matters/")
    page = clerk.page
    page.emulate_media(media="print")
    for gone in (".hy-header", ".hy-footer", ".hy-filters-fields", ".hy-batch", ".hy-help"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".hy-print-head")).to_contain_text("政协石嘴山市委员会")
    page.set_viewport_size(PAPER)
    assert page.locator(".hy-stack tr").nth(1).evaluate("row => getComputedStyle(row).display") == "table-row"
    page.emulate_media(media="screen", forced_colors="active")
    edge = "light => getComputedStyle(light).borderTopWidth"
    assert page.locator(".hy-light").first.evaluate(edge) == "1px", "a colour that is gone leaves an edge"
    page.emulate_media(media="screen", forced_colors="none")
    # Twice the size in a browser is half the screen.
    page.set_viewport_size({"width": DESK["width"] // 2, "height": DESK["height"] // 2})
    assert clerk.too_wide() == []


def is_large(window: Window) -> bool:
    """Whether letters are larger than the usual sixteen pixels."""
    size: str = window.page.evaluate("getComputedStyle(document.body).fontSize")
    return float(size.removesuffix("px")) > 16


def test_every_page_first_password_is_changed_before_anything_else(
    demonstration: Demonstration, windows: Windows
) -> None:
    account = Account.objects.get(username="ma.weiyuan")
    account.must_change_password = True
    account.save()
    window = windows.stranger(PHONE).sign_in("ma.weiyuan", PASSWORD)
    window.sees("请先改成只有您自己知道的密码").picture("first-password")
    window.fill({"oldpassword": PASSWORD, "password1": "huiyin-xin-2027", "password2": "huiyin-xin-2027"})
    window.page.locator("main").get_by_role("button", name="修改密码").click()
    window.open("/matters/").misses("初始密码")
