"""What procedures may set for handling: whether the author must be met, and who evaluates how often.

settings:
  handling.contact@1: {needed: face_to_face}
  handling.evaluation@1: {by: author, most_rounds: 2}
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from huiyin.procedure import library
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import setting


class _Setting(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


@setting("handling.contact@1")
class ContactSetting(_Setting):
    """Which contact between unit and author a reply needs; the author confirms it, or waives it."""

    needed: Literal["none", "any", "face_to_face"] = "none"
    of: Literal["any", "each"] = "any"


@setting("handling.evaluation@1")
class EvaluationSetting(_Setting):
    """Which parties evaluate, and how many rounds of handling there are before a sitting decides."""

    by: tuple[str, ...] = ("author", "opinion_giver")
    most_rounds: int = Field(default=2, ge=1, le=9)


def contact_setting(assignment_matter: Matter) -> ContactSetting:
    """What the procedure of the matter that is handled asks of its units."""
    parent = assignment_matter.parent
    assert parent is not None
    found = library.setting(library.procedure_of(parent.procedure, parent.version), "handling.contact@1")
    assert isinstance(found, ContactSetting)
    return found


def evaluation_setting(matter: Matter) -> EvaluationSetting:
    """Who evaluates the handling of this matter."""
    found = library.setting(library.procedure_of(matter.procedure, matter.version), "handling.evaluation@1")
    assert isinstance(found, EvaluationSetting)
    return found
