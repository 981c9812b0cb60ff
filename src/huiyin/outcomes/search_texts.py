"""What of an outcome is found by its words, each text by the facet that shows it.

Left out is `my_echo`: what a giver reads there is that giver's own.
"""

from huiyin.handling.models import Measure, Point
from huiyin.outcomes.enums import KIND
from huiyin.outcomes.models import Echo, Feedback, Outcome, QualityAnswer
from huiyin.search.full_text.columns import columns, together
from huiyin.search.full_text.registry import searchable, searchable_names

searchable(KIND, "summary", "成果概况", read=columns(Outcome, "matter", "adopted_at"))
searchable_names(
    KIND,
    "summary",
    "起草单位和责任办公室",
    read=columns(Outcome, "matter", "drafted_by__name", "responsible_office__name"),
)
searchable(
    KIND,
    "content",
    "情况与分析",
    read=columns(Outcome, "matter", "background", "analysis", "form_reason"),
)
searchable(KIND, "recommendations", "意见建议", read=columns(Point, "matter", "text", "no_action_reason"))
searchable(KIND, "quality", "质量审核", read=columns(QualityAnswer, "outcome__matter", "note"))
searchable(
    KIND,
    "feedback",
    "采纳落实反馈",
    read=together(
        columns(Feedback, "outcome__matter", "by_name", "text", "letter_number"),
        columns(Point, "matter", "adoption_reason"),
        columns(Measure, "point__matter", "text", "evidence"),
    ),
)
searchable(KIND, "echo", "回音", read=columns(Echo, "outcome__matter", "giver_name", "text", "words"))
