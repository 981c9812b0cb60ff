"""`python -m bench`: all measurements on the database of HUIYIN_DATABASE_URL, as a table and into latest.json.

The database must be empty; `make bench` hands over fresh ones.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

# The apps must be ready before anything that uses models is imported.
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.acts import measure_acts  # noqa: E402
from bench.cast import Cast, build_cast  # noqa: E402
from bench.clocks import measure_clocks  # noqa: E402
from bench.full_text import measure_full_text  # noqa: E402
from bench.generate import generate  # noqa: E402
from bench.ledgers import measure_ledgers  # noqa: E402
from bench.pages import measure_pages  # noqa: E402
from bench.papers import measure_papers  # noqa: E402
from bench.plenary_week import MEMBERS, MINUTES, PROPOSALS, measure_plenary_week  # noqa: E402
from bench.results import Row, keep, line, machine  # noqa: E402
from bench.similar import measure_similar  # noqa: E402
from huiyin.people.actions.calendar import seed_calendar  # noqa: E402
from huiyin.people.models import Committee  # noqa: E402

SIZES = (1_000, 10_000)
LEDGER_SIZES = (10_000, 100_000)
SIMILAR_TEXTS = 100_000
FULL_TEXTS = 1_000_000


def main() -> int:
    """Measure everything; 1 when the database is not empty. A goal that is not met is told, never a failure."""
    given = _arguments().parse_args()
    if given.only_papers:
        return _alone(measure_papers(), "papers.")  # official papers need no data
    sizes = () if given.only_clocks or given.only_ledgers else given.sizes
    call_command("migrate", verbosity=0)
    if Committee.objects.exists():
        print("✗ this database holds data; measure on an empty one", file=sys.stderr)
        return 1
    seed_calendar()
    cast, now = build_cast(), timezone.now()
    rows: list[Row] = []
    print(f"{machine()}\n")
    if given.only_similar:
        return _alone(measure_similar(cast, given.texts, now), "similar.")
    if given.only_full_text:
        return _alone(
            measure_full_text(cast, given.only_full_text, now), f"full_text.{given.only_full_text}."
        )
    if given.only_plenary_week:
        return _alone(_plenary_week(cast, given), "plenary.")
    if given.only_ledgers:
        wanted = given.sizes if given.sizes != SIZES else LEDGER_SIZES
        name = f"ledgers.{'one_year' if given.one_year else 'years'}."
        return _alone(measure_ledgers(cast, wanted, now, one_year=given.one_year), name)
    for size in sizes:
        generate(cast, size, now, seed=size)
        _refresh_statistics()
        for row in measure_pages(cast, size):
            rows.append(row)
            print(line(row), flush=True)
    acts = measure_acts(cast, now, on_postgresql=connection.vendor == "postgresql")
    clocks = measure_clocks(cast, given.clocks, now) if given.clocks else ()
    papers = () if given.only_clocks else measure_papers()
    week = _plenary_week(cast, given) if given.proposals and not given.only_clocks else ()
    # Last, so that nothing else is measured beside so many matters more.
    similar = () if given.only_clocks or not given.texts else measure_similar(cast, given.texts, now)
    for row in chain(() if given.only_clocks else acts, clocks, papers, week, similar):
        rows.append(row)
        print(line(row), flush=True)
    keep(rows, only="clocks." if given.only_clocks else "")
    return 0


def _arguments() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="how many matters pages are measured on"
    )
    arguments.add_argument("--clocks", type=int, default=100_000, help="how many running clocks; 0 for none")
    arguments.add_argument(
        "--only-clocks", action="store_true", help="measure nothing else, and keep the other rows"
    )
    arguments.add_argument("--only-papers", action="store_true", help="measure official papers alone")
    arguments.add_argument(
        "--only-ledgers",
        action="store_true",
        help="measure lists, sums and exports alone, and keep the other rows",
    )
    arguments.add_argument(
        "--only-similar", action="store_true", help="measure similar texts alone, and keep the other rows"
    )
    arguments.add_argument(
        "--only-full-text",
        type=int,
        nargs="?",
        const=FULL_TEXTS,
        help="measure full-text search alone, among so many texts, and keep the other rows",
    )
    arguments.add_argument(
        "--texts", type=int, default=SIMILAR_TEXTS, help="how many texts to look among; 0 for none"
    )
    arguments.add_argument(
        "--only-plenary-week",
        action="store_true",
        help="measure a plenary week alone, and keep the other rows",
    )
    arguments.add_argument(
        "--proposals", type=int, default=PROPOSALS, help="how many proposals are filed; 0 for none"
    )
    arguments.add_argument("--members", type=int, default=MEMBERS, help="by how many members")
    arguments.add_argument("--minutes", type=float, default=MINUTES, help="within how many minutes")
    arguments.add_argument("--one-year", action="store_true", help="ledgers: all matters in one year")
    return arguments


def _plenary_week(cast: Cast, given: argparse.Namespace) -> Iterator[Row]:
    return measure_plenary_week(cast, proposals=given.proposals, members=given.members, minutes=given.minutes)


def _alone(measured: Iterable[Row], name: str) -> int:
    """One measurement; the rows of all others stay."""
    rows: list[Row] = []
    for row in measured:
        rows.append(row)
        print(line(row), flush=True)
    keep(rows, only=name)
    return 0


def _refresh_statistics() -> None:
    """What the database does by itself in the hours between: without it, it would guess at the tables just filled."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    sys.exit(main())
