"""One act on many matters: who can be done, who cannot and why, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Grant
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.models import Matter
from huiyin.procedure.page.deeds import MoveDeed, previewed
from huiyin.procedure.page.told import ever_theirs, not_from_here, told
from huiyin.procedure.page.viewing import Viewing, Visit, seen_only

MOST = 100


@dataclass(frozen=True)
class Candidate:
    """One chosen matter and whether the move can be made to it now."""

    viewing: Viewing
    refusals: tuple[Refused, ...]
    deed: MoveDeed | None = None

    @property
    def foretold(self) -> list[str]:
        """What the move would do to this matter, where that does not stand in the form."""
        return previewed(self.deed) if self.deed is not None and not self.refusals else []

    @property
    def matter(self) -> Matter:
        """The matter."""
        return self.viewing.matter


@dataclass(frozen=True)
class Outcome:
    """What came of the move for one matter."""

    matter: Matter
    state: str
    refusals: tuple[Refused, ...] = ()


def candidates(visit: Visit, keys: Iterable[UUID], procedure: str, move: str) -> list[Candidate]:
    """The chosen matters that the visitor sees, each checked as `take` would; the rest are passed over."""
    rows = Matter.objects.filter(pk__in=list(keys)[:MOST], procedure=procedure).select_related("committee")
    seen = seen_only(visit, rows.order_by("-opened_at", "-id"))
    return [_candidate(visit, viewing, move) for viewing in seen]


def _candidate(visit: Visit, viewing: Viewing, code: str) -> Candidate:
    definition = viewing.procedure.moves.get(code)
    if definition is None or not definition.batch or definition.automatic:
        return Candidate(viewing, (Refused("no_batch", "这一步不能成批办理。"),))
    deed = MoveDeed(viewing, visit, code, definition)
    refusals = deed.unmet
    if not deed.possible:
        refusals = (not_from_here(viewing, deed.label),)
    elif not deed.yours:
        refusals = (Refused("not_yours", f"“{deed.label}”应由{deed.who}办理。"),)
    return Candidate(viewing, refusals, deed)


@dataclass(frozen=True)
class BatchOrder:
    """What is to be done to each: the same form, one request id from which each act's own is made."""

    move: str
    data: QueryDict
    files: Mapping[str, Any]
    grant: Grant | None
    request_id: str
    steps: Mapping[str, int]


def carry_out(visit: Visit, chosen: Sequence[Candidate], order: BatchOrder) -> list[Outcome]:
    """Make the move to one after the other; each stands for itself, so one refusal does not undo the others.

    Raises FormRefused when the very first shows that the form is incomplete: then nothing was done.
    """
    outcomes: list[Outcome] = []
    for candidate in chosen:
        matter, deed = candidate.matter, candidate.deed
        if deed is None or not ever_theirs(candidate.viewing, deed.definition):
            # Never this person's act: the engine, asked all the same, would say who was faster before it says that.
            outcomes.append(_refused(candidate, candidate.refusals))
            continue
        try:
            taken = take(
                matter, order.move, actor=visit.person, at=visit.at, data=order.data, files=order.files,
                grant=order.grant, expected_step=order.steps.get(str(matter.pk)),
                request_id=f"{order.request_id[:27]}{matter.pk}",
            )  # fmt: skip
        except FormRefused as refused:
            if not any(not outcome.refusals for outcome in outcomes):
                raise
            outcomes.append(_refused(candidate, refused.refusals))
        except ActRefused as refused:
            outcomes.append(_refused(candidate, told(candidate.viewing, refused, label=deed.label)))
        else:
            outcomes.append(Outcome(taken.matter, candidate.viewing.label_of(taken.step.to_state)))
    return outcomes


def _refused(candidate: Candidate, refusals: Sequence[Refused]) -> Outcome:
    return Outcome(candidate.matter, candidate.viewing.state_label, tuple(refusals))
