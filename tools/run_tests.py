"""`make test`: all tests, on SQLite, on a private PostgreSQL cluster and in the browser.

What could not run is named at the end; with CI=true that is a failure.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import apt
from environment import PYTHON, ROOT, ensure_environment
from messages import say
from postgresql import NoPostgresqlError, find_binaries, private_cluster

FOLDERS = (
    *("kernel", "ui", "people", "procedure", "background", "records", "search", "notices", "sittings"),
    *("handling", "consultation", "outcomes", "proposals", "briefs", "ledgers", "desk", "config", "journeys"),
    *("browser", "architecture"),
)
# What the two databases could do differently: locks, triggers, time, uniqueness, whole loops.
ON_POSTGRESQL = ("procedure", "records", "search", "notices", "journeys")
SMOKE = "tests/browser/test_smoke.py"
# Kernel, engine and record: every branch is taken in one of the two databases' runs.
COVERED = (
    "src/huiyin/kernel/*.py",
    "src/huiyin/procedure/*.py",
    "src/huiyin/procedure/models/*.py",
    "src/huiyin/records/**",
)
MEASURING = (
    "--cov=huiyin.kernel",
    "--cov=huiyin.procedure",
    "--cov=huiyin.records",
    "--cov-branch",
    "--cov-report=",
)
LIMIT_SECONDS = 1800
PROCESSES = ("-n", "2", "--dist", "loadfile")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Tally:
    """What the phases have shown so far."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    ran: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def read(self, report: Path, phase: str) -> int:
        """Add the JUnit report of one phase; how many tests it lists."""
        if not report.exists():
            return 0
        cases = list(ElementTree.parse(report).getroot().iter("testcase"))
        for case in cases:
            name = f"{case.get('classname')}::{case.get('name')}"
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                self.failed.append(f"{phase}: {name}")
                self.ran.add(name)
            elif skipped is not None and "xfail" not in str(skipped.get("type")):
                self.skipped[name] = str(skipped.get("message"))
            else:
                self.passed += 1
                self.ran.add(name)
        return len(cases)

    def never_ran(self) -> list[str]:
        """What could not run anywhere: missing parts, and tests skipped in every phase."""
        skipped = [f"{name}: {why}" for name, why in self.skipped.items() if name not in self.ran]
        return [*self.missing, *sorted(skipped)]


def present(*names: str) -> list[str]:
    """Those of the test folders that have tests."""
    folders = [ROOT / "tests" / name for name in names]
    return [str(each.relative_to(ROOT)) for each in folders if any(each.rglob("test_*.py"))]


def run_phase(tally: Tally, title: str, arguments: list[str], database: str | None, scratch: Path) -> None:
    """Run pytest once and add what it found."""
    say(title, " ".join(["pytest", *arguments]))
    report = scratch / "report.xml"
    report.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "HUIYIN_DATA_DIR": str(scratch / "data"),
        "COVERAGE_FILE": str(scratch / "coverage"),
    }
    environment.pop("HUIYIN_DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if database:
        environment["HUIYIN_DATABASE_URL"] = database
    if chromium := find_chromium():
        environment["HUIYIN_CHROMIUM"] = chromium
    began = time.monotonic()
    command = [str(PYTHON), "-m", "pytest", "-q", *arguments, f"--junitxml={report}"]
    try:
        code = subprocess.run(
            command, cwd=ROOT, env=environment, timeout=LIMIT_SECONDS, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        code = -1
        tally.failed.append(f"{title}: 超过 {LIMIT_SECONDS // 60} 分钟 (took too long)")
    failed_before = len(tally.failed)
    if tally.read(report, title) == 0 and code in (0, 5):
        tally.missing.append(f"{title}: 没有测试 (no tests)")
    elif code not in (0, 5) and len(tally.failed) == failed_before and code != -1:
        tally.failed.append(f"{title}: pytest 退出码 {code} (exit code)")
    print(f"  {title}: {time.monotonic() - began:.0f} s\n", flush=True)


def find_chromium() -> str | None:
    """A Chromium that starts; a stub that only tells to install something does not count."""
    for name in CHROMIUM:
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def has_chinese_font() -> bool:
    """Whether pages can show Chinese."""
    listing = shutil.which("fc-list")
    if listing is None:
        return False
    return bool(subprocess.run([listing, ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())


def has_postgresql() -> bool:
    """Whether a private cluster could be started."""
    try:
        find_binaries()
    except NoPostgresqlError:
        return False
    return True


def ensure_system() -> None:
    """Install by apt what is missing for the tests, where this account may."""
    wanted = {
        "chromium": lambda: find_chromium() is not None,
        "fonts-noto-cjk": has_chinese_font,
        "fontconfig": lambda: shutil.which("fc-list") is not None,
        "postgresql": has_postgresql,
    }
    lacking = [package for package, there in wanted.items() if not there()]
    if lacking:
        apt.install(lacking)


@contextmanager
def postgresql(tally: Tally) -> Iterator[str | None]:
    """The address of a private cluster, or None and a note of why there is none."""
    try:
        cluster = private_cluster()
        url = cluster.__enter__()
    except NoPostgresqlError as error:
        tally.missing.append(f"PostgreSQL: {error}")
        yield None
        return
    try:
        yield url
    finally:
        cluster.__exit__(None, None, None)


def marked_elsewhere() -> list[str]:
    """Test files outside the folders of the PostgreSQL phase that ask for PostgreSQL by a marker."""
    handled = {*ON_POSTGRESQL, "browser"}
    files = (ROOT / "tests").rglob("test_*.py")
    return sorted(
        str(path.relative_to(ROOT))
        for path in files
        if path.relative_to(ROOT / "tests").parts[0] not in handled
        and re.search(r"mark\.postgresql\b", path.read_text(encoding="utf-8"))
    )


def run_phases(tally: Tally, only: str | None, scratch: Path) -> None:
    """All phases, or the one that was asked for."""
    if only in (None, "sqlite"):
        folders = present(*(name for name in FOLDERS if name != "browser"))
        wanted = ["-m", "not browser and not postgresql", *PROCESSES, *MEASURING]
        run_phase(tally, "SQLite", [*folders, *wanted], None, scratch)
    if only in (None, "postgresql", "browser"):
        with postgresql(tally) as url:
            if url and only != "browser":
                folders = present(*ON_POSTGRESQL)
                measuring = [*MEASURING, "--cov-append"]
                run_phase(
                    tally, "PostgreSQL", [*folders, "-m", "not browser", *PROCESSES, *measuring], url, scratch
                )
                if only is None:
                    check_coverage(tally, scratch)
                if marked := marked_elsewhere():
                    run_phase(tally, "PostgreSQL (marker)", [*marked, "-m", "postgresql"], url, scratch)
            if only != "postgresql":
                run_browser(tally, url, scratch)


def check_coverage(tally: Tally, scratch: Path) -> None:
    """A branch of kernel, engine or record that no test takes is a failure."""
    asked = (f"--include={','.join(COVERED)}", "--show-missing", "--skip-covered", "--fail-under=100")
    told = subprocess.run(
        [PYTHON, "-m", "coverage", "report", *asked],
        cwd=ROOT,
        env={**os.environ, "COVERAGE_FILE": str(scratch / "coverage")},
        capture_output=True,
        text=True,
        check=False,
    )
    print(told.stdout, flush=True)
    if told.returncode:
        tally.failed.append(
            "覆盖率：内核、程序引擎或者档案有未测试的分支 (coverage: a branch without a test)"
        )


def run_browser(tally: Tally, url: str | None, scratch: Path) -> None:
    """The browser tests on PostgreSQL, and the smoke test on SQLite."""
    if not present("browser"):
        return  # named already
    if find_chromium() is None:
        tally.missing.append("浏览器测试：没有 Chromium (browser tests: no Chromium)")
        return
    if not has_chinese_font():
        tally.missing.append("浏览器测试：没有中文字体，截图不可读 (no Chinese font for the screenshots)")
    if url:
        run_phase(
            tally, "浏览器 PostgreSQL", [*present("browser"), "-m", "browser", *PROCESSES], url, scratch
        )
    if (ROOT / SMOKE).exists():
        run_phase(tally, "浏览器 SQLite", [SMOKE], None, scratch)
    else:
        tally.missing.append(f"{SMOKE}: 不存在 (is not there)")


def report(tally: Tally) -> int:
    """Print the result; the exit code."""
    for name in tally.failed:
        print(f"FAILED {name}")
    never = tally.never_ran()
    for name in never:
        print(f"未能运行 (could not run): {name}")
    strict = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    failed = len(tally.failed) + (len(never) if strict else 0)
    print(f"\n{tally.passed} passed, {failed} failed", flush=True)
    return 1 if failed or not tally.passed else 0


def main() -> int:
    """Set up, run, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["sqlite", "postgresql", "browser"], help="one phase alone")
    options = parser.parse_args()
    os.chdir(ROOT)
    ensure_environment()
    if options.only != "sqlite":
        ensure_system()
    tally = Tally()
    tally.missing += [f"tests/{name}: 没有测试 (no tests)" for name in FOLDERS if not present(name)]
    with tempfile.TemporaryDirectory(prefix="huiyin-tests-", ignore_cleanup_errors=True) as scratch:
        run_phases(tally, options.only, Path(scratch))
    return report(tally)


if __name__ == "__main__":
    sys.exit(main())
