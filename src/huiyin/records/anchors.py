"""Daily anchors: the last step of every matter of a committee that moved on a day, under one root hash.

A day is anchored once, after a grace period in which its last acts can commit, and never again. Days are anchored in
their order, so a step that appears later with a date already anchored stands out for ever. What is exported and
kept elsewhere proves that no matter has been taken away as a whole.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Max, Min
from django.utils import timezone

from huiyin.kernel.chain import merkle_root
from huiyin.people.models import Committee
from huiyin.procedure.models import Step
from huiyin.records.models import Anchor

GRACE = timedelta(hours=1)
FORMAT = "huiyin-anchors-1"


class Leaf(NamedTuple):
    """What an anchor says of one matter: its last step of that day, and the hash of it."""

    matter: str
    number: int
    hash: str

    def text(self) -> str:
        """The leaf as it is hashed."""
        return f"{self.matter}:{self.number}:{self.hash}"


def leaves_of(committee_id: int, day: date) -> list[Leaf]:
    """The leaves of a committee's day, from the steps as they are now; ordered by matter."""
    start, end = bounds(day)
    that_day = Step.objects.filter(committee_id=committee_id, recorded_at__gte=start, recorded_at__lt=end)
    last = that_day.values("matter_id").annotate(last=Max("number")).values_list("matter_id", "last")
    numbers = dict(last)
    rows = that_day.order_by("matter_id", "number").values_list("matter_id", "number", "hash")
    leaves = (
        Leaf(str(matter), number, found)
        for matter, number, found in rows.iterator()
        if numbers[matter] == number
    )
    return sorted(leaves)


def root_of(leaves: list[Leaf]) -> str:
    """Merkle root over the leaves."""
    return merkle_root([leaf.text() for leaf in leaves])


def bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of the day and of the next, where the office is."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    return start, timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def anchor_days(at: datetime, *, grace: timedelta = GRACE) -> int:
    """Anchor every day that is over and not anchored yet, for every committee; how many were made.

    A job: safe to repeat, to run twice at once and to be killed.
    """
    last_day = timezone.localdate(at - grace) - timedelta(days=1)
    return sum(_anchor_one(committee, day, at) for committee in Committee.objects.order_by("pk")
               for day in _days_to_anchor(committee, last_day))  # fmt: skip


def _days_to_anchor(committee: Committee, last_day: date) -> Iterator[date]:
    done = Anchor.objects.filter(committee=committee).aggregate(last=Max("day"))["last"]
    steps = Step.objects.filter(committee=committee, recorded_at__lt=bounds(last_day)[1])
    if done is not None:
        steps = steps.filter(recorded_at__gte=bounds(done)[1])
    while True:
        first = steps.aggregate(first=Min("recorded_at"))["first"]
        if first is None:
            return
        day = timezone.localdate(first)
        yield day
        steps = steps.filter(recorded_at__gte=bounds(day)[1])


def _anchor_one(committee: Committee, day: date, at: datetime) -> int:
    leaves = leaves_of(committee.pk, day)
    try:
        with transaction.atomic():
            Anchor.objects.create(
                committee=committee, day=day, root=root_of(leaves), leaves=[list(leaf) for leaf in leaves],
                count=len(leaves), at=at,
            )  # fmt: skip
    except IntegrityError:
        return 0  # another worker was faster; its anchor is as good
    return 1


class AnchorsUnreadable(ValueError):
    """The file is not an export of anchors; the text says in Chinese what is wrong."""


def exported(committee: Committee | None = None) -> Iterator[dict[str, Any]]:
    """Every anchor as plain values, in the order of committees and days."""
    rows = Anchor.objects.select_related("committee").order_by("committee__code", "day")
    if committee is not None:
        rows = rows.filter(committee=committee)
    for row in rows.iterator(chunk_size=50):
        yield {
            "format": FORMAT,
            "committee": row.committee.code,
            "day": row.day.isoformat(),
            "root": row.root,
            "count": row.count,
            "leaves": row.leaves,
            "at": row.at.isoformat(),
        }


def read_export(lines: Iterator[str]) -> Iterator[tuple[str, date, str, list[Leaf]]]:
    """Committee code, day, root and leaves of every line of an export. Raises AnchorsUnreadable."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            leaves = [Leaf(str(matter), int(step), str(found)) for matter, step, found in row["leaves"]]
            known = row["format"] == FORMAT
            facts = str(row["committee"]), date.fromisoformat(row["day"]), str(row["root"]), leaves
        except (ValueError, KeyError, TypeError) as fault:
            raise AnchorsUnreadable(f"锚文件第{number}行无法读取，请核对文件是否完整。") from fault
        if not known:
            raise AnchorsUnreadable(f"锚文件第{number}行的格式不是“{FORMAT}”，不是本系统导出的锚文件。")
        yield facts
