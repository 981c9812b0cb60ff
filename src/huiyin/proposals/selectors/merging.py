"""Reads of merged proposals: what was merged into what, what was said against it, whose suggestions the main holds."""

from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from huiyin.handling.models import Point
from huiyin.handling.selectors import points_of
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by
from huiyin.proposals.enums import KIND
from huiyin.proposals.models import Merging, MergingObjection, TakenOverPoint
from huiyin.proposals.selectors.proposal import proposal_of, texts_of
from huiyin.search.kinds import kinds as compared_kinds
from huiyin.search.selectors import alike

TAKE_IN, TAKE_OUT = "take_in", "take_out"
"""The consequences on the main proposal; from which states they lead says how long a merging may be made and undone."""
MOST_OFFERED = 200


def merging_of(matter: Matter) -> Merging | None:
    """The merging that stands of this proposal as a part."""
    rows = Merging.objects.filter(part__matter=matter, undone_on__isnull=True)
    return rows.select_related("main__matter__committee", "part__matter").first()


def parts_of(matter: Matter) -> list[Merging]:
    """What is merged into this proposal now, in the order in which it was."""
    rows = Merging.objects.filter(main__matter=matter, undone_on__isnull=True)
    return list(rows.select_related("part__matter", "part__body").order_by("pk"))


def has_parts(matter: Matter) -> bool:
    """Whether other proposals hang on this one."""
    return Merging.objects.filter(main__matter=matter, undone_on__isnull=True).exists()


def open_objections(matter: Matter) -> list[MergingObjection]:
    """Objections to the standing merging of this part that nobody has answered."""
    rows = MergingObjection.objects.filter(
        merging__part__matter=matter, merging__undone_on__isnull=True, answer=""
    )
    return list(rows.select_related("person", "merging").order_by("pk"))


def unanswered_of_parts(matter: Matter) -> list[MergingObjection]:
    """Objections of the parts of this main proposal that nobody has answered."""
    rows = MergingObjection.objects.filter(
        merging__main__matter=matter, merging__undone_on__isnull=True, answer=""
    )
    return list(rows.select_related("person", "merging__part__matter").order_by("pk"))


def may_be_main(matter: Matter) -> bool:
    """Whether the proposal stands where others may be merged into it: in examination or docketed, not handed over."""
    return matter.state in procedure_of(matter.procedure, matter.version).moves[TAKE_IN].from_


def may_be_undone(main: Matter) -> bool:
    """Whether what was merged into it may still be taken out: until it is handed over."""
    return main.state in procedure_of(main.procedure, main.version).moves[TAKE_OUT].from_


def objected_already(merging: Merging, person: Person) -> bool:
    """Whether this person has objected to it; each author does so once."""
    return merging.objections.filter(person=person).exists()


def taken_over(matter: Matter) -> list[TakenOverPoint]:
    """The suggestions of parts among the main's points, each with its source, in the main's order."""
    rows = TakenOverPoint.objects.filter(point__matter=matter)
    return list(rows.select_related("point", "merging__part__matter").order_by("point__order", "pk"))


def own_points(matter: Matter) -> list[Point]:
    """The suggestions that the proposal's own authors wrote, without those that it took over."""
    foreign = {each.point_id for each in taken_over(matter)}
    return [each for each in points_of(matter) if each.pk not in foreign]


def main_proposals(act: Act) -> QuerySet[Matter]:
    """Proposals that may be the main one, those alike first, then the newest; at most 200, others by their number."""
    possible = _possible(act)
    found = list(possible.order_by("-opened_at").values_list("pk", flat=True)[:MOST_OFFERED])
    likest = alike_keys(act)
    able = set(possible.filter(pk__in=likest).values_list("pk", flat=True))
    first = [each for each in likest if each in able]
    order = [When(pk=key, then=Value(place)) for place, key in enumerate(first)]
    ranked = Matter.objects.filter(pk__in=[*first, *found])
    if not order:
        return ranked.order_by("-opened_at", "pk")
    place = Case(*order, default=Value(len(order)), output_field=IntegerField())
    return ranked.annotate(place=place).order_by("place", "-opened_at", "pk")


def alike_keys(act: Act) -> list[UUID]:
    """Keys of proposals whose texts are like this one's, the likest first, as far as the examiner may read them."""
    if KIND not in compared_kinds or act.actor is None:
        return []
    parts = texts_of(proposal_of(act.matter))
    grants = current_grants(act.actor, act.day)
    found = alike(parts, committee=act.committee, kinds=[KIND], grants=grants, leave_out=act.matter)
    return [each.matter.pk for each in found]


def named_proposals(act: Act, words: str) -> list[Matter]:
    """Proposals with this number, or else with these words in the 案由, which the examiner may see."""
    seen = _seen(act)
    by_number = list(seen.filter(number=words)[:2])
    return by_number or list(seen.filter(title__icontains=words).order_by("-opened_at")[:5])


def _possible(act: Act) -> QuerySet[Matter]:
    states = act.procedure.moves[TAKE_IN].from_
    return _seen(act).filter(state__in=states).exclude(pk=act.matter.pk)


def _seen(act: Act) -> QuerySet[Matter]:
    if act.actor is None:
        return Matter.objects.none()
    return matters_seen_by(act.actor, act.day, kind=KIND).filter(committee=act.committee)
