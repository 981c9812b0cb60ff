"""Two examiners and the office at their desks: three examinations by three persons, docketed in one batch.

The final examination cites the sitting; whoever has examined is told so and is offered no other stage.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import ViewportSize, expect

from browser.desks import looked_at
from browser.windows import Window, Windows
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, TITLE, add_examiners, filed
from factories.sittings import decided
from huiyin.procedure.models import Matter

pytestmark = pytest.mark.browser

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
TITLES = (TITLE, "关于改善公交站台附属设施的提案")
NOTE = "数据齐全，建议明确。"


@pytest.fixture(scope="module")
def handed_in(cast: Cast) -> Cast:
    """石嘴山 with its 提案委员会 and two proposals handed in today."""
    add_examiners(cast)
    for title in TITLES:
        filed(cast, title=title, at=timezone.now())
    return cast


def together(window: Window, move: str) -> Window:
    """In the list of proposals, tick both and go on to a move for all of them."""
    window.open("/matters/?kind=proposal")
    page = window.page
    for box in page.locator('input[name="matter"]').all():
        box.check()
    page.locator('select[name="move"]').select_option(value=f"proposal.{move}")
    page.locator(".hy-batch button").click()
    expect(page.locator(".hy-submit button")).to_be_visible()
    return window


def test_two_examiners_and_a_sitting(handed_in: Cast, windows: Windows) -> None:
    first = windows.of(handed_in[FIRST], LAPTOP).open("/")
    looked_at(first, "01-to-accept").sees("受理提案")
    looked_at(together(first, "accept"), "02-accept-both").submit().sees("已办理")
    first.task(TITLE, "初审").sees("夜间占道停车较多", "推动单位停车场夜间错时开放。")
    looked_at(first, "03-first").fill({"advice": "立案", "text": NOTE}).done()
    looked_at(first, "04-after-first").sees(NOTE)
    # The same person does not examine twice: the page says who it must be.
    first.sees("初审、复审、终审须由不同的人办理")
    together(first, "examine_first").fill({"advice": "立案"}).submit()

    second = windows.of(handed_in[SECOND], LAPTOP).task(TITLE, "复审").sees(NOTE)
    looked_at(second, "05-second").done()
    together(second, "examine_second").submit()

    matters = list(Matter.objects.filter(kind="proposal").order_by("pk"))
    assert {each.state for each in matters} == {"final_exam"}
    decided(
        handed_in,
        matters,
        "adopted",
        "adopted",
        kind="examination",
        title="提案审查委员会会议",
        at=timezone.now(),
    )
    office = windows.of(handed_in[OFFICE], LAPTOP)
    looked_at(together(office, "docket"), "06-docket-both").sees("提案审查委员会会议")
    looked_at(office.submit(), "07-docketed").sees("已立案")
    numbers = Matter.objects.filter(kind="proposal").order_by("number").values_list("number", flat=True)
    year = timezone.localdate().year
    assert list(numbers) == [f"平{year}0001", f"平{year}0002"]
    member = windows.of(handed_in["白委员"], LAPTOP).open(f"/matters/{matters[0].pk}/")
    looked_at(member, "08-author-reads").sees("已经立案").misses(NOTE, FIRST, SECOND)
