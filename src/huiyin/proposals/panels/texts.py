"""Parts of a proposal's page about its texts: what changed from one to the next, and what is open to every member."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from huiyin.handling.selectors.visible import facets_by_matter
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.panels.similar import became_of
from huiyin.proposals.selectors.commending import honours_of
from huiyin.proposals.selectors.merging import own_points
from huiyin.proposals.selectors.proposal import proposal_of
from huiyin.proposals.selectors.texts import as_text, corrections_of, revisions_of, versions_of

Context = Mapping[str, Any]


def versions(matter: Matter, person: Person) -> Context:
    """What the author changed from one handing in to the next, and every text in full; corrections stand in `text`."""
    proposal = proposal_of(matter)
    return {
        "steps": revisions_of(proposal),
        "texts": [{"version": each, "text": as_text(each)} for each in versions_of(proposal)],
    }


def published(matter: Matter, person: Person) -> Context:
    """For every member: the text of a docketed proposal whose author consented, and what became of it; no names.

    Who reads the whole proposal is not shown the same text twice.
    """
    if "text" in facets_by_matter([matter], person, timezone.localdate())[matter.pk]:
        return {"proposal": None}
    proposal = proposal_of(matter)
    return {
        "proposal": proposal,
        "suggestions": own_points(matter),
        "became": became_of([matter])[matter.pk],
        "corrections": corrections_of(proposal),
        "honours": honours_of(matter),
    }
