"""The closed loop clicked through by everybody who has a part in it: 形成、报送、阅批、交办、办理、反馈.

Every act of the loop is made on its page; nothing is done behind the pages' back. The pictures are kept for looking at.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.windows import DESK, PHONE, Window, Windows
from factories.people import Cast
from huiyin.procedure.models import Matter
from huiyin.records.verification import verify_matter

pytestmark = pytest.mark.browser

SUBJECT = "园林绿化废弃物焚烧发电再利用"
OUTCOME = f"关于{SUBJECT}的协商报告"
OPINIONS = (
    ("白委员", "园林绿化废弃物可以送往垃圾焚烧发电厂，变废为能。", False),
    ("马委员", "电厂运煤路应当错峰，为收运车辆让出通道。", False),
    ("马委员", "建议对收运企业给予补贴。", True),
)
QUALITY = ("situation_clear", "problem_located", "advice_targeted", "advice_feasible")


# One person of every role signs in on the page; their colleagues come with a session, which saves half a minute.
ON_THE_PAGE = ("周经委", "林政协", "江主席", "府督查", "赵书记", "城经办", "白委员")


class Town:
    """The cast at its desks; members at their phones."""

    def __init__(self, cast: Cast, windows: Windows) -> None:
        self.cast, self.windows = cast, windows

    def __getitem__(self, name: str) -> Window:
        size = PHONE if name.endswith("委员") else DESK
        return self.windows.desk(self.cast[name], size, on_the_page=name in ON_THE_PAGE)


def test_whole_loop_clicked_through_in_all_roles(cast: Cast, windows: Windows) -> None:
    town = Town(cast, windows)
    record_the_consultation(town)
    draft_the_outcome(town)
    sign_and_submit(town)
    read_and_instruct(town)
    assign(town)
    assist_and_answer(town)
    send_back_and_settle(town)
    feed_back(town)
    tell_and_conclude(town)
    matters = Matter.objects.filter(committee=cast.committee)
    assert matters.get(title=OUTCOME, kind="outcome").state == "concluded"
    assert [finding for each in matters for finding in verify_matter(each)] == []


def record_the_consultation(town: Town) -> None:
    clerk = town["周经委"]
    clerk.picture("01-home-of-a-new-clerk").follow("记录协商活动")
    clerk.fill(
        {
            "title": SUBJECT,
            "form": "双月协商",
            "held_on": str(timezone.localdate() - timedelta(days=3)),
            "summary": "全市每年产生园林绿化废弃物数万吨，处置渠道单一。（演示）",
            "participants-0-person": "白委员",
            "participants-1-person": "马委员",
            "participants-2-name": "园艺师傅",
            "participants-2-capacity": "界别群众",
        }
    )
    clerk.picture("02-record-a-consultation").done()
    clerk.sees("还没有登记共识").picture("03-consultation-being-recorded")
    clerk.follow("修改意见", within=".hy-edits").add_row("opinions")
    for number, (giver, text, reserved) in enumerate(OPINIONS):
        row = f"opinions-{number}"
        clerk.fill({f"{row}-giver": giver, f"{row}-text": text, f"{row}-is_reserved": reserved})
    clerk.picture("04-opinions").done()
    clerk.follow("修改共识", within=".hy-edits").fill(
        {"consensus-0-text": "推进园林绿化废弃物资源化利用。"}
    ).done()
    clerk.act("形成记录")
    clerk.sees("已形成记录", *(text for _giver, text, _reserved in OPINIONS)).picture(
        "05-consultation-recorded"
    )


def draft_the_outcome(town: Town) -> None:
    clerk = town["周经委"]
    clerk.follow("起草协商成果", within="#outcomes")
    expect(clerk.page.locator('[name="title"]')).to_have_value(OUTCOME)
    clerk.fill(
        {
            "form_reason": "事关多个部门，需市委、市政府统筹。",
            "responsible_office": "市政府办",
            "analysis": "收运体系不健全，资源化利用不足。（演示）",
            "recommendations-0-lead": "市城管局",
            "recommendations-0-assists": ["市资源局"],
            "recommendations-1-lead": "市交通局",
        }
    )
    clerk.picture("06-draft-an-outcome").done()
    clerk.sees(OUTCOME, "市城管局", "市交通局").picture("07-outcome-drafted")
    clerk.act("送审").sees("审核")


def sign_and_submit(town: Town) -> None:
    office = town["林政协"]
    office.open("/").picture("08-home-of-the-cppcc-office")
    town["陈副主席"].open("/").follow(OUTCOME)
    town["陈副主席"].sees("质量审核").picture("09-outcome-before-the-vice-chair")
    office.matter(OUTCOME).follow("修改质量审核", within=".hy-edits")
    office.fill(dict.fromkeys(QUALITY, "达到")).picture("10-quality").done()
    for number, (name, act) in enumerate((("陈副主席", "审核"), ("何秘书长", "审核"), ("江主席", "签发"))):
        town[name].task(OUTCOME, act).fill({"reason": "同意。" if number == 0 else ""})
        town[name].picture(f"11-sign-{number + 1}").done()
    office.task(OUTCOME, "编号成文").picture("12-make-the-document").done()
    office.sees(f"〔{timezone.localdate().year}〕1号")
    office.act("报送", {"addressees": ["市委办", "市政府办"]})
    office.sees("已报送").picture("13-submitted")


def read_and_instruct(town: Town) -> None:
    for number, (name, incoming) in enumerate((("党督查", "2026-101"), ("府督查", "2026-205"))):
        office = town[name]
        office.open("/").picture(f"14-home-of-an-office-{number + 1}")
        office.task(OUTCOME, "收文登记").fill({"registered_no": incoming}).picture("15-register").done()
        office.act("拟办", {"proposed_opinion": "拟请市领导阅示。"})
        office.act("呈批", {"leaders": ["赵书记"], "others": "" if number == 0 else "钱市长"})
    office = town["府督查"]
    office.matter(OUTCOME).sees("转交办").picture("16-waiting-for-an-instruction")
    expect(office.page.locator("#moves .btn.disabled").filter(has_text="转交办")).to_be_visible()

    leader = town["赵书记"]
    leader.open("/").picture("17-home-of-a-leader")
    leader.task("市委办", "批示")
    leader.fill({"kind": "肯定", "text": "报告很好，很有针对性。"}).picture("18-leader-instructs").done()
    office.task("市政府办", "登记批示")
    office.fill(
        {"leader": "请选择", "leader_name": "钱市长", "leader_post": "市长（演示）", "kind": "要求办理"}
    )
    office.fill({"text": "请市城管局牵头研究办理。", "units": ["市城管局"]})
    office.picture("19-office-writes-an-instruction-down").done()
    office.act("反馈政协办", {"reason": "赵书记已在另件批示。"})
    town["党督查"].task(OUTCOME, "反馈政协办").done()


def assign(town: Town) -> None:
    office = town["府督查"]
    office.task(OUTCOME, "转交办").done()
    office.sees("待交办", "钱市长", "请市城管局牵头研究办理。").follow("交办", within="#moves")
    rows = office.page.locator('[data-rows="assignments"] [data-row]')
    expect(rows).to_have_count(4)  # the three that were suggested and an empty one
    office.fill({"assignments-0-request": "请在两个月内办复。"}).picture("20-assign").done()
    office.sees("办理中", "市城管局", "市资源局", "市交通局").picture("21-assigned")


def assist_and_answer(town: Town) -> None:
    assist = town["自经办"]
    assist.open("/").picture("22-home-of-a-unit").task(OUTCOME, "签收").picture("23-receive").done()
    assist.act("送会办意见", {"text": "同意，建议明确处置场地。"}).picture("24-opinion-of-the-assisting-unit")
    answer(town, "城", "设施科负责，今年已与焚烧发电厂签订接收协议。", pictures=True)
    answer(town, "交", "养护中心负责，今年已划定运煤车辆错峰通行时段。", promise="修通收运专用道（演示）")


def answer(
    town: Town, unit: str, text: str, *, promise: str = "", explained: str = "", pictures: bool = False
) -> None:
    """A unit receives (the first time), drafts, explains what is found, signs in three steps and sends its answer."""
    clerk = town[f"{unit}经办"]
    clerk.open("/")
    if clerk.page.get_by_role("link", name="签收", exact=True).count():
        clerk.task(OUTCOME, "签收").done()
    clerk.task(OUTCOME, "拟写答复").fill({"text": text, "reply_class": "A", "answers-0-text": text})
    if promise:
        by_when = str(timezone.localdate() + timedelta(days=90))
        clerk.add_row("promises").fill({"promises-0-what": promise, "promises-0-by_when": by_when})
    if pictures:
        clerk.picture("25-draft-a-reply")
    clerk.done()
    if explained:
        clerk.sees("没有看到责任单位、科室或者责任人。", within="#findings")
        clerk.act("答复核查意见", {"findings-0-answer": explained}).sees(explained, within="#findings")
        clerk.picture("28-finding-explained")
    for rank, act in (("核稿", "核稿"), ("分管", "审核答复"), ("局长", "签发答复")):
        town[f"{unit}{rank}"].task(OUTCOME, act).done()
    if pictures:
        town[f"{unit}局长"].picture("26-reply-signed-by-the-head")
    clerk.task(OUTCOME, "办复").done()
    if pictures:
        clerk.picture("27-answered")


def send_back_and_settle(town: Town) -> None:
    office = town["府督查"]
    office.open("/").picture("28-home-of-the-office-with-answers")
    office.matter(OUTCOME).sees("今年已与焚烧发电厂签订接收协议。").picture("29-answers-side-by-side")
    office.task("市城管局", "验收答复").follow("返回，暂不办理")
    office.act("退回重办", {"reason": "没有写明接收的起始时间，请补充。"})
    answer(town, "城", "已签订接收协议，自12月1日起按日转运。", explained="由设施科负责。")
    for _each in range(2):
        office.task(OUTCOME, "验收答复").done()
    town["林政协"].matter(OUTCOME).sees("修通收运专用道（演示）").picture("30-all-answered")


def feed_back(town: Town) -> None:
    office = town["府督查"]
    office.task(OUTCOME, "反馈").fill({"text": "两条建议均已采纳，转化为具体措施。"})
    for number, (unit, text) in enumerate((("市城管局", "建立收运制度"), ("市交通局", "运煤车辆错峰"))):
        row = f"measures-{number}"
        office.fill(
            {
                f"verdicts-{number}-adoption": "采纳",
                f"{row}-point": ("1. 园林绿化", "2. 电厂运煤")[number],
                f"{row}-kind": "建立制度",
                f"{row}-text": text,
                f"{row}-unit": unit,
                f"{row}-evidence": "石城管发〔2026〕12号（演示）",
            }
        )
    office.picture("31-feed-back").done()
    office.sees("已反馈").picture("32-fed-back")


def tell_and_conclude(town: Town) -> None:
    office = town["林政协"]
    office.matter(OUTCOME)
    expect(office.page.locator("#moves .btn.disabled").filter(has_text="办结")).to_be_visible()
    office.sees("还有3条意见的提出人没有告知").task(OUTCOME, "告知意见提出人").picture(
        "33-tell-the-givers"
    ).done()
    for name in ("白委员", "马委员"):
        member = town[name]
        member.picture(f"34-home-of-{name}").follow("我的意见去哪了", within="header")
        member.sees("采纳").picture(f"35-my-opinions-{name}")
    member = town["白委员"]
    member.matter(OUTCOME).sees("采纳").misses("市资源局", "没有写明接收的起始时间").picture(
        "36-echo-for-a-member"
    )
    member.act("评价结果", {"answers-0-verdict": "认可", "answers-0-words": "说到做到，谢谢。"})
    member.picture("37-echo-answered")
    office.matter(OUTCOME).sees("说到做到，谢谢。").act("办结")
    office.sees("已办结").picture("38-concluded")
    office.follow("核验本件档案", within="main").sees("未发现改动").picture("39-verified")
