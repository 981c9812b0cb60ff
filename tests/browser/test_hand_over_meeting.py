"""The hand-over meeting: from the desk to the agenda, the minutes, the notices, and the units that sign for it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.desks import Desks, looked_at
from browser.windows import Window, Windows
from factories.handing_over import PARTY_UNIT, ROADS, add_sides, listed
from factories.proposals import TITLE, add_examiners
from handling.dossiers import Office
from huiyin.handling.models import Assignment
from huiyin.procedure.models import Matter
from huiyin.records.verification import verify_matter

pytestmark = pytest.mark.browser

DESK = "/proposals/hand-over/"
FIRST, SECOND = f"{TITLE}之一", f"{TITLE}之二"


def at_sitting(clerk: Window, kind: str, name: str, *, state: str = "listed") -> None:
    """A sitting is planned, takes up the whole stage, is held, decides, and has its minutes."""
    today = f"{timezone.localdate():%Y-%m-%d}"
    clerk.open(f"{DESK}?state={state}").follow("拟定会议议程")
    clerk.fill({"kind": kind, "title": name, "planned_on": today}).submit()
    clerk.open(f"{DESK}?state={state}").fill({"sitting": name})
    clerk.page.get_by_role("button", name="全部2件列入议程").click()
    clerk.sees(FIRST, SECOND)
    held = {"held_on": today, "place": "市政协会议室", "chaired_by": "江主席", "present": "江主席、陈副主席"}
    clerk.act("登记会议召开", held).act("其余各项一并登记决定", {"decision": "通过"}).act("生成纪要")


def ticked(clerk: Window, move: str) -> Window:
    """Everything on the page is ticked and the move chosen; the preview is shown."""
    for box in clerk.page.locator('#hand-over input[name="matter"]').all():
        box.check()
    clerk.fill({"move": move})
    clerk.page.get_by_role("button", name="成批办理").click()
    return clerk.sees("所选事项")


def together(clerk: Window, state: str, move: str, values: dict[str, str | bool | list[str]]) -> None:
    """One move on everything of a stage."""
    ticked(clerk.open(f"{DESK}?state={state}"), move).fill(values).submit()
    expect(clerk.heading).to_contain_text("办理结果")
    clerk.misses("未办理")


def test_hand_over_meeting_from_the_desk_to_the_units(office: Office, windows: Windows) -> None:
    cast, desks = office.cast, Desks(office, windows)
    add_examiners(cast)
    add_sides(cast)
    before = office.at - timedelta(days=1)
    one = listed(cast, [(ROADS, "lead", ()), (PARTY_UNIT, "assist", (2,))], title=FIRST, at=before).matter
    two = listed(cast, title=SECOND, at=before).matter

    clerk = desks["林政协"].open(DESK)
    clerk.sees("已列入交办清单 2", "归口党委、政府", "市交通局（主办）", "还没有可以列入的会议")
    looked_at(clerk, "01-desk-listed")
    at_sitting(clerk, "主席会议", "第21次主席会议")
    together(clerk, "listed", "登记主席会议研究结果", {"decision": "第21次主席会议"})
    key = {
        "is_key": True,
        "criteria": ["关系全局的重大问题，党委和政府中心工作"],
        "supervisor": "陈副主席",
        "leader": "赵书记",
        "decision": "第21次主席会议",
    }
    desks.at("林政协", one).act("调整重点提案", key)

    party = desks["党督查"].open(DESK).sees(FIRST).misses(SECOND, "市交通局")
    party.follow(FIRST).sees("网信办", "只列归口本方的单位", "督办", "陈副主席").misses(
        "市交通局", "审查意见"
    )
    looked_at(party, "02-party-office").act("同意拟承办单位")
    government = desks["府督查"].open(f"{DESK}?state=studied")
    ticked(government, "同意拟承办单位").submit()
    expect(government.heading).to_contain_text("办理结果")

    clerk.open(f"{DESK}?state=agreed").sees("已商定，待交办 2")
    at_sitting(clerk, "联席会议", "提案交办会", state="agreed")
    together(clerk, "agreed", "交办", {"decision": "提案交办会", "request": "请按期办复。"})
    clerk.sees("已办理")
    looked_at(clerk, "03-handed-over")
    looked_at(clerk.open(f"{DESK}units/"), "04-list-of-a-unit").sees("市交通运输局承办的提案", FIRST, SECOND)

    unit = desks["交经办"].task(FIRST, "签收").done()
    unit.sees("办复", within="#clocks")
    desks["交经办"].task(SECOND, "签收").done()
    looked_at(desks.at("交经办", one).sees("本单位承办的部分", "请按期办复。"), "05-unit")
    looked_at(desks.at("白委员", one).sees("市交通局", "承办单位正在办理"), "06-author")
    assert set(Matter.objects.filter(pk__in=[one.pk, two.pk]).values_list("state", flat=True)) == {"handling"}
    numbers = Assignment.objects.order_by("pk").values_list("matter__number", flat=True)
    assert len(set(numbers)) == 3 and all(each.startswith("提案交办〔") for each in numbers)
    assert [each for row in Matter.objects.all() for each in verify_matter(row)] == []
