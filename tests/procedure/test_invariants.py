"""No sequence of acts by any role breaks an invariant, whatever is asked by whomever in whatever order."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from factories.errands import errands_included
from factories.invariants import RecordHolds
from factories.people import build_shizuishan, build_zhongwei
from huiyin.people.models import Person
from huiyin.procedure.begin import begin
from huiyin.procedure.choices import choices
from huiyin.procedure.engine import revise, take
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.events import record_overdue
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Clock, ClockChange, Link, Matter, MatterParty, Step, Todo
from procedure.conftest import MONDAY

ACTORS = ("周经委", "陈副主席", "何秘书长", "江主席", "林政协", "城经办", "自经办", "白委员", "卫政协")
MOVES = (
    "submit", "sign", "send_back", "hand_over", "add", "pause", "resume", "extend", "settle", "conclude",
    "redo", "finish", "fly",
)  # fmt: skip
TABLES = (Matter, MatterParty, Step, Clock, ClockChange, Todo, Link)


def everything() -> list[object]:
    """All rows of the engine, to see that a refused act changed none."""
    return [sorted(map(str, table.objects.values_list())) for table in TABLES]


class Office(RecordHolds, RuleBasedStateMachine):
    """The whole office at once, doing whatever it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.day = 0
        self.city, self.neighbour = build_shizuishan(), build_zhongwei()
        self.units = [self.city.body("市城市管理局").pk, self.city.body("市自然资源局").pk]
        self.start()

    def teardown(self) -> None:
        connection.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def person(self, name: str) -> Person:
        return self.neighbour[name] if name in self.neighbour.people else self.city[name]

    def start(self) -> None:
        begin(
            "errand",
            committee=self.city.committee,
            actor=self.city["周经委"],
            at=MONDAY,
            data={"title": "修路"},
        )

    @rule(
        pick=st.integers(0, 9),
        name=st.sampled_from(ACTORS),
        move=st.sampled_from(MOVES),
        unit=st.integers(0, 2),
        reason=st.sampled_from(["", "有理由"]),
        stale=st.booleans(),
    )
    def ask(self, pick: int, name: str, move: str, unit: int, reason: str, stale: bool) -> None:
        matters = list(Matter.objects.order_by("opened_at", "pk"))
        matter = matters[pick % len(matters)]
        data = {
            "reason": reason,
            "units": self.units[:unit],
            "clock": "handling",
            "amount": 3,
            "unit": "working_days",
        }
        self.try_it(matter, move, self.person(name), data, matter.step_number - 1 if stale else None)

    @rule(pick=st.integers(0, 9), seed=st.integers(0, 99))
    def follow_the_page(self, pick: int, seed: int) -> None:
        """Somebody does what the page offers: otherwise random acts would rarely get past the signing."""
        matters = list(Matter.objects.order_by("opened_at", "pk"))
        matter = matters[pick % len(matters)]
        offers = [
            (name, choice)
            for name in ACTORS
            for choice in choices(matter, self.person(name), self.now())
            if choice.allowed and not choice.is_edit
        ]
        if not offers:
            return
        name, choice = offers[seed % len(offers)]
        data = {"reason": "按程序", "units": self.units, "clock": "handling", "amount": 1, "unit": "months"}
        self.try_it(matter, choice.code, self.person(name), data, matter.step_number)

    def try_it(
        self, matter: Matter, move: str, actor: Person, data: dict[str, Any], expected: int | None
    ) -> None:
        form = self.form_fields(matter, move)
        offered = [choice for choice in choices(matter, actor, self.now()) if choice.code == move]
        before = everything()
        try:
            take(
                matter,
                move,
                actor=actor,
                at=self.now(),
                data={key: value for key, value in data.items() if key in form},
                expected_step=expected,
            )
        except ActRefused as refused:
            assert everything() == before, "a refused act changed something"
            assert refused.refusals and all(reason.text for reason in refused.refusals)
            if offered and offered[0].allowed and expected in (None, matter.step_number):
                assert isinstance(refused, FormRefused) or {"paused", "not_paused", "paused_already"} & set(
                    refused.codes
                )
        else:
            assert offered and offered[0].allowed, "take did what choices did not offer"

    def form_fields(self, matter: Matter, move: str) -> set[str]:
        definition = procedure_of(matter.procedure, matter.version).moves.get(move)
        names = {
            "procedure.note@1": {"reason"},
            "procedure.reason@1": {"reason"},
            "errands.hand_over@1": {"units"},
            "errands.redo@1": {"units", "reason"},
            "procedure.pause@1": {"clock", "reason"},
            "procedure.resume@1": {"clock", "reason"},
            "procedure.extension@1": {"clock", "reason", "amount", "unit"},
        }
        return names.get(definition.form, set()) if definition else set()

    @rule(name=st.sampled_from(ACTORS), title=st.sampled_from(["修桥", "空", ""]))
    def edit(self, name: str, title: str) -> None:
        matter = Matter.objects.filter(kind="errand").earliest("opened_at", "pk")
        before = everything()
        try:
            revise(matter, "content", actor=self.person(name), at=self.now(), data={"title": title})
        except ActRefused:
            assert everything() == before

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.day += days
        record_overdue(self.now())

    def now(self) -> Any:
        return MONDAY + timedelta(days=self.day)

    @invariant()
    def a_parent_settles_only_with_its_round(self) -> None:
        for matter in Matter.objects.filter(kind="errand", state__in=["answered", "concluded"]):
            children = matter.children.filter(parent_round=matter.round)
            assert children and all(child.state == "settled" for child in children)

    @invariant()
    def clocks_run_only_where_declared(self) -> None:
        for matter in Matter.objects.all():
            procedure = procedure_of(matter.procedure, matter.version)
            running = {(clock.code, clock.round) for clock in matter.clocks.filter(stopped_at__isnull=True)}
            assert running == {
                (code, matter.round)
                for code, clock in procedure.clocks.items()
                if matter.state in clock.runs_in
            }
            dues = [
                clock.due for clock in matter.clocks.filter(stopped_at__isnull=True) if clock.due is not None
            ]
            assert matter.next_due == min(dues, default=None)


@pytest.mark.usefixtures("db")
def test_no_sequence_of_acts_breaks_an_invariant() -> None:
    with errands_included():
        run_state_machine_as_test(
            Office,
            settings=settings(
                max_examples=20,
                stateful_step_count=25,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
