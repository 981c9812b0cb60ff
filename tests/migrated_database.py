"""The SQLite test database, migrated once and copied ever after, until a migration changes.

Running all migrations takes seconds in every process of every run. The copy is kept under `var/` by a fingerprint of
what migrations are made of; a process that finds none migrates as before and leaves its copy for the next one.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "test-databases"
MADE_OF = (
    "src/huiyin/*/migrations/*.py",
    "src/huiyin/*/models/*.py",
    "src/huiyin/*/models.py",
    "src/huiyin/records/triggers.py",
    "src/huiyin/*/apps.py",
    "src/huiyin/config/settings/*.py",
    "uv.lock",
)


def kept_copy() -> Path:
    """Where the copy for the present migrations is, or will be."""
    mark = hashlib.sha256()
    for pattern in MADE_OF:
        for path in sorted(ROOT.glob(pattern)):
            mark.update(f"{path.relative_to(ROOT)}\0".encode())
            mark.update(path.read_bytes())
    return KEPT / f"{mark.hexdigest()[:24]}.sqlite3"


def put_in_place(target: Path) -> bool:
    """Put the copy where the tests look for their database; whether there was one."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{target}{ending}").unlink(missing_ok=True)
    copy = kept_copy()
    if not copy.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(copy.read_bytes())
    return True


def keep(source: Path) -> None:
    """Leave a copy of a freshly migrated database for the next process, in place of all older ones."""
    copy = kept_copy()
    if copy.exists():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    draft = copy.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(source)) as database, closing(sqlite3.connect(draft)) as written:
        database.backup(written)
    for older in KEPT.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    draft.replace(copy)
