"""Sets up what running and testing need: the locked Python packages and the front-end assets.

Each part leaves a stamp that names what it was made from; when the stamp still fits, nothing is done and no
network is needed.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import fonts
from messages import say, stop

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
LOG = VAR / "log" / "setup.log"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OWN_UV = VAR / "uv"
VENDOR = ROOT / "src" / "huiyin" / "ui" / "static" / "vendor"
FONTS = ROOT / "src" / "huiyin" / "records" / "official" / "fetched-fonts"
OLDEST_NODE = 18
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

NO_NETWORK = re.compile(
    r"dns error|failed to fetch|error sending request|client error|timed out|timeout|ENOTFOUND|EAI_AGAIN"
    r"|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network|name resolution|new connection|no matching distribution",
    re.IGNORECASE,
)


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """A hash of the contents of the files and of the words."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes() if path.exists() else b"-")
        digest.update(b"\0")
    digest.update("\0".join(words).encode())
    return digest.hexdigest()


def stamped(stamp: Path, mark: str) -> bool:
    """Whether the stamp says that this very thing was done."""
    return stamp.exists() and stamp.read_text() == mark


def set_stamp(stamp: Path, mark: str) -> None:
    """Note that it was done, after it was done."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time: `make run` and `make test` may be started together."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "setup.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def logged(command: list[str | Path], *, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a command quietly; its exit code and output, which is also kept in var/log/setup.log."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **(env or {})}
    # Offices often read outgoing traffic with a certificate of their own, which stands in the system's list.
    environment.setdefault("UV_SYSTEM_CERTS", "true")
    if SYSTEM_CERTIFICATES.exists():
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        code, output = done.returncode, done.stdout + done.stderr
    except OSError as error:
        code, output = 127, str(error)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(str(word) for word in command)}\n{output}\n[{code}]\n")
    return code, output


def explain(output: str, what_zh: str, what_en: str) -> None:
    """End with the sentence that fits the output of a failed step."""
    log = LOG.relative_to(ROOT)
    if "No space left on device" in output or "ENOSPC" in output:
        stop("磁盘空间已满，请腾出空间后重试", "the disk is full; make room and run it again")
    if "needs to be updated" in output:
        stop(
            "uv.lock 与 pyproject.toml 不一致，请运行 uv lock",
            "uv.lock does not fit pyproject.toml; run: uv lock",
        )
    if NO_NETWORK.search(output):
        stop(
            f"首次安装需要联网，现在连不上软件源；请联网后重试，详见 {log}",
            f"the first set-up needs the network and cannot reach it; connect and run it again; see {log}",
        )
    stop(f"{what_zh}失败，详见 {log}", f"{what_en} failed; see {log}")


def find_uv() -> str:
    """The uv to use: one that works from PATH, else our own in var/uv, installed when missing."""
    for candidate in (shutil.which("uv"), str(OWN_UV / "bin" / "uv")):
        if candidate and logged([candidate, "--version"])[0] == 0:
            return candidate
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        stop(
            f"缺少 Python 的 venv 组件，请先运行：apt-get install python{version}-venv",
            f"Python lacks its venv part; run: apt-get install python{version}-venv",
        )
    say("安装 uv", "installing uv")
    shutil.rmtree(OWN_UV, ignore_errors=True)
    for command in (
        [sys.executable, "-m", "venv", OWN_UV],
        [OWN_UV / "bin" / "python", "-m", "pip", "install", "--quiet", "uv>=0.9"],
    ):
        code, output = logged(command)
        if code:
            explain(output, "安装 uv", "installing uv")
    return str(OWN_UV / "bin" / "uv")


def system_npm() -> str | None:
    """The npm of this machine, if its Node is new enough."""
    npm = shutil.which("npm")
    code, output = logged(["node", "--version"])
    found = re.match(r"v(\d+)\.", output.strip())
    return npm if npm and code == 0 and found and int(found[1]) >= OLDEST_NODE else None


def ensure_packages(npm: str | None) -> None:
    """Install the locked Python packages into .venv, with a Node of its own where the machine has none."""
    groups = [] if npm else ["--group", "web-assets"]
    mark = fingerprint([ROOT / "uv.lock", ROOT / "pyproject.toml"], str(ROOT), *groups)
    stamp = VENV / ".huiyin"
    if stamped(stamp, mark) and logged([PYTHON, "-c", "import django, huiyin"])[0] == 0:
        return
    uv = find_uv()
    if VENV.exists() and logged([PYTHON, "-c", "0"])[0] != 0:
        shutil.rmtree(VENV)  # its Python is gone, or the folder was moved
    say("安装依赖，首次约需一两分钟", "installing packages; a minute or two the first time")
    python = [] if VENV.exists() else ["--python", sys.executable]
    environment = {"UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": str(VENV)}
    code, output = logged([uv, "sync", "--locked", *groups, *python], env=environment)
    if code:
        explain(output, "安装依赖", "installing packages")
    set_stamp(stamp, mark)


def ensure_assets(npm: str | None) -> None:
    """Fetch the locked front-end packages and copy what the pages use into the static folder."""
    sources = [
        ROOT / "package.json",
        ROOT / "package-lock.json",
        ROOT / "src" / "huiyin" / "ui" / "assets.py",
    ]
    mark = fingerprint(sources)
    stamp = ROOT / "node_modules" / ".huiyin"
    if stamped(stamp, mark) and VENDOR.is_dir() and any(VENDOR.iterdir()):
        return
    say("安装前端资源", "installing front-end assets")
    # Node's own folder first: npm starts `node` by name.
    environment = {"PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    code, output = logged([npm or VENV / "bin" / "npm", "ci", "--no-audit", "--no-fund"], env=environment)
    if code:
        explain(output, "安装前端资源", "installing front-end assets")
    code, output = logged([PYTHON, "-m", "huiyin.ui.assets"])
    if code:
        explain(output, "复制前端资源", "copying front-end assets")
    set_stamp(stamp, mark)


def ensure_fonts(npm: str | None) -> None:
    """Fetch the free fonts that official papers are set in where the office has no licensed ones.

    What cannot be had is left out: papers are then set in what there is, and their page says so.
    """
    mark = fingerprint([Path(__file__).with_name("fonts.py")])
    if stamped(FONTS / ".huiyin", mark):
        return
    say("下载公文字体", "fetching fonts for official papers")
    node = {"PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    missing = fonts.fetch(FONTS, run=logged, npm=npm or VENV / "bin" / "npm", environment=node)
    if missing:
        say(f"未能下载：{'、'.join(missing)}，公文将以其他字体代替", "some fonts could not be had")
    else:
        set_stamp(FONTS / ".huiyin", mark)


def ensure_environment() -> None:
    """Everything that both running and testing need; quick and without network when it is there."""
    with alone():
        if LOG.exists() and LOG.stat().st_size > 1_000_000:
            LOG.unlink()
        npm = system_npm()
        ensure_packages(npm)
        ensure_assets(npm)
        ensure_fonts(npm)


if __name__ == "__main__":
    ensure_environment()
