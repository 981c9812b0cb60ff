"""Reads of handling that the packages above may use."""

from huiyin.handling.selectors.assignments import (
    answering_of,
    assignments_of,
    assists_for,
    commitments_of,
    covered_points,
    last_reply,
    replies_in,
    replies_of,
    reply_classes,
)
from huiyin.handling.selectors.points import (
    answers_of,
    names_for,
    places_of,
    points_of,
    points_to_handle,
    suggested_units,
)
from huiyin.handling.selectors.submissions import (
    asking,
    instructions_of,
    instructions_on,
    leaders_awaited,
    submissions_of,
)

__all__ = [
    "answering_of",
    "answers_of",
    "asking",
    "assignments_of",
    "assists_for",
    "commitments_of",
    "covered_points",
    "instructions_of",
    "instructions_on",
    "last_reply",
    "leaders_awaited",
    "names_for",
    "places_of",
    "points_of",
    "points_to_handle",
    "replies_in",
    "replies_of",
    "reply_classes",
    "submissions_of",
    "suggested_units",
]
