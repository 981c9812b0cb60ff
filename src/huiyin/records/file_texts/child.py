"""The process in which one file is read: name and content come in, the words go out; memory and time are limited.

A hostile file can do no more than end this process. It has no settings, no database and no secrets.
"""

import json
import resource
import sys
from typing import BinaryIO

from huiyin.records.file_texts.reading import read_words


def bound(memory: int, seconds: int) -> None:
    """From now on this process gets no more memory (bytes) and no more time of a processor."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def answer(source: BinaryIO, target: BinaryIO) -> None:
    """Read the first line as the file's name and the rest as its content; write the words as JSON."""
    name = json.loads(source.readline())
    words = read_words(name, source.read())
    told = json.dumps([words.text, words.state, words.reason])
    target.write(told.encode())
    target.flush()


def main() -> None:
    """Arguments: bytes of memory, seconds of a processor."""
    memory, seconds = (int(each) for each in sys.argv[1:3])
    bound(memory, seconds)
    answer(sys.stdin.buffer, sys.stdout.buffer)
