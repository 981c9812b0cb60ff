"""A member on a phone: writes a proposal in parts, loses browser and session on the way, has it signed, mends it.

The text is never lost; the co-signers answer on their own phones; what the examiners returned is read and revised.
"""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.desks import looked_at
from browser.windows import PHONE, Window, Windows
from factories.people import Cast
from factories.proposals import FIRST, SECOND, Filing, add_examiners
from huiyin.people.models import Member, Person
from huiyin.procedure.models import Matter
from huiyin.proposals.models import CoSignature

pytestmark = pytest.mark.browser

TITLE = "关于加强城区公共停车管理的提案"
SITUATION = "老城区停车位不足，夜间占道停车较多。"
ANALYSIS = "机关和企事业单位的停车场夜间闲置，没有共享机制。"
DECLINED = "本人所在单位涉及此事，不便联名。"
SAVED = re.compile("已自动保存")
BEGIN = "/begin/proposal/"


@pytest.fixture(scope="module")
def members(cast: Cast) -> Cast:
    """石嘴山 with its 提案委员会 and a third member."""
    add_examiners(cast)
    term = cast.member("马委员").term
    Member.objects.create(committee=cast.committee, term=term, person=cast["交经办"], number="11003")
    grant = cast.grants["交经办"]
    grant.role, grant.body = "member", None
    grant.save()
    others = Person.objects.bulk_create(Person(name=f"其他委员{number}") for number in range(20))
    Member.objects.bulk_create(Member(committee=cast.committee, term=term, person=each) for each in others)
    return cast


def phone(windows: Windows, cast: Cast, name: str) -> Window:
    """A new browser on this member's phone, as after closing the last one."""
    return windows.of(cast[name], PHONE)


def saved(window: Window) -> Window:
    """What was typed has saved itself."""
    expect(window.page.locator(".hy-autosave")).to_have_text(SAVED)
    return window


def values(window: Window, *names: str) -> list[str]:
    """What stands in these fields."""
    return [window.page.locator(f'[name="{name}"]').first.input_value() for name in names]


def test_proposal_from_a_phone(members: Cast, windows: Windows, tmp_path: Path) -> None:
    matter = written(members, windows)
    author = mended_and_sent_out(members, windows, matter, tmp_path)
    answered(members, windows, matter)
    author.open("/").sees("提交提案").task(TITLE, "提交提案")
    looked_at(author, "11-submit").misses("还没有").tap_button("提交提案")
    looked_at(author.sees("已办理", within=".hy-messages"), "12-submitted").sees("等待受理")
    revised(members, windows, author, matter)


def written(cast: Cast, windows: Windows) -> Matter:
    """Typed in three sittings: the browser is closed, then the session runs out."""
    first = phone(windows, cast, "白委员").open("/")
    looked_at(first, "01-home").follow("撰写提案")
    looked_at(first, "02-empty-form")
    # The button is in reach of the thumb from the first line on.
    expect(first.page.locator(".hy-submit .btn-primary")).to_be_in_viewport()
    first.page.screenshot(path=first.pictures / "02-first-screen.png")
    first.fill({"proposer_kind": "委员联名", "title": "停" * 61})
    first.sees("超出 1 字").fill({"title": TITLE, "situation": SITUATION})
    saved(first).context.close()

    second = phone(windows, cast, "白委员").open(BEGIN)
    second.sees("自动保存的内容")
    assert values(second, "proposer_kind", "title", "situation") == ["joint", TITLE, SITUATION]
    second.fill({"analysis": ANALYSIS, "suggestions-0-text": "推动单位停车场夜间错时开放。"})
    second.add_row("suggestions").fill({"suggestions-1-text": "建设停车信息平台。"})
    looked_at(saved(second), "03-half-written")
    second.page.evaluate("window.scrollTo(0, 1150)")
    second.page.screenshot(path=second.pictures / "03-scrolled.png")
    # Sent just when the session is over: the page says so, and after signing in everything is there.
    second.expected.add(401)
    second.context.clear_cookies(name="sessionid")
    second.tap_button("保存草稿").sees("登录已过期").follow("重新登录").sign_in("bai.weiyuan")
    if second.page.get_by_role("button", name="恢复", exact=True).count():
        second.page.get_by_role("button", name="恢复", exact=True).tap()
    names = ("title", "analysis", "suggestions-1-text")
    assert values(second, *names) == [TITLE, ANALYSIS, "建设停车信息平台。"]
    second.done()
    looked_at(second, "04-draft").sees("还没有提交，只有您看得到")
    return Matter.objects.get(kind="proposal")


def mended_and_sent_out(cast: Cast, windows: Windows, matter: Matter, folder: Path) -> Window:
    """The edit form saves itself as well; a picture is attached; two members are asked."""
    before = phone(windows, cast, "白委员").open(f"/matters/{matter.pk}/edits/text/")
    before.fill({"situation": SITUATION + "沿街商户反映强烈。"})
    saved(before).context.close()
    author = phone(windows, cast, "白委员").open(f"/matters/{matter.pk}/edits/text/")
    author.sees("自动保存的内容")
    assert values(author, "situation", "suggestions-1-text") == [
        SITUATION + "沿街商户反映强烈。",
        "建设停车信息平台。",
    ]
    author.done().sees("沿街商户反映强烈。")
    path = folder / "停车现场说明.txt"
    path.write_text("三条街夜间占道停车的记录。", encoding="utf-8")
    author.begin("添加附件").page.locator('input[type="file"]').set_input_files(path)
    looked_at(author, "05-attach").done()
    author.begin("送联名人").page.get_by_label("缩小选择范围").fill("马")
    expect(author.page.get_by_label("其他委员3", exact=True)).to_be_hidden()
    author.page.get_by_label("马委员").check()
    author.page.get_by_label("缩小选择范围").fill("交经")
    expect(author.page.get_by_label("马委员")).to_be_visible()
    author.page.get_by_label("交经办").check()
    looked_at(author, "06-invite").tap_button("送联名人").sees("已办理", within=".hy-messages")
    return looked_at(author, "07-waiting").sees("正在等联名人答复")


def answered(cast: Cast, windows: Windows, matter: Matter) -> None:
    """One agrees, one declines with a text, each on the own phone; the author reads both."""
    agreeing = looked_at(phone(windows, cast, "马委员").open("/"), "08-asked").sees("请答复是否联名")
    agreeing.task(TITLE, "同意联名").sees(SITUATION, "推动单位停车场夜间错时开放。")
    looked_at(agreeing, "09-agree").tap_button("同意联名").sees("已办理", within=".hy-messages")
    declining = phone(windows, cast, "交经办").task(TITLE, "不参加联名").fill({"text": DECLINED})
    looked_at(declining, "10-decline").tap_button("不参加联名").sees("已办理", within=".hy-messages")
    states = CoSignature.objects.filter(proposal__matter=matter).order_by("person__name")
    expect(declining.page.locator("body")).not_to_contain_text(SITUATION)
    assert sorted(states.values_list("state", flat=True)) == ["agreed", "declined"]
    agreeing.open(f"/matters/{matter.pk}/").misses(DECLINED)


def revised(cast: Cast, windows: Windows, author: Window, matter: Matter) -> None:
    """Returned with marked passages; the author reads them beside the form, revises and hands in again."""
    filing = Filing(cast, Matter.objects.get(pk=matter.pk), at=timezone.now())
    filing.act(FIRST, "accept")
    filing.act(FIRST, "examine_first", {"advice": "docket"})
    marks = [{"passage": "夜间占道停车较多", "remark": "请写明路段和数量"}]
    filing.act(SECOND, "return_for_revision", {"to_author": "请补充数据来源。", "marks": marks})
    looked_at(author.open("/"), "13-returned").sees("按意见修改后重新提交")
    author.task(TITLE, "修改后重新提交").sees("请补充数据来源。", "请写明路段和数量")
    looked_at(author.open(f"/matters/{matter.pk}/"), "14-what-to-revise").sees("夜间占道停车较多")
    author.open(f"/matters/{matter.pk}/edits/text/")
    looked_at(author, "15-revising")
    author.fill({"situation": "老城区三条街夜间占道停车约二百辆。"}).done()
    author.begin("修改后重新提交").tap_button("修改后重新提交").sees("已办理", within=".hy-messages")
    looked_at(author, "16-handed-in-again").sees("等待受理")
    assert Matter.objects.get(pk=matter.pk).state == "submitted"
