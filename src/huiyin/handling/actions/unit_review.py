"""Effects of the review of a unit's year."""

from huiyin.handling.models import UnitReview
from huiyin.handling.selectors.unit_reviews import review_of
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect


@effect("handling.review_begin@1")
def begin_review(act: Act) -> None:
    """A review is drafted; the unit is no party before it is sent."""
    unit, year = act.data["unit"], act.data["of_year"]
    act.matter.title = f"{unit}{year}年度提案办理考核意见"
    act.matter.year = year
    UnitReview.objects.create(
        committee=act.committee, matter=act.matter, unit=unit, of_year=year, text=act.data["text"]
    )


@effect("handling.review_text@1")
def write_review(act: Act) -> None:
    """Another wording, as long as it was not sent."""
    row = review_of(act.matter)
    row.text = act.data["text"]
    row.save(update_fields=["text"])


@effect("handling.review_send@1")
def send_review(act: Act) -> None:
    """From now on the unit reads it."""
    row = review_of(act.matter)
    row.sent_on = act.day
    row.save(update_fields=["sent_on"])
    act.add_party("unit", row.unit)


@effect("handling.review_answer@1")
def answer_review(act: Act) -> None:
    """What the unit says stands beside the review, which stays as it is."""
    row = review_of(act.matter)
    row.answer, row.answered_on = act.data["answer"], act.day
    row.save(update_fields=["answer", "answered_on"])


@effect("handling.review_close@1")
def close_review(act: Act) -> None:
    """The office has read the answer."""
    row = review_of(act.matter)
    row.conclusion = act.data["conclusion"]
    row.save(update_fields=["conclusion"])


@effect("handling.review_discard@1")
def discard_review(act: Act) -> None:
    """It was never sent; another may be written."""
    row = review_of(act.matter)
    row.in_force = False
    row.save(update_fields=["in_force"])
