"""Reads a file in a process of its own, within bounds of time and memory."""

import json
import os
import subprocess  # fixed arguments, no shell; the file goes in by a pipe
import sys

from huiyin.records.enums import TextState, Unread
from huiyin.records.file_texts.words import Words, failed
from huiyin.records.limits import MEGABYTE

MOST_MEMORY = 1024 * MEGABYTE
MOST_SECONDS = 60
_CHILD = "from huiyin.records.file_texts.child import main; main()"


def read_bounded(
    name: str, content: bytes, *, memory: int = MOST_MEMORY, seconds: int = MOST_SECONDS
) -> Words:
    """The words of a file; whatever it does to its reader, this process goes on and says why there are none."""
    command = [sys.executable, "-c", _CHILD, str(memory), str(seconds)]
    given = json.dumps(name).encode() + b"\n" + content
    try:
        done = subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, timeout=seconds, check=True, env=_environment()
        )
    except subprocess.TimeoutExpired:
        return failed(Unread.SLOW)
    except subprocess.CalledProcessError:
        return failed(Unread.TOO_BIG)
    text, state, reason = json.loads(done.stdout)
    return Words(text, TextState(state), reason)


def _environment() -> dict[str, str]:
    """The child finds our code and nothing else: no settings, no passwords."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.defpath, "LANG": "C.UTF-8"}
