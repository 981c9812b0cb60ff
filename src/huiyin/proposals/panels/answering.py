"""What a proposal's page shows of 办复、办结、落实: three dates side by side, unit by unit."""

from collections.abc import Mapping
from typing import Any

from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.selectors.answering import three_dates

Context = Mapping[str, Any]


def dates(matter: Matter, person: Person) -> Context:
    """The dates of the proposal, and of each reply that stands its class, what was recorded since, and when."""
    return {"dates": three_dates(matter)}
