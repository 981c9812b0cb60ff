"""Everybody who wrote or signed a proposal evaluates it once, part by part; units learn no more than the outcome."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from conftest import SignIn
from factories.answering import assignment, evaluated, joined, marks, on, round_of
from factories.handing_over import GOVERNMENT, ROADS
from factories.people import Cast
from factories.proposals import OFFICE, Filing
from huiyin.handling.models import EvaluationForm, EvaluationMark, EvaluationValue
from huiyin.handling.panels.parent import evaluations_context, totals_in_words
from huiyin.handling.panels.rounds import totals_context
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.notices.reminders import remind
from huiyin.people.actions.grants import give_grant
from huiyin.procedure.choices import choices, standing
from huiyin.procedure.errors import ActRefused, NotYours
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Matter
from huiyin.proposals.models import Merging
from huiyin.proposals.selectors.journey import journey_of

UNIT = ("交经办", "交核稿", "交分管", "交局长")


@pytest.fixture
def asked(sided: Cast) -> Filing:
    """First signer, co-signer and the special committee whose proposal was merged into it are asked."""
    filing = joined(sided)
    filing.act(OFFICE, "ask_evaluation")
    return filing


def test_each_author_gets_one_form_of_four_parts_and_a_body_through_its_clerk(asked: Filing) -> None:
    round_matter = round_of(asked)
    parties = round_matter.parties.filter(role__in=("evaluator", "evaluating_body")).order_by("pk")
    assert {str(each.holder) for each in parties} == {"白委员", "马委员", "经济委"}
    deliver(asked.at)
    told = Message.objects.filter(matter=round_matter, kind="todo").values_list("person__name", flat=True)
    assert set(told) == {"白委员", "马委员", "周经委"}
    missing = marks(asked)
    del missing["marks"][0]["attitude"]
    with pytest.raises(ActRefused):
        on(asked, round_matter, "白委员", "evaluate", missing)

    evaluated(asked, "白委员", process="mostly")
    evaluated(asked, "周经委")

    form = EvaluationForm.objects.get(body=asked.cast.body("经济委员会"))
    assert (form.evaluator, form.entered_by, form.channel) == (None, asked.cast["周经委"], "own")
    aspects = EvaluationMark.objects.filter(form=form).values_list("aspect", flat=True)
    assert set(aspects) == {"contact", "attitude", "pertinence", "result"}
    with pytest.raises(NotYours):
        evaluated(asked, "周经委")
    assert asked.matter.state == "evaluating"
    evaluated(asked, "马委员")
    assert (asked.matter.state, round_of(asked).state) == ("evaluated", "agreed")
    lines = totals_in_words(round_of(asked).evaluation)
    assert [(each.aspect, each.counts, each.number) for each in lines] == [
        ("沟通联系", "满意2、基本满意1", 3),
        ("办理态度", "满意2、基本满意1", 3),
        ("答复的针对性", "满意2、基本满意1", 3),
        ("办理结果", "满意3", 3),
    ]
    call_command("verify", stdout=StringIO())


def test_unit_sees_nothing_while_the_round_is_open_then_totals_and_never_a_form(
    asked: Filing, signed_in: SignIn
) -> None:
    evaluated(asked, "白委员", "dissatisfied")
    for name in (*UNIT, GOVERNMENT, "赵书记"):
        assert not standing(round_of(asked), asked.cast[name], asked.at).may_see, name
        assert evaluations_context(asked.matter, asked.cast[name])["evaluations"] == []
    evaluated(asked, "马委员")
    evaluated(asked, "周经委")
    assert asked.matter.state == "disputed"
    client = signed_in(asked.cast["交局长"])
    pages = [client.get(f"/matters/{each.pk}/").content.decode() for each in (asked.matter, round_of(asked))]
    assert all("不满意1" in page for page in pages)
    # Whose the marks are, and what they wrote, is the committee's.
    assert not any("还没有看到效果" in page for page in pages)
    assert standing(round_of(asked), asked.cast["交局长"], asked.at).seen == {"summary", "totals"}


def test_of_few_forms_the_unit_learns_the_verdict_alone(asked: Filing) -> None:
    evaluated(asked, "白委员")
    evaluated(asked, "马委员")
    asked.at += timedelta(days=60)
    record_overdue(asked.at)
    closed = round_of(asked)
    asked.matter.refresh_from_db()
    assert (closed.state, asked.matter.state) == ("agreed", "evaluated")
    for name in ("交局长", "白委员", "马委员"):
        told = totals_context(closed, asked.cast[name])
        assert (told["totals"], told["too_few"]) == ([], 3), name
        (row,) = evaluations_context(asked.matter, asked.cast[name])["evaluations"]
        assert row["totals"] == [], name
    for name in (OFFICE, "提初审", "陈副主席"):
        assert totals_context(closed, asked.cast[name])["totals"], name


def test_who_has_not_answered_is_reminded_and_silence_is_no_satisfaction(asked: Filing) -> None:
    evaluated(asked, "白委员")
    due = round_of(asked).clocks.get(code="evaluation").due
    remind(asked.at + timedelta(days=(due - asked.at.date()).days - 1))
    reminded = Message.objects.filter(matter=round_of(asked), kind__in=("yellow", "red"))
    assert set(reminded.values_list("person__name", flat=True)) == {"马委员", "周经委"}
    asked.at += timedelta(days=60)
    record_overdue(asked.at)
    assert EvaluationForm.objects.filter(evaluation__matter=round_of(asked)).count() == 1


def test_nobody_answered(asked: Filing) -> None:
    asked.at += timedelta(days=60)
    record_overdue(asked.at)
    asked.matter.refresh_from_db()
    assert (round_of(asked).state, asked.matter.state) == ("silent", "evaluated")
    assert totals_in_words(round_of(asked).evaluation) == []


def test_word_on_paper_by_telephone_or_by_proxy_is_marked_with_who_entered_it(
    asked: Filing, signed_in: SignIn
) -> None:
    round_matter, body = round_of(asked), asked.cast.body("经济委员会")
    for who, channel in ((str(asked.cast["白委员"].pk), "telephone"), (f"b{body.pk}", "paper")):
        on(
            asked,
            round_matter,
            "提初审",
            "evaluate_on_word",
            {**marks(asked), "evaluator": who, "channel": channel},
        )
    on(
        asked, round_matter, OFFICE, "evaluate_on_word",
        {**marks(asked), "evaluator": str(asked.cast["马委员"].pk), "channel": "proxy"},
    )  # fmt: skip
    rows = EvaluationForm.objects.order_by("pk")
    assert [(str(each.whose), each.channel, str(each.entered_by)) for each in rows] == [
        ("白委员", "telephone", "提初审"),
        ("经济委", "paper", "提初审"),
        ("马委员", "proxy", OFFICE),
    ]
    page = signed_in(asked.cast[OFFICE]).get(f"/matters/{round_matter.pk}/").content.decode()
    assert "电话告知，工作人员代填" in page and "填写人：提初审" in page


def test_reserved_and_understanding_are_neither_satisfied_nor_dissatisfied(asked: Filing) -> None:
    for code, label in (("understanding", "理解"), ("reserved", "保留意见")):
        EvaluationValue.objects.create(
            committee=asked.cast.committee, code=code, label=label, meaning=code, order=9
        )
    with pytest.raises(ActRefused, match="请写明理由"):
        on(asked, round_of(asked), "白委员", "evaluate", {**marks(asked, "reserved"), "remark": ""})
    evaluated(asked, "白委员", "reserved")
    evaluated(asked, "马委员", "reserved")
    evaluated(asked, "周经委", "reserved")
    # Nobody asked for more, and nobody agreed.
    assert (round_of(asked).state, asked.matter.state) == ("silent", "evaluated")


def test_nobody_evaluates_a_reply_that_they_handled_for_a_body_either(sided: Cast) -> None:
    # The clerk of the special committee signed for the unit once, by a grant of those days.
    give_grant(
        person=sided["周经委"], role="unit_clerk", committee=sided.committee, body=sided.body(ROADS),
        since=sided.grant("白委员").since,
    )  # fmt: skip
    sided.people["交经办"] = sided["周经委"]
    asked = joined_by_the_clerk(sided)
    with pytest.raises(ActRefused, match="参与过本件的办理"):
        evaluated(asked, "周经委")


def joined_by_the_clerk(cast: Cast) -> Filing:
    """The clerk of the special committee acts for the unit."""
    filing = joined(cast)
    filing.act(OFFICE, "ask_evaluation")
    return filing


def test_cosigners_and_merged_authors_read_the_reply_and_follow_to_the_end(
    asked: Filing, signed_in: SignIn
) -> None:
    for name in ("白委员", "马委员", "周经委"):
        page = signed_in(asked.cast[name]).get(f"/matters/{asked.matter.pk}/").content.decode()
        # What is open to every member is not read a second time by whoever reads it all.
        assert page.count("机关和企事业单位的停车场夜间闲置") == (name != "周经委"), name
        assert "办理情况如下。" in page and "A 类（已经解决或者采纳）" in page, name
        assert f"/matters/{round_of(asked).pk}/" in page, name
        evaluated(asked, name)
    asked.act(OFFICE, "conclude")
    part = Matter.objects.get(pk=Merging.objects.get().part.matter_id)
    way = journey_of(part, is_author=True)
    assert (way.steps[-1].label, way.steps[-1].state) == ("办结", "past")
    assert way.label == "随主案办理：办结" and "已经办结" in way.coming
    page = signed_in(asked.cast["周经委"]).get(f"/matters/{part.pk}/").content.decode()
    assert "已办结" in page
    deliver(asked.at)
    told = Message.objects.filter(kind="proposal_concluded").values_list("person__name", flat=True)
    assert set(told) == {"白委员", "马委员", "周经委"}
    assert assignment(asked, ROADS).state == "settled"


def test_round_asked_by_mistake_is_called_off_before_anybody_answers_and_asked_again(
    asked: Filing, signed_in: SignIn
) -> None:
    first = round_of(asked)
    with pytest.raises(ActRefused):
        on(asked, first, OFFICE, "call_off", {"reason": ""})
    deliver(asked.at)
    on(asked, first, OFFICE, "call_off", {"reason": "答复函还没有送到委员手中，误点了发起评议。"})
    first.refresh_from_db()
    asked.matter.refresh_from_db()
    assert (first.state, asked.matter.state) == ("called_off", "replied")
    deliver(asked.at)
    for name in ("白委员", "马委员", "周经委"):
        told = Message.objects.filter(person=asked.cast[name], kind="evaluation_called_off")
        assert "误点了发起评议" in told.get().text, name
        assert not first.todos.exists()
    assert "请评议" not in signed_in(asked.cast["白委员"]).get("/whereabouts/").content.decode()
    page = signed_in(asked.cast["白委员"]).get(f"/matters/{first.pk}/").content.decode()
    assert "已撤销" in page and "误点了发起评议" in page
    for name in UNIT:
        assert not standing(first, asked.cast[name], asked.at).may_see, name

    asked.act(OFFICE, "ask_evaluation")
    again = round_of(asked)
    assert again != first
    evaluated(asked, "白委员")
    assert "call_off" not in {each.code for each in choices(again, asked.cast[OFFICE], asked.at)}
    evaluated(asked, "马委员")
    evaluated(asked, "周经委")
    assert asked.matter.state == "evaluated"
    call_command("verify", stdout=StringIO())
    call_command("reconcile", "--year", str(asked.at.year), stdout=StringIO())
