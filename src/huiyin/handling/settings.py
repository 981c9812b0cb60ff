"""What procedures may set for handling: contact with the author, who evaluates how often, how long a reply may take.

settings:
  handling.contact@1: {needed: face_to_face, authors: [author, merged_author]}
  handling.evaluation@1: {by: [author], aspects: [contact, attitude, pertinence, result], most_rounds: 2}
  handling.reply_time@1: {counted_in: months}
  handling.notice@1: {series: proposal_notice}
  handling.look_back@1: {told: [author, cosigner]}
"""

from typing import Literal

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, field_validator

from huiyin.handling.enums import EvaluationAspect
from huiyin.procedure import library
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import setting
from huiyin.procedure.terms import amount_for


class _Setting(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


@setting("handling.contact@1")
class ContactSetting(_Setting):
    """Which contact between unit and author a reply needs; the author confirms it, or waives it.

    `authors`: which parties of the matter that is handled its units know as authors.
    """

    needed: Literal["none", "any", "face_to_face"] = "none"
    of: Literal["any", "each"] = "any"
    authors: tuple[str, ...] = ("author",)


@setting("handling.evaluation@1")
class EvaluationSetting(_Setting):
    """Which parties evaluate what, and how many rounds of handling there are before a sitting decides.

    `rounds_term`: the term of the procedure by which a committee sets that number; without one it is `most_rounds`.
    """

    by: tuple[str, ...] = ("author", "opinion_giver")
    aspects: tuple[EvaluationAspect, ...] = (EvaluationAspect.PROCESS, EvaluationAspect.RESULT)
    most_rounds: int = Field(default=2, ge=1, le=9)
    rounds_term: str = ""

    @field_validator("aspects")
    @classmethod
    def _asks_for_the_result(cls, aspects: tuple[EvaluationAspect, ...]) -> tuple[EvaluationAspect, ...]:
        if EvaluationAspect.RESULT not in aspects or len(set(aspects)) != len(aspects):
            raise ValueError("aspects are named once each, and the result is one of them")
        return aspects


@setting("handling.reply_time@1")
class ReplyTimeSetting(_Setting):
    """Whether the first reply and its longest time are counted in working days or in months; how long is a term."""

    counted_in: Literal["working_days", "months"] = "working_days"


@setting("handling.notice@1")
class NoticeSetting(_Setting):
    """In which register hand-over notices are numbered; its package registers the series."""

    series: str = "assignment_notice"


@setting("handling.look_back@1")
class LookBackSetting(_Setting):
    """Which parties of the matter learn what a look back found, as those who wrote it."""

    told: tuple[str, ...] = ("author",)


def reply_time_setting(assignment_matter: Matter) -> ReplyTimeSetting:
    """How the procedure of the matter that is handled counts the time for replies."""
    found = _of_parent(assignment_matter, "handling.reply_time@1")
    assert isinstance(found, ReplyTimeSetting)
    return found


def notice_setting(assignment_matter: Matter) -> NoticeSetting:
    """Which register the procedure of the matter that is handed over has for its notices."""
    found = _of_parent(assignment_matter, "handling.notice@1")
    assert isinstance(found, NoticeSetting)
    return found


def _of_parent(assignment_matter: Matter, name: str) -> BaseModel:
    parent = assignment_matter.parent
    assert parent is not None, "an assignment is begun by the matter that it hands over"
    return library.setting(library.procedure_of(parent.procedure, parent.version), name)


def contact_setting(assignment_matter: Matter) -> ContactSetting:
    """What the procedure of the matter that is handled asks of its units."""
    found = _of_parent(assignment_matter, "handling.contact@1")
    assert isinstance(found, ContactSetting)
    return found


def authors_setting(matter: Matter) -> tuple[str, ...]:
    """Which parties of this matter the units know as its authors."""
    found = library.setting(library.procedure_of(matter.procedure, matter.version), "handling.contact@1")
    assert isinstance(found, ContactSetting)
    return found.authors


def look_back_setting(matter: Matter) -> LookBackSetting:
    """Who learns what a visit to this matter found."""
    found = library.setting(library.procedure_of(matter.procedure, matter.version), "handling.look_back@1")
    assert isinstance(found, LookBackSetting)
    return found


def aspects_of(evaluation_matter: Matter) -> tuple[EvaluationAspect, ...]:
    """What is asked on the forms of one round: what the procedure of the matter that is evaluated says."""
    assert evaluation_matter.parent is not None, "an evaluation is begun by the matter that it evaluates"
    return evaluation_setting(evaluation_matter.parent).aspects


def most_rounds(matter: Matter) -> int:
    """How many rounds of handling there may be: the figure in force when the matter came into its present state."""
    setting_ = evaluation_setting(matter)
    if not setting_.rounds_term:
        return setting_.most_rounds
    return amount_for(
        library.procedure_of(matter.procedure, matter.version),
        setting_.rounds_term,
        committee_id=matter.committee_id,
        on=timezone.localdate(matter.entered_state_at),
    )


def evaluation_setting(matter: Matter) -> EvaluationSetting:
    """Who evaluates the handling of this matter."""
    found = library.setting(library.procedure_of(matter.procedure, matter.version), "handling.evaluation@1")
    assert isinstance(found, EvaluationSetting)
    return found
