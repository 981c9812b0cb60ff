"""The pages of sittings and of what they decide, as each person sees them over HTTP; and what must not leak."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import SignIn
from factories.consultations import MONDAY, record_consultation
from factories.outcomes import draft_outcome
from factories.people import Cast
from factories.sittings import NAME, decide, decided, hold, plan, recorded, rows
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.models import Matter
from huiyin.sittings.models import AgendaItem
from sittings.motions import new_motion

Read = Callable[[Matter, str], str]
HIDDEN = "（您无权查看的事项）"


@pytest.fixture
def read(shizuishan: Cast, signed_in: SignIn) -> Read:
    """`read(matter, "林政协")`: the text of the page, "" where it is not found."""

    def page(matter: Matter, name: str) -> str:
        answer = signed_in(shizuishan[name]).get(f"/matters/{matter.pk}/")
        assert answer.status_code in (200, 404)
        return answer.content.decode() if answer.status_code == 200 else ""

    return page


def test_page_of_a_sitting_leads_to_each_matter_with_its_decision(shizuishan: Cast, read: Read) -> None:
    activity = record_consultation(shizuishan)
    sitting = hold(shizuishan, plan(shizuishan, activity, "机关党建工作"), excused="何秘书长")
    sitting = decide(shizuishan, sitting, ("adopted", "印发各专委会。"), "heard")
    for matter in (sitting, recorded(shizuishan, sitting)):
        page = read(matter, "林政协")
        for part in (
            f'<a href="/matters/{activity.pk}/">', activity.title, "<strong>通过</strong>：印发各专委会。",
            "机关党建工作", "<strong>听取</strong>", "主席会议", "何秘书长", "市政协会议室",
        ):  # fmt: skip
            assert part in page, part
    assert "石嘴山市政协主席会议纪要〔2026〕1号" in page and "会议决定：通过。印发各专委会。" in page


def test_page_of_a_matter_lists_what_sittings_decided(shizuishan: Cast, read: Read) -> None:
    activity = record_consultation(shizuishan)
    assert 'id="decisions"' not in read(activity, "林政协"), "nothing decided takes no place on the page"
    plan(shizuishan, activity, title="第21次主席会议")
    decided(shizuishan, [activity], ("deferred", "补充调研。"))
    cancelled = plan(shizuishan, activity, title="取消的会议")
    take(cancelled, "cancel", actor=shizuishan["林政协"], at=MONDAY, data={"reason": "合并召开"})
    panel = read(activity, "林政协").split('id="decisions"')[1].split("</section>")[0]
    assert "第21次主席会议" in panel and "已列入议程，尚未决定。" in panel
    assert NAME in panel and "<strong>缓议</strong>：补充调研。" in panel and "2026-03-02" in panel
    assert "取消的会议" not in panel
    own = read(activity, "周经委")
    assert activity.title in own and NAME not in own, "the sitting is not this clerk's to see"


def test_who_was_there_reads_the_decisions_but_not_of_matters_of_others(shizuishan: Cast, read: Read) -> None:
    activity = record_consultation(shizuishan, opinions=(("白委员", "意见", False),))
    outcome = draft_outcome(shizuishan, activity=activity).matter
    secret = ("adopted", "涉及城管局的处理意见")
    sitting = hold(
        shizuishan, plan(shizuishan, activity, outcome, "公开的议题"), present="江主席、白委员、马委员"
    )
    decide(shizuishan, sitting, "heard", secret, "adopted")
    sitting = recorded(shizuishan, sitting)
    for name in ("白委员", "江主席"):
        page = read(sitting, name)
        assert activity.title in page and "公开的议题" in page, name
        assert HIDDEN in page and "纪要中有您无权查看的事项" in page
        for hidden in (outcome.title, secret[1], f"/matters/{outcome.pk}/"):
            assert hidden not in page, (name, hidden)
    # To 马委员, who took no part in that consultation, it says nothing either.
    assert activity.title not in read(sitting, "马委员") and "公开的议题" in read(sitting, "马委员")
    assert HIDDEN not in read(sitting, "林政协")


def test_excused_and_uninvolved_people_see_nothing_of_a_sitting(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn, read: Read
) -> None:
    sitting = hold(shizuishan, plan(shizuishan, "议题"), excused="白委员", observing="周经委")
    assert read(sitting, "周经委"), "present as an observer"
    for name in ("白委员", "马委员", "城经办", "府督查", "赵书记", "陈副主席"):
        seen = bool(read(sitting, name))
        assert seen == (name == "陈副主席"), name
    for name in ("卫政协", "卫主席", "卫委员"):
        client = signed_in(zhongwei[name])
        assert client.get(f"/matters/{sitting.pk}/").status_code == 404
        assert client.post(f"/matters/{sitting.pk}/moves/decide/").status_code == 404
        assert NAME not in client.get("/matters/").content.decode()
    plan_only = plan(shizuishan, "未定的议题", title="下一次会议")
    assert not read(plan_only, "陈副主席") and "未定的议题" in read(plan_only, "江主席")


def test_matter_taken_back_after_it_was_put_on_the_agenda_says_nothing_any_more(
    shizuishan: Cast, read: Read, signed_in: SignIn, motions: None
) -> None:
    motion, clerk = new_motion(shizuishan), shizuishan["林政协"]
    sitting = hold(shizuishan, plan(shizuishan, "第一项", motion, "第三项"))
    decide(shizuishan, sitting, "adopted", ("adopted", "只说给提出单位"), "heard")
    assert motion.title in read(sitting, "林政协")
    take(motion, "take_back", actor=shizuishan["周经委"], at=MONDAY)
    page = read(sitting, "林政协")
    assert HIDDEN in page and motion.title not in page and "只说给提出单位" not in page

    # Its decision is neither offered nor lost, the agenda keeps it, and nobody makes minutes without seeing all.
    with pytest.raises(ActRefused) as refused:
        take(sitting, "make_minutes", actor=clerk, at=MONDAY, data={"title": "纪要", "body": "正文"})
    assert str(refused.value) == "议程中有您无权查看的事项，纪要请由政协办经办人生成。"
    hidden = AgendaItem.objects.get(matter=motion)
    with pytest.raises(FormRefused):
        take(
            sitting,
            "decide",
            actor=clerk,
            at=MONDAY,
            data={"decisions": [{"item": hidden.pk, "decision": "heard"}]},
        )
    kept = AgendaItem.objects.filter(sitting__matter=sitting, matter=None).order_by("order")
    agenda = [{"item": each.pk, "text": each.text} for each in kept]
    take(sitting, "agenda", actor=clerk, at=MONDAY, data={"agenda": agenda})
    hidden.refresh_from_db()
    assert (hidden.order, hidden.decision) == (3, "adopted")
    for move in ("agenda", "decide"):
        page = signed_in(clerk).get(f"/matters/{sitting.pk}/moves/{move}/").content.decode()
        assert "第一项" in page and motion.title not in page


def test_matter_that_readers_of_the_minutes_may_not_see_is_not_put_on_the_agenda(
    shizuishan: Cast, motions: None
) -> None:
    inner = new_motion(shizuishan, laid_open=False)
    own = {"clerk": "周经委", "kind": "special_committee", "body": "经济委员会"}
    with pytest.raises(FormRefused, match=f"“{inner.title}”不能列入这次会议"):
        plan(shizuishan, inner, **own)
    opened = new_motion(shizuishan)
    plan(shizuishan, opened, **own)
    with pytest.raises(FormRefused, match="不能列入这次会议"):
        plan(shizuishan, opened, kind="special_committee", body="文化文史和学习委员会")


def test_begin_page_offers_open_matters_before_closed_ones_and_none_of_others(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    closed = record_consultation(shizuishan, title="已归档的协商")
    take(closed, "close_without", actor=shizuishan["周经委"], at=MONDAY, data={"reason": "并入下次"})
    open_one = record_consultation(shizuishan, title="进行中的协商")
    foreign = record_consultation(
        zhongwei, clerk="卫文史", organiser="文化文史和学习委员会", title="中卫的协商",
        opinions=(("卫委员", "意见", False),),
    )  # fmt: skip
    page = signed_in(shizuishan["林政协"]).get("/begin/sitting/?committee=shizuishan").content.decode()
    assert page.index("进行中的协商") < page.index("已归档的协商") and "已办结" in page
    assert "中卫的协商" not in page and str(foreign.pk) not in page
    assert open_one.title not in (
        signed_in(zhongwei["卫政协"]).get("/begin/sitting/?committee=zhongwei").content.decode()
    )
    clerk = signed_in(shizuishan["周经委"]).get("/begin/sitting/?committee=shizuishan").content.decode()
    assert "专门委员会会议" in clerk and "党组会议" not in clerk
    assert signed_in(shizuishan["白委员"]).get("/begin/sitting/").status_code == 403


def test_sitting_is_reached_from_home_and_from_the_work_list(shizuishan: Cast, signed_in: SignIn) -> None:
    sitting, client = plan(shizuishan, "议题"), signed_in(shizuishan["林政协"])
    home = client.get("/").content.decode()
    assert "/begin/sitting/" in home and "会后登记召开情况" in home
    listed = client.get("/matters/?kind=sitting").content.decode()
    assert sitting.title in listed and "议事会议" in listed


def test_form_over_http_keeps_what_was_typed_and_is_done_once(shizuishan: Cast, signed_in: SignIn) -> None:
    sitting, client = hold(shizuishan, plan(shizuishan, "甲议题", "乙议题")), signed_in(shizuishan["林政协"])
    address = f"/matters/{sitting.pk}/moves/decide/"
    page = client.get(address).content.decode()
    assert "1. 甲议题" in page and "2. 乙议题" in page
    first, second = AgendaItem.objects.filter(sitting__matter=sitting).order_by("order")
    posted = {
        "request_id": "r1", "expected_step": sitting.step_number,
        "decisions-0-item": first.pk, "decisions-0-decision": "adopted",
        "decisions-1-item": second.pk, "decisions-1-decision_text": "再议",
    }  # fmt: skip
    refused = client.post(address, posted)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "填写了决定内容的，请选择决定。" in text and "再议" in text and "2. 乙议题" in text
    right = {**posted, "decisions-1-decision": "deferred"}
    for _again in range(2):
        assert client.post(address, right).status_code == 302
    assert sitting.steps.filter(move="decide").count() == 1
    second.refresh_from_db()
    assert (second.decision, second.decision_text) == ("deferred", "再议")


def queries(signed_in: SignIn, cast: Cast, address: str) -> int:
    """How many queries the page takes once everything that is kept has been read."""
    client = signed_in(cast["林政协"])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_items_or_with_sittings(shizuishan: Cast, signed_in: SignIn) -> None:
    activities = [record_consultation(shizuishan, title=f"协商{number}") for number in range(3)]
    few = decided(shizuishan, activities[:1], "adopted")
    many = decided(shizuishan, activities, "adopted", "heard", "deferred", title="第21次主席会议")
    once, thrice = (
        record_consultation(shizuishan, title="一次"),
        record_consultation(shizuishan, title="三次"),
    )
    for matter, times in ((once, 1), (thrice, 3)):
        for number in range(times):
            decided(shizuishan, [matter], "adopted", title=f"{matter.title}{number}")

    def count(matter: Matter, suffix: str = "") -> int:
        return queries(signed_in, shizuishan, f"/matters/{matter.pk}/{suffix}")

    assert count(many) == count(few)
    assert count(thrice) == count(once)
    assert count(many, "moves/agenda/") == count(few, "moves/agenda/")
    assert count(many, "moves/decide/") == count(few, "moves/decide/")


def test_text_of_users_is_never_markup(shizuishan: Cast, read: Read) -> None:
    sitting = hold(shizuishan, plan(shizuishan, "<script>alert(1)</script>"), observing="<b>某人</b>")
    page = read(decide(shizuishan, sitting, ("adopted", "<i>同意</i>")), "林政协")
    assert "&lt;script&gt;alert(1)" in page and "&lt;i&gt;同意" in page
    assert "<script>alert" not in page and "<i>同意" not in page and "<b>某人" not in page


def test_agenda_of_another_committees_matter_is_refused_over_http(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    foreign = record_consultation(
        zhongwei, clerk="卫文史", organiser="文化文史和学习委员会", title="中卫的协商",
        opinions=(("卫委员", "意见", False),),
    )  # fmt: skip
    sitting, client = plan(shizuishan, "议题"), signed_in(shizuishan["林政协"])
    (row,) = rows(foreign)
    answer = client.post(f"/matters/{sitting.pk}/moves/agenda/", {"agenda-0-matter": row["matter"]})
    assert answer.status_code == 422 and "中卫的协商" not in answer.content.decode()
    assert client.get(f"/begin/sitting/?origin={foreign.pk}").status_code == 404
