"""What the page of a part and of a main proposal shows of their merging; which reader sees which is the procedure's."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.page.viewing import MEMBER
from huiyin.proposals.enums import AUTHOR, COSIGNER
from huiyin.proposals.models import Merging, MergingObjection
from huiyin.proposals.selectors.merging import merging_of, parts_of
from huiyin.proposals.selectors.proposal import proposer_words

Context = Mapping[str, Any]


def merging(matter: Matter, person: Person) -> Context:
    """On a part: into what it was merged, where that stands, until when to object; what this reader objected."""
    standing = merging_of(matter)
    last = Merging.objects.filter(part__matter=matter).order_by("-pk").first()
    own = MergingObjection.objects.filter(merging__part__matter=matter, person=person).order_by("-pk")
    if standing is None:
        return {"undone": last, "own": list(own)}
    main = standing.main.matter
    return {
        "merging": standing,
        "main": main,
        "main_state": procedure_of(main.procedure, main.version).states[main.state].label_for(MEMBER),
        "own": list(own),
    }


def parts(matter: Matter, person: Person) -> Context:
    """On the main: what was merged into it, with whose it is; for its own authors and for the offices."""
    return {"parts": [_part(each) for each in parts_of(matter)]}


def merged_in(matter: Matter, person: Person) -> Context:
    """On the main, for the authors of a part: which of theirs went into it, and of nobody else's."""
    bodies = {each.body_id for each in current_grants(person, timezone.localdate()) if each.body_id}
    theirs = MatterParty.objects.filter(role__in=(AUTHOR, COSIGNER), active=True)
    mine = {
        *theirs.filter(person=person).values_list("matter", flat=True),
        *theirs.filter(body__in=bodies).values_list("matter", flat=True),
    }
    return {"mine": [each.part.matter for each in parts_of(matter) if each.part.matter_id in mine]}


def objections(matter: Matter, person: Person) -> Context:
    """Every objection with its answer, for the examiners."""
    rows = MergingObjection.objects.filter(merging__part__matter=matter).select_related("person")
    return {"objections": list(rows.order_by("-pk"))}


def _part(each: Merging) -> Mapping[str, Any]:
    return {
        "matter": each.part.matter,
        "who": proposer_words(each.part),
        "wished": [unit.body for unit in each.part.wished_units.select_related("body")],
        "merged_on": each.merged_on,
    }


PANELS = (
    ("merging", merging, 6),
    ("merged_in", merged_in, 6),
    ("objections", objections, 7),
    ("parts", parts, 22),
)
