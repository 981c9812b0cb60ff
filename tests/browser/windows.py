"""Windows of people at work: what they click and type, what they see, and what their browser complains of."""

import re
from collections.abc import Mapping
from pathlib import Path

from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
)

from factories.people import PASSWORD
from huiyin.people.models import Account, Person

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 375, "height": 812}
FINGER = 40
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
BACKEND = "django.contrib.auth.backends.ModelBackend"
# A browser notes every answer of 4xx in its console; those that a test asks for are no complaint.
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


class Window:
    """One person's browser window."""

    def __init__(self, context: BrowserContext, site: str, pictures: Path) -> None:
        self.context, self.site, self.pictures = context, site, pictures
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.expected: set[int] = set()
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.page.on("requestfailed", self._on_failed)

    def _complain(self, text: str) -> None:
        self.complaints.append(f"{self.page.url}: {text}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        answered = ANSWERED.match(message.text)
        if answered is None or int(answered[1]) not in self.expected:
            self._complain(f"{message.text} ({message.location.get('url', '')})")

    def _on_failed(self, request: Request) -> None:
        # Leaving a page breaks off what it was still fetching.
        if request.failure != "net::ERR_ABORTED":
            self._complain(f"{request.url}: {request.failure}")

    # ---- going somewhere ----

    def open(self, path: str = "/", *, status: int = 200) -> "Window":
        """Type an address."""
        if status >= 400:
            self.expected.add(status)
        answer = self.page.goto(self.site + path)
        assert answer is not None and answer.status == status, f"{path}: {answer and answer.status}"
        return self

    def sign_in(self, user_name: str, password: str = PASSWORD) -> "Window":
        """Sign in as people do, on the sign-in page."""
        if "/accounts/login/" not in self.page.url:
            self.open("/accounts/login/")
        self.fill({"login": user_name, "password": password})
        self.page.get_by_role("button", name="登录", exact=True).click()
        expect(self.page).not_to_have_url(re.compile("/accounts/login/"))
        return self

    def follow(self, text: str, *, within: str = "main") -> "Window":
        """Click the link with exactly these words; in the head of the page a number may follow them."""
        before = self.page.url
        link = self.page.locator(within).get_by_role("link", name=text, exact=within != "header")
        link.first.click()
        expect(self.page).not_to_have_url(before)
        return self

    def task(self, title: str, button: str) -> "Window":
        """On the home page, press the button of the to-do about a matter with this title.

        One that may be answered in several ways leads to the matter's next moves, where this one is pressed.
        """
        self.open("/")
        item = self.page.locator("#tasks li").filter(has_text=title)
        direct = item.filter(has=self.page.get_by_role("link", name=button, exact=True))
        if direct.count():
            direct.first.get_by_role("link", name=button, exact=True).click()
        else:
            item.filter(has_text=button).first.get_by_role("link", name="去办理", exact=True).click()
            expect(self.page.locator("#moves")).to_be_visible()
            self.begin(button)
        expect(self.heading).to_have_text(button)
        return self

    def matter(self, title: str) -> "Window":
        """Open a matter from the work list."""
        return self.open("/").follow("事项", within="header").follow(title)

    # ---- filling in ----

    def fill(self, values: Mapping[str, str | bool | list[str]]) -> "Window":
        """Fill fields by their names: text, a choice by its words, ticks by their words."""
        for name, value in values.items():
            fields = self.page.locator(f'main [name="{name}"]')
            expect(fields.first).to_be_attached()
            _fill(fields, value)
        return self

    def add_row(self, rows: str) -> "Window":
        """Ask for one more row."""
        block = self.page.locator(f'[data-rows="{rows}"]')
        before = block.locator("[data-row]").count()
        block.get_by_role("button", name="再加一项").click()
        expect(block.locator("[data-row]")).to_have_count(before + 1)
        return self

    def submit(self) -> "Window":
        """Press the button of the form."""
        self.page.locator(".hy-submit button:not([name=look_up])").click()
        return self

    def tap(self, text: str) -> "Window":
        """Touch a link or a choice with a finger: it must be large enough for one."""
        return self._touch(self.page.locator("main a, main label").get_by_text(text, exact=True).first, text)

    def tap_button(self, text: str) -> "Window":
        """Touch a button with a finger."""
        return self._touch(self.page.locator("main").get_by_role("button", name=text, exact=True), text)

    def _touch(self, found: Locator, text: str) -> "Window":
        box = found.bounding_box()
        assert box is not None and box["height"] >= FINGER, f"{text}: {box}"
        found.tap()
        return self

    def done(self, said: str = "已办理") -> "Window":
        """Submit the form; the page says that it was done."""
        self.submit()
        expect(self.page.locator(".hy-messages")).to_contain_text(said)
        return self

    def act(self, move: str, values: Mapping[str, str | bool | list[str]] | None = None) -> "Window":
        """On a matter's page: press a move, fill in its form, submit."""
        return self.begin(move).fill(values or {}).done()

    def begin(self, move: str) -> "Window":
        """On a matter's page: press a move, also one that is folded away."""
        link = self.page.get_by_role("link", name=move, exact=True, include_hidden=True)
        for fold in self.page.locator("#moves details:not([open])").filter(has=link).all():
            fold.locator("summary").click()
        return self.follow(move, within="#moves")

    # ---- looking ----

    @property
    def heading(self) -> Locator:
        """The page's title."""
        return self.page.locator("h1")

    def sees(self, *texts: str, within: str = "main") -> "Window":
        """Each of these texts is on the page."""
        for text in texts:
            expect(self.page.locator(within).first).to_contain_text(text)
        return self

    def misses(self, *texts: str) -> "Window":
        """None of these texts is on the page."""
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(text)
        return self

    def picture(self, name: str) -> "Window":
        """Keep the page as it looks at a desk and on a phone; on neither may it be wider than the screen."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        own = self.page.viewport_size or DESK
        for label, size in (("desk", DESK), ("phone", PHONE)):
            self.page.set_viewport_size(size)
            path = self.pictures / f"{name}-{label}.png"
            self.page.screenshot(path=path, full_page=True, animations="disabled")
            assert self.too_wide() == [], f"{self.page.url} ({label})"
        self.page.set_viewport_size(own)
        return self

    def too_wide(self) -> list[str]:
        """What sticks out of the page at its right, if the page can be moved sideways."""
        found: list[str] = self.page.evaluate(TOO_WIDE)
        return found


TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  // A text may stick out of a box that does not.
  const wide = [...document.body.querySelectorAll("*")].filter((each) => {
    return each.getBoundingClientRect().right > room + 1 || each.scrollWidth > each.clientWidth + 1;
  });
  return [`${document.documentElement.scrollWidth} px`, ...wide.slice(-5).map((each) => each.outerHTML.slice(0, 120))];
}"""


def _fill(fields: Locator, value: str | bool | list[str]) -> None:
    first = fields.first
    kind = first.evaluate("(field) => field.type")
    if isinstance(value, list):
        for field in fields.all():
            words = field.evaluate("(field) => field.labels[0].innerText.trim()")
            field.set_checked(any(each in words for each in value))
    elif kind == "radio":
        words = [field.evaluate("(field) => field.labels[0].innerText.trim()") for field in fields.all()]
        fields.nth(words.index(str(value))).check()
    elif isinstance(value, bool):
        first.set_checked(value)
    elif kind == "select-one":
        options: list[str] = first.evaluate("(field) => [...field.options].map((each) => each.label)")
        fitting = [each for each in options if each == value] or [each for each in options if value in each]
        assert fitting, f"{value} is not offered: {options}"
        first.select_option(label=fitting[0])
    else:
        first.fill(value)


class Windows:
    """All windows of one test."""

    def __init__(self, browser: Browser, site: str, pictures: Path) -> None:
        self.browser, self.site, self.pictures = browser, site, pictures
        self.opened: list[Window] = []
        self.at_work: dict[str, Window] = {}

    def stranger(self, size: ViewportSize = DESK) -> Window:
        """A window in which nobody is signed in."""
        context = self.browser.new_context(
            viewport=size,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            has_touch=size == PHONE,
        )
        window = Window(context, self.site, self.pictures)
        self.opened.append(window)
        return window

    def of(self, person: Person, size: ViewportSize = DESK) -> Window:
        """A window with a session of this person; how signing in looks is for other tests."""
        window = self.stranger(size)
        assert person.account is not None
        self.hand_session(window, person.account)
        return window

    def hand_session(self, window: Window, account: Account) -> None:
        """Put a session into the window, as the sign-in page would."""
        client = Client()
        client.force_login(account, backend=BACKEND)
        cookie = client.cookies["sessionid"]
        window.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": self.site}])

    def desk(self, person: Person, size: ViewportSize = DESK, *, on_the_page: bool = True) -> Window:
        """The window in which this person works; the first time with a sign-in, on the page or without it."""
        if person.name not in self.at_work:
            assert person.account is not None
            if on_the_page:
                self.at_work[person.name] = self.stranger(size).sign_in(person.account.username)
            else:
                self.at_work[person.name] = self.of(person, size).open("/")
        return self.at_work[person.name]

    def close(self) -> list[str]:
        """Close all of them; what their browsers complained of."""
        complaints = [text for window in self.opened for text in window.complaints]
        for window in self.opened:
            window.context.close()
        return complaints
