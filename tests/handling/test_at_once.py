"""Two at once: a return accepted and refused, two evaluators, the last form and the end of the time."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from factories.people import build_shizuishan
from handling.dossiers import CITY, LAND, Office, dossiers_included
from handling.test_evaluation import evaluation, given
from handling.test_returning import asked, replacement
from huiyin.handling.models import EvaluationForm, ReturnRequest
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Matter
from huiyin.records.verification import verify_matter
from procedure.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Iterator[Office]:
    with dossiers_included():
        yield Office(build_shizuishan())


def evaluating(office: Office) -> Matter:
    """What two members wrote is evaluated."""
    office.authors = ("白委员", "马委员")
    matter = office.assigned((CITY, "sole", (1,)))
    office.act(office.child(matter, CITY), "waive_contact", "白委员")
    office.settled(office.child(matter, CITY), CITY)
    matter.refresh_from_db()
    return office.act(matter, "evaluate", "林政协").matter


def test_return_accepted_and_refused_at_once_is_decided_once(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = asked(office, matter)
    rows = replacement(office, matter, (LAND, "sole", (1,)))

    results = at_once(
        [
            partial(office.act, child, "accept_return", "府督查", **rows),
            partial(office.act, child, "refuse_return", "府督查", reason="由你局负责"),
        ]
    )

    assert sum(isinstance(each, ActRefused) for each in results) == 1
    child.refresh_from_db()
    request = ReturnRequest.objects.get()
    assert (child.state, request.state) in {("returned", "granted"), ("working", "refused")}
    assert matter.children.count() == (2 if child.state == "returned" else 1)
    assert list(verify_matter(child)) == []


def test_two_evaluators_at_once_both_count_and_the_round_ends(office: Office) -> None:
    matter = evaluating(office)

    results = at_once(
        [partial(given, office, matter, name, "satisfied") for name in ("白委员", "马委员")]  # type: ignore[list-item]
    )

    assert not [each for each in results if isinstance(each, ActRefused)]
    assert EvaluationForm.objects.count() == 2
    closed = evaluation(matter)
    assert (closed.state, closed.evaluation.verdict) == ("agreed", "agreed")
    assert list(verify_matter(closed)) == []


def test_same_form_sent_twice_at_once_is_one_form(office: Office) -> None:
    matter = evaluating(office)

    results = at_once([partial(given, office, matter, "白委员", "satisfied") for _each in range(2)])  # type: ignore[list-item]

    assert sum(isinstance(each, ActRefused) for each in results) == 1
    assert EvaluationForm.objects.count() == 1


def test_last_form_and_the_end_of_the_time_at_once_close_the_round_once(office: Office) -> None:
    matter = evaluating(office)
    given(office, matter, "白委员", "satisfied")
    later = office.at + timedelta(days=40)

    at_once(
        [
            partial(given, office, matter, "马委员", "dissatisfied", remark="没有清运"),  # type: ignore[list-item]
            partial(record_overdue, later),  # type: ignore[list-item]
        ]
    )

    closed = evaluation(matter)
    forms = EvaluationForm.objects.count()
    assert (closed.state, forms) in {("agreed", 1), ("disputed", 2)}
    assert closed.steps.filter(to_state=closed.state).count() == 1
    assert list(verify_matter(closed)) == []
