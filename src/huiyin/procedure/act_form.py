"""The form of an act: a record form that knows its act and can fill itself from the matter."""

from typing import TYPE_CHECKING, Any, ClassVar

from huiyin.ui.forms import RecordForm

if TYPE_CHECKING:
    from huiyin.procedure.act import Act


class ActForm(RecordForm):
    """Base of every form that a move, an edit or a beginning asks for; `self.context` is the Act."""

    cites: ClassVar[str] = ""
    """The field that names what the act rests on; the timeline shows its text, as it was that day, as the basis."""

    @classmethod
    def initial_from(cls, act: "Act") -> dict[str, Any]:
        """What the form shows before anybody types; for an edit also the `before` of the recorded change."""
        return {}
