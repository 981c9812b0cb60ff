"""Why the engine did not do something; every one carries sentences for the person who asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from huiyin.kernel.verdicts import Refused
from huiyin.procedure.act_form import ActForm

if TYPE_CHECKING:
    from huiyin.procedure.models import Step


class ActRefused(Exception):
    """The act was refused and nothing was changed."""

    def __init__(self, refusals: Sequence[Refused], *, form: ActForm | None = None) -> None:
        self.refusals = tuple(refusals)
        self.form = form
        super().__init__("；".join(refusal.text for refusal in self.refusals))

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all reasons, for tests and callers that must tell them apart."""
        return tuple(refusal.code for refusal in self.refusals)


class NotYours(ActRefused):
    """No grant of this person allows the act."""


class ChooseGrant(ActRefused):
    """Several grants would allow the act; the person must say under which one it is done."""

    def __init__(self, refusals: Sequence[Refused], *, grants: Sequence[object]) -> None:
        super().__init__(refusals)
        self.grants = tuple(grants)


class Overtaken(ActRefused):
    """Somebody else was faster: the page was drawn from an earlier step.

    The sentence names who; before it is shown to somebody, `later` is compared with what that person may read.
    """

    def __init__(self, refusals: Sequence[Refused], *, later: "Step | None" = None) -> None:
        super().__init__(refusals)
        self.later = later


class FormRefused(ActRefused):
    """The form is incomplete; it keeps every character that was typed."""


class ContentRefused(ActRefused):
    """The content looks classified and was not stored."""
