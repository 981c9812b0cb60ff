"""Citing a sitting: what a move that a body decides rests on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.sittings.guards import DECIDED
from huiyin.sittings.models import AgendaItem
from huiyin.sittings.rules import codes_in
from huiyin.sittings.selectors import decisions_about

CHOOSE = ("", _("请选择"))


@form("sittings.cite@1")
class CiteForm(ActForm):
    """Base, and plain form, of moves that cite the decision of a sitting about the act's matter.

    What the move's guard `sittings.decided@1` asks for is what is offered; the step keeps the citation as text.
    """

    cites = "decision"
    decision = forms.ChoiceField(
        label=_("会议决定"), help_text=_("列出已召开的会议对本件作出的决定；没有的，先登记会议决定。")
    )

    def prepare(self) -> None:
        """Offer the recorded decisions about the matter."""
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [CHOOSE, *((str(each.pk), str(each)) for each in self._offered())]

    def _offered(self) -> Sequence[AgendaItem]:
        return citable(self.context) if self.context is not None else ()

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Where there is one decision to cite, it is that."""
        found = citable(act)
        return {"decision": str(found[0].pk)} if len(found) == 1 else {}

    def clean_decision(self) -> AgendaItem:
        """The decision itself; the step keeps what it says."""
        chosen = self.cleaned_data["decision"]
        return next(each for each in self._offered() if str(each.pk) == chosen)


def citable(act: Act) -> Sequence[AgendaItem]:
    """The decisions that this act may cite: of the sittings, and of the tenor, that its move asks for."""
    uses = act.definition.guards if act.definition is not None else ()
    options = next((use.options for use in uses if use.name == DECIDED), {})
    kinds, decisions = (codes_in(str(options.get(name, ""))) for name in ("kinds", "decision"))
    return decisions_about(act.matter, kinds, decisions)
