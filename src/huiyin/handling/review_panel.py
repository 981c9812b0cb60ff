"""The page of a review of a unit's year, and when it may be closed without an answer."""

from huiyin.handling.panels.parent import Context, template
from huiyin.handling.selectors.unit_reviews import review_of
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import Panel, guard, panel


def review_context(matter: Matter, person: Person) -> Context:
    """The text, of which unit and year."""
    row = review_of(matter)
    facts = [("承办单位", row.unit.name), ("考核年度", f"{row.of_year}年"), ("送达日期", row.sent_on)]
    return {"row": row, "facts": facts}


@guard("handling.review_time_over@1", "单位说明的时间已过")
def time_over(act: Act) -> Verdict:
    """The unit has had its time."""
    due = act.matter.clocks.filter(code="answer").order_by("-pk").values_list("due", flat=True).first()
    if due is None or act.day > due:
        return ALLOWED
    return Refused("review_time_runs", f"单位可以说明到{due:%Y年%-m月%-d日}为止，过后才能这样办结。")


panel("unit_review", Panel("review", "review", template("unit_review"), review_context, 10))
panel("unit_review", Panel("answer", "answer", template("unit_review_answer"), review_context, 20))
