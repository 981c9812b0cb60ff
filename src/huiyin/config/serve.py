"""Serving on one machine: the web server and the background worker as two children of one process.

Each child has a process group of its own, so that a Ctrl-C in the terminal reaches only this process, which
then stops both in order; and the kernel tells a child when this process dies, so that none is left behind.
"""

import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

STOP_SECONDS = 20.0
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 60.0
PR_SET_PDEATHSIG = 1


class AddressRefusedError(Exception):
    """The address cannot be served on; the message is the sentence to show."""


def check_address(host: str, port: int) -> None:
    """Raise AddressRefusedError when nobody could listen on this address now."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            # As gunicorn does: a port whose last connections are still closing is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise AddressRefusedError(_sentence(host, port, error)) from error


def _sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"端口 {port} 已被其他程序占用，请换一个端口，例如：make run PORT={port + 1}"
            f" (port {port} is in use; choose another, such as: make run PORT={port + 1})"
        )
    if error.errno == errno.EACCES:
        return f"没有使用端口 {port} 的权限，请选 1024 以上的端口 (port {port} is not allowed)"
    return f"无法在 {host}:{port} 上提供服务 (cannot serve on {host}:{port}: {error.strerror})"


def web_command(host: str, port: int, *, workers: int, threads: int) -> list[str]:
    """The command line of gunicorn for this site."""
    shared_memory = Path("/dev/shm")  # noqa: S108 - gunicorn's heartbeat file, which a slow disk would hold up
    heartbeat = ["--worker-tmp-dir", str(shared_memory)] if os.access(shared_memory, os.W_OK) else []
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "huiyin.config.wsgi:application"),
        *("--bind", bind, "--workers", str(workers), "--threads", str(threads)),
        *(
            "--timeout",
            "60",
            "--graceful-timeout",
            "10",
            "--max-requests",
            "5000",
            "--max-requests-jitter",
            "500",
        ),
        *heartbeat,
    ]


def worker_command() -> list[str]:
    """The command line of the background worker."""
    return [sys.executable, "-m", "huiyin.config.command", "worker"]


def _die_with_parent(parent: int) -> Callable[[], None]:
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def before_exec() -> None:
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:  # it died before the line above
                os._exit(1)

    return before_exec


@dataclass
class Child:
    """One process that is kept running."""

    name: str
    command: list[str]
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE

    def start(self) -> None:
        """Start the process, its output going to its log file or to where ours goes."""
        self.started = time.monotonic()
        if self.log is None:
            self.process = self._popen(None)
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = self._popen(output.fileno())

    def _popen(self, output: int | None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command lines
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output is not None else None,
            process_group=0,
            preexec_fn=_die_with_parent(os.getpid()),
        )

    def ended(self) -> int | None:
        """Exit code once the process has ended."""
        return self.process.poll() if self.process is not None else None

    def tell(self, number: int) -> None:
        """Send a signal to the process if it still runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def kill_group(self) -> None:
        """End the process and whatever it started, without asking."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return
            self.process.wait()

    def next_pause(self) -> float:
        """Seconds to wait before the next start: longer after each early death, short after a steady minute."""
        if time.monotonic() - self.started >= STEADY_SECONDS:
            self.pause = FIRST_PAUSE
        pause, self.pause = self.pause, min(self.pause * 2, LONGEST_PAUSE)
        return pause


@dataclass
class Site:
    """The web server and the worker, kept together until told to stop."""

    web: Child
    worker: Child
    say: Callable[[str], None]
    announce: Callable[[], None]
    answers: Callable[[], bool]
    _stop: int | None = field(default=None, init=False)

    def run(self) -> int:
        """Serve until a signal asks to stop or the web server ends; the exit code for the shell."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._receive)
        self.web.start()
        self.worker.start()
        try:
            return self._watch()
        finally:
            self._stop_children()

    def _receive(self, number: int, _frame: FrameType | None) -> None:
        self._stop = number

    def _watch(self) -> int:
        announced, restart_at = False, None
        while self._stop is None:
            code = self.web.ended()
            if code is not None:
                self.say(f"网页服务已退出，代码 {code} (the web server ended with code {code})")
                return code if code > 0 else 1
            if not announced and self.answers():
                announced = True
                self.announce()
            if self.worker.ended() is not None and restart_at is None:
                pause = self.worker.next_pause()
                restart_at = time.monotonic() + pause
                code = self.worker.ended()
                self.say(f"后台任务退出（{code}），{pause:g} 秒后重启 (the worker ended; starting it again)")
            if restart_at is not None and time.monotonic() >= restart_at:
                restart_at = None
                self.worker.start()
            time.sleep(0.2)
        return 0

    def _stop_children(self) -> None:
        # TERM lets gunicorn finish the requests under way and the worker finish its present job.
        children = (self.web, self.worker)
        for child in children:
            child.tell(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and any(child.ended() is None for child in children):
            time.sleep(0.05)
        for child in children:
            child.kill_group()


def answers_at(host: str, port: int) -> bool:
    """Whether a web process answers on this address, with whatever status: an open port alone proves nothing."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
