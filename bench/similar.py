"""Similar texts: what is not found among many invented proposals, and the time of a query.

Asked for are paraphrased, reordered and shortened ones. The texts are kept as summaries of activities and read from
that table as any kind's are. The clerk of the committee's office asks, who sees all; rights, texts and passages are
worked out as for a page.
"""

import random
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from statistics import median, quantiles
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bench.cast import Cast
from bench.proposal_texts import CHANGES, proposal
from bench.results import Row
from bench.timing import timed
from huiyin.consultation.models import Activity
from huiyin.people.enums import BodyKind, Role
from huiyin.procedure.models import Matter
from huiyin.search.actions import write_bands
from huiyin.search.kinds import similar_kind
from huiyin.search.models import TextSignature
from huiyin.search.selectors import Alike, alike
from huiyin.search.sentences import digest, sentences
from huiyin.search.signatures import METHOD, signature_of

KIND = "activity"
GOAL_MS = 100.0
GOAL_MISSED = 5.0
QUERIES = 200
CHUNK = 500
_BREAK = "\n\n"


def measure_similar(cast: Cast, count: int, now: datetime) -> Iterator[Row]:
    """For each way of changing a text: how many in a hundred are not among the first five, and milliseconds."""
    similar_kind(KIND, "summary", "协商活动", read=_read, answers=lambda matters: {})
    took = timed(lambda: fill(cast, count, now)) / 1000
    yield Row(f"similar.{count}.filled", took, "s", None)
    all_times: list[float] = []
    for name, change in CHANGES.items():
        times, missed, scores = [], 0, []
        for seed in random.Random(7).sample(range(count), min(QUERIES, count)):
            asked, found = change(proposal(seed), seed), []
            times.append(timed(lambda asked=asked, found=found: found.extend(_ask(cast, asked))))
            hits = [each for each in found if each.matter.title == _title(seed)]
            missed += not hits
            scores += [each.score for each in hits]
        all_times += times[1:]  # the first one loads NumPy
        yield Row(f"similar.{count}.{name}.missed", 100 * missed / len(times), "in a hundred", GOAL_MISSED)
        yield Row(f"similar.{count}.{name}.score", median(scores), "median", None)
    yield Row(f"similar.{count}.query.median", median(all_times), "ms", None)
    yield Row(f"similar.{count}.query.p95", quantiles(all_times, n=20)[-1], "ms", GOAL_MS)


def _ask(cast: Cast, parts: Sequence[str]) -> list[Alike]:
    grants = [cast.grant(Role.CPPCC_CLERK)]
    return alike(parts, committee=cast.committee, kinds=[KIND], grants=grants)


def _title(seed: int) -> str:
    return f"第{seed}号"


def _read(matters: Collection[UUID]) -> dict[UUID, list[str]]:
    rows = Activity.objects.filter(matter__in=matters).values_list("matter_id", "summary")
    return {matter: text.split(_BREAK) for matter, text in rows}


def fill(cast: Cast, count: int, now: datetime) -> None:
    """So many matters with their texts, signatures and buckets, in bulk; no steps, for nothing here reads them."""
    for first in range(0, count, CHUNK):
        with transaction.atomic():
            _fill_chunk(cast, range(first, min(first + CHUNK, count)), now)


def _fill_chunk(cast: Cast, seeds: range, now: datetime) -> None:
    texts = {seed: proposal(seed) for seed in seeds}
    matters = {
        seed: Matter(
            committee=cast.committee, term=cast.term, kind=KIND, procedure=KIND, version=1, title=_title(seed),
            year=now.year, state="recorded", stage="recorded", opened_at=now - timedelta(hours=seed),
            entered_state_at=now,
        )
        for seed in seeds
    }  # fmt: skip
    Matter.objects.bulk_create(matters.values())
    organiser, day = cast.bodies[BodyKind.SPECIAL_COMMITTEE][0], timezone.localdate(now)
    Activity.objects.bulk_create(
        Activity(
            committee=cast.committee, matter=matters[seed], form="topical", held_on=day, organiser=organiser,
            summary=_BREAK.join(texts[seed]),
        )
        for seed in seeds
    )  # fmt: skip
    signatures = TextSignature.objects.bulk_create(
        TextSignature(
            committee=cast.committee, matter=matters[seed], kind=KIND, digest=digest(texts[seed]),
            signature=signature_of(sentences(texts[seed])), method=METHOD,
        )
        for seed in seeds
    )  # fmt: skip
    write_bands(signatures)
