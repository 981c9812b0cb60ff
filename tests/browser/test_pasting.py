"""A clerk pastes a report from Word or WPS: its paragraphs and numbers come in, and Ctrl+Z takes it back."""

import re

import pytest
from playwright.sync_api import expect

from browser.clipboard import COPIED, WORD_NUMBERS, Copied
from browser.windows import Window, Windows
from factories.people import Cast

pytestmark = pytest.mark.browser

PASTE = """([html, plain]) => {
  const field = document.querySelector('[name="summary"]');
  field.focus();
  const clipboard = new DataTransfer();
  if (html) clipboard.setData("text/html", html);
  clipboard.setData("text/plain", plain);
  const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
  return field.dispatchEvent(event);
}"""


def paste(window: Window, copied: Copied) -> bool:
    """Paste into the long text; whether the browser was left to do it."""
    left: bool = window.page.evaluate(PASTE, [copied.html, copied.plain])
    return left


def test_pasted_text_keeps_paragraphs_and_numbers(cast: Cast, windows: Windows) -> None:
    clerk = windows.of(cast["周经委"]).open("/begin/activity/")
    field = clerk.page.locator('[name="summary"]')
    note = clerk.page.locator("[data-paste-note]")
    for copied in COPIED:
        field.fill("")
        assert not paste(clerk, copied), copied.name
        assert field.input_value() == copied.expected, copied.name
        assert (note.text_content() if note.is_visible() else "") == copied.note, copied.name
    # What needs no tidying is left to the browser.
    assert paste(clerk, Copied("", "", "一段平常的话 abc", ""))


def test_pasted_text_is_counted_saved_and_taken_back(cast: Cast, windows: Windows) -> None:
    clerk = windows.of(cast["周经委"]).open("/begin/activity/")
    field = clerk.page.locator('[name="summary"]')
    field.fill("前文。后文。")
    field.evaluate("field => field.setSelectionRange(3, 3)")
    paste(clerk, WORD_NUMBERS)
    whole = f"前文。{WORD_NUMBERS.expected}后文。"
    assert field.input_value() == whole
    expect(clerk.page.locator('[data-counter-for="id_summary"]')).to_contain_text(f"已写 {len(whole)}／")
    expect(clerk.page.locator(".hy-autosave")).to_have_text(re.compile("已自动保存"))
    field.press("Control+z")
    expect(field).to_have_value("前文。后文。")
