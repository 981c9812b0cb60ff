"""`make lint`: every check that needs no running site; all run, the failed ones are named last."""

import os
import subprocess
import sys

from environment import PYTHON, ROOT, VENV, ensure_environment
from messages import say

PYTHON_FOLDERS = [name for name in ("src", "tests", "tools", "bench") if (ROOT / name).is_dir()]


def checks() -> dict[str, list[str]]:
    """Each check by name, with its command."""
    tool = VENV / "bin"
    return {
        "ruff check": [str(tool / "ruff"), "check", *PYTHON_FOLDERS],
        "ruff format": [str(tool / "ruff"), "format", "--check", *PYTHON_FOLDERS],
        "mypy": [str(tool / "mypy")],
        "import-linter": [str(tool / "lint-imports")],
        "djlint": [str(tool / "djlint"), "src", "--lint", "--quiet"],
        "migrations": [str(PYTHON), "-m", "huiyin.config.command", "makemigrations", "--check", "--dry-run"],
        "architecture": [str(PYTHON), "-m", "pytest", "-q", "tests/architecture"],
    }


def main() -> int:
    """Run all checks; 1 if one failed."""
    os.chdir(ROOT)
    ensure_environment()
    failed = []
    for name, command in checks().items():
        say(f"检查 {name}", " ".join(command[:1]).replace(f"{ROOT}/", ""))
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"✗ 未通过 (failed): {', '.join(failed)}", file=sys.stderr)
        return 1
    say("检查全部通过", "all checks passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
