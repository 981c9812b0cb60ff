"""Two clerks at the same moment: proposals never end up merged into each other, a letter is made once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from factories.people import Cast, build_shizuishan
from factories.proposals import FIRST, OFFICE, SECOND, add_examiners, filed
from huiyin.procedure.engine import Taken, take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter
from huiyin.proposals.models import Merging, RefusalReason

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Iterator[Cast]:
    cast = build_shizuishan()
    add_examiners(cast)
    yield cast


def at_once(*acts: Callable[[], Taken]) -> list[Taken | ActRefused]:
    """Start all acts at the same moment, each with a connection of its own."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Taken]) -> Taken | ActRefused:
        start.wait()
        try:
            return act()
        except ActRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_proposals_are_not_merged_into_each_other(office: Cast) -> None:
    one, two = filed(office), filed(office, "马委员", title="关于车位的提案")
    for each in (one, two):
        each.act(FIRST, "accept")
    at = two.at

    def merge(part: Matter, main: Matter, who: str) -> Taken:
        return take(part, "merge", actor=office[who], at=at, data={"main": main.pk, "text": "合并办理。"})

    results = at_once(
        lambda: merge(one.matter, two.matter, FIRST), lambda: merge(two.matter, one.matter, SECOND)
    )
    # Each may find the other at work and be asked to try again; never do both come through.
    done = [each for each in results if isinstance(each, Taken)]
    assert len(done) <= 1 and Merging.objects.count() == len(done)
    states = sorted(Matter.objects.filter(kind="proposal").values_list("state", flat=True))
    assert states == (["first_exam", "merged"] if done else ["first_exam", "first_exam"])


def test_refused_proposal_becomes_one_letter(office: Cast) -> None:
    filing = filed(office)
    reason = RefusalReason.objects.get(code="academic_discussion").pk
    given = {"refusal": reason, "disposal": "letter", "text": "转有关单位研究。"}
    filing.examine("not_docket", **given)
    matter = filing.act(OFFICE, "not_docket", {**filing.cite("not_adopted"), **given})
    results = at_once(
        *(
            lambda who=who: take(matter, "convert", actor=office[who], at=filing.at)
            for who in (FIRST, SECOND, OFFICE)
        )  # type: ignore[misc]
    )
    assert [isinstance(each, Taken) for each in results].count(True) == 1
    assert Matter.objects.filter(kind="letter").count() == 1
