"""Handing over: what the form refuses, what it proposes, and what the units then have."""

import pytest

from factories.people import Cast
from handling.dossiers import CITY, LAND, ROADS, Office
from huiyin.handling.forms.assign import AssignForm
from huiyin.handling.models import Assignment, Point
from huiyin.handling.selectors import assignments_of
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter

Rows = list[tuple[str, str, tuple[int, ...]]]


def parties(matter: Matter) -> set[tuple[str, str]]:
    return {(party.role, str(party.body or party.person)) for party in matter.parties.all()}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([(CITY, "sole", (1, 2)), (LAND, "sole", (1,))], "第1条只能有一个主办或者单办单位"),
        ([(CITY, "lead", (1, 2)), (LAND, "lead", (2,))], "第2条只能有一个主办或者单办单位"),
        ([(CITY, "lead", (1, 2)), (LAND, "sole", (2,))], "第2条只能有一个主办或者单办单位"),
        ([(CITY, "sole", (1, 2)), (LAND, "assist", (1,))], "第1条为单办，不能再列其他单位"),
        ([(CITY, "sole", (1, 2)), (LAND, "separate", (1,))], "第1条为单办，不能再列其他单位"),
        ([(CITY, "assist", (1,)), (LAND, "sole", (2,))], "第1条列有会办单位，须有主办单位"),
        ([(CITY, "sole", (1,))], "第2条尚未确定承办单位"),
        ([(CITY, "lead", (1, 2)), (CITY, "assist", (1,))], "第1条不能向市城管局重复交办"),
        ([], "至少填写 1 项"),
    ],
)
def test_wrong_division_of_work_is_refused_in_words(office: Office, rows: Rows, sentence: str) -> None:
    matter = office.assigning((CITY,), (LAND,))

    with pytest.raises(FormRefused) as raised:
        office.act(matter, "assign", "府督查", assignments=office.rows(matter, *rows))

    assert sentence in str(raised.value)
    assert not Assignment.objects.exists()
    matter.refresh_from_db()
    assert matter.state == "assigning"


@pytest.mark.parametrize(
    "rows",
    [
        [(CITY, "sole", (1, 2))],
        [(CITY, "lead", (1, 2)), (LAND, "assist", (1,)), (ROADS, "assist", (1, 2))],
        [(CITY, "separate", (1,)), (LAND, "separate", (1, 2))],
        [(CITY, "lead", (1,)), (LAND, "assist", (1,)), (LAND, "sole", (2,))],
    ],
)
def test_right_division_of_work_gives_each_unit_its_matter(office: Office, rows: Rows) -> None:
    matter = office.assigned(*rows)

    made = {
        (str(each.unit.name), each.role, tuple(one.point.order for one in each.covered.all()))
        for each in assignments_of(matter)
    }
    assert made == set(rows)
    assert {each.matter.procedure for each in assignments_of(matter) if each.role == "assist"} <= {"assist"}


def test_points_without_action_need_a_reason_and_no_unit(office: Office) -> None:
    matter = office.assigning((CITY,), (LAND,))
    rows = office.rows(matter, (CITY, "sole", (1,)))
    second = matter.points.get(order=2)

    with pytest.raises(FormRefused) as without_reason:
        office.act(
            matter, "assign", "府督查", assignments=rows, no_action=[{"point": second.pk, "reason": ""}]
        )
    both = office.rows(matter, (CITY, "sole", (1, 2)))
    with pytest.raises(FormRefused) as twofold:
        office.act(
            matter, "assign", "府督查", assignments=both, no_action=[{"point": second.pk, "reason": "已办"}]
        )
    office.act(
        matter, "assign", "府督查", assignments=rows, no_action=[{"point": second.pk, "reason": "上年已办结"}]
    )

    assert "理由" in str(without_reason.value)
    assert "第2条既交办又列为不需办理" in str(twofold.value)
    second.refresh_from_db()
    assert (second.no_action, second.no_action_reason) == (True, "上年已办结")


def test_units_and_points_of_others_are_refused(office: Office, zhongwei: Cast) -> None:
    matter = office.assigning((CITY,))
    other = office.assigning((LAND,))
    row = office.rows(matter, (CITY, "sole", (1,)))[0]

    for changed in (
        {"unit": zhongwei.body("市旅游和文化体育广电局").pk},
        {"unit": office.cast.body("市委办公室").pk},
        {"points": [other.points.get().pk]},
    ):
        with pytest.raises(FormRefused):
            office.act(matter, "assign", "府督查", assignments=[{**row, **changed}])
    assert not Assignment.objects.exists()


def test_unit_of_another_committee_cannot_be_suggested(office: Office, zhongwei: Cast) -> None:
    abroad = zhongwei.body("市旅游和文化体育广电局")
    office.cast.bodies[abroad.name] = abroad

    with pytest.raises(FormRefused):
        office.dossier((abroad.name,))

    assert not Point.objects.exists()


def test_proposal_follows_the_suggested_units(office: Office) -> None:
    matter = office.assigning((CITY,), (CITY, LAND), (CITY,))
    act = Act(
        procedure=procedure_of("dossier", 1),
        matter=matter,
        committee=matter.committee,
        at=office.at,
        move="assign",
    )

    rows = AssignForm.initial_from(act)["assignments"]

    assert [(str(row["unit"]), row["role"], [point.order for point in row["points"]]) for row in rows] == [
        ("市城管局", "sole", [1, 3]),
        ("市城管局", "lead", [2]),
        ("市资源局", "assist", [2]),
    ]


def test_proposal_posted_unchanged_is_accepted(office: Office) -> None:
    matter = office.assigning((CITY,), (LAND, CITY))
    act = Act(
        procedure=procedure_of("dossier", 1),
        matter=matter,
        committee=matter.committee,
        at=office.at,
        move="assign",
    )

    matter = office.act(matter, "assign", "府督查", **AssignForm.initial_from(act)).matter

    assert matter.state == "handling"
    assert len(assignments_of(matter)) == 3


def test_suggested_units_get_everything_in_one_go(office: Office) -> None:
    matter = office.assigning((CITY,), (CITY, LAND))

    matter = office.act(matter, "assign_suggested", "府督查", request="请按期办复").matter

    assert [(str(each.unit), each.role, each.request) for each in assignments_of(matter)] == [
        ("市城管局", "lead", "请按期办复"),
        ("市城管局", "sole", "请按期办复"),
        ("市资源局", "assist", "请按期办复"),
    ]


def test_point_without_suggestion_is_not_assigned_in_one_go(office: Office) -> None:
    matter = office.assigning((CITY,), ())

    with pytest.raises(FormRefused) as raised:
        office.act(matter, "assign_suggested", "府督查")

    assert "第2条没有建议承办单位" in str(raised.value)
    assert not Assignment.objects.exists()


def test_abolished_unit_is_not_assigned_in_one_go(office: Office) -> None:
    matter = office.assigning((CITY,))
    unit = office.cast.body(CITY)
    unit.until = office.at.date().replace(month=1)
    unit.save()

    with pytest.raises(ActRefused) as raised:
        office.act(matter, "assign_suggested", "府督查")

    assert raised.value.codes == ("unit_abolished",)
    assert not Assignment.objects.exists()


def test_parties_of_an_assignment_are_unit_office_and_those_of_the_dossier(office: Office) -> None:
    matter = office.assigned((CITY, "lead", (1,)), (LAND, "assist", (1,)))

    assert parties(office.child(matter, CITY)) == {
        ("unit", "市城管局"),
        ("assigning_office", "市政府办"),
        ("drafting_body", "经济委"),
    }
    assert parties(office.child(matter, LAND)) == {
        ("unit", "市资源局"),
        ("assigning_office", "市政府办"),
        ("lead_unit", "市城管局"),
    }


def test_added_assistant_serves_the_lead_that_is_there(office: Office) -> None:
    matter = office.assigned((CITY, "lead", (1,)))

    with pytest.raises(FormRefused) as twice:
        office.act(
            matter, "add_assignment", "府督查", assignments=office.rows(matter, (CITY, "assist", (1,)))
        )
    with pytest.raises(FormRefused) as second_lead:
        office.act(matter, "add_assignment", "府督查", assignments=office.rows(matter, (LAND, "lead", (1,))))
    office.act(matter, "add_assignment", "府督查", assignments=office.rows(matter, (LAND, "assist", (1,))))

    assert "重复交办" in str(twice.value)
    assert "只能有一个主办" in str(second_lead.value)
    assert ("lead_unit", "市城管局") in parties(office.child(matter, LAND))


def test_redo_may_hand_the_same_point_to_the_same_unit(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    office.settled(office.child(matter, CITY), CITY)
    rows = office.rows(matter, (CITY, "sole", (1,)))

    matter = office.act(matter, "redo", "府督查", reason="未落实", assignments=rows).matter

    assert (matter.round, Point.objects.filter(assigned__isnull=False).count()) == (2, 2)
