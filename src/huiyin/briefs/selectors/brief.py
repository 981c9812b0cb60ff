"""Reads of briefs: the row, the text, who reported it, whom forms may offer."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from huiyin.briefs.enums import AUTHOR, Disclosure, Signing, SourceKind, SourceRelation
from huiyin.briefs.models import Brief, BriefArrival, BriefRule, BriefSource, UnsuitedReason
from huiyin.briefs.rules.brief import KIND_OF_BODY, LONGEST
from huiyin.handling.enums import PointKind
from huiyin.handling.models import Point
from huiyin.handling.offered import existing_bodies
from huiyin.people.enums import BodyKind
from huiyin.people.models import Body, Committee, Member, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.begin import may_begin
from huiyin.procedure.models import Matter, MatterParty


def brief_of(matter: Matter) -> Brief:
    """The brief that hangs on a matter of this kind; read once."""
    if not Matter.brief.is_cached(matter):
        found = Brief.objects.select_related("unsuited_reason").get(matter=matter)
        found.matter = matter  # and by this the matter knows its brief
    return matter.brief


def suggestions_of(matter: Matter) -> list[Point]:
    """The suggestions, in their order."""
    return list(matter.points.filter(kind=PointKind.SUGGESTION).order_by("order", "pk"))


def texts_of(brief: Brief) -> list[str]:
    """Title, situation, analysis, suggestions."""
    suggestions = [each.text for each in suggestions_of(brief.matter)]
    return [brief.matter.title, brief.situation, brief.analysis, *suggestions]


def rule_of(committee: Committee) -> BriefRule:
    """How long a brief may be and who signs it: what the committee set, or the preset, which is not stored."""
    found = BriefRule.objects.filter(committee=committee).first()
    return found or BriefRule(committee=committee, longest=LONGEST, signing=Signing.BOTH)


def author_words(matter: Matter) -> str:
    """Who reported it, by name. For those alone who may know: see `source_words`."""
    return authors_of([matter.pk]).get(matter.pk, "")


def authors_of(matters: Collection[UUID]) -> dict[UUID, str]:
    """Matter → who reported it, by name; one query. For those alone who may know."""
    rows = MatterParty.objects.filter(matter__in=matters, role=AUTHOR, active=True)
    found: dict[UUID, list[str]] = {}
    for row in rows.select_related("person", "body").order_by("pk"):
        found.setdefault(row.matter_id, []).append(str(row.person or row.body))
    return {key: "、".join(names) for key, names in found.items()}


def may_be_named(brief: Brief) -> bool:
    """Whether readers, addressees and papers are told who reported it."""
    return brief.disclosure == Disclosure.DISCLOSED and brief.source_kind != SourceKind.CITIZEN


def source_words(brief: Brief) -> str:
    """Who reported it, as it may be told to readers, addressees and on paper: no name where the author asked for it."""
    if brief.source_kind == SourceKind.LOWER_COMMITTEE:
        return arrival_words(brief)
    if brief.source_kind == SourceKind.OFFICE:
        return source_words_of_parts(brief)
    return author_words(brief.matter) if may_be_named(brief) else ""


def arrival_words(brief: Brief) -> str:
    """The lower committee that sent it up, and who reported it there where that was agreed to."""
    arrival = BriefArrival.objects.filter(brief=brief).first()
    if arrival is None:
        return ""
    return f"{arrival.sender}（{arrival.author}）" if arrival.author else arrival.sender


def source_words_of_parts(brief: Brief) -> str:
    """Whose briefs a combined one was made of: of each what may be told of it, and no word of the others."""
    rows = brief.sources.filter(undone_on__isnull=True).exclude(kind=SourceRelation.SENT_UP)
    parts = [row.source for row in rows.select_related("source__matter").order_by("pk")]
    return "、".join(dict.fromkeys(words for part in parts if (words := source_words(part))))


def source_words_of_many(briefs: Collection[Brief]) -> dict[int, str]:
    """Brief key → what `source_words` says of it; three queries, and one for each depth of what was combined."""
    known = {each.pk: each for each in briefs}
    parts: dict[int, list[int]] = {}
    asked = [each.pk for each in briefs if each.source_kind == SourceKind.OFFICE]
    while asked:
        rows = BriefSource.objects.filter(brief__in=asked, undone_on__isnull=True)
        rows = rows.exclude(kind=SourceRelation.SENT_UP).select_related("source").order_by("pk")
        found = {row.source.pk: row.source for row in rows}
        for row in rows:
            parts.setdefault(row.brief_id, []).append(row.source.pk)
        new = {key: each for key, each in found.items() if key not in known}
        known.update(new)
        asked = [key for key, each in new.items() if each.source_kind == SourceKind.OFFICE]
    own = _own_words(known.values())

    def words(key: int) -> str:
        if key in own:
            return own[key]
        return "、".join(dict.fromkeys(said for part in parts.get(key, ()) if (said := words(part))))

    return {each.pk: words(each.pk) for each in briefs}


def _own_words(briefs: Collection[Brief]) -> dict[int, str]:
    """Of those that the office did not make out of others."""
    arrivals = {
        each.brief_id: f"{each.sender}（{each.author}）" if each.author else each.sender
        for each in BriefArrival.objects.filter(brief__in=[each.pk for each in briefs])
    }
    names = authors_of([each.matter_id for each in briefs if may_be_named(each)])
    found = {}
    for each in briefs:
        if each.source_kind == SourceKind.LOWER_COMMITTEE:
            found[each.pk] = arrivals.get(each.pk, "")
        elif each.source_kind != SourceKind.OFFICE:
            found[each.pk] = names.get(each.matter_id, "") if may_be_named(each) else ""
    return found


def bodies_spoken_for(act: Act) -> list[Body]:
    """Bodies in whose name the actor may report: of the chosen right, or of every right that allows it."""
    assert act.actor is not None
    if act.grant is not None:
        return [act.grant.body] if act.grant.body is not None else []
    allowed = may_begin(act.procedure, current_grants(act.actor, act.day), act.committee)
    return [grant.body for role, grant in allowed if role == "organisation" and grant.body is not None]


def members_offered(act: Act) -> QuerySet[Person]:
    """Members of the term, by name."""
    seats = Member.objects.filter(committee=act.committee, term=act.matter.term)
    return Person.objects.filter(pk__in=seats.values("person")).order_by("name", "pk")


def reporting_bodies(act: Act) -> QuerySet[Body]:
    """Registered bodies that report, points of the grassroots among them."""
    return existing_bodies(act, *KIND_OF_BODY)


def points_offered(act: Act) -> QuerySet[Body]:
    """基层信息点 through which citizens' words come in."""
    return existing_bodies(act, BodyKind.REPORTING_POINT)


def reasons_offered(act: Act) -> QuerySet[UnsuitedReason]:
    """The reasons that this committee uses."""
    return UnsuitedReason.objects.filter(committee=act.committee, in_use=True).order_by("order", "pk")
