"""What always holds of the record, whatever anybody did: for state machines over the engine and over packages on it."""

from collections.abc import Iterator

from hypothesis.stateful import invariant

from huiyin.procedure.content import fingerprints
from huiyin.procedure.enums import StepKind
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, Step, Todo
from huiyin.procedure.steps import genesis, hash_of


class RecordHolds:
    """Invariants of every matter: declared moves only, chains that verify, to-dos that the state allows."""

    @invariant()
    def every_step_is_a_declared_move(self) -> None:
        for step in self.steps():
            procedure = procedure_of(step.matter.procedure, step.matter.version)
            if step.kind != StepKind.ACT or step.number == 1:
                assert step.number == 1 or step.from_state == step.to_state
                continue
            definition = procedure.moves[step.move]
            assert step.from_state in definition.from_
            assert step.to_state == procedure.target_of(definition, step.from_state) or definition.chain
            assert step.is_correction == definition.correction

    @invariant()
    def every_chain_verifies(self) -> None:
        for matter in Matter.objects.all():
            previous = genesis(matter)
            steps = list(matter.steps.order_by("number"))
            assert [step.number for step in steps] == list(range(1, matter.step_number + 1))
            for step in steps:
                assert step.previous_hash == previous
                assert step.hash == hash_of(step)
                previous = step.hash
            assert matter.last_hash == previous
            assert steps[-1].content == fingerprints(matter), "a row changed without a step"
            assert (matter.state, matter.round) == (steps[-1].to_state, steps[-1].round)

    @invariant()
    def todos_ask_for_what_the_state_allows(self) -> None:
        for todo in Todo.objects.select_related("matter"):
            procedure = procedure_of(todo.matter.procedure, todo.matter.version)
            assert todo.matter.state in procedure.moves[todo.move].from_
            assert todo.due == todo.matter.next_due

    def steps(self) -> Iterator[Step]:
        yield from Step.objects.select_related("matter").order_by("matter", "number")
