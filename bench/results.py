"""Rows of results: as a table for people, as JSON for comparing."""

import json
import os
import platform
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

LATEST = Path(__file__).parent / "results" / "latest.json"


@dataclass(frozen=True)
class Row:
    """One figure; `goal` is the most it may be, None where nothing is asked."""

    name: str
    value: float
    unit: str
    goal: float | None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without a goal."""
        return None if self.goal is None else self.value <= self.goal

    def as_json(self, machine: str) -> dict[str, Any]:
        """The row as it is kept."""
        return {
            "name": f"{connection.vendor}.{self.name}",
            "value": round(self.value, 2),
            "unit": self.unit,
            "goal": self.goal,
            "met": self.met,
            "machine": machine,
        }


def machine() -> str:
    """Processor, cores and database, without names of machines."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].partition(":")[2].strip() if lines else model
    cores = len(os.sched_getaffinity(0))
    return f"{model}, {cores} cores, {_database()}, Python {platform.python_version()}"


def _database() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def keep(rows: Iterable[Row], *, only: str = "") -> None:
    """Replace this database's rows (those whose name begins so) in latest.json; all others stay."""
    known = json.loads(LATEST.read_text(encoding="utf-8")) if LATEST.exists() else []
    others = [row for row in known if not row["name"].startswith(f"{connection.vendor}.{only}")]
    words = machine()
    fresh = [row.as_json(words) for row in rows]
    LATEST.parent.mkdir(exist_ok=True)
    # One row a line, so that a change is seen in a diff.
    lines = ",\n".join(
        json.dumps(row, ensure_ascii=False) for row in sorted([*others, *fresh], key=lambda r: r["name"])
    )
    LATEST.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def line(row: Row) -> str:
    """One line of the table."""
    goal = "" if row.goal is None else f"≤ {row.goal:g}"
    verdict = {None: "", True: "met", False: "NOT MET"}[row.met]
    return f"{row.name:<34} {row.value:>10.2f}  {row.unit:<16} {goal:<8} {verdict}"
