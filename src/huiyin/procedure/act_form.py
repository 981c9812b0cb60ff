"""The form of an act: a record form that knows its act and can fill itself from the matter."""

from typing import TYPE_CHECKING, Any

from huiyin.ui.forms import RecordForm

if TYPE_CHECKING:
    from huiyin.procedure.act import Act


class ActForm(RecordForm):
    """Base of every form that a move, an edit or a beginning asks for; `self.context` is the Act."""

    @classmethod
    def initial_from(cls, act: "Act") -> dict[str, Any]:
        """What the form shows before anybody types; for an edit also the `before` of the recorded change."""
        return {}
