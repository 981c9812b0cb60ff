"""Reads: earlier texts that are alike, of those that the asker may see.

Never a full scan: candidates share a bucket with the text that is asked for, and of each bucket only the newest are
taken; the likest by their signatures are compared word for word. Each step has a limit and a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Model, Q
from django.db.models.expressions import RawSQL

from huiyin.people.models import Committee, Grant
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import seeing
from huiyin.search.enums import Grade, grade_of
from huiyin.search.kinds import kinds as registered
from huiyin.search.likeness import Likeness, Passage, likeness, passages
from huiyin.search.models import TextBand, TextSignature
from huiyin.search.sentences import Sentence, sentences
from huiyin.search.signatures import METHOD, buckets_of, resemblance, signature_of

OF_A_BUCKET = 200
CANDIDATES = 400
COMPARED = 20


@dataclass(frozen=True)
class Alike:
    """An earlier text that is alike: how much, where, and how it was answered ("" while it is not)."""

    matter: Matter
    kind_label: str
    score: int
    grade: Grade
    passages: tuple[Passage, ...]
    answer: str


def alike(
    parts: Sequence[str],
    *,
    committee: Committee,
    kinds: Collection[str],
    grants: Sequence[Grant],
    leave_out: Matter | None = None,
    most: int = 5,
) -> list[Alike]:
    """Texts of these kinds and of all terms that are like this one (title first), the likest first, at most `most`.

    Only what the holder of the grants may read is compared, and nothing tells of anything else. A text without a
    sentence is like none; of a long one the first 20,000 characters count. KeyError for a kind that is not registered.
    """
    asked = sentences(parts)
    signature = signature_of(asked)
    weights = _candidates(committee, [each for kind in kinds for each in buckets_of(signature, kind)])
    if not weights:
        return []
    likest = _likest(signature, _readable(committee, weights, kinds, grants, leave_out))
    compared = [each for kind in kinds for each in _compared(asked, kind, likest.get(kind, ()))]
    compared.sort(key=lambda each: (-each.found.score, each.matter.int))
    return _told(compared[:most], parts, asked)


def _candidates(committee: Committee, buckets: Sequence[int]) -> dict[int, float]:
    """Signatures that share a bucket, the likest 400: a bucket says the more, the fewer texts fall into it."""
    weights: dict[int, float] = defaultdict(float)
    if not buckets:
        return weights
    statement, parameters = _statement(committee, buckets)
    members: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for bucket, signature in cursor.fetchall():
            members[bucket].append(signature)
    for found in members.values():
        for signature in found:
            weights[signature] += 1 / len(found)
    best = sorted(weights.items(), key=lambda each: (-each[1], -each[0]))[:CANDIDATES]
    return dict(best)


def _statement(committee: Committee, buckets: Sequence[int]) -> tuple[str, list[Any]]:
    """The newest of each bucket, each by one short stretch of the unique index; only our own names stand in the text.

    PostgreSQL looks up all buckets by one plan; to plan and to start 42 of them takes it longer than to read them.
    """
    table = connection.ops.quote_name(TextBand._meta.db_table)
    if connection.vendor == "postgresql":
        one = (
            "SELECT asked.bucket, found.signature_id FROM unnest(%s::bigint[]) AS asked(bucket) CROSS JOIN LATERAL ("  # noqa: S608
            f"SELECT signature_id FROM {table} WHERE committee_id = %s AND bucket = asked.bucket "
            f"ORDER BY signature_id DESC LIMIT {OF_A_BUCKET}) AS found"
        )
        return one, [list(buckets), committee.pk]
    one = (
        f"SELECT * FROM (SELECT bucket, signature_id FROM {table} WHERE committee_id = %s AND bucket = %s "  # noqa: S608
        f"ORDER BY signature_id DESC LIMIT {OF_A_BUCKET}) AS bucket_%s"
    )
    statement = " UNION ALL ".join(one.replace("bucket_%s", f"bucket_{n}") for n in range(len(buckets)))
    return statement, [value for bucket in buckets for value in (committee.pk, bucket)]


def _readable(
    committee: Committee,
    weights: Mapping[int, float],
    kinds: Collection[str],
    grants: Sequence[Grant],
    leave_out: Matter | None,
) -> Iterable[tuple[str, UUID, bytes]]:
    """Of the candidates those of which these grants let somebody read the text: kind, matter, signature."""
    rows = TextSignature.objects.filter(
        _among(TextSignature, weights), committee=committee, kind__in=list(kinds), method=METHOD
    )
    if leave_out is not None:
        rows = rows.exclude(matter=leave_out)
    found = list(rows.values_list("kind", "matter_id", "signature"))
    # Asked of the matters themselves: joined to so few signatures, PostgreSQL would look through all matters there are.
    condition = Q(pk__in=[])
    for kind in kinds:
        for facet in registered[kind].facets:
            condition |= Q(kind=kind) & seeing(grants, kind=kind, facet=facet)
    candidates = [matter for _kind, matter, _signature in found]
    matters = Matter.objects.filter(condition, _among(Matter, candidates))
    seen = set(matters.values_list("pk", flat=True))
    return [(kind, matter, bytes(signature)) for kind, matter, signature in found if matter in seen]


def _among(model: type[Model], keys: Collection[Any]) -> Any:
    """That the key is one of hundreds: as one parameter where the database takes an array, for its driver reads each
    of many parameters by itself. Only our own names stand in the statement.
    """
    if connection.vendor != "postgresql":
        return Q(pk__in=list(keys))
    quoted, key = connection.ops.quote_name, model._meta.pk
    column = f"{quoted(model._meta.db_table)}.{quoted(key.column)}"
    any_of = f"{column} = ANY(%s::{key.db_type(connection)}[])"
    return RawSQL(any_of, [list(keys)], BooleanField())  # noqa: S611


def _likest(signature: bytes, rows: Iterable[tuple[str, UUID, bytes]]) -> dict[str, list[UUID]]:
    ranked = sorted(rows, key=lambda row: (-resemblance(signature, row[2]), row[1].int))
    likest: dict[str, list[UUID]] = defaultdict(list)
    for kind, matter, _signature in ranked[:COMPARED]:
        likest[kind].append(matter)
    return likest


@dataclass(frozen=True)
class _Compared:
    """A text that was compared word for word."""

    kind: str
    matter: UUID
    grade: Grade
    found: Likeness
    text: Sequence[str]
    theirs: Sequence[Sentence]


def _compared(asked: Sequence[Sentence], kind: str, matters: Sequence[UUID]) -> Iterable[_Compared]:
    if not matters:
        return
    for matter, text in registered[kind].read(matters).items():
        theirs = sentences(text)
        found = likeness(asked, theirs)
        if (grade := grade_of(found.score)) is not None:
            yield _Compared(kind, matter, grade, found, text, theirs)


def _told(best: Sequence[_Compared], parts: Sequence[str], asked: Sequence[Sentence]) -> list[Alike]:
    """With the matters themselves, the alike passages and what became of them."""
    matters = Matter.objects.select_related("term").in_bulk([each.matter for each in best])
    of_kind: dict[str, list[Matter]] = defaultdict(list)
    for matter in matters.values():
        of_kind[matter.kind].append(matter)
    answers = {kind: registered[kind].answers(found) for kind, found in of_kind.items()}
    return [
        Alike(
            matter=matters[each.matter],
            kind_label=registered[each.kind].label,
            score=each.found.score,
            grade=each.grade,
            passages=tuple(passages(each.found, (parts, asked), (each.text, each.theirs))),
            answer=answers[each.kind].get(each.matter, ""),
        )
        for each in best
    ]
