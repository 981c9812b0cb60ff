"""The parts of a proposal's page about its being a key one."""

from collections.abc import Mapping
from typing import Any

from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import KeyDuty
from huiyin.proposals.selectors.commending import honours_of
from huiyin.proposals.selectors.hand_over import leaders_of_key
from huiyin.proposals.selectors.key import criteria_decided, nominations_of, records_of

Context = Mapping[str, Any]


def key(matter: Matter, person: Person) -> Context:
    """Who supervises and who heads a key proposal, by which criteria it is one, and what each of them did."""
    return {
        "is_key": matter.is_key,
        "leaders": leaders_of_key(matter),
        "criteria": list(criteria_decided(matter).values()),
        "supervised": records_of(matter, KeyDuty.SUPERVISE),
        "headed": records_of(matter, KeyDuty.HEAD),
        "honours": honours_of(matter),
    }


def nominations(matter: Matter, person: Person) -> Context:
    """Who nominated it and why: for those who examine and decide, never for authors or units."""
    return {"nominations": nominations_of(matter)}
