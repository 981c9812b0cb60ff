"""What the journeys of answered proposals press alike: a draft with its findings, acceptance, the marks of a form."""

from browser.desks import Desks
from browser.windows import Window
from huiyin.procedure.models import Matter

EXPLAINED = "已核实，情况属实。"
MARKS = {"contact": "满意", "attitude": "满意", "pertinence": "满意", "result": "满意"}


def answers(desks: Desks, prefix: str, child: Matter, text: str) -> Window:
    """The unit's clerk drafts a reply to every suggestion of its part and explains what the check found."""
    clerk = desks.at(f"{prefix}经办", child).begin("拟写答复")
    given = clerk.page.locator('main textarea[name^="answers-"][name$="-text"]').count()
    clerk.fill({"text": text, "reply_class": "A"} | {f"answers-{row}-text": text for row in range(given)})
    clerk.done()
    if clerk.page.locator("#moves").get_by_role("link", name="答复核查意见", exact=True).count():
        clerk.begin("答复核查意见")
        for row in clerk.page.locator('main [name^="findings-"][name$="-answer"]').all():
            row.fill(EXPLAINED)
        clerk.done()
    return clerk


def accepted(desks: Desks, child: Matter) -> Window:
    """The office of the committee accepts the reply: the letters go out."""
    return desks.at("林政协", child).act("验收答复")


def marks(window: Window, *units: dict[str, str]) -> Window:
    """What is said of each unit, aspect by aspect."""
    for number, given in enumerate(units or (MARKS,)):
        window.fill({f"marks-{number}-{aspect}": value for aspect, value in given.items()})
    return window
