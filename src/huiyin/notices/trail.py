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

        A round opens everything anew, and a chain asks the next person with each signature.
        """
        definition = self.procedure.moves[move]
        since = None
        for step in self.steps:
            asks = step.to_state in definition.from_ and step.round == self.steps[0].round
            if not asks:
                break
            since = step
            if definition.chain and step.move == move:
                break
        return since

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
