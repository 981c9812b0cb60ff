"""What pages of matters are made of: bar, timeline, clocks, relatives, panels."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.db.models import Model

from conftest import SignIn
from factories.people import Cast
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants, work_calendar
from huiyin.procedure import registry
from huiyin.procedure.act import add_party
from huiyin.procedure.begin import begin
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import take
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.models import Link, Matter
from huiyin.procedure.page.bar import stage_marks, way_to_end
from huiyin.procedure.page.clock_lines import clock_lines
from huiyin.procedure.page.family import family
from huiyin.procedure.page.timeline import in_words, steps_of
from huiyin.procedure.page.viewing import Viewing, Visit, viewing
from huiyin.procedure.procedure_table import sight_rows
from huiyin.procedure.registry import Panel
from huiyin.ui.rows import RowForm, Rows
from procedure.conftest import MONDAY, Errand

TUESDAY = MONDAY + timedelta(days=1)


def visit_of(person: Person) -> Visit:
    return Visit(person, TUESDAY, tuple(current_grants(person, TUESDAY.date())))


def seen_by(person: Person, matter: Matter) -> Viewing:
    return viewing(visit_of(person), Matter.objects.select_related("committee").get(pk=matter.pk))


def bar_of(person: Person, matter: Matter, today: date | None = None) -> list[tuple[str, str, str]]:
    view = seen_by(person, matter)
    marks = stage_marks(view, steps_of(matter), today or TUESDAY.date())
    return [(mark.label, mark.state, mark.person) for mark in marks]


def test_bar_tells_who_completed_a_stage_and_where_the_matter_stands(
    errand: Errand, shizuishan: Cast
) -> None:
    matter = errand("handing")

    assert bar_of(shizuishan["林政协"], matter) == [
        ("形成", "past", "江主席"),
        ("办理", "now", "江主席"),
        ("反馈", "future", ""),
    ]


def test_bar_of_a_late_matter_says_late(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    assert bar_of(shizuishan["周经委"], matter, date(2026, 12, 1))[0] == ("形成", "late", "周经委")


def test_bar_of_a_closed_matter_is_all_past(errand: Errand, shizuishan: Cast) -> None:
    matter = take(errand("answered"), "conclude", actor=shizuishan["林政协"], at=MONDAY).matter
    assert [state for _label, state, _who in bar_of(shizuishan["林政协"], matter)] == ["past"] * 3


def test_bar_after_a_new_round_has_the_later_stage_before_it_again(errand: Errand, shizuishan: Cast) -> None:
    data = {"units": [shizuishan.body("市城市管理局").pk], "reason": "没有办好"}
    matter = take(errand("answered"), "redo", actor=shizuishan["林政协"], at=MONDAY, data=data).matter

    assert bar_of(shizuishan["林政协"], matter) == [
        ("形成", "past", "江主席"),
        ("办理", "now", "林政协"),
        ("反馈", "future", ""),
    ]


def test_bar_without_stages_shows_the_states_on_the_way(errand: Errand, shizuishan: Cast) -> None:
    chore = errand("handling").children.order_by("pk").first()
    assert chore is not None
    take(chore, "finish", actor=shizuishan["城经办"], at=MONDAY)
    chore.refresh_from_db()

    assert bar_of(shizuishan["林政协"], chore) == [
        ("已交办", "past", "林政协"),
        ("已办", "now", "城经办"),
        ("已销号", "future", ""),
    ]
    assert way_to_end(seen_by(shizuishan["林政协"], chore).procedure, "settled") == []


def test_clock_tells_pause_and_extension_in_words(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("handling")
    clerk = shizuishan["林政协"]
    extension = {"clock": "handling", "reason": "材料未到", "amount": 5, "unit": "working_days"}
    matter = take(matter, "extend", actor=clerk, at=MONDAY, data=extension).matter
    take(matter, "pause", actor=clerk, at=MONDAY, data={"clock": "handling", "reason": "汛期"})
    line, stopped = clock_lines(seen_by(clerk, matter), TUESDAY.date(), work_calendar())

    assert (line.label, line.running, str(line.light), line.left) == ("办理", True, "grey", "暂不计时")
    assert line.changes == (
        "2026-03-02 延期5个工作日（林政协，材料未到）",
        "2026-03-02 暂停（林政协，汛期）",
    )
    assert line.explanation
    assert (stopped.label, stopped.running, stopped.left) == ("起草", False, "已停止计时")


def test_clocks_are_not_told_to_members(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("handling")
    add_party(matter, "giver", shizuishan["白委员"])

    assert clock_lines(seen_by(shizuishan["白委员"], matter), TUESDAY.date(), work_calendar()) == []


def test_links_are_named_once_and_only_where_the_other_end_is_seen(errands: object, shizuishan: Cast) -> None:
    drafter = shizuishan["周经委"]
    first = begin(
        "errand", committee=shizuishan.committee, actor=drafter, at=MONDAY, data={"title": "前一件"}
    ).matter
    second = begin(
        "errand",
        committee=shizuishan.committee,
        actor=drafter,
        at=MONDAY,
        data={"title": "后一件"},
        origin=first,
    ).matter
    Link.objects.create(committee=shizuishan.committee, source=second, target=first, kind=LinkKind.CAME_FROM)
    forward = family(seen_by(drafter, first), visit_of(drafter), work_calendar())
    backward = family(seen_by(drafter, second), visit_of(drafter), work_calendar())

    assert [(each.title, each.relation) for each in forward.results] == [("后一件", "由此产生")]
    assert [(each.title, each.relation) for each in backward.origins] == [("前一件", "来源")]
    second.parties.update(active=False)
    hidden = family(seen_by(drafter, first), visit_of(drafter), work_calendar())
    assert hidden.results == ()


class AnswerRow(RowForm):
    """A row of the recorded form below."""

    verdict = forms.ChoiceField(label="评价", choices=[("good", "满意")])
    words = forms.CharField(label="意见")
    number = forms.IntegerField(widget=forms.HiddenInput())


@pytest.mark.parametrize(
    ("value", "rows", "field", "text"),
    [
        (None, None, None, "（空）"),
        (True, None, None, "是"),
        ({"id": "1", "text": "市城管局"}, None, None, "市城管局"),
        ([{"id": "1", "text": "甲"}, {"id": "2", "text": "乙"}], None, None, "甲、乙"),
        ("good", None, forms.ChoiceField(choices=[("good", "满意")]), "满意"),
        ([{"verdict": "good", "words": "", "number": 17}], Rows(AnswerRow, label="评价"), None, "评价：满意"),
    ],
)
def test_recorded_values_read_as_words(value: Any, rows: Rows | None, field: Any, text: str) -> None:
    assert in_words(value, rows, field) == text


@pytest.fixture
def panels(errands: object) -> Iterator[list[Panel]]:
    """Two panels on errands: one for those who see the content, one for all who see anything."""

    def context(matter: Model, person: Person) -> Mapping[str, Any]:
        return {"what": f"{matter}的内情"}

    made = [
        Panel("inner", "content", "ui/components/empty.html", context),
        Panel("outer", "summary", "ui/components/empty.html", lambda matter, person: {"what": "概要可见"}),
    ]
    for each in made:
        registry.panel("errand", each)
    yield made
    for each in made:
        registry.kinds["errand"].panels.remove(each)


def test_panel_is_drawn_only_for_those_who_see_its_facet(
    errand: Errand, shizuishan: Cast, signed_in: SignIn, panels: list[Panel]
) -> None:
    matter = errand("handling")
    add_party(matter, "giver", shizuishan["白委员"])
    office, member = signed_in(shizuishan["林政协"]), signed_in(shizuishan["白委员"])

    assert "修路的内情" in office.get(f"/matters/{matter.pk}/").content.decode()
    assert "修路的内情" in office.get(f"/matters/{matter.pk}/parts/inner/").content.decode()
    page = member.get(f"/matters/{matter.pk}/").content.decode()
    assert "概要可见" in page and "内情" not in page
    assert member.get(f"/matters/{matter.pk}/parts/inner/").status_code == 404
    assert member.get(f"/matters/{matter.pk}/parts/outer/").status_code == 200


def test_what_a_role_sees_the_same_in_several_states_stands_in_one_row(errands: Procedure) -> None:
    rows = [(row.role, row.state, row.sees) for row in sight_rows(errands)]

    assert ("起草单位", "审核、待交办、办理中、已办、办结", "全部") in rows
    assert ("政协办", "各状态", "全部") in rows
    assert ("委员", "待交办、办理中、已办、办结", "概要") in rows
