"""Several units, rounds and returns: no sequence of acts leaves a point without a unit, or shows what is not theirs."""

import random
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from factories.invariants import RecordHolds
from factories.people import build_shizuishan
from handling.dossiers import CITY, LAND, ROADS, Office, dossiers_included
from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models import Assignment, Contact, Evaluation, EvaluationForm, EvaluationValue
from huiyin.handling.rules import ANSWERING
from huiyin.handling.selectors import places_of
from huiyin.handling.selectors.evaluations import evaluated_assignments, silent_evaluators
from huiyin.procedure.choices import Choice, choices, standing
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Matter, Step, Todo
from huiyin.procedure.registry import forms

UNITS = (CITY, LAND, ROADS)
ACTORS = (
    *("林政协", "府督查", "赵书记", "白委员", "马委员"),
    *(f"{unit}{post}" for unit in "城自交" for post in ("经办", "核稿", "分管", "局长")),
)
LEFT_OUT = frozenset({"attach", "pause", "resume", "extend", "look_back"})
"""Moves that need files, or that have their own tests and would only take turns away."""


def record() -> list[object]:
    """Where the record stands; that no other row changed is shown by the fingerprints in each matter's last step."""
    todos = Todo.objects.order_by("pk").values_list("matter", "move", "role", "body", "person", "due")
    return [Step.objects.order_by("-pk").values_list("pk", flat=True).first(), list(todos)]


class Typist:
    """Fills in any form of handling as somebody in a hurry would."""

    def __init__(self, office: Office, luck: random.Random) -> None:
        self.office, self.luck = office, luck

    def data(self, matter: Matter, choice: Choice, name: str) -> dict[str, Any]:
        """What is typed for a move; for most forms what they show already, with a reason."""
        procedure = standing(matter, self.office.cast[name], self.office.at).procedure
        form_name = procedure.moves[choice.code].form
        if not form_name:
            return {}
        shown = self.office.form(matter, choice.code, name)
        fill = getattr(self, f"_{form_name.split('.')[1].split('@')[0]}", None)
        typed = {**shown, **(fill(matter, shown, name) if fill else {})}
        if "reason" in forms[form_name].base_fields:
            typed["reason"] = "按程序办理"
        return {key: value for key, value in typed.items() if value not in (None, "")}

    def _unit(self) -> int:
        return self.office.cast.body(self.luck.choice(UNITS)).pk

    def _assign(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        rows = shown["assignments"] or [{"points": list(matter.points.all()), "request": ""}]
        typed = [{**row, "unit": self._unit(), "role": "separate"} for row in rows]
        if self.luck.random() < 0.5:
            typed = [{**row, "role": "lead"} for row in typed[:1]]
            typed.append({**typed[0], "unit": self._unit(), "role": "assist"})
        return {"assignments": typed}

    _reassign = _assign

    def _replace_unit(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        return {"assignments": [{**row, "unit": self._unit()} for row in shown["assignments"]]}

    def _request_return(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        return {"proposed_unit": self._unit()}

    def _name_arbiter(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        return {"arbiter": self.office.cast["赵书记"].pk}

    def _reply(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        return (
            self.office.reply_data(matter, without_assists_reason="时限将至")
            if self._waits(matter)
            else (self.office.reply_data(matter))
        )

    def _waits(self, matter: Matter) -> bool:
        return "without_assists_reason" in self.office.form_fields(matter, "draft_reply", "城经办")

    def _findings(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        return {"findings": [{**row, "answer": "已核对"} for row in shown["findings"]]}

    def _opinion(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        return {"text": "同意"}

    def _contact(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        author = matter.parties.filter(role="author").order_by("pk").first()
        return {
            "author": author.person_id if author else None,
            "method": "visit",
            "unit_people": "局长",
            "summary": "面谈",
        }

    def _confirm_contact(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        return {"confirmation": self.luck.choice(["confirmed", "denied"]), "remark": "如实"}

    def _confirm_on_word(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        contact = Contact.objects.filter(matter=matter, confirmation="open").first()
        return {"contact": contact, "channel": "telephone", "confirmation": "confirmed"}

    def _waive_on_word(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        author = matter.parties.filter(role="author").order_by("pk").first()
        return {"author": author.person_id if author else None, "channel": "paper"}

    def _ask_extension(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        return {"amount": 5, "unit": "working_days"}

    def _evaluate(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        values = list(EvaluationValue.objects.filter(committee=matter.committee).order_by("order"))
        rows = [
            {"assignment": each.pk, "process": values[0].pk, "result": self.luck.choice(values).pk}
            for each in evaluated_assignments(matter)
        ]
        return {"marks": rows, "remark": "说明"}

    def _evaluate_on_word(self, matter: Matter, shown: dict[str, Any], name: str) -> dict[str, Any]:
        silent = silent_evaluators(matter)
        person = silent[0].pk if silent else None
        return {**self._evaluate(matter, shown, name), "evaluator": person, "channel": "telephone"}


class Handling(RecordHolds, RuleBasedStateMachine):
    """All units and offices at once, doing whatever their pages offer and some of what they do not."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.office = Office(build_shizuishan(), authors=("白委员", "马委员"))
        self.matter = self.office.assigned(
            (CITY, "lead", (1,)), (LAND, "assist", (1,)), (ROADS, "sole", (2,))
        )

    def teardown(self) -> None:
        connection.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @rule(pick=st.integers(0, 30), seed=st.integers(0, 10_000))
    def work_through_an_hour(self, pick: int, seed: int) -> None:
        """People do what their pages offer, one after the other."""
        luck = random.Random(seed)
        for number in range(6):
            self._follow_a_page(pick + number, luck)

    def _follow_a_page(self, pick: int, luck: random.Random) -> None:
        """Somebody does what the page offers; a refusal of the form or of the effect changes nothing."""
        matters = list(Matter.objects.filter(todos__isnull=False).distinct().order_by("opened_at", "pk"))
        if not matters:
            return
        matter = matters[pick % len(matters)]
        # What people are asked for comes before what they may do besides, or a matter would never get anywhere.
        asked = set(matter.todos.values_list("move", flat=True)) if luck.random() < 0.7 else set()
        for name in luck.sample(ACTORS, len(ACTORS)):
            offers = [
                choice
                for choice in choices(matter, self.office.cast[name], self.office.at)
                if choice.allowed and not choice.is_edit and choice.code not in LEFT_OUT
            ]
            wanted = [choice for choice in offers if choice.code in asked] or ([] if asked else offers)
            if wanted:
                choice = luck.choice(wanted)
                self._try(matter, choice.code, name, Typist(self.office, luck).data(matter, choice, name))
                return

    @rule(pick=st.integers(0, 30), seed=st.integers(0, 10_000))
    def ask_for_anything(self, pick: int, seed: int) -> None:
        """Somebody asks for a move that may not be theirs, with hardly anything filled in."""
        luck = random.Random(seed)
        matters = list(Matter.objects.order_by("opened_at", "pk"))
        matter = matters[pick % len(matters)]
        procedure = standing(matter, self.office.cast["林政协"], self.office.at).procedure
        move = luck.choice(sorted(set(procedure.moves) - LEFT_OUT))
        form = procedure.moves[move].form
        data = {"reason": "理由"} if form and "reason" in forms[form].base_fields else {}
        self._try(matter, move, luck.choice(ACTORS), data)

    def _try(self, matter: Matter, move: str, name: str, data: dict[str, Any]) -> None:
        before = record()
        try:
            self.office.act(matter, move, name, **data)
        except ActRefused as refused:
            assert record() == before, "a refused act changed something"
            assert refused.refusals and all(reason.text for reason in refused.refusals)

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.office.later(days)
        record_overdue(self.office.at)

    @invariant()
    def no_point_is_without_a_unit_that_answers(self) -> None:
        covered = {place.point for place in places_of(self.matter) if place.role in ANSWERING}
        assert covered == set(self.matter.points.values_list("pk", flat=True))

    @invariant()
    def a_matter_is_answered_only_with_its_round(self) -> None:
        self.matter.refresh_from_db()
        if self.matter.state in ("assigning", "handling"):
            return
        round_of = Assignment.objects.filter(
            matter__parent=self.matter, matter__parent_round=self.matter.round, role__in=list(ANSWERING)
        )
        assert {each.matter.state for each in round_of} <= {"settled", "returned"}
        assert any(each.matter.state == "settled" for each in round_of)

    @invariant()
    def a_reply_is_never_sent_while_its_return_is_asked(self) -> None:
        for step in Step.objects.filter(move="answer"):
            assert step.from_state == "signed_off"

    @invariant()
    def assisting_opinions_are_for_the_lead_alone(self) -> None:
        for assist in Assignment.objects.filter(role=AssignmentRole.ASSIST).select_related("matter", "unit"):
            parties = assist.matter.parties.filter(role__in=("unit", "lead_unit"), active=True)
            insiders = {party.body.name for party in parties}
            for name, unit in (
                ("城经办", CITY),
                ("自经办", LAND),
                ("交经办", ROADS),
                ("府督查", ""),
                ("白委员", ""),
            ):
                seen = standing(assist.matter, self.office.cast[name], self.office.at).seen
                assert ("reply" in seen) == (unit in insiders), (name, insiders)

    @invariant()
    def forms_are_one_each_and_open_rounds_hidden_from_units(self) -> None:
        pairs = list(EvaluationForm.objects.values_list("evaluation", "evaluator"))
        assert len(pairs) == len(set(pairs))
        for evaluation in Evaluation.objects.filter(verdict="").select_related("matter"):
            for name in ("城经办", "自局长", "交核稿", "府督查"):
                assert not standing(evaluation.matter, self.office.cast[name], self.office.at).may_see


@pytest.mark.usefixtures("db")
def test_no_sequence_of_acts_breaks_an_invariant_of_handling() -> None:
    with dossiers_included():
        run_state_machine_as_test(
            Handling,
            settings=settings(
                max_examples=6,
                stateful_step_count=14,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
