"""The pictures of the manual: each is of a page of the demonstration, and what it shows can still be pressed there.

With HUIYIN_MANUAL_PICTURES=1 they are made anew and written beside the manual; otherwise only looked after.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, ViewportSize, expect

import huiyin.desk
from browser.windows import Window, Windows
from huiyin.desk.demonstration.loading import load
from huiyin.desk.manual_pages import PAGES, PICTURES, text_of
from huiyin.people.models import Person
from huiyin.procedure.models import Matter

pytestmark = pytest.mark.browser

FOLDER = Path(huiyin.desk.__file__).parent / "static" / "desk" / "manual"
IN_TEXT = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
MAKE = bool(os.environ.get("HUIYIN_MANUAL_PICTURES"))
MOST_BYTES = 80_000
WIDE: ViewportSize = {"width": 900, "height": 640}
NARROW: ViewportSize = {"width": 375, "height": 640}


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at which page, how much of it is shown, and what can be pressed in it."""

    name: str
    who: str
    path: str
    pressed: tuple[str, ...]
    matter: dict[str, str] = field(default_factory=dict)
    phone: bool = False
    part: str = "main"
    rows: int = 0
    tall: int = 560


SHOTS = (
    Shot("home-clerk", "lin.zhengxie", "/", ("质量审核", "告知意见提出人", "去办理"), part="#tasks", rows=2),
    Shot("matter", "lin.zhengxie", "/matters/{}/", ("质量审核",), {"procedure": "outcome", "state": "reviewing"}),
    Shot(
        "quality", "lin.zhengxie", "/matters/{}/moves/examine/", ("质量审核", "返回，暂不办理"),
        {"procedure": "outcome", "state": "reviewing"},
    ),
    Shot("look-backs", "lin.zhengxie", "/handling/look-backs/", ("抽签",)),
    Shot("record-activity", "zhou.jingwei", "/begin/activity/", ("记录协商活动", "再加一项")),
    Shot(
        "presented", "fu.ducha", "/matters/{}/", ("登记批示", "登记圈阅"),
        {"procedure": "submission", "state": "presented"},
    ),
    Shot("assign", "fu.ducha", "/matters/{}/moves/assign/", ("交办",), {"procedure": "outcome", "state": "assigning"}),
    Shot("home-unit", "cheng.jingban", "/", ("报告兑现情况",), part="#tasks", rows=1),
    Shot(
        "draft-reply", "jiao.jingban", "/matters/{}/moves/draft_reply/", ("拟写答复",),
        {"procedure": "assignment", "state": "working"},
    ),
    Shot("home-member", "bai.weiyuan", "/", ("评价",), phone=True),
    Shot("my-opinions", "bai.weiyuan", "/whereabouts/", (), phone=True),
    Shot(
        "evaluate", "bai.weiyuan", "/matters/{}/moves/evaluate/", ("评价",),
        {"procedure": "evaluation", "state": "open"}, phone=True,
    ),
    Shot("home-leader", "chen.fuzhuxi", "/", ("审核",), part="#tasks"),
    Shot(
        "instruct", "qian.shizhang", "/matters/{}/moves/instruct/", ("批示",),
        {"procedure": "submission", "state": "presented"},
    ),
    Shot("roster", "yunwei", "/people/roster/", ("上传并核对",)),
    Shot("verify", "yunwei", "/records/verify/", ("核验",), tall=320),
)  # fmt: skip


@pytest.fixture(scope="module")
def scene(transactional_db: None) -> None:
    """The demonstration, loaded once."""
    load(timezone.now())


def pressable(window: Window, text: str) -> Locator:
    """What bears exactly these words and can be pressed, in the page's own part."""
    main = window.page.locator("main")
    return main.get_by_role("link", name=text, exact=True).or_(
        main.get_by_role("button", name=text, exact=True)
    )


def taken(window: Window, shot: Shot) -> bytes:
    """The upper part of the page, as wide as the manual shows it."""
    box = window.page.locator(shot.part).first.bounding_box()
    assert box is not None
    tall = shot.tall
    if shot.rows:
        last = window.page.locator(f"{shot.part} li").nth(shot.rows - 1).bounding_box()
        assert last is not None
        tall = round(last["y"] + last["height"] - box["y"])
    clip = {
        "x": max(0, box["x"] - 8),
        "y": box["y"],
        "width": min(box["width"] + 16, (NARROW if shot.phone else WIDE)["width"]),
        "height": min(box["height"], tall),
    }
    return window.page.screenshot(clip=clip, full_page=True, animations="disabled")  # type: ignore[arg-type]


def test_manual_pictures_show_what_can_be_pressed(scene: None, windows: Windows) -> None:
    for shot in SHOTS:
        person = Person.objects.select_related("account").get(account__username=shot.who)
        window = windows.of(person, NARROW if shot.phone else WIDE)
        key = Matter.objects.filter(**shot.matter).order_by("pk").first() if shot.matter else None
        assert key is not None or not shot.matter, shot.name
        window.open(shot.path.format(key.pk if key else ""))
        for text in shot.pressed:
            expect(pressable(window, text).first, shot.name).to_be_visible()
        if MAKE:
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{shot.name}.png").write_bytes(taken(window, shot))
        window.context.close()


def test_manual_pictures_are_all_there_small_and_told_in_words() -> None:
    named = [found for page in PAGES for found in IN_TEXT.findall(text_of(page))]
    files = {path.name: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert {source for _words, source in named} == {f"{PICTURES}{name}" for name in files}
    assert set(files) == {f"{shot.name}.png" for shot in SHOTS}
    assert {name: size for name, size in files.items() if size > MOST_BYTES} == {}
    assert all(len(words) >= 4 for words, _source in named)
