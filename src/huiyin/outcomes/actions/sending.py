"""Effects of sending an outcome on its way."""

from huiyin.handling.actions.assign import assign
from huiyin.handling.actions.submission import submit
from huiyin.outcomes.enums import ADDRESSEE, SENDING_BODY, OutcomeForm
from huiyin.outcomes.linked import begun_with
from huiyin.outcomes.selectors import outcome_of
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.records.documents import make_document
from huiyin.records.numbering import void_number

SERIES = {
    OutcomeForm.CONSULTATION_REPORT: "outcome_report",
    OutcomeForm.SPECIAL_REPORT: "outcome_report",
    OutcomeForm.RECOMMENDATION: "outcome_report",
    OutcomeForm.CONSULTATION_BRIEF: "outcome_brief",
    OutcomeForm.OPINION_INFO: "outcome_info",
    OutcomeForm.LETTER: "outcome_letter",
}
"""Form → the register its number comes from."""


@effect("outcomes.make_document@1")
def make_outcome_document(act: Act) -> None:
    """Make the document of the outcome's form, numbered; made again it gets a new version and keeps its number."""
    outcome = outcome_of(act.matter)
    form = OutcomeForm(outcome.form)
    document = make_document(
        act, kind=form.value, title=act.data["title"], body=act.data["body"], series=SERIES[form]
    )
    act.matter.number = document.number


@effect("outcomes.withdraw@1")
def withdraw_outcome(act: Act) -> None:
    """An outcome that will not be formed gives its number back to the register as void, never to another."""
    if act.matter.number:
        void_number(act, act.matter.number, reason=act.reason)


@effect("outcomes.submit@1")
def submit_outcome(act: Act) -> None:
    """One submission per office; each office may from now on see the outcome."""
    for office in act.data["addressees"]:
        act.add_party(ADDRESSEE, office)
    submit(act)
    begin = begun_with.get(outcome_of(act.matter).form)
    if begin is not None:
        begin(act)


@effect("outcomes.send_direct@1")
def send_direct(act: Act) -> None:
    """The letter goes to the departments; whoever sends it checks the replies and feeds back."""
    outcome = outcome_of(act.matter)
    outcome.sent_direct = True
    outcome.save(update_fields=["sent_direct"])
    assert act.grant is not None, "a person sends a letter, under a grant"
    act.add_party(SENDING_BODY, act.grant.body or act.grant.person)
    assign(act)
