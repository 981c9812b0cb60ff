"""Ledgers: lists and sums of the present year at two numbers of matters, and an export of 100,000 rows.

The number is that of matters in the committee. By default they reach back over many years, as an office's do, so that
the year stays the same; with `one_year` all of them are in one year, and its lists and sums grow with it.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import process_time

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from bench.cast import Cast
from bench.generate import BETWEEN, generate
from bench.pages import get_page, signed_in
from bench.results import Row
from bench.timing import timed
from huiyin.ledgers.definition import ledgers
from huiyin.people.enums import Role

RUNS, WARM_UP = 20, 3
GROWTH, MEMORY = 1.5, 200.0
ROWS = 100_000
CROWDED = timedelta(minutes=35)
"""Between two dossiers, so that 12,500 of them fall into ten months."""


def measure_ledgers(cast: Cast, sizes: Sequence[int], now: datetime, *, one_year: bool) -> Iterator[Row]:
    """p95 of each page at each size, how it grew, and the export at the last."""
    start = f"ledgers.{'one_year' if one_year else 'years'}"
    handler, session = WSGIHandler(), signed_in(cast.grant(Role.CPPCC_CLERK).person)
    before: dict[str, float] = {}
    for size in sizes:
        generate(cast, size, now, seed=size, between=CROWDED if one_year else BETWEEN)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for code in ledgers:
            for page, address in (("list", f"/ledgers/{code}/"), ("sums", f"/ledgers/{code}/sums/")):
                call = partial(get_page, handler, session, f"{address}?year={now.year}")
                for what, value in zip(("p95", "cpu"), _measured(call), strict=True):
                    name = f"{code}.{page}.{what}"
                    yield Row(f"{start}.{name}.{size}", value, "ms", None)
                    if name in before:
                        goal = GROWTH if what == "p95" else None
                        yield Row(f"{start}.{name}.growth", value / before[name], "times", goal)
                    before[name] = value
    yield from _exported(start)


def _measured(call: "partial[bytes]") -> tuple[float, float]:
    """p95 on the clock, and the median of what the processor did: of a busy machine only the second says much."""
    clock, processor = [], []
    for _run in range(WARM_UP + RUNS):
        began = process_time()
        clock.append(timed(call))
        processor.append((process_time() - began) * 1000)
    return statistics.quantiles(clock[WARM_UP:], n=20)[-1], statistics.median(processor[WARM_UP:])


def _exported(start: str) -> Iterator[Row]:
    """In a process of its own, so that its peak is the export's."""
    done = subprocess.run(  # our own module
        [sys.executable, "-m", "bench.export_once", str(ROWS)], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    yield Row(f"{start}.export.rows", found["rows"], "rows", None)
    yield Row(f"{start}.export.rate", found["rows"] / found["seconds"], "rows/s", None)
    yield Row(f"{start}.export.peak", found["peak"], "MB", MEMORY)
    yield Row(f"{start}.export.before", found["before"], "MB", None)
