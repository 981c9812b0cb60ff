"""`make run`: sets everything up, loads the demonstration on the first run, and serves on this machine."""

import argparse
import os
import sys
from pathlib import Path

from environment import (
    LOG,
    PYTHON,
    ROOT,
    alone,
    ensure_environment,
    fingerprint,
    logged,
    set_stamp,
    stamped,
)
from messages import say, stop

sys.path.insert(0, str(ROOT / "src"))

from huiyin.config.serve import AddressRefusedError, check_address  # plain Python, needs no package

HUIYIN = [str(PYTHON), "-m", "huiyin.config.command"]
DATA = Path(os.environ.get("HUIYIN_DATA_DIR", ROOT / "var")).resolve()
ACCOUNTS = DATA / "demonstration-accounts.txt"
STATIC_SOURCES = ("src/huiyin/*/static", ".venv/lib/python*/site-packages/*/static")


def step(chinese: str, english: str, *words: str) -> str:
    """Run one `huiyin` command of the set-up; its output, or the end with its last line as the reason."""
    code, output = logged([*HUIYIN, *words])
    if code:
        lines = [line for line in output.strip().splitlines() if line.strip()] or [f"code {code}"]
        log = LOG.relative_to(ROOT)
        stop(f"{chinese}未成功，详见 {log}", f"{english} failed, see {log}: {lines[-1][:300]}")
    return output


def static_mark() -> str:
    """Names, sizes and times of all static files: what collecting them depends on."""
    files = sorted(
        f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for pattern in STATIC_SOURCES
        for folder in ROOT.glob(pattern)
        for path in folder.rglob("*")
        if path.is_file()
    )
    return fingerprint([], *files)


def database_mark() -> str:
    """Which database this is: its address and, for a file, which file."""
    address = os.environ.get("HUIYIN_DATABASE_URL", "")
    file = DATA / "huiyin.sqlite3"
    return fingerprint([], address) if address else fingerprint([], str(file), str(file.stat().st_ino))


def prepare() -> None:
    """Bring database, static files and demonstration up to date."""
    say("检查数据库", "bringing the database up to date")
    step("更新数据库", "updating the database", "migrate", "--no-input")
    mark, stamp = static_mark(), DATA / "static" / ".huiyin"
    if not stamped(stamp, mark):
        say("整理静态文件", "collecting static files")
        step("整理静态文件", "collecting static files", "collectstatic", "--no-input", "--clear")
        set_stamp(stamp, mark)
    mark, stamp = database_mark(), DATA / "demonstration.stamp"
    if not stamped(stamp, mark):
        say("载入演示数据", "loading the demonstration")
        step("载入演示数据", "loading the demonstration", "demo")
        accounts = step("列出演示账号", "listing the demonstration accounts", "demo", "--accounts")
        ACCOUNTS.write_text(accounts, encoding="utf-8")  # kept: asking each time would cost seconds
        set_stamp(stamp, mark)


def main() -> None:
    """Set up and serve; this process becomes the server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    try:
        check_address(options.host, options.port)
    except AddressRefusedError as refused:
        print(f"✗ {refused}", file=sys.stderr)
        raise SystemExit(1) from refused
    os.chdir(ROOT)
    ensure_environment()
    with alone():
        DATA.mkdir(parents=True, exist_ok=True)
        prepare()
    print(f"\n演示账号 (demonstration accounts)\n{ACCOUNTS.read_text(encoding='utf-8')}", flush=True)
    where = ["--host", options.host, "--port", str(options.port), "--logs", str(ROOT / "var" / "log")]
    os.execv(HUIYIN[0], [*HUIYIN, "serve", *where])  # noqa: S606 - our own interpreter


if __name__ == "__main__":
    main()
