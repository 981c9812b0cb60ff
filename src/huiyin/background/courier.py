"""Working beside the request, so that nobody who acts waits for what others are to be told or to find.

A web process has one such thread for each errand, started when it first has something to do. What it does not get to
(the process ends, the database is away) is done by the worker within a minute: the queue is a table, this only wakes
somebody up.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from queue import SimpleQueue
from typing import Generic, TypeVar

from django.db import close_old_connections, connections

Key = TypeVar("Key")


class Courier(Generic[Key]):
    """One thread that does what acts have left to be done, in the order in which they left it."""

    def __init__(self, carry: Callable[[datetime, Sequence[Key]], None]) -> None:
        self._carry = carry
        self._waiting: SimpleQueue[tuple[datetime, Sequence[Key]] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def take(self, at: datetime, keys: Sequence[Key]) -> None:
        """Leave rows to be dealt with; returns at once."""
        self._waiting.put((at, keys))
        with self._starting:
            # A process that was forked after the thread began has the object but not the thread.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
                self._thread.start()

    def finish(self) -> None:
        """Wait until everything left so far is done, and end the thread."""
        thread = self._thread
        if thread is not None and thread.is_alive():
            self._waiting.put(None)
            thread.join()

    def _run(self) -> None:
        while (errand := self._waiting.get()) is not None:
            close_old_connections()
            self._carry(*errand)
        connections.close_all()
