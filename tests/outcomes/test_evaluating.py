"""Opinion givers evaluate how units handled an outcome; the outcome is looked back at and opened again."""

from typing import Any

import pytest

from factories.outcomes import Loop, draft_outcome
from factories.people import Cast
from huiyin.handling.models import Evaluation, EvaluationValue
from huiyin.handling.selectors.evaluations import evaluated_assignments, evaluators_of
from huiyin.procedure.choices import choices, standing
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter


def fed_back(cast: Cast) -> Loop:
    """Submitted, instructed, assigned to one unit, answered, fed back."""
    loop = draft_outcome(cast, units=("市城市管理局",))
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")
    loop.present("市政府办公室", "府督查")
    loop.instruct("市政府办公室")
    loop.act("府督查", "start_assigning")
    loop.assign("府督查", ("市城市管理局", "sole", loop.points()))
    loop.reply("市城市管理局")
    loop.on(loop.assignment("市城市管理局"), "府督查", "settle")
    loop.act("府督查", "feed_back", loop.feedback())
    loop.tell()
    return loop


def evaluation(loop: Loop) -> Matter:
    return Evaluation.objects.get(matter__parent=loop.matter).matter


def marks(round_matter: Matter, result: str) -> list[dict[str, Any]]:
    values = dict(EvaluationValue.objects.filter(committee=round_matter.committee).values_list("code", "pk"))
    return [
        {"assignment": each.pk, "process": values["satisfied"], "result": values[result]}
        for each in evaluated_assignments(round_matter)
    ]


def test_givers_are_asked_once_a_round_and_the_outcome_waits_for_them(shizuishan: Cast) -> None:
    loop = fed_back(shizuishan)
    loop.act("林政协", "ask_evaluation")
    round_matter = evaluation(loop)
    asked = {person.name for person in evaluators_of(round_matter)}
    assert asked and asked <= {"白委员", "马委员"}
    assert "ask_evaluation" not in {each.code for each in choices(loop.matter, shizuishan["林政协"], loop.at)}
    with pytest.raises(ActRefused, match="本轮评价还没有结束"):
        loop.act("林政协", "conclude")

    for name in sorted(asked):
        loop.on(round_matter, name, "evaluate", {"marks": marks(round_matter, "satisfied")})

    round_matter.refresh_from_db()
    assert round_matter.state == "agreed"
    assert standing(round_matter, shizuishan["城经办"], loop.at).seen == {"summary", "totals"}


def test_outcome_found_not_done_may_be_opened_again(shizuishan: Cast) -> None:
    loop = fed_back(shizuishan)
    loop.on(loop.submission("市政府办公室"), "府督查", "return_to_cppcc")
    loop.act("林政协", "conclude")
    loop.act("林政协", "look_back", {"ground": "sample", "visit_by": "2026-12-31"})
    look = loop.matter.children.get(kind="look_back")
    day = loop.at.date().isoformat()
    seen = {"visited_on": day, "place": "城北", "people": "白委员", "evidence": "没有开工"}
    loop.on(look, "林政协", "record_visit", seen)
    loop.on(look, "林政协", "find_not_done", {"conclusion": "没有开工"})

    rows = loop.assignment_rows(("市城市管理局", "sole", loop.points()))
    again = loop.act("林政协", "reopen_after_look_back", {"reason": "没有开工", "assignments": rows})

    assert (again.state, again.round) == ("handling", 2)
    assert look.look_back.first_result.startswith("已办结；市城管局A 类")
