"""The author's page in plain steps, 我的提案, and the examiners' queue."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import SignIn
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, TITLE, Filing, filed, write
from factories.sittings import plan
from huiyin.procedure.library import every
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import KIND
from huiyin.proposals.lists import queue as queue_module
from huiyin.proposals.models import Opening, Proposal, ProposalClass, RefusalReason
from huiyin.proposals.rules.state_groups import HANDED_IN, NOT_HANDED_IN, STATES_OF
from huiyin.proposals.selectors.journey import Trace, journey, journey_of
from huiyin.sittings.models import AgendaItem

MINE, QUEUE = "/proposals/mine/", "/proposals/queue/"


def text_of(client: Client, address: str) -> str:
    """What a page says in its main part."""
    response = client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode().split("<main")[1])


def titles(client: Client, query: str = "") -> list[str]:
    """The titles of the queue in their order."""
    return [row.matter.title for row in client.get(f"{QUEUE}?{query}").context["queue"].rows]


def steps(filing: Filing, *, is_author: bool = True) -> list[tuple[str, str, str]]:
    """The plain steps as they are drawn."""
    way = journey_of(Matter.objects.get(pk=filing.matter.pk), is_author=is_author)
    return [(each.label, each.state, each.note) for each in way.steps]


def coming(filing: Filing, *, is_author: bool = True) -> str:
    return journey_of(Matter.objects.get(pk=filing.matter.pk), is_author=is_author).coming


def test_every_state_stands_in_one_group() -> None:
    grouped = [*NOT_HANDED_IN, *HANDED_IN]
    assert len(grouped) == len(set(grouped)) == len(NOT_HANDED_IN) + sum(map(len, STATES_OF.values()))
    for procedure in every().values():
        if procedure.kind == KIND:
            assert set(procedure.states) <= set(grouped)


def test_author_reads_each_step_with_its_day_and_what_comes_next(office: Cast, signed_in: SignIn) -> None:
    filing = write(office, proposer_kind="joint")
    following = ("提交", "审查", "立案", "交办", "办理", "答复", "评议", "办结")
    assert [each[:2] for each in steps(filing)] == [
        ("撰写", "now"),
        *((label, "future") for label in following),
    ]
    assert coming(filing).startswith("下一步由您办理：写好后提交")
    filing.act("白委员", "invite", {"members": [office["马委员"].pk]})
    assert re.fullmatch(r"下一步等联名人在\d{4}年\d+月\d+日以前答复，然后由您提交。", coming(filing))
    filing.act("马委员", "agree")
    assert "然后由第一提案人提交" in coming(filing, is_author=False)
    filing.act("白委员", "submit")
    day = f"{timezone.localdate(filing.at):%Y年%-m月%-d日}"
    assert steps(filing)[:3] == [
        ("撰写", "past", f"{day}开始撰写"),
        ("提交", "now", f"{day}提交"),
        ("审查", "future", ""),
    ]
    assert re.search(r"在\d{4}年\d+月\d+日以前受理", coming(filing))
    filing.act(FIRST, "accept")
    filing.act(FIRST, "return_for_revision", {"to_author": "请补充数据。"})
    assert steps(filing)[2][:2] == ("审查", "now")
    page = text_of(signed_in(office["白委员"]), f"/matters/{filing.matter.pk}/")
    assert "hy-steps" in page and "下一步由您办理：请在" in page and 'aria-current="step"' in page
    assert "下一步由第一提案人在" in text_of(signed_in(office["马委员"]), f"/matters/{filing.matter.pk}/")
    filing.act("白委员", "resubmit")
    filing.docket()
    assert steps(filing)[3:5] == [("立案", "past", f"{day}立案"), ("交办", "now", "")]
    assert re.fullmatch(
        r"下一步由政协同党委、政府办公室商定交哪个单位办理，在\d{4}年\d+月\d+日以前交办。", coming(filing)
    )
    # Drawn back, it is where it stands now and nowhere further.
    other = filed(office)
    other.act("白委员", "take_back")
    assert [each[1] for each in steps(other)] == ["now", *["future"] * 8]
    other.act("白委员", "submit")
    other.act("白委员", "withdraw", {"reason": "另有考虑。"})
    assert [each[:2] for each in steps(other)] == [("撰写", "past"), ("提交", "past"), ("撤案", "past")]
    assert coming(other) == "不再审查，记录保留。"


def test_steps_after_docketing_to_the_reply() -> None:
    day = date(2026, 3, 2)
    trace = Trace(
        dict.fromkeys(("draft", "submitted", "first_exam", "docketed", "handed_over"), day), None, day
    )
    for state, closed, now, words in (
        ("studied", False, "交办", "商定交哪个单位办理"),
        ("handed_over", False, "办理", "在2026年3月2日以前答复"),
        ("handling", False, "办理", "在2026年3月2日以前答复"),
        ("replied", False, "评议", "请您评议"),
        ("evaluating", False, "评议", "在2026年3月2日以前评议"),
        ("disputed", False, "评议", "重新办理"),
        ("evaluated", False, "办结", "下一步由政协办结"),
        ("tracking", False, "办结", "全部落实以后办结"),
        ("concluded", True, "", "已经办结"),
    ):
        matter = Matter(state=state, closed_at=timezone.now() if closed else None)
        way = journey(matter, trace, is_author=True)
        assert [each.label for each in way.steps if each.state == "now"] == ([now] if now else []), state
        assert words in way.coming and len(way.steps) == 9, state
    for state, last in (("not_handed_over", "不单独交办"), ("merged", "并案"), ("converted", "转办")):
        way = journey(Matter(state=state, closed_at=timezone.now()), trace, is_author=True)
        assert way.steps[-1].label == last and all(each.state == "past" for each in way.steps), state
        assert ("立案" in [each.label for each in way.steps]) == (state == "not_handed_over"), state


def test_what_the_main_one_had_behind_it_stands_before_the_merging() -> None:
    early, late = date(2026, 3, 2), date(2026, 3, 9)
    main = Matter(state="handed_over", title="主案")
    of_main = Trace({"submitted": early, "first_exam": early, "docketed": early, "handed_over": late})
    for merged_on, order in (
        (late, ["审查", "立案", "并案", "交办"]),
        (early, ["审查", "并案", "立案", "交办"]),
    ):
        entered = {"submitted": early, "first_exam": early, "merged": merged_on}
        trace = Trace(entered, main=main, of_main=of_main)
        way = journey(Matter(state="merged", closed_at=timezone.now()), trace, is_author=True)
        assert [each.label for each in way.steps][1:5] == order
        assert [each.state for each in way.steps].index("now") == way.place - 1


def test_refused_proposal_ends_there(office: Cast) -> None:
    filing = filed(office)
    reason = RefusalReason.objects.get(code="academic_discussion")
    advice = {"refusal": reason.pk, "disposal": "letter"}
    filing.examine("not_docket", **advice)
    filing.act(OFFICE, "not_docket", {**filing.cite("not_adopted"), **advice, "text": "属于学术研讨。"})
    assert [each[0] for each in steps(filing)] == ["撰写", "提交", "审查", "不予立案"]
    assert "按审查结果中的去向处理" in coming(filing)


def test_members_find_what_is_theirs_and_how_to_begin(
    office: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    author, other = signed_in(office["白委员"]), signed_in(office["马委员"])
    begin = f"/begin/proposal/?committee={office.committee.code}"
    for page in (text_of(author, MINE), text_of(author, "/")):
        assert "您还没有提案" in page and "开始写第一件提案" in page and begin in page
    author.post("/drafts/" + f"begin:proposal:{office.committee.pk}:/", {"title": "写到一半"})
    assert "接着写" in text_of(author, MINE)
    joint = write(office, proposer_kind="joint", title="关于联名的提案")
    joint.act("白委员", "invite", {"members": [office["马委员"].pk]})
    done = filed(office, title="关于提交的提案")
    write(office, "马委员", title="马委员自己的草稿")
    mine = author.get(MINE).context["mine"]
    assert [each.matter.title for each in mine.drafts] == ["关于联名的提案"]
    assert [each.matter.title for each in mine.filed] == ["关于提交的提案"] and not mine.invitations
    page = text_of(other, MINE)
    assert "请您答复是否联名" in page and "关于联名的提案" in page and "马委员自己的草稿" in page
    assert "关于提交的提案" not in page and "写到一半" not in page
    joint.act("马委员", "agree")
    joint.act("白委员", "submit")
    assert "我联名的" in text_of(other, MINE) and "关于联名的提案" in text_of(other, "/")
    assert "第2步，共9步：提交。" in text_of(author, "/") and done.matter.title in text_of(author, "/")
    assert sorted(titles(signed_in(office[FIRST]))) == ["关于提交的提案", "关于联名的提案"]
    neighbour = text_of(signed_in(zhongwei["卫委员"]), MINE)
    assert "您还没有提案" in neighbour and "关于提交的提案" not in neighbour
    for name in ("城经办", "运维员", "陈副主席"):
        assert signed_in(office[name]).get(MINE).status_code == 403, name
    assert author.get(f"{MINE}?after=nonsense").status_code == 200


def test_clerk_of_a_body_and_whoever_types_in_paper_have_their_own(office: Cast, signed_in: SignIn) -> None:
    write(office, "周经委", contact_name="周经委", title="经济委员会的提案")
    paper = {"received_on": "2026-03-01", "proposer_kind": "individual", "first_member": office["白委员"].pk}
    write(office, OFFICE, **paper, title="代录的提案")
    page = text_of(signed_in(office["周经委"]), MINE)
    assert "经济委员会的提案" in page and "经济委员会</span>" in page and "代录的提案" not in page
    assert "我代录的" in text_of(signed_in(office[OFFICE]), MINE)
    assert "代录的提案" in text_of(signed_in(office["白委员"]), MINE)
    assert "经济委员会的提案" not in text_of(signed_in(office[FIRST]), MINE)


def test_queue_marks_what_the_examiner_has_not_seen(office: Cast, signed_in: SignIn) -> None:
    filing = filed(office)
    first, second = signed_in(office[FIRST]), signed_in(office[SECOND])
    assert "1 件有新进展您还没看" in text_of(first, QUEUE)
    assert titles(first, "unread=1") == [TITLE]
    # Looking at the list takes no mark away; the other's mark is the other's.
    assert first.get(QUEUE).context["queue"].unread == 1
    first.get(f"/matters/{filing.matter.pk}/")
    assert first.get(QUEUE).context["queue"].unread == 0 and titles(first, "unread=1") == []
    assert second.get(QUEUE).context["queue"].unread == 1
    # What one does oneself is nothing new; what another does is.
    filing.act(FIRST, "accept")
    filing.act(FIRST, "examine_first", {"advice": "docket"})
    assert first.get(QUEUE).context["queue"].unread == 0
    filing.act(SECOND, "examine_second", {"advice": "docket"})
    assert first.get(QUEUE).context["queue"].unread == 1
    first.get(f"/matters/{filing.matter.pk}/")
    assert first.get(QUEUE).context["queue"].unread == 0 and Opening.objects.count() == 1
    assert "未读" not in text_of(first, f"{QUEUE}?state=all").partition("<table")[2]


def test_queue_tells_who_examined_and_bars_the_same_person(office: Cast, signed_in: SignIn) -> None:
    filing = filed(office, wished=[office.body("市城市管理局").pk])
    filing.act(FIRST, "accept")
    filing.act(FIRST, "examine_first", {"advice": "docket", "text": "只供审查使用"})
    first, second = text_of(signed_in(office[FIRST]), QUEUE), text_of(signed_in(office[SECOND]), QUEUE)
    assert (
        "初审：提初审" in first
        and "您已办理初审，这一环节由别人办理" in first
        and 'type="checkbox"' not in first
    )
    assert (
        'type="checkbox"' in second and 'value="proposal.examine_second"' in second and "市城管局" in second
    )
    assert titles(signed_in(office[FIRST]), "state=mine") == []
    assert titles(signed_in(office[SECOND]), "state=mine") == [TITLE]
    for name in ("白委员", "周经委", "陈副主席", "府督查", "城经办", "运维员"):
        assert signed_in(office[name]).get(QUEUE).status_code == 403, name


def test_queue_is_filtered_and_ordered_by_the_address(
    office: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    unit = office.body("市城市管理局")
    write(office, title="没有提交的")
    one = filed(office, title="关于停车的提案", wished=[unit.pk])
    two = filed(
        office, "周经委", title="关于产业的提案", contact_name="周经委", publication="no",
        no_publication_reason="涉及企业",
    )  # fmt: skip
    paper = {"received_on": "2025-01-08", "proposer_kind": "individual", "first_member": office["马委员"].pk}
    three = filed(office, OFFICE, **paper, title="关于养老的提案")
    three.act(FIRST, "accept")
    topic = ProposalClass.objects.filter(parent__isnull=False).order_by("pk")[0]
    three.act(FIRST, "classify", {"proposal_class": topic.pk})
    for filing, days in ((one, 3), (two, 9), (three, 1)):
        since = timezone.now() - timedelta(days=days)
        Matter.objects.filter(pk=filing.matter.pk).update(entered_state_at=since)
    filed(zhongwei, "卫委员", title="中卫的提案")
    docketed = filed(office, title="关于立案的提案")
    docketed.docket()
    client = signed_in(office[OFFICE])
    park, industry, old = "关于停车的提案", "关于产业的提案", "关于养老的提案"
    assert titles(client) == [industry, park, old]
    assert [row.days for row in client.get(QUEUE).context["queue"].rows] == [9, 3, 1]
    for query, found in (
        ("text=停车", [park]), ("text=马委员", [old]), ("text=经济委", [industry]), ("text=平20260001", []),
        (f"unit={unit.pk}", [park]), ("proposer=special_committee", [industry]), ("publish=0", [industry]),
        ("paper=1", [old]), ("timing=session", [old]), (f"session={office.plenary_session.pk}&paper=1", [old]),
        ("state=first_exam", [old]), ("key=1", []), ("state==docketed".replace("==", "=%3D"), ["关于立案的提案"]),
        ("state=all&text=平20260001", ["关于立案的提案"]), ("sort=newest&paper=0", None), ("state=withdrawn", []),
        (f"topic={topic.pk}", [old]), (f"topic={topic.parent_id}", [old]), ("topic=none", [industry, park]),
        ("state=nonsense", [industry, park, old]), ("session=999999", [industry, park, old]),
    ):  # fmt: skip
        shown = titles(client, query)
        assert sorted(shown) == sorted(found if found is not None else [park, industry]), query
    assert "没有提交的" not in text_of(client, f"{QUEUE}?state=all")
    for sort in ("due", "newest", "number"):
        assert len(titles(client, f"sort={sort}&state=all")) == 4, sort
    assert client.get(f"{QUEUE}?committee=zhongwei").status_code == 404


def test_queue_pages_lose_and_double_nothing(
    office: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_module, "PAGE", 2)
    for number in range(5):
        filed(office, title=f"第{number}件")
    client = signed_in(office[OFFICE])
    for sort in ("", "due", "newest", "number"):
        seen: list[str] = []
        address = f"{QUEUE}?sort={sort}"
        while address:
            context = client.get(address).context
            seen += [row.matter.title for row in context["queue"].rows]
            address = QUEUE + context["older_url"] if context["older_url"] else ""
        assert sorted(seen) == [f"第{number}件" for number in range(5)], sort


def test_batch_leads_back_to_the_queue_as_it_was_filtered(office: Cast, signed_in: SignIn) -> None:
    filing, client = filed(office), signed_in(office[FIRST])
    page = text_of(client, f"{QUEUE}?state=submitted")
    back = f"{QUEUE}?state=submitted"
    assert f'name="back" value="{back}"' in page
    posted = {"move": "proposal.accept", "matter": str(filing.matter.pk), "back": back}
    preview = client.post("/matters/batch/", posted).content.decode()
    assert f'href="{back}"' in preview and f'name="back" value="{back}"' in preview
    done = client.post("/matters/batch/", {**posted, "confirmed": "1"}).content.decode()
    assert "已办理" in done and f'href="{back}"' in done
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        answer = client.post("/matters/batch/", {**posted, "back": elsewhere}).content.decode()
        assert f'href="{elsewhere}"' not in answer and 'href="/matters/"' in answer


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_ask_as_often_for_many_proposals_as_for_few(office: Cast, signed_in: SignIn) -> None:
    unit = office.body("市城市管理局")

    def bring() -> None:
        filing = filed(office, wished=[unit.pk])
        filing.act(FIRST, "accept")
        filing.act(FIRST, "examine_first", {"advice": "docket"})

    bring()
    pages = (
        (signed_in(office[SECOND]), QUEUE),
        (signed_in(office["白委员"]), MINE),
        (signed_in(office["白委员"]), "/"),
    )
    for client, address in pages:
        client.get(address)
    few = [queries_of(*page) for page in pages[:2]]
    for _number in range(6):
        bring()
    assert [queries_of(*page) for page in pages[:2]] == few
    assert few[0] <= 30
    assert Proposal.objects.count() == 7


def test_office_puts_the_final_examination_on_the_agenda_of_a_sitting(
    office: Cast, signed_in: SignIn
) -> None:
    filings = [filed(office, title=f"{TITLE}之{number}") for number in (1, 2, 3)]
    for filing in filings:
        filing.act(FIRST, "accept")
    for filing in filings[:2]:
        filing.act(FIRST, "examine_first", {"advice": "docket"})
        filing.act(SECOND, "examine_second", {"advice": "docket"})
    client = signed_in(office[OFFICE])
    assert "有2件等会议审定，还没有可以列入的会议" in text_of(client, QUEUE)
    sitting = plan(office, "通报收到提案情况", kind="examination")
    assert "终审的2件全部列入议程" in text_of(client, QUEUE)
    address = f"{QUEUE}agenda/?committee={office.committee.code}"
    keys = [str(each.matter.pk) for each in filings]
    missing = client.post(address, {"matter": keys[:1]})
    assert missing.status_code == 422 and "请选择要列入的会议" in missing.content.decode()
    chosen = {"sitting": str(sitting.pk)}
    # What is still being examined cannot be decided on: ticked, it is passed over.
    assert "没有选中提案" in client.post(address, {**chosen, "matter": keys[2:]}).content.decode()
    answer = client.post(address, {**chosen, "matter": keys[:1]})
    assert answer.status_code == 302 and answer["Location"] == f"/matters/{sitting.pk}/"
    assert client.post(address, {**chosen, "whole": "1"}).status_code == 302
    on_it = AgendaItem.objects.filter(sitting__matter=sitting).order_by("order")
    assert [each.matter for each in on_it] == [None, filings[0].matter, filings[1].matter]
    assert "所列事项都已在议程中" in client.post(address, {**chosen, "whole": "1"}).content.decode()
    # The clerks of the 提案委员会 set the agenda of their own committee's sittings, not of this one.
    assert "还没有可以列入的会议" in text_of(signed_in(office[SECOND]), QUEUE)
