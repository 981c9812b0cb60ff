"""Proposals in any order of acts: figures add up, the record holds, whose it is sees it, merged and undone is whole."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, Max
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from factories.answering import evaluated, replied, round_of, settled
from factories.consultations import MONDAY
from factories.handing_over import CITY, GOVERNMENT, PARTY, PARTY_UNIT, ROADS, add_sides, decide, planned
from factories.invariants import RecordHolds
from factories.people import build_shizuishan
from factories.proposals import FIRST, OFFICE, SECOND, TEXT, Filing, add_examiners, write
from huiyin.handling.models import Reply, ReplyClass
from huiyin.handling.selectors.evaluations import last_evaluation
from huiyin.handling.selectors.tracking import standing_replies
from huiyin.ledgers.reconciling import Scope, reconcile
from huiyin.procedure.choices import Choice, choices
from huiyin.procedure.engine import revise, take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Clock, Matter
from huiyin.procedure.registry import forms
from huiyin.procedure.selectors import matters_seen_by
from huiyin.proposals.models import Merging, ProposalClass, RefusalReason, TakenOverPoint
from huiyin.proposals.rules.state_groups import NOT_HANDED_IN
from huiyin.proposals.selectors.hand_over import sides_of
from huiyin.proposals.selectors.merging import own_points
from huiyin.proposals.selectors.proposal import asked_of, proposal_of
from huiyin.records.models import NumberRegister
from huiyin.records.verification import Report, verify
from huiyin.search.models import TextSignature

ACTORS = ("白委员", "马委员", "周经委", FIRST, SECOND, OFFICE, "何秘书长", GOVERNMENT, PARTY)
OWNERS = ("白委员", "马委员", "周经委", "马委员")
LEFT_OUT = frozenset({"attach", "name_tips", "set_key", "pause", "resume", "extend"})
RARE = frozenset(
    {"withdraw", "discard", "not_docket", "keep", "convert_directly", "uninvite", "return_for_revision"}
)
UNDECIDED = {
    "final_exam": "examination",
    "listed": "chairpersons",
    "agreed": "joint",
    "disputed": "chairpersons",
}
RESULTS = ("satisfied", "mostly", "dissatisfied")


class Typist:
    """Fills in the forms of proposals as somebody in a hurry would."""

    def __init__(self, machine: "Proposals", luck: random.Random) -> None:
        self.machine, self.luck = machine, luck

    def data(self, matter: Matter, code: str) -> dict[str, Any]:
        """What is typed for a move or an edit."""
        fill: Callable[[Matter], dict[str, Any]] = getattr(self, f"_{code}", lambda matter: {})
        said = {"reason": "按程序办理", "text": "说明。", "to_author": "请修改。", "objection": "不同意。"}
        decision = self.machine.decided.get((matter.pk, matter.state))
        typed = {**said, "answer": "已研究。", "decision": decision, **fill(matter)}
        procedure = procedure_of(matter.procedure, matter.version)
        declared = procedure.moves.get(code) or procedure.facets[code.removeprefix("edit_")]
        asked = forms[declared.form] if declared.form else None
        known = {*asked.base_fields, *asked.rows} if asked else set()
        return {key: value for key, value in typed.items() if key in known and value is not None}

    def _invite(self, matter: Matter) -> dict[str, Any]:
        return {"members": [self.machine.cast["马委员"].pk]}

    _uninvite = _invite

    def _advice(self, matter: Matter) -> dict[str, Any]:
        if self.luck.random() < 0.7:
            return {"advice": "docket"}
        return {"advice": "not_docket", **self._not_docket(matter)}

    _examine_first = _examine_second = _advice

    def _not_docket(self, matter: Matter) -> dict[str, Any]:
        return {"refusal": RefusalReason.objects.get(code="academic_discussion").pk, "disposal": "letter"}

    _convert_directly = _not_docket

    def _merge(self, matter: Matter) -> dict[str, Any]:
        others = [each for each in self.machine.matters() if each.pk != matter.pk]
        return {"main": self.luck.choice(others).pk}

    def _correct(self, matter: Matter) -> dict[str, Any]:
        own = [{"point": each.pk, "text": each.text} for each in own_points(matter)]
        return {
            **TEXT,
            "title": matter.title,
            "situation": f"第{self.luck.random()}次修正。",
            "suggestions": own,
        }

    def _edit_text(self, matter: Matter) -> dict[str, Any]:
        own = [{"point": each.pk, "text": each.text} for each in own_points(matter)]
        rows = [*own[: self.luck.randint(0, 2)], {"text": f"建议{self.luck.random()}。"}]
        return {**TEXT, "title": matter.title, "suggestions": rows}

    def _edit_summary(self, matter: Matter) -> dict[str, Any]:
        kind = self.luck.choice(["individual", "joint"])
        return {"proposer_kind": kind, "publication": "yes", "contact_name": "周经委", "contact_phone": "1"}

    def _classify(self, matter: Matter) -> dict[str, Any]:
        rows = ProposalClass.objects.filter(committee=matter.committee, parent__isnull=False)
        return {"proposal_class": rows.values_list("pk", flat=True).first()}

    def _list(self, matter: Matter) -> dict[str, Any]:
        units = self.luck.choice([[(ROADS, "sole")], [(CITY, "lead"), (PARTY_UNIT, "assist")]])
        return planned(self.machine.cast, matter, [(unit, role, ()) for unit, role in units])

    _edit_plan = _list

    def _list_together(self, matter: Matter) -> dict[str, Any]:
        return {"unit": self.machine.cast.body(CITY).pk}

    def _redo(self, matter: Matter) -> dict[str, Any]:
        points = list(matter.points.values_list("pk", flat=True))
        row = {"unit": self.machine.cast.body(ROADS).pk, "role": "sole", "points": points}
        return {"assignments": [row]}

    _rehandle = _reopen = _reopen_tracking = _redo

    def _accept_by_decision(self, matter: Matter) -> dict[str, Any]:
        item = matter.agenda_items.order_by("-pk").first()
        return {"decision": str(item.pk) if item else "", **self._redo(matter)}

    _rehandle_by_decision = _accept_by_decision

    def _record_result(self, matter: Matter) -> dict[str, Any]:
        standing = standing_replies(matter)
        classes = ReplyClass.objects.filter(committee=matter.committee)
        return {
            "reply": standing[0].reply.pk if standing else None,
            "reply_class": classes.get(code=self.luck.choice("AB")).pk,
            "implemented_on": self.machine.at.date().isoformat() if self.luck.random() < 0.5 else "",
        }

    def _look_back(self, matter: Matter) -> dict[str, Any]:
        return {"ground": "due", "visit_by": self.machine.at.date().isoformat()}

    def _propose_other(self, matter: Matter) -> dict[str, Any]:
        return {"unit": self.machine.cast.body(CITY).pk, "other_unit": self.machine.cast.body(ROADS).pk}

    def _agree_on_word(self, matter: Matter) -> dict[str, Any]:
        return {"sides": ["government", "party"]}


class Proposals(RuleBasedStateMachine):
    """Members, examiners and offices at once, doing whatever their pages offer and some of what they do not."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        try:
            self._scene()
        except BaseException:
            self._leave()
            raise

    def _scene(self) -> None:
        self.cast, self.at = build_shizuishan(), MONDAY
        add_examiners(self.cast)
        add_sides(self.cast)
        self.decided: dict[tuple[Any, str], int] = {}
        contact = {"contact_name": "周经委", "contact_phone": "1"}
        self.filings = [
            write(self.cast, proposer_kind="joint"),
            write(self.cast, "马委员", title="关于车位的提案"),
            write(self.cast, "周经委", title="关于机关的提案", **contact),
        ]
        self._follow(["invite"], "白委员", self.filings[0])
        for name, filing in zip(OWNERS[1:], self.filings[1:], strict=False):
            self._follow(["submit"], name, filing)
            self._follow(["accept"], FIRST, filing)
        self.classes: dict[int, int | None] = {}
        self.filings.append(replied(self.cast, who="马委员", title="关于答复的提案"))
        self.at = max(filing.at for filing in self.filings)

    def _follow(self, moves: list[str], name: str, filing: Filing) -> None:
        for move in moves:
            typed = Typist(self, random.Random(0)).data(filing.matter, move)
            filing.matter = take(filing.matter, move, actor=self.cast[name], at=self.at, data=typed).matter

    def teardown(self) -> None:
        try:
            self._figures_add_up()
            RecordHolds.every_chain_verifies(self)  # type: ignore[arg-type]
            RecordHolds.todos_ask_for_what_the_state_allows(self)  # type: ignore[arg-type]
            assert {each.code for each in verify(Report())} <= {"trigger_missing"}
        finally:
            self._leave()

    def _leave(self) -> None:
        connection.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def matters(self) -> list[Matter]:
        """The four proposals as they are."""
        return list(
            Matter.objects.filter(kind="proposal").select_related("committee").order_by("opened_at", "pk")
        )

    @rule(seed=st.integers(0, 10_000))
    def work_through_a_day(self, seed: int) -> None:
        """People do what their pages offer; a sitting takes up what waits for it."""
        luck = random.Random(seed)
        for _turn in range(6):
            matter = luck.choice(self.matters())
            if matter.state in UNDECIDED and (matter.pk, matter.state) not in self.decided:
                self._decide(matter, luck)
            self._follow_a_page(matter, luck)

    @rule(seed=st.integers(0, 10_000))
    def units_answer_and_authors_judge(self, seed: int) -> None:
        """What the parts of a proposal wait for is done: replies with any class, forms with any value."""
        luck = random.Random(seed)
        for matter in self.matters():
            filing = Filing(self.cast, matter, self.at)
            if matter.state in ("handed_over", "handling"):
                rows = matter.children.filter(kind="assignment").exclude(state__in=("settled", "returned"))
                for child in rows.exclude(assignment__role="assist").order_by("opened_at", "pk"):
                    settled(filing, child.assignment.unit.name, luck.choice("AB"))
            elif matter.state == "evaluating":
                asked = round_of(filing).parties.filter(
                    role__in=("evaluator", "evaluating_body"), active=True
                )
                for party in list(asked.order_by("pk")):
                    evaluated(filing, party.person.name if party.person else "周经委", luck.choice(RESULTS))

    @invariant()
    def accepted_replies_keep_their_class_in_every_round(self) -> None:
        found = dict(Reply.objects.filter(is_final=True).values_list("pk", "reply_class_id"))
        assert all(found.get(key, "gone") == known for key, known in self.classes.items())
        self.classes = found

    @invariant()
    def evaluation_belongs_to_the_round(self) -> None:
        for matter in self.matters():
            found = last_evaluation(matter)
            if matter.state == "replied":
                assert found is None
            if matter.state == "evaluating":
                assert found is not None and not found.verdict
            if matter.state == "disputed":
                assert found is not None and found.verdict == "disputed"

    def _decide(self, matter: Matter, luck: random.Random) -> None:
        decision = "adopted" if matter.state == "agreed" or luck.random() < 0.75 else "not_adopted"
        kind = UNDECIDED[matter.state]
        if kind == "examination":
            found = Filing(self.cast, matter, self.at).cite(decision)["decision"]
        else:
            found = decide(self.cast, [matter], kind, self.at, decision)
        self.decided[matter.pk, matter.state] = found

    def _follow_a_page(self, matter: Matter, luck: random.Random) -> None:
        for name in luck.sample(ACTORS, 5):
            offers = [
                each
                for each in choices(matter, self.cast[name], self.at)
                if each.allowed
                and each.code not in LEFT_OUT
                and (each.code not in RARE or luck.random() < 0.15)
            ]
            if offers:
                self._try(matter, luck.choice(offers), name, luck)
                return

    def _try(self, matter: Matter, choice: Choice, name: str, luck: random.Random) -> None:
        code = f"edit_{choice.code}" if choice.is_edit else choice.code
        data = Typist(self, luck).data(matter, code)
        act = revise if choice.is_edit else take
        try:
            act(matter, choice.code, actor=self.cast[name], at=self.at, data=data)
        except ActRefused as refused:
            assert refused.refusals and all(each.text for each in refused.refusals)

    @rule(seed=st.integers(0, 10_000))
    def ask_for_anything(self, seed: int) -> None:
        """Somebody asks for moves that may not be theirs; a refused one changes no step."""
        luck = random.Random(seed)
        for _turn in range(6):
            matter, name = luck.choice(self.matters()), luck.choice(ACTORS)
            moves = procedure_of(matter.procedure, matter.version).moves
            move = luck.choice(sorted(set(moves) - LEFT_OUT))
            mine = {each.code for each in choices(matter, self.cast[name], self.at) if each.allowed}
            try:
                data = Typist(self, luck).data(matter, move)
                take(matter, move, actor=self.cast[name], at=self.at, data=data)
            except ActRefused:
                assert Matter.objects.get(pk=matter.pk).step_number == matter.step_number
            else:
                assert move in mine, "what the page did not offer was done"

    def _figures_add_up(self) -> None:
        for each in reconcile(Scope(self.cast.committee, None, self.at)):
            if each.check.code.startswith("proposal"):
                assert (each.left, each.first) == (each.right, None), each.check.code

    @invariant()
    def whose_it_is_sees_it_and_a_draft_nobody_else_does(self) -> None:
        day, keys = MONDAY.date(), [each.pk for each in self.matters()]
        seen = {
            name: set(matters_seen_by(self.cast[name], day, kind="proposal").values_list("pk", flat=True))
            & {*keys}
            for name in ACTORS
        }
        for matter, owner in zip(self.matters(), OWNERS, strict=True):
            seeing = {name for name in ACTORS if matter.pk in seen[name]}
            assert owner in seeing
            if matter.state in NOT_HANDED_IN:
                asked = {name for name in OWNERS if asked_of(proposal_of(matter), self.cast[name])}
                signed = {name for name in OWNERS if _signs(matter, self.cast[name].pk)}
                assert seeing <= {owner, *asked, *signed}
                assert not TextSignature.objects.filter(matter=matter).exists()
                assert proposal_of(matter).filed_on is None

    @invariant()
    def clocks_stand_still_in_the_end(self) -> None:
        for clock in Clock.objects.filter(stopped_at__isnull=True).select_related("matter"):
            declared = procedure_of(clock.matter.procedure, clock.matter.version)
            final = declared.states[clock.matter.state].final
            assert not final or declared.clocks[clock.code].lapses, clock.code

    @invariant()
    def merged_is_whole_and_undone_is_as_before(self) -> None:
        for merging in Merging.objects.select_related("part__matter", "main__matter"):
            taken = TakenOverPoint.objects.filter(merging=merging)
            if merging.undone_on is not None:
                assert not taken.exists()
                continue
            texts = list(merging.part.matter.points.order_by("order").values_list("text", flat=True))
            assert list(taken.order_by("point__order").values_list("point__text", flat=True)) == texts
            assert merging.part.matter.state == "merged" and merging.main.matter.state != "merged"
            seen = matters_seen_by(self._owner(merging.part.matter), MONDAY.date())
            assert seen.filter(pk=merging.main.matter_id).exists()
        standing = Merging.objects.filter(undone_on__isnull=True).count()
        assert standing == Matter.objects.filter(kind="proposal", state="merged").count()

    def _owner(self, matter: Matter) -> Any:
        return dict(
            zip([each.pk for each in self.matters()], (self.cast[name] for name in OWNERS), strict=True)
        )[matter.pk]

    @invariant()
    def offices_of_the_sides_concerned_are_asked_and_no_other(self) -> None:
        for matter in self.matters():
            if matter.state in ("studied", "agreed"):
                kinds = matter.parties.filter(role="side_office", active=True).values_list(
                    "body__kind", flat=True
                )
                assert sorted(each.removesuffix("_office") for each in kinds) == sides_of(matter)

    @invariant()
    def numbers_follow_each_other(self) -> None:
        rows = NumberRegister.objects.values("series", "year").annotate(n=Count("pk"), last=Max("sequence"))
        assert all(each["n"] == each["last"] for each in rows)


def _signs(matter: Matter, person: int) -> bool:
    return matter.parties.filter(role="cosigner", active=True, person=person).exists()


@pytest.mark.usefixtures("db")
def test_no_order_of_acts_breaks_an_invariant_of_proposals() -> None:
    run_state_machine_as_test(
        Proposals,
        settings=settings(
            max_examples=2,
            stateful_step_count=6,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
