"""What the tools tell people: one sentence in Chinese and the same in English."""

import sys
from typing import NoReturn


def say(chinese: str, english: str) -> None:
    """Tell what is being done."""
    print(f"› {chinese} ({english})", flush=True)


def stop(chinese: str, english: str) -> NoReturn:
    """Tell why it cannot go on and what to do, and end with a failure."""
    sys.stdout.flush()
    print(f"✗ {chinese} ({english})", file=sys.stderr, flush=True)
    raise SystemExit(1)
