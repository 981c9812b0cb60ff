"""Serving: the port, the children, and that none of them is left behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from huiyin.config.serve import AddressRefusedError, Child, Site, check_address, web_command

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield int(holder.getsockname()[1])


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def children_of(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            child = int(stat.parent.name)
            found += [child, *children_of(child)]
    return found


def test_check_address_free_port_is_accepted() -> None:
    check_address("127.0.0.1", free_port())


def test_check_address_busy_port_is_refused_in_a_sentence(busy_port: int) -> None:
    with pytest.raises(AddressRefusedError, match=f"端口 {busy_port} 已被其他程序占用.*PORT={busy_port + 1}"):
        check_address("127.0.0.1", busy_port)


def test_check_address_foreign_address_is_refused_in_a_sentence() -> None:
    with pytest.raises(AddressRefusedError, match=r"无法在 192\.0\.2\.1:8000 上提供服务"):
        check_address("192.0.2.1", 8000)


def test_web_command_ipv6_address_is_bracketed() -> None:
    assert "[::1]:8000" in web_command("::1", 8000, workers=2, threads=4)


def test_child_pause_grows_with_each_early_death() -> None:
    child = Child("worker", SLEEP, started=time.monotonic())
    assert [child.next_pause() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    child.started = time.monotonic() - 61
    assert child.next_pause() == 1


def test_site_web_server_that_ends_stops_the_worker_and_fails() -> None:
    said: list[str] = []
    worker = Child("worker", SLEEP)
    web = Child("web", [sys.executable, "-c", "raise SystemExit(3)"])
    site = Site(web, worker, said.append, lambda: None, lambda: False)
    previous = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        assert site.run() == 3
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    assert worker.ended() is not None
    assert "代码 3" in said[0]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    """The real command on a database of its own."""
    port = free_port()
    environment = {
        **os.environ,
        "HUIYIN_DATA_DIR": str(tmp_path),
        "HUIYIN_DATABASE_URL": f"sqlite:///{tmp_path / 'served.sqlite3'}",
    }
    base = [sys.executable, "-m", "huiyin.config.command"]
    command = [*base, "serve", "--port", str(port), "--logs", str(tmp_path / "log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        try:
            assert process.stdout is not None
            assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
            yield process, port, tmp_path / "log"
        finally:
            process.kill()


def worker_pid(log: Path, number: int) -> int:
    started = re.compile(r'"pid": (\d+).*"worker_started"')
    file = log / "worker.log"
    wait_for(lambda: file.exists() and len(started.findall(file.read_text())) >= number)
    return int(started.findall(file.read_text())[number - 1])


def test_serve_interrupted_stops_every_child(served: tuple[subprocess.Popen[str], int, Path]) -> None:
    process, port, log = served
    worker_pid(log, 1)
    family = children_of(process.pid)
    assert len(family) >= 3  # gunicorn with its processes, and the worker
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    assert [pid for pid in family if alive(pid)] == []
    check_address("127.0.0.1", port)


def test_serve_killed_leaves_no_child(served: tuple[subprocess.Popen[str], int, Path]) -> None:
    process, _port, log = served
    worker_pid(log, 1)
    family = children_of(process.pid)
    process.kill()
    wait_for(lambda: not any(alive(pid) for pid in family))


def test_serve_worker_that_dies_is_started_again(served: tuple[subprocess.Popen[str], int, Path]) -> None:
    _process, _port, log = served
    first = worker_pid(log, 1)
    os.kill(first, signal.SIGKILL)
    assert alive(worker_pid(log, 2))


def test_serve_busy_port_fails_with_a_sentence(busy_port: int) -> None:
    command = [sys.executable, "-m", "huiyin.config.command", "serve", "--port", str(busy_port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"端口 {busy_port} 已被其他程序占用" in done.stderr
    assert "Traceback" not in done.stderr
