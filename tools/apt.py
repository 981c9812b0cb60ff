"""Installs by apt what tests need, where this account may; the test run names what is missing otherwise."""

import os
import shutil
import subprocess
from pathlib import Path

from environment import LOG, ROOT, logged
from messages import say


def prefix() -> list[str] | None:
    """How this account may call apt-get without being asked for a password; None if it may not."""
    if os.environ.get("HUIYIN_APT") == "no" or shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    may = Path("/usr/bin/sudo").exists() and subprocess.run(
        ["/usr/bin/sudo", "-n", "true"], capture_output=True, check=False
    )
    return ["/usr/bin/sudo", "-n"] if may and may.returncode == 0 else None


def install(packages: list[str]) -> bool:
    """Install the packages if this account may; whether that went well."""
    call = prefix()
    names = " ".join(packages)
    if call is None:
        say(
            f"无权安装，可请管理员运行：apt-get install {names}",
            f"no right to apt; ask for: apt-get install {names}",
        )
        return False
    say(f"安装系统软件包 {names}", f"installing system packages {names}")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    logged([*call, *quiet, "apt-get", "update", "-qq"])
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    code, _output = logged([*call, *quiet, *command])
    if code:
        log = LOG.relative_to(ROOT)
        say(f"系统软件包未能装好，详见 {log}", f"system packages were not installed, see {log}")
    return code == 0
