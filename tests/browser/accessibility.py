"""What a page must be for everybody: no serious finding of axe-core, no sideways scrolling, a keyboard suffices."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from browser.windows import DESK, PHONE, Window

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
SERIOUS = {"serious", "critical"}
MOST_TABS = 200
FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  // A tick box may show its focus on itself only; a link in the flow by its outline.
  const style = getComputedStyle(here);
  const shown = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  const box = here.getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return { what: here.outerHTML.slice(0, 100), shown, inside, primary: here.matches(".btn-primary"), name: here.name };
}"""


@cache
def axe_source() -> str:
    """axe-core, as npm installed it."""
    return AXE.read_text(encoding="utf-8")


def findings(window: Window) -> list[str]:
    """What axe-core finds serious or critical, one line each. Run from outside: the page's own policy stays strict."""
    window.page.evaluate(axe_source())
    run = "(tags) => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
    result: dict[str, Any] = window.page.evaluate(run, TAGS)
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:140]} {node['failureSummary'].splitlines()[-1].strip()}"
        for each in result["violations"]
        if each["impact"] in SERIOUS
        for node in each["nodes"][:3]
    ]


def sideways(window: Window) -> list[str]:
    """What makes the page wider than a phone, in normal and in large letters."""
    own = window.page.viewport_size or DESK
    window.page.set_viewport_size(PHONE)
    found = [f"375 px: {each}" for each in window.too_wide()]
    window.page.evaluate("document.documentElement.classList.add('hy-large')")
    found += [f"375 px 大字: {each}" for each in window.too_wide()]
    window.page.evaluate("document.documentElement.classList.remove('hy-large')")
    window.page.set_viewport_size(own)
    return found


def faults(window: Window) -> list[str]:
    """Everything that is wrong with the page as it stands."""
    return [f"{window.page.url}: {each}" for each in (*findings(window), *sideways(window))]


def tab_to_primary(window: Window, *, typing: Mapping[str, str] | None = None) -> list[str]:
    """Go through the page by Tab up to its main button, typing into the fields named.

    What was passed without being seen to have the focus is given back.
    """
    window.page.evaluate("document.activeElement?.blur()")
    hidden: list[str] = []
    for _step in range(MOST_TABS):
        window.page.keyboard.press("Tab")
        here: dict[str, Any] | None = window.page.evaluate(FOCUS)
        if here is None:
            break
        if not (here["shown"] and here["inside"]):
            hidden.append(here["what"])
        if typing and here["name"] in typing:
            window.page.keyboard.type(typing[here["name"]])
        if here["primary"]:
            return hidden
    return [*hidden, "the main button was not reached"]
