"""What a change would do, in words: the preview shows it, the confirmation is held against it."""

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Plan:
    """A change explained before it is made.

    `concerned` counts what is running; it may move between preview and confirmation without making the preview
    stale. Everything else may not.
    """

    what: str
    before: str
    after: str
    since: date
    says: tuple[str, ...]
    untouched: tuple[str, ...] = ()
    concerned: tuple[str, ...] = ()

    def digest(self) -> str:
        """Names what was read and agreed to."""
        parts = (self.what, self.before, self.after, self.since.isoformat(), *self.says, *self.untouched)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
