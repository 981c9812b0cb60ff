"""问题清单 → 成果清单 → 满意清单: nothing skips a list, and only the people concerned bring a row into the last."""

from typing import Any

import pytest

from factories.outcomes import Loop
from factories.people import Cast
from huiyin.handling.models import Evaluation
from huiyin.handling.selectors.evaluations import evaluators_of
from huiyin.ledgers.definition import asked
from huiyin.ledgers.points import problems, results, satisfied
from ledgers.scenes import CITY, LAND, YEAR, evaluated, fed_back, handed_over, marks, supervised

LISTS = (problems, results, satisfied)


def standing(loop: Loop, name: str = "林政协") -> list[list[int]]:
    """The numbers of the outcome's recommendations in each of the three lists."""
    asker = asked(committee=loop.cast.committee, year=YEAR, person=loop.cast[name], at=loop.at)
    return [sorted(rows(asker).filter(matter=loop.matter).values_list("order", flat=True)) for rows in LISTS]


def verdicts(loop: Loop, *adoptions: str) -> dict[str, Any]:
    """Feedback with another verdict for each recommendation."""
    data = loop.feedback()
    for row, adoption in zip(data["verdicts"], adoptions, strict=True):
        row.update(adoption=adoption, adoption_reason="" if adoption == "adopted" else "条件尚不具备")
    wanted = {row["point"] for row in data["verdicts"] if row["adoption"] != "not_adopted"}
    data["measures"] = [row for row in data["measures"] if row["point"] in wanted]
    return data


@pytest.mark.django_db
def test_row_moves_from_list_to_list_and_none_is_skipped(shizuishan: Cast) -> None:
    loop = handed_over(shizuishan)
    assert standing(loop) == [[1, 2], [], []]
    for unit in (CITY, LAND):
        loop.reply(unit)
        loop.on(loop.assignment(unit), "府督查", "settle")
    # What a unit says of itself brings nothing in, and neither does the check of its reply.
    assert standing(loop) == [[1, 2], [], []]

    loop.act("府督查", "feed_back", verdicts(loop, "partly", "not_adopted"))
    assert standing(loop) == [[1, 2], [1], []]
    loop.tell()
    loop.act("林政协", "ask_evaluation")
    round_matter = Evaluation.objects.get(matter__parent=loop.matter).matter
    first, *others = evaluators_of(round_matter)
    loop.on(round_matter, first.name, "evaluate", {"marks": marks(round_matter, "satisfied", "satisfied")})
    assert standing(loop) == [[1, 2], [1], []], "the round is not over"
    for person in others:
        loop.on(
            round_matter,
            person.name,
            "evaluate",
            {"marks": marks(round_matter, "mostly_satisfied", "satisfied")},
        )

    # The second one is as satisfied, but nothing was adopted: it does not skip a list.
    assert standing(loop) == [[1, 2], [1], [1]]
    # The chairman sees the totals of a closed evaluation; to whom they are not shown, the list tells nothing either.
    assert standing(loop, "江主席") == [[1, 2], [1], [1]]
    assert standing(loop, "府督查") == [[1, 2], [1], []]


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["dissatisfied", "understanding"])
def test_only_satisfied_counts_and_a_new_round_begins_anew(shizuishan: Cast, word: str) -> None:
    loop = fed_back(shizuishan)
    evaluated(loop, "satisfied", land=word)
    assert standing(loop) == [[1, 2], [1, 2], [1]]
    if word != "dissatisfied":
        return
    rows = loop.assignment_rows((CITY, "sole", loop.points()[:1]), (LAND, "sole", loop.points()[1:]))
    loop.act("林政协", "dispute", {"reason": "没有落实", "assignments": rows})
    assert standing(loop) == [[1, 2], [], []]
    for unit in (CITY, LAND):
        loop.reply(unit)
        loop.on(loop.assignment(unit), "林政协", "settle")
    loop.act("府督查", "feed_back", loop.feedback())
    assert standing(loop) == [[1, 2], [1, 2], []], "the verdict of the round before says nothing of this one"
    loop.tell()
    evaluated(loop)
    assert standing(loop) == [[1, 2], [1, 2], [1, 2]]


@pytest.mark.django_db
def test_disputed_echo_and_a_visit_that_finds_nothing_take_rows_out(shizuishan: Cast) -> None:
    loop = fed_back(shizuishan)
    evaluated(loop)
    assert standing(loop)[2] == [1, 2]
    echo = loop.matter.outcome.echoes.filter(giver=shizuishan["白委员"]).first()
    loop.act(
        "白委员", "answer_echo", {"answers": [{"echo": echo.pk, "verdict": "disputed", "words": "没见到"}]}
    )
    assert len(standing(loop)[2]) == 1
    loop.act("林政协", "look_back", {"ground": "sample", "visit_by": "2026-12-31"})
    look = loop.matter.children.get(kind="look_back")
    seen = {
        "visited_on": loop.at.date().isoformat(),
        "place": "城北",
        "people": "白委员",
        "evidence": "没有开工",
    }
    loop.on(look, "林政协", "record_visit", seen)
    assert len(standing(loop)[2]) == 1, "a visit without a conclusion says nothing"
    loop.on(look, "林政协", "find_not_done", {"conclusion": "没有开工"})
    assert standing(loop) == [[1, 2], [1, 2], []]


@pytest.mark.django_db
def test_findings_come_to_a_result_when_the_check_finds_them_put_right(shizuishan: Cast) -> None:
    loop = handed_over(shizuishan)
    loop.matter = supervised(loop)
    assert standing(loop) == [[1, 2], [1], []]
    by_when = f"{YEAR}-12-31"
    loop.act("府督查", "improve_again", {"reason": "继续整改", "improve_by": by_when})
    assert standing(loop) == [[1, 2], [1], []]
