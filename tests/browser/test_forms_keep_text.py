"""What somebody typed is never lost: browser closed, sign-in run out, clicked twice, overtaken, refused."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.windows import Window, Windows
from factories.consultations import record_consultation
from factories.outcomes import draft_outcome
from factories.people import PASSWORD, Cast
from huiyin.procedure.models import Draft, Matter, Step
from huiyin.records.models import SecrecyIncident

pytestmark = pytest.mark.browser

TITLE = "夜间经济与消费环境"
SAVED = re.compile("已自动保存")


def begin_typing(windows: Windows, cast: Cast) -> Window:
    """The clerk's window with a consultation half typed, saved by itself."""
    clerk = windows.of(cast["周经委"]).open("/begin/activity/")
    clerk.fill({"title": TITLE, "summary": "第一段。\n第二段。", "participants-0-name": "王师傅"}).add_row(
        "participants"
    )
    clerk.fill({"participants-3-name": "李师傅"})
    expect(clerk.page.locator(".hy-autosave")).to_have_text(SAVED)
    return clerk


def typed(window: Window) -> list[str]:
    """The four things that `begin_typing` typed."""
    names = ("title", "summary", "participants-0-name", "participants-3-name")
    return [window.page.locator(f'[name="{name}"]').input_value() for name in names]


HALF_TYPED = [TITLE, "第一段。\n第二段。", "王师傅", "李师傅"]


@pytest.fixture(autouse=True)
def no_drafts(transactional_db: None) -> None:
    """Every test begins with an empty form."""
    Draft.objects.all().delete()


def test_text_is_restored_after_the_browser_was_closed(cast: Cast, windows: Windows) -> None:
    begin_typing(windows, cast).context.close()
    later = windows.of(cast["周经委"]).open("/begin/activity/")
    later.sees("自动保存的内容")
    assert typed(later) == HALF_TYPED
    later.page.get_by_role("button", name="放弃，重新填写").click()
    later.sees("已放弃自动保存的内容")
    assert [later.page.locator(f'[name="{name}"]').input_value() for name in ("title", "summary")] == ["", ""]


def test_text_survives_a_session_that_ran_out_while_typing(cast: Cast, windows: Windows) -> None:
    clerk = begin_typing(windows, cast)
    clerk.expected.add(401)
    clerk.context.clear_cookies(name="sessionid")
    clerk.fill({"title": TITLE + "提升"})
    clerk.sees("登录已过期，内容已存在本机", within=".hy-autosave")
    with clerk.context.expect_page() as opened:
        clerk.page.get_by_role("link", name="打开登录页").click()
    tab = opened.value
    tab.locator('[name="login"]').fill("zhou.jingwei")
    tab.locator('[name="password"]').fill(PASSWORD)
    tab.get_by_role("button", name="登录", exact=True).click()
    expect(tab.locator("header")).to_contain_text("周经委")
    tab.close()
    clerk.page.bring_to_front()
    yesterday = timezone.localdate() - timedelta(days=1)
    clerk.fill({"form": "双月协商", "held_on": str(yesterday), "participants-3-name": "赵师傅"})
    clerk.done()
    clerk.sees(TITLE + "提升", "王师傅", "赵师傅")


def test_text_survives_submitting_after_the_session_ran_out(cast: Cast, windows: Windows) -> None:
    clerk = begin_typing(windows, cast)
    clerk.expected.add(401)
    clerk.context.clear_cookies(name="sessionid")
    clerk.fill({"title": TITLE + "提升"}).submit()
    clerk.sees("登录已过期，请重新登录").picture("session-expired").follow("重新登录")
    clerk.sign_in("zhou.jingwei")
    expect(clerk.page).to_have_url(re.compile("/begin/activity/"))
    clerk.page.get_by_role("button", name="恢复", exact=True).click()
    assert typed(clerk) == [TITLE + "提升", *HALF_TYPED[1:]]
    assert not Matter.objects.filter(title=TITLE + "提升", activity__participants__name="李师傅").exists()


def test_double_click_makes_one_step(cast: Cast, windows: Windows) -> None:
    loop = draft_outcome(cast, activity=record_consultation(cast, title="双击"))
    clerk = windows.of(cast["周经委"]).open(f"/matters/{loop.matter.pk}/moves/submit_draft/")
    clerk.page.locator(".hy-submit button").dblclick()
    clerk.sees("已办理", within=".hy-messages")
    assert loop.matter.steps.filter(move="submit_draft").count() == 1


def test_form_sent_twice_past_the_page_makes_one_step(cast: Cast, windows: Windows) -> None:
    """Two tabs of the same page, or a page that was sent again after going back: the server knows the request."""
    loop = draft_outcome(cast, activity=record_consultation(cast, title="重复提交"))
    clerk = windows.of(cast["周经委"]).open(f"/matters/{loop.matter.pk}/moves/submit_draft/")
    clerk.page.evaluate(
        """async () => {
          const form = document.querySelector("main form[method=post]:last-of-type");
          const data = new FormData(form);
          await Promise.all([1, 2].map(() => fetch(location.href, {method: "POST", body: data})));
        }"""
    )
    assert loop.matter.steps.filter(move="submit_draft").count() == 1


def test_overtaken_page_says_who_did_what_and_keeps_the_text(cast: Cast, windows: Windows) -> None:
    loop = draft_outcome(cast, activity=record_consultation(cast, title="两人同时办理"))
    first = windows.of(cast["周经委"]).open(f"/matters/{loop.matter.pk}/edits/content/")
    second = windows.of(cast["林政协"]).open(f"/matters/{loop.matter.pk}/edits/content/")
    second.fill({"background": "政协办先改了一步。"}).done()
    first.expected.add(409)
    first.fill({"background": "专委会花了半小时写的情况。"}).submit()
    first.sees("林政协", "您打开页面之后办理的", "填写的内容都已保留").picture("overtaken")
    expect(first.page.locator('[name="background"]')).to_have_value("专委会花了半小时写的情况。")
    assert Step.objects.filter(matter=loop.matter).latest("number").actor_name == "林政协"
    first.done()


def test_refused_form_keeps_every_row(cast: Cast, windows: Windows) -> None:
    clerk = windows.of(cast["周经委"]).open("/begin/activity/")
    clerk.expected.add(422)
    clerk.fill({"title": TITLE, "summary": "情况。", "participants-0-name": "王师傅"}).add_row("participants")
    clerk.fill({"participants-3-name": "李师傅", "participants-3-post": "厂长"}).submit()
    clerk.sees("填写的内容都已保留", "协商日期")
    kept = clerk.page.locator('[data-rows="participants"] [name$="-name"]')
    texts = [field.input_value() for field in kept.all()]
    assert [text for text in texts if text] == ["王师傅", "李师傅"]
    assert clerk.page.locator('[name="title"]').input_value() == TITLE


def test_text_of_a_refused_form_is_there_after_the_page_was_left(cast: Cast, windows: Windows) -> None:
    clerk = windows.of(cast["周经委"]).open("/begin/activity/")
    clerk.expected.add(422)
    clerk.fill({"title": TITLE, "summary": "情况。"}).submit()
    clerk.sees("填写的内容都已保留").open("/")
    clerk.open("/begin/activity/").sees("自动保存的内容")
    assert clerk.page.locator('[name="title"]').input_value() == TITLE


def test_newer_text_of_this_machine_is_offered_alone(cast: Cast, windows: Windows) -> None:
    clerk = begin_typing(windows, cast)
    clerk.expected.add(401)
    clerk.context.clear_cookies(name="sessionid")
    clerk.fill({"title": TITLE + "提升"}).submit()
    clerk.follow("重新登录").sign_in("zhou.jingwei")
    boxes = clerk.page.locator(".hy-restore:visible")
    expect(boxes).to_have_count(1)
    expect(boxes.get_by_role("button")).to_have_text(["恢复", "放弃"])
    boxes.get_by_role("button", name="放弃").click()
    expect(boxes).to_have_count(1)
    expect(boxes.get_by_role("button")).to_have_text(["放弃，重新填写"])


def test_harmless_text_after_a_refusal_is_saved_again(cast: Cast, windows: Windows) -> None:
    clerk = windows.of(cast["周经委"]).open("/begin/activity/")
    clerk.expected.add(422)
    clerk.fill({"title": TITLE, "summary": "机密★10年"}).submit()
    clerk.sees("还没有办理")
    clerk.fill({"summary": "改成可以公开的情况。"})
    expect(clerk.page.locator(".hy-autosave")).to_have_text(SAVED)
    assert "★" not in on_this_machine(clerk) and Draft.objects.get().data["summary"] == [
        "改成可以公开的情况。"
    ]


def test_classified_text_is_refused_and_not_stored(cast: Cast, windows: Windows) -> None:
    clerk = begin_typing(windows, cast)
    clerk.expected.add(422)
    before = SecrecyIncident.objects.count()
    clerk.fill({"summary": "机密★10年\n第一条……", "form": "双月协商", "held_on": str(timezone.localdate())})
    expect(clerk.page.locator(".hy-autosave")).to_contain_text("密")
    assert not Draft.objects.exists(), "the older draft is gone too"
    assert "★" not in on_this_machine(clerk)
    clerk.submit()
    clerk.sees("还没有办理").picture("classified")
    assert clerk.page.locator('[name="summary"]').input_value() == "机密★10年\n第一条……"
    assert "★" not in on_this_machine(clerk)
    assert not Draft.objects.exists()
    assert not Matter.objects.filter(title=TITLE).exists()
    assert SecrecyIncident.objects.count() > before
    assert "★" not in str([list(row) for row in SecrecyIncident.objects.values_list()])


def on_this_machine(window: Window) -> str:
    """What the browser keeps on the clerk's own machine."""
    kept: str = window.page.evaluate("JSON.stringify(localStorage)")
    return kept
