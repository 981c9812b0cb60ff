"""Somebody looks for two characters: marked where they stand in an attachment, narrowed down, and back again."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect
from pytest_django import Settings

from browser.accessibility import faults
from browser.windows import PHONE, Windows
from factories import files
from factories.people import Cast
from factories.proposals import MONDAY, write
from huiyin.procedure.models import Matter
from huiyin.records.file_texts.queue import read_waiting
from huiyin.search.full_text.indexing import index_matters

pytestmark = pytest.mark.browser


def test_two_characters_are_found_in_an_attachment_narrowed_down_and_come_back_to(
    cast: Cast, windows: Windows, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    report = SimpleUploadedFile(
        "走访记录.docx", files.docx("走访朝阳街道", "居民希望加装电梯，低层住户要求补偿。")
    )
    write(cast).act("白委员", "attach", {"facet": "text"}, {"file": report})
    read_waiting(MONDAY)
    index_matters(Matter.objects.values_list("pk", flat=True))

    member = windows.of(cast["白委员"], PHONE).open("/")
    box = member.page.get_by_role("searchbox", name="查找编号、姓名或者字词")
    box.fill("电梯")
    box.press("Enter")
    expect(member.page.locator("ol.hy-found mark")).to_have_text(["电梯"])
    member.sees("走访记录.docx", "居民希望加装").picture("search")
    assert not faults(member) and not member.too_wide()

    member.page.get_by_text("缩小范围").click()
    member.page.get_by_label("查找范围").select_option("标题")
    member.page.get_by_role("button", name="按此范围查找").click()
    member.sees("所选范围内没有找到", "查找范围：标题")
    assert not faults(member) and not member.too_wide()
    member.page.get_by_role("link", name="取消筛选：查找范围：标题").click()
    member.page.locator("ol.hy-found a").first.click()
    expect(member.heading).to_contain_text("停车管理")
    member.page.go_back()
    expect(member.page.locator("#find-words")).to_have_value("电梯")
    expect(member.page.locator("ol.hy-found mark")).to_have_text(["电梯"])

    member.open("/find/")
    member.page.locator(".hy-asked").get_by_role("link", name="电梯", exact=True).click()
    member.sees("走访记录.docx")
    member.page.get_by_role("button", name="删除最近查找“电梯”").click()
    expect(member.page.locator(".hy-asked")).not_to_contain_text("电梯")
