"""`make bench`: the measurements of `bench/`, once on SQLite and once on a private PostgreSQL cluster."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import PYTHON, ROOT
from messages import say, stop
from postgresql import NoPostgresqlError, private_cluster


def measure(title: str, database: str, scratch: Path) -> int:
    """Run all measurements on one database; the exit code."""
    say(f"测量 {title}", f"measuring on {title}")
    environment = {**os.environ, "HUIYIN_DATABASE_URL": database, "HUIYIN_DATA_DIR": str(scratch)}
    environment["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    return subprocess.run([PYTHON, "-m", "bench"], cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    """Measure on both databases; 1 if one of them could not be measured."""
    if not (ROOT / "bench" / "__main__.py").exists():
        stop("没有测量程序 bench/__main__.py", "bench/__main__.py is not there")
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-", ignore_cleanup_errors=True) as name:
        codes = [measure("SQLite", f"sqlite:///{name}/bench.sqlite3", Path(name))]
        try:
            with private_cluster() as url:
                codes.append(measure("PostgreSQL", url, Path(name)))
        except NoPostgresqlError as error:
            stop(f"未在 PostgreSQL 上测量：{error}", "not measured on PostgreSQL")
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
