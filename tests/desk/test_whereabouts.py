"""我的意见去哪了: everything a person put forward on one page, from filing to what came of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.test_combined import whole_of
from briefs.test_forwarding import replied as unit_replied
from briefs.test_forwarding import rows as to_one_unit
from conftest import SignIn
from factories.answering import (
    PLANNED,
    TO_COME,
    again,
    evaluated,
    evaluating,
    joined,
    on,
)
from factories.briefs import reported
from factories.consultations import MONDAY, record_consultation
from factories.handing_over import add_sides
from factories.ladders import PROVINCE, sent_up, three_levels
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, TITLE, Filing, add_examiners, filed, write
from huiyin.handling.models import Commitment, LookBack, Reply, ReplyClass, ReplyLetter
from huiyin.people.selectors import current_grants
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.whereabouts import Whereabouts, sources
from huiyin.proposals.models import RefusalReason
from proposals.test_converting import refused
from proposals.test_tips import call, give, offer


@pytest.fixture
def town(shizuishan: Cast) -> Cast:
    """石嘴山 with the examiners of proposals."""
    add_examiners(shizuishan)
    return shizuishan


def page(client: Client, query: str = "") -> str:
    """The page as text."""
    return client.get(f"/whereabouts/{query}").content.decode()


def test_a_member_finds_opinions_and_proposals_on_one_page(town: Cast, signed_in: SignIn) -> None:
    record_consultation(town)
    filing = filed(town, "白委员")
    text = page(signed_in(town["白委员"]))
    assert "变废为能" in text and TITLE in text
    assert re.search(r"共 2 件，已经有回音的 0 件", text)
    assert "统一收运体系" not in text, "another member's opinion is not theirs"
    said = {"refusal": RefusalReason.objects.filter(committee=town.committee)[0].pk, "disposal": "returned"}
    filing.examine("not_docket", **said, text="属于个人事项。")
    filing.act(OFFICE, "not_docket", {**filing.cite("not_adopted"), **said, "text": "请向窗口咨询。"})
    text = page(signed_in(town["白委员"]))
    assert "请向窗口咨询" in text and re.search(r"已经有回音的 1 件", text)
    assert TITLE not in page(signed_in(town["白委员"]), "?standing=under_way")
    assert TITLE in page(signed_in(town["白委员"]), "?standing=ended")


def test_drafts_and_others_matters_are_not_there(town: Cast, signed_in: SignIn) -> None:
    filed(town, "白委员")
    text = page(signed_in(town["马委员"]))
    assert TITLE not in text and "还没有您提出的提案" in text


def test_an_unknown_year_or_filter_shows_the_latest_year(town: Cast, signed_in: SignIn) -> None:
    filed(town, "白委员")
    client = signed_in(town["白委员"])
    for query in ("?year=1900", "?year=二〇二六", "?year=", "?standing=lost", "?year=99999999999999999999"):
        assert TITLE in page(client, query), query


def told(cast: Cast, who: str, code: str, at: Any = MONDAY) -> list[Whereabouts]:
    """What one source tells a person of the year."""
    grants = tuple(current_grants(cast[who], at.date()))
    return list(sources[code].read(Visit(cast[who], at, grants), 2026))


def came_of(entry: Whereabouts) -> dict[str, list[str]]:
    """Label → what is said under it."""
    found: dict[str, list[str]] = {}
    for each in entry.came_of_it:
        found.setdefault(each.label, []).append(each.words)
    return found


def followed(town: Cast) -> Filing:
    """Two rounds, the second with a plan and a promise that is kept, recorded and visited."""
    filing = evaluating(town)
    evaluated(filing, "白委员", "dissatisfied")
    again(filing, code=TO_COME)
    return filing


def test_whole_chain_of_a_proposal_with_a_second_round(town: Cast, signed_in: SignIn) -> None:
    add_sides(town)
    filing = followed(town)
    (entry,) = told(town, "白委员", "proposals", filing.at)
    said = came_of(entry)
    assert entry.standing == "yours" and "第2轮办理还没有评议，请在" in said["待您评议"][0]
    assert [each.split("：")[1] for each in said["答复"]] == ["市交通局答复", "市交通局答复"]
    assert "A 类" in said["答复"][0] and "B 类" in said["答复"][1], "each round keeps its class"
    assert said["重新办理"] == ["承办单位重新办理，开始第2轮。"]
    assert "还没有看到效果。" in said["您的评议"][0] and said["评议结果"] == ["第1轮评议结束：有异议。"]
    evaluated(filing, "白委员")
    assert filing.matter.state == "tracking"
    filing.at += timedelta(days=30)
    reply = Reply.objects.get(matter__parent=filing.matter, matter__parent_round=2)
    done = ReplyClass.objects.get(committee=town.committee, code="A")
    day = filing.at.date().isoformat()
    found = {"reply": reply.pk, "reply_class": done.pk, "implemented_on": day, "text": "现场核实。"}
    filing.act(OFFICE, "record_result", found)
    filing.act(OFFICE, "look_back", {"ground": "sample", "visit_by": day})
    visit = LookBack.objects.get().matter
    (entry,) = told(town, "白委员", "proposals", filing.at)
    assert "回头看" not in came_of(entry), "a visit that is planned is announced to nobody"
    seen = {"visited_on": day, "place": "老城区", "people": "周经委", "evidence": "车位已经划线。"}
    on(filing, visit, OFFICE, "record_visit", seen)
    on(filing, visit, OFFICE, "find_confirmed", {"conclusion": "车位够用。"})
    filing.act(OFFICE, "conclude")
    (entry,) = told(town, "白委员", "proposals", filing.at)
    said = came_of(entry)
    assert entry.standing == "echoed" and "待您评议" not in said
    assert len(said["您的评议"]) == 2 and "现场核实。" in said["跟踪结果"][0]
    assert said["回头看"] == ["到现场回头看：已落实。车位够用。"]
    dates = said["办复、办结、落实"][0]
    assert dates.count("2026年") == 3 and dates.index("办复") < dates.index("办结") < dates.index("落实")
    client = signed_in(town["白委员"])
    letter = ReplyLetter.objects.filter(person=town["白委员"]).latest("pk")
    assert f"/matters/{letter.matter_id}/" in page(client)
    for each in entry.came_of_it:
        assert not each.url or client.get(each.url).status_code == 200, each


def test_promises_with_their_day_and_the_same_queries_for_many(town: Cast) -> None:
    add_sides(town)
    filing = evaluating(town, code=TO_COME, promises=(PLANNED,))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            told(town, "白委员", "proposals", filing.at)
        return len(found)

    once = queries()
    (entry,) = told(town, "白委员", "proposals", filing.at)
    promised = "市交通局承诺：建成停车信息平台，2026年12月31日以前完成。未到期。"
    assert came_of(entry)["承诺"] == [promised]
    evaluated(filing, "白委员")
    child, day = Commitment.objects.get().matter, filing.at.date().isoformat()
    on(filing, child, "交经办", "report", {"evidence": "平台已经上线。", "delivered_on": day})
    on(filing, child, OFFICE, "confirm")
    (entry,) = told(town, "白委员", "proposals", filing.at)
    assert "按期兑现（2026年" in came_of(entry)["承诺"][0]
    second = evaluating(town, title="关于第二件的提案", at=filing.at)
    filing.at = second.at
    assert len(told(town, "白委员", "proposals", filing.at)) == 2
    assert queries() <= once + 1, "forms with marks are read once more, whatever their number"


def test_part_follows_its_main_and_each_reads_the_own_letters(town: Cast) -> None:
    add_sides(town)
    main = joined(town)
    main.act(OFFICE, "ask_evaluation")
    own, signed, part = (told(town, who, "proposals", main.at)[0] for who in ("白委员", "马委员", "周经委"))
    for entry, name in ((own, "白委员"), (signed, "马委员"), (part, "经济委")):
        (letter,) = came_of(entry)["答复函"]
        assert f"给{name}的答复函" in letter and entry.standing == "yours", name
        assert came_of(entry)["答复"][0].startswith("市交通局答复"), name
    assert "随主案一起办理" in came_of(part)["并案"][0]
    evaluated(main, "马委员")
    assert "您的评议" in came_of(told(town, "马委员", "proposals", main.at)[0])
    for who in ("白委员", "周经委"):
        assert "您的评议" not in came_of(told(town, who, "proposals", main.at)[0]), "forms are each one's own"


def test_letters_and_tips_are_entries_of_their_own(town: Cast, signed_in: SignIn) -> None:
    filing = refused(town, "letter")
    filing.act(FIRST, "convert")
    letter = Matter.objects.get(kind="letter")
    (entry,) = told(town, "白委员", "letters", filing.at)
    assert (entry.standing, entry.came_of_it) == ("under_way", ())
    unit, day = town.body("市城市管理局").pk, filing.at.date().isoformat()
    on(filing, letter, FIRST, "forward", {"on": day, "body": unit, "text": "请研究。"})
    on(filing, letter, FIRST, "close", {"result": "taken_up", "text": "已在方案中采用。"})
    (entry,) = told(town, "白委员", "letters", filing.at)
    assert entry.standing == "echoed" and "已研究采用：已在方案中采用。" in came_of(entry)["处理结果"]
    tip = give(town, "白委员", call(town))
    assert told(town, "白委员", "tips")[0].now == "已经收到，正在筛选。"
    offer(town, tip)
    draft = write(town, "马委员", title="关于街道照明的提案")
    draft.act("马委员", "name_tips", {"tips": [tip.tip.pk]})
    (entry,) = told(town, "白委员", "tips")
    assert entry.standing == "echoed" and "形成提案" not in came_of(entry), "a draft is nobody's business"
    draft.act("马委员", "submit")
    (entry,) = told(town, "白委员", "tips")
    assert came_of(entry)["形成提案"] == ["已有提案1件参考这条线索提出。"]
    assert not told(town, "马委员", "tips") and not told(town, "马委员", "letters")
    text = page(signed_in(town["白委员"]))
    assert "朝阳街路灯不亮" in text and "处理结果" in text


def test_briefs_tell_every_level_and_what_came_down_from_above(town: Cast, signed_in: SignIn) -> None:
    first = reported(town, "白委员", title="甲小区消防通道")
    second = reported(town, "马委员", title="乙小区消防通道", disclosure="undisclosed")
    whole = whole_of(town, first, second)
    whole.issue()
    above = sent_up(town, whole, OFFICE, three_levels(town).province, PROVINCE)
    above.issue()
    day = above.at.date().isoformat()
    said = {"level": "province", "form": "single", "on": day, "leader": "省级某领导", "kind": "handle"}
    above.act(PROVINCE[0], "record_instruction", said)
    whole.matter.refresh_from_db()
    whole.at = above.at
    whole.act(OFFICE, "forward", to_one_unit(town, whole.matter))
    unit_replied(town, whole.matter.children.get(kind="assignment"), whole.at)
    whole.matter.refresh_from_db()
    whole.act(OFFICE, "feed_back", {"words": "市城管局已划线。"})
    (entry,) = told(town, "白委员", "briefs", whole.at)
    found = came_of(entry)
    assert any("被宁夏政协采用（综合" in each for each in found["采用"])
    assert any("获省级领导批示（要求办理）" in each for each in found["批示"])
    assert found["转办"] == ["转有关单位办理。"] and found["办复"] == ["有关单位已经办复。"]
    assert "市城管局已划线。" in found["反馈"][0] and entry.standing == "echoed"
    text = page(signed_in(town["白委员"]))
    assert "省级某领导" not in text and "马委员" not in text and "乙小区" not in text
