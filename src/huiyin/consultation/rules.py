"""Rules about a consultation that need no database."""

from datetime import date

from huiyin.consultation.enums import ConsultationForm
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict

DIRECT_FORMS = frozenset({ConsultationForm.COUNTERPART, ConsultationForm.ON_SITE})
"""Forms after which a letter may go to a department without an instruction (对口协商、现场协商)."""


def held_by(held_on: date, day: date) -> Verdict:
    """A consultation can be on record only once it has been held."""
    if held_on > day:
        return Refused("not_held_yet", f"协商定于{held_on:%Y年%-m月%-d日}举行，举行之后才能形成记录。")
    return ALLOWED


def leads_to_direct_letter(form: str) -> bool:
    """Whether this form of consultation may end in a letter straight to the department."""
    return form in DIRECT_FORMS
