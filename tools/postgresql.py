"""A private PostgreSQL cluster for tests: in a folder of its own, on a free port, gone afterwards.

tools/with-python tools/postgresql.py COMMAND…    runs the command with HUIYIN_DATABASE_URL set
"""

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

OLDEST = 15
PREFIX = "huiyin-postgresql-"
# The cluster lives for minutes and holds invented data: speed before durability.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}


class NoPostgresqlError(Exception):
    """No private cluster can be had; the message says why."""


def find_binaries() -> Path:
    """Folder of the newest PostgreSQL programs that are new enough; NoPostgresqlError if there are none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for folder in (*folders, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major, reverse=True)):
        if not (folder / "initdb").exists() or not (folder / "postgres").exists():
            continue
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
        found = re.search(r"(\d+)", told.stdout)
        if found and int(found[1]) >= OLDEST:
            return folder
    raise NoPostgresqlError(f"没有 PostgreSQL {OLDEST} 或更高版本 (no PostgreSQL {OLDEST} or newer)")


def _major(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _other_account() -> list[str]:
    """PostgreSQL refuses to run as root: then everything is done as `postgres`."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise NoPostgresqlError("系统中没有 postgres 账号 (there is no account named postgres)") from None
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]


def _run(*command: str | Path, cwd: Path) -> None:
    # Output to a file: a server that inherits a pipe would keep it open.
    with (cwd / "commands.log").open("ab+") as log:
        done = subprocess.run(
            [*_other_account(), *map(str, command)],
            cwd=cwd,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )
        if done.returncode:
            log.seek(0)
            said = log.read().decode(errors="replace").strip().splitlines()
            raise NoPostgresqlError(f"{Path(command[0]).name}: {said[-1] if said else done.returncode}")


def _start_time(pid: int) -> str | None:
    """Tells a process from a later one with the same number."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except OSError:
        return None


def remove_stale() -> None:
    """Stop and remove clusters whose owner was killed before it could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}{os.geteuid()}-*"):
        try:
            pid, started = (folder / "owner").read_text().split()
        except (OSError, ValueError):
            continue  # being made at this moment
        if _start_time(int(pid)) != started:
            _remove(folder)


def _remove(folder: Path) -> None:
    data = folder / "data"
    if (data / "postmaster.pid").exists():
        try:
            _run(find_binaries() / "pg_ctl", "stop", "-D", data, "-m", "immediate", "-w", cwd=folder)
        except NoPostgresqlError as error:
            print(f"PostgreSQL {data}: {error}", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(folder: Path, binaries: Path) -> str:
    password = secrets.token_hex(16)
    data, secret = folder / "data", folder / "password"
    (folder / "owner").write_text(f"{os.getpid()} {_start_time(os.getpid())}")
    secret.touch(mode=0o600)
    secret.write_text(password)
    if os.geteuid() == 0:
        for path in (folder, secret):
            shutil.chown(path, "postgres", "postgres")
    # A password even here: who is superuser of a cluster can run programs as the account that owns it.
    options = ["--username=huiyin", f"--pwfile={secret}", "--auth=scram-sha-256"]
    _run(binaries / "initdb", "-D", data, *options, "--encoding=UTF8", "--locale=C.UTF-8", "-N", cwd=folder)
    secret.unlink()
    with (data / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
        conf.write(f"unix_socket_directories = '{folder}'\n")
    for attempt in range(5):
        port = _free_port()
        try:
            start = ["-D", data, "-w", "-l", folder / "server.log", "-o", f"-p {port}"]
            _run(binaries / "pg_ctl", "start", *start, cwd=folder)
        except NoPostgresqlError:
            if attempt == 4:
                raise
        else:
            break
    return f"postgresql://huiyin:{password}@127.0.0.1:{port}/postgres"


@contextmanager
def private_cluster() -> Iterator[str]:
    """A running cluster; its address for HUIYIN_DATABASE_URL. It is removed at the end, come what may."""
    binaries = find_binaries()
    _other_account()
    remove_stale()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.geteuid()}-"))

    def interrupted(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    # A plain TERM or HUP would end this process without the clean-up below.
    previous = {number: signal.signal(number, interrupted) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield _start(folder, binaries)
    finally:
        _remove(folder)
        for number, handler in previous.items():
            signal.signal(number, handler)


def main() -> None:
    """Run a command beside a private cluster and end with its exit code."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    try:
        with private_cluster() as url:
            done = subprocess.run(sys.argv[1:], env={**os.environ, "HUIYIN_DATABASE_URL": url}, check=False)
    except NoPostgresqlError as error:
        raise SystemExit(f"✗ {error}") from error
    raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
