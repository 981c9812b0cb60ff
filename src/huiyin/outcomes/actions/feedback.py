"""Effects of giving back what came of an outcome."""

from huiyin.handling.actions.commitment import begin_commitment
from huiyin.handling.points import record_adoption, replace_measures
from huiyin.outcomes.models import Echo, Feedback
from huiyin.outcomes.papers import make_echo_letter, make_feedback_letter
from huiyin.outcomes.selectors import outcome_of
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect


@effect("outcomes.feed_back@1")
def feed_back(act: Act) -> None:
    """采纳、落实、反馈 per recommendation; every commitment becomes a matter with its own clock."""
    record_adoption(act, act.data["verdicts"])
    replace_measures(act, act.data["measures"])
    for row in act.data["commitments"]:
        begin_commitment(act, **row)
    Feedback.objects.update_or_create(
        outcome=outcome_of(act.matter),
        round=act.matter.round,
        defaults={
            "committee": act.committee,
            "by_name": _speaker(act),
            "text": act.data["text"],
            "letter_number": act.data["letter_number"],
            "on": act.day,
        },
    )
    make_feedback_letter(act, act.data["text"], act.data["letter_number"])


def _speaker(act: Act) -> str:
    """The body in whose name the feedback is given."""
    if act.grant is not None and act.grant.body is not None:
        return act.grant.body.name
    return act.actor.name if act.actor is not None else ""


@effect("outcomes.tell@1")
def tell_givers(act: Act) -> None:
    """事事有回音: note how, when and by whom the giver of each opinion was told."""
    outcome = outcome_of(act.matter)
    Echo.objects.bulk_create(
        Echo(
            committee=act.committee,
            outcome=outcome,
            round=act.matter.round,
            opinion=row["opinion"],
            giver=row["opinion"].giver.person,
            giver_name=row["opinion"].giver.name,
            channel=row["channel"],
            told_on=row["told_on"],
            told_by=row["told_by"],
            text=row["text"],
        )
        for row in act.data["echoes"]
    )
    make_echo_letter(act)


@effect("outcomes.answer_echo@1")
def answer_echo(act: Act) -> None:
    """The giver's verdict stands beside the unit's claim; it may be changed until the next round."""
    for row in act.data["answers"]:
        echo: Echo = row["echo"]
        echo.verdict, echo.words, echo.answered_on = row["verdict"], row["words"], act.day
        echo.save(update_fields=["verdict", "words", "answered_on"])
