"""What a matter's steps say about who is to be told: since when something is asked, and whose work was undone."""

from collections.abc import Iterable, Sequence

from huiyin.procedure.definition import Procedure
from huiyin.procedure.enums import StepKind
from huiyin.procedure.models import Matter, Step


class Trail:
    """The steps of one matter, the last one first, without what is only proved by them."""

    def __init__(self, matter: Matter, procedure: Procedure) -> None:
        rows = matter.steps.defer("content", "guard_results", "documents").order_by("-number")
        self.procedure = procedure
        self.steps: Sequence[Step] = list(rows)
        self.by_number = {step.number: step for step in self.steps}

    def asked_since(self, move: str) -> Step | None:
        """The step with which a move began to be asked for, without a break until now; None if it is not any more.

        A round opens everything anew, and a chain asks the next person with each signature. What is asked only while a
        fact holds (an extension is asked for) is asked anew once a move that hangs on the same fact has answered it.
        """
        definition = self.procedure.moves[move]
        answering = self._hanging_on(definition.when)
        since = None
        for step in self.steps:
            asks = step.to_state in definition.from_ and step.round == self.steps[0].round
            if not asks or step.move in answering:
                break
            since = step
            if definition.chain and step.move == move:
                break
        return since

    def caused_by(self, move: str, since: Step) -> int | None:
        """Who brought it about that this is asked: what hangs on a fact, by whoever acted last."""
        step = self.steps[0] if self.procedure.moves[move].when else since
        return step.actor_id

    def _hanging_on(self, fact: str) -> set[str]:
        if not fact:
            return set()
        return {code for code, each in self.procedure.moves.items() if each.when == fact}

    def undone(self, correction: Step) -> set[int]:
        """Who had acted since the state was left to which the correction leads back; all of them, if it never was."""
        found: set[int] = set()
        for step in self.before(correction.number):
            if step.kind != StepKind.EVENT and step.actor_id is not None:
                found.add(step.actor_id)
            if step.from_state == correction.to_state and step.to_state != correction.to_state:
                break
        return found

    def before(self, number: int) -> Iterable[Step]:
        """The steps before this one, the last one first."""
        return (step for step in self.steps if step.number < number)
