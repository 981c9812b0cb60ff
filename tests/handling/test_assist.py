"""Assisting units: their opinion goes to the lead and the assigning office, and to nobody else."""

from datetime import date

import pytest

from handling.dossiers import CITY, LAND, ROADS, Office
from huiyin.handling.models import Reply
from huiyin.handling.panels.own import assignment_summary
from huiyin.handling.panels.parent import assignments_context
from huiyin.handling.selectors import answers_of, replies_of
from huiyin.procedure.choices import standing
from huiyin.procedure.errors import ActRefused, NotYours
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by

SECRET_OPINION = "我局认为该地块不宜建设。"


@pytest.fixture
def matter(office: Office) -> Matter:
    """One lead, one assistant whose opinion is in, and a third unit with a point of its own."""
    matter = office.assigned((CITY, "lead", (1,)), (LAND, "assist", (1,)), (ROADS, "sole", (2,)))
    assist = office.child(matter, LAND)
    office.received(assist, LAND)
    office.act(assist, "give_opinion", "自经办", text=SECRET_OPINION)
    return matter


SEEING = ("城经办", "城局长", "自经办", "自局长")
NOT_SEEING = ("交经办", "交局长", "林政协", "周经委", "江主席", "白委员", "党督查", "赵书记")


@pytest.mark.parametrize("name", SEEING)
def test_lead_and_the_assisting_unit_itself_see_the_opinion(
    office: Office, matter: Matter, name: str
) -> None:
    assist = office.child(matter, LAND)
    assert "reply" in standing(assist, office.cast[name], office.at).seen
    assert assist in matters_seen_by(office.cast[name], office.at.date())


@pytest.mark.parametrize("name", NOT_SEEING)
def test_nobody_else_sees_the_opinion_or_that_there_is_one(office: Office, matter: Matter, name: str) -> None:
    assist, person = office.child(matter, LAND), office.cast[name]

    assert not standing(assist, person, office.at).may_see
    assert assist not in matters_seen_by(person, office.at.date())
    rounds = assignments_context(matter, person)["rounds"]
    assert [row["row"].role for _number, rows in rounds for row in rows] == ["lead", "sole"]


def test_assisting_opinion_is_no_reply_to_the_matter(office: Office, matter: Matter) -> None:
    assert Reply.objects.get().text == SECRET_OPINION
    assert replies_of(matter) == []
    assert answers_of(matter) == {}


def test_lead_reads_the_opinion_on_its_own_page(office: Office, matter: Matter) -> None:
    lead = office.child(matter, CITY)

    for name, texts in (("城经办", [SECRET_OPINION]), ("府督查", []), ("林政协", [])):
        shown = assignment_summary(lead, office.cast[name])["assists"]
        assert [reply.text for each in shown for reply in each["replies"]] == texts


def test_opinion_has_one_month(office: Office, matter: Matter) -> None:
    clock = office.child(matter, LAND).clocks.get(code="opinion")
    assert (clock.amount, clock.unit, clock.due) == (1, "months", date(2026, 4, 2))


def test_lead_may_ask_for_more_and_the_first_opinion_stays(office: Office, matter: Matter) -> None:
    assist = office.child(matter, LAND)
    with pytest.raises(NotYours):
        office.act(assist, "supplement", "交经办", reason="请说明")

    office.act(assist, "supplement", "城经办", reason="请说明用地性质")
    office.act(assist, "give_opinion", "自经办", text="补充意见。")

    replies = Reply.objects.filter(matter=assist).order_by("round")
    assert [(each.round, each.text, each.is_final) for each in replies] == [
        (1, SECRET_OPINION, False),
        (2, "补充意见。", True),
    ]


def test_assist_that_is_not_wanted_any_more_no_longer_holds_the_lead_up(office: Office) -> None:
    matter = office.assigned((CITY, "lead", (1,)), (LAND, "assist", (1,)))
    lead = office.drafted(office.child(matter, CITY), CITY)
    with pytest.raises(ActRefused):
        office.act(lead, "sign", "城核稿")

    waived = office.act(office.child(matter, LAND), "waive", "府督查", reason="职能已划转").matter

    assert (waived.state, waived.is_open) == ("waived", False)
    office.act(lead, "sign", "城核稿")


def test_office_sees_that_an_opinion_went_and_not_what_it_says(office: Office, matter: Matter) -> None:
    lead, clerk = office.child(matter, CITY), office.cast["府督查"]

    shown = assignment_summary(lead, clerk)["assists"]

    assert [(each["row"].unit.name, each["replies"]) for each in shown] == [(LAND, [])]
    assert "reply" not in standing(office.child(matter, LAND), clerk, office.at).seen
