"""Measurement 1: one act, checked and recorded by the engine, against the same rows by raw SQL."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from bench.cast import Cast
from bench.generate import Dossier, save
from bench.raw import RawWriter, record
from bench.results import Row
from bench.timing import Compared, compare, timed
from huiyin.handling.models import Assignment
from huiyin.notices.outbox import deliver_beside_requests
from huiyin.people.enums import Role
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter

PAIRS, WARM_UP = 60, 15
GOAL = 4.0
TEXT = "经研究，今年已会同有关单位印发方案，由设施科负责，明确责任分工和完成时限，纳入年度重点工作推进。"


@dataclass(frozen=True)
class Measured:
    """An act to measure: the move, who makes it in the unit, and what is filled in."""

    move: str
    label: str
    role: Role
    data: Callable[[Cast, Matter, datetime], dict[str, Any]]


def _nothing(cast: Cast, matter: Matter, at: datetime) -> dict[str, Any]:
    return {}


def _reply(cast: Cast, matter: Matter, at: datetime) -> dict[str, Any]:
    assignment = Assignment.objects.get(matter=matter)
    answers = [{"point": each.point_id, "text": TEXT * 5} for each in assignment.covered.all()]
    promise = {
        "what": "年底前建成投用",
        "by_when": at.date() + timedelta(days=200),
        "evidence_wanted": "验收报告",
    }
    return {
        "text": TEXT * 20,
        "reply_class": cast.reply_classes[0].pk,
        "answers": answers,
        "promises": [promise],
    }


# In the order of the procedure: each leaves the assignments where the next begins.
ACTS = (
    Measured("receive", "签收", Role.UNIT_CLERK, _nothing),
    Measured("draft_reply", "拟写答复", Role.UNIT_CLERK, _reply),
    Measured("sign", "审签答复", Role.UNIT_REVIEWER, _nothing),
)


def fresh_assignments(cast: Cast, count: int, now: datetime) -> list[Matter]:
    """Assignments that were handed over two hours ago, in dossiers of their own."""
    rng = Random(7)
    found: list[Matter] = []
    while len(found) < count:
        dossier = Dossier(cast, now - timedelta(days=29, hours=12), now, rng, stuck=False)
        save([dossier])
        found += [each.matter for each in dossier.growths if each.matter.kind == "assignment"]
    return found[:count]


def measure_acts(cast: Cast, now: datetime, *, on_postgresql: bool) -> Iterator[Row]:
    """One row for the time and one for the queries of each act."""
    matters = fresh_assignments(cast, 2 * (PAIRS + WARM_UP), now)
    raw = RawWriter()
    for act in ACTS:
        result, queries, writes = measure_act(cast, act, matters, raw, now)
        goal = GOAL if on_postgresql else None
        yield Row(f"act.{act.move}.ratio", result.ratio, "times raw SQL", goal)
        yield Row(f"act.{act.move}.ratio_fastest", result.fastest_ratio, "times raw SQL", None)
        yield Row(f"act.{act.move}.engine", result.real, "ms", None)
        yield Row(f"act.{act.move}.raw", result.base, "ms", None)
        yield Row(f"act.{act.move}.queries", max(queries), "queries", None)
        yield Row(f"act.{act.move}.queries_spread", max(queries) - min(queries), "queries", 0)
        yield Row(f"act.{act.move}.writes", writes, "statements", None)
    raw.close()


def measure_act(
    cast: Cast, act: Measured, matters: list[Matter], raw: RawWriter, now: datetime
) -> tuple[Compared, set[int], int]:
    """Time one act on half of the matters and its rows on the other half."""
    waiting = list(Matter.objects.filter(pk__in=[each.pk for each in matters]).order_by("pk"))
    courier = deliver_beside_requests()
    writes: set[int] = set()

    def by_engine() -> float:
        seconds = timed(_call(cast, act, waiting.pop(), now))
        courier.finish()  # messages are delivered beside the request and are no part of the act
        return seconds

    def by_driver() -> float:
        matter = waiting.pop()
        recording = record(_call(cast, act, matter, now))
        writes.add(len(recording.writes))
        return timed(partial(raw.write, raw.prepare(matter, recording)))

    record(_call(cast, act, waiting[0], now))  # what a process reads once is not counted
    queries = {record(_call(cast, act, matter, now)).queries for matter in waiting[:10]}
    compared = compare(by_engine, by_driver, pairs=PAIRS, warm_up=WARM_UP)
    return compared, queries, max(writes)


def _call(cast: Cast, act: Measured, matter: Matter, now: datetime) -> Callable[[], object]:
    """The act as a browser asks for it: with the step the page showed and the number of the form."""
    unit = Assignment.objects.select_related("unit").get(matter=matter).unit
    return partial(
        take,
        matter,
        act.move,
        actor=cast.grant(act.role, unit).person,
        at=now,
        data=act.data(cast, matter, now),
        expected_step=matter.step_number,
        request_id=f"{matter.pk}-{act.move}",
    )
