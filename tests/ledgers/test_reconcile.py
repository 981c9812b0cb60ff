"""The figures of a year are proved; whoever alters a row behind the product's back is found out, with the matter."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from conftest import SignIn
from huiyin.handling.models import Assignment, Instruction, Point, Reply
from huiyin.ledgers.reconciling import Scope, checks, reconcile
from huiyin.procedure.models import Matter
from ledgers.scenes import CITY, YEAR, Year

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> tuple[int, str]:
    """Exit code and words of the command."""
    out = StringIO()
    try:
        call_command("reconcile", *arguments, stdout=out)
    except SystemExit as stopped:
        return int(str(stopped.code)), out.getvalue()
    return 0, out.getvalue()


def test_year_of_the_offices_agrees(year: Year, signed_in: SignIn) -> None:
    code, words = said("--committee", "shizuishan", "--year", str(YEAR))
    assert code == 0 and f"核对{len(checks)}项，全部一致。" in words
    assert "问题清单 6，按办理记录计算 6" in words and "满意清单 2" in words
    assert said()[0] == 0, "every committee, all years"
    page = signed_in(year.cast["林政协"]).get(f"/ledgers/reconcile/?year={YEAR}")
    assert page.context["wrong"] == 0 and "全部一致" in page.content.decode()


def moved(year: Year) -> Matter:
    Matter.objects.filter(pk=year.done.matter.pk).update(state="concluded")
    return year.done.matter


def adopted(year: Year) -> Matter:
    Point.objects.filter(matter=year.done.matter, order=2).update(adoption="not_adopted")
    return year.done.matter


def unanswered(year: Year) -> Matter:
    child = year.done.assignment(CITY)
    Reply.objects.filter(matter=child).update(answered_on=None)
    return child


def instructed(year: Year) -> Matter:
    row = (
        Instruction.objects.filter(submission__matter__parent=year.done.matter)
        .select_related("submission")
        .first()
    )
    assert row is not None
    matter = row.submission.matter
    row.pk = None
    row.save()
    return matter


def postponed(year: Year) -> Matter:
    child = year.handling.assignment(CITY)
    Matter.objects.filter(pk=child.pk).update(next_due="2030-01-01")
    return child


def slipped_in(year: Year) -> Matter:
    Point.objects.create(
        committee=year.cast.committee, matter=year.draft.matter, order=9, text="另加一条", adoption="adopted"
    )
    return year.draft.matter


def unhanded(year: Year) -> Matter:
    child = year.done.assignment(CITY)
    Assignment.objects.filter(matter=child).update(role="assist")
    return child


def miscounted(year: Year) -> Matter:
    Matter.objects.filter(pk=year.order.pk).update(step_number=99)
    return year.order


def restaged(year: Year) -> Matter:
    Matter.objects.filter(pk=year.handling.matter.pk).update(stage="feedback")
    return year.handling.matter


@pytest.mark.parametrize(
    ("alter", "label"),
    [
        (moved, "各事项的状态与办理记录最后一步一致"),
        (adopted, "采纳情况与最后一次反馈的记录一致"),
        (unanswered, "办复次数与办理记录一致"),
        (instructed, "批示次数与办理记录一致"),
        (postponed, "事项的到期日与正在计时的最早期限一致"),
        (slipped_in, "采纳情况与最后一次反馈的记录一致"),
        (miscounted, "办理记录的步数与事项所记步数一致"),
        (restaged, "环节与状态一致"),
        (unhanded, "办理台账各类、各状态相加等于交办的办理件"),
    ],
)
def test_altered_row_is_found_and_its_matter_named(
    year: Year, alter: Callable[[Year], Matter], label: str
) -> None:
    matter = alter(year)
    wrong = [each for each in reconcile(Scope(year.cast.committee, YEAR, year.done.at)) if not each.agrees]
    named: dict[str, Any] = {each.check.label: each.first for each in wrong}
    found = next((key for key in named if label in key), None)
    assert found is not None, named
    assert named[found].pk == matter.pk


def test_command_names_the_first_difference_and_fails(year: Year, signed_in: SignIn) -> None:
    matter = adopted(year)
    code, words = said("--committee", "shizuishan", "--year", str(YEAR))
    assert code == 1
    line = next(each for each in words.splitlines() if each.startswith("✗ 采纳情况"))
    assert f"第一处：{matter.number} {matter.title}" in line and str(matter.pk) in line
    page = signed_in(year.cast["林政协"]).get(f"/ledgers/reconcile/?year={YEAR}")
    assert page.context["wrong"] and f"/matters/{matter.pk}/" in page.content.decode()


def test_unknown_committee_and_year_are_told(year: Year) -> None:
    with pytest.raises(CommandError, match="没有代码为“nowhere”"):
        call_command("reconcile", "--committee", "nowhere")
    with pytest.raises(CommandError, match="不是年度"):
        call_command("reconcile", "--year", "26")
