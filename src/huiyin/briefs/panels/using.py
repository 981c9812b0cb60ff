"""What the parts of a brief's page show after its issue."""

from collections.abc import Mapping
from typing import Any

from huiyin.briefs.models import BriefInstruction, BriefUse
from huiyin.briefs.selectors.brief import brief_of
from huiyin.briefs.selectors.feedback import feedbacks_of
from huiyin.briefs.selectors.files import enclosures_of
from huiyin.briefs.selectors.ladder import arrival_of, ladder_of, sendings_of
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.records.models import Attachment

Context = Mapping[str, Any]


def ladder(matter: Matter, person: Person) -> Context:
    """The four levels, which of them were reached and when; none while nothing happened on any. Names nobody."""
    rungs = ladder_of(brief_of(matter))
    return {"rungs": rungs if any(each.lines for each in rungs) else [], "own": matter.committee.level}


def uses(matter: Matter, person: Person) -> Context:
    """Every use and instruction as registered, corrected ones too."""
    brief = brief_of(matter)
    return {
        "uses": list(BriefUse.objects.filter(brief=brief).select_related("evidence").order_by("on", "pk")),
        "instructions": list(BriefInstruction.objects.filter(brief=brief).order_by("on", "pk")),
        "files": list(Attachment.objects.filter(matter=matter, facet="uses").order_by("pk")),
    }


def enclosures(matter: Matter, person: Person) -> Context:
    """Files that go to the units."""
    return {"files": enclosures_of(matter)}


def feedback(matter: Matter, person: Person) -> Context:
    """What whoever reported it was told, the latest first."""
    return {"feedbacks": feedbacks_of(brief_of(matter))}


def sending(matter: Matter, person: Person) -> Context:
    """What was sent up, and what became of it there."""
    return {"sendings": sendings_of(brief_of(matter))}


def arrival(matter: Matter, person: Person) -> Context:
    """Which lower committee sent it up."""
    return {"arrival": arrival_of(brief_of(matter))}
