"""What a piece of long work is given: what is asked of it, and how it says how far it is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from huiyin.background.enums import Condition
from huiyin.background.models import LongWork
from huiyin.people.models import Committee, Person

FOLDER = "background"
SAVE_EVERY = timedelta(seconds=1)


class Interrupted(Exception):
    """The person asked to stop, or another worker has taken the work over."""


class CannotFinish(Exception):
    """The work cannot be finished; the message is the sentence for the person who asked for it."""


class Progress:
    """One run of one piece of long work."""

    def __init__(self, work: LongWork, clock: Callable[[], datetime]) -> None:
        self._work, self._clock = work, clock
        self._saved_at = clock()
        self._file: Path | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """What was asked, as given to `start`."""
        return dict(self._work.parameters)

    @property
    def person(self) -> Person:
        """Who asked; the work shows this person no more than any page would."""
        return self._work.person

    @property
    def committee(self) -> Committee:
        """For which committee."""
        return self._work.committee

    @property
    def at(self) -> datetime:
        """The moment for which the work speaks: when this run began."""
        assert self._work.started_at is not None
        return self._work.started_at

    def total(self, number: int) -> None:
        """Say how many pieces there are in all."""
        self._work.total = number
        self._save()

    def advance(self, pieces: int = 1) -> None:
        """So many more are done; told to the person about once a second. Raises Interrupted when asked to stop."""
        self._work.done += pieces
        if self._clock() - self._saved_at >= SAVE_EVERY:
            self._save()

    def file(self, name: str, media_type: str) -> Path:
        """Where to write the file that comes of it, and how the person's copy is called."""
        assert self._work.started_at is not None
        mark = f"{self._work.pk}-{self._work.attempts}-{self._work.started_at:%Y%m%d%H%M%S%f}"
        self._work.file_name, self._work.media_type = name, media_type
        self._work.stored_path = f"{FOLDER}/{self._work.committee_id}/{mark}"
        self._file = place_of(self._work)
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file.touch(mode=0o600)
        return self._file

    def close(self) -> None:
        """Note the size of the file; called by the runner when the work has ended well."""
        self._work.size = self._file.stat().st_size if self._file else 0

    def discard(self) -> None:
        """Throw away the half-written file of a run that did not end well."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)
        self._work.file_name = self._work.stored_path = ""

    def _save(self) -> None:
        self._saved_at = self._clock()
        # The run is ours as long as nobody else has begun it anew.
        mine = LongWork.objects.filter(
            pk=self._work.pk, condition=Condition.RUNNING, attempts=self._work.attempts, stop_asked=False
        )
        if not mine.update(done=self._work.done, total=self._work.total, seen_alive_at=self._saved_at):
            raise Interrupted


def place_of(work: LongWork) -> Path:
    """Where the file of a piece of work lies, outside everything that a web server hands out."""
    return Path(settings.MEDIA_ROOT) / work.stored_path
