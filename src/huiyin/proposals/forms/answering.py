"""Forms after the replies: what the chairpersons decided when no rounds were left."""

from collections.abc import Sequence
from typing import Any

from huiyin.handling.forms.assign import ReassignForm
from huiyin.procedure.act import Act
from huiyin.procedure.registry import form
from huiyin.proposals.selectors.answering import decisions_on_dispute
from huiyin.sittings.forms.citing import CiteForm, citable
from huiyin.sittings.models import AgendaItem


def _since(act: Act) -> Sequence[AgendaItem]:
    """Of what may be cited, what was decided since the evaluation was over."""
    keys = {each.pk for each in decisions_on_dispute(act.matter)}
    return [each for each in citable(act) if each.pk in keys]


@form("proposals.cite_on_dispute@1")
class CiteOnDisputeForm(CiteForm):
    """Cites what the chairpersons decided on a proposal with whose handling somebody is not satisfied."""

    def _offered(self) -> Sequence[AgendaItem]:
        return _since(self.context) if self.context is not None else ()

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Where there is one decision to cite, it is that."""
        found = _since(act)
        return {"decision": str(found[0].pk)} if len(found) == 1 else {}


@form("proposals.rehandle_by_decision@1")
class RehandleByDecisionForm(CiteOnDisputeForm, ReassignForm):
    """One more round that the chairpersons ordered: the decision, and who handles what."""

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The decision, and whoever handled what is disputed."""
        return {**ReassignForm.initial_from(act), **super().initial_from(act)}
