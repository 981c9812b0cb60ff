"""When proposals are filed for a plenary session: the days the office set, or else those of the session itself."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from huiyin.kernel.text import said_day
from huiyin.people.models import Committee, PlenarySession
from huiyin.proposals.models import FilingWindow


@dataclass(frozen=True)
class Window:
    """The days, both included, on which what is filed belongs to a session; `is_set` says the office set them."""

    session: PlenarySession
    first: date
    last: date
    is_set: bool

    def covers(self, day: date) -> bool:
        """Whether something filed on this day is filed for the session."""
        return self.first <= day <= self.last


def window_of(session: PlenarySession) -> Window:
    """The window of one session."""
    own: FilingWindow | None = getattr(session, "filing_window", None)
    if own is not None:
        return Window(session, own.first_day, own.last_day, True)
    return Window(session, session.opens_on, session.closes_on or session.opens_on, False)


def windows_of(committee: Committee) -> list[Window]:
    """The windows of every session of a committee, the newest session first; one query."""
    sessions = PlenarySession.objects.filter(committee=committee).select_related("term", "filing_window")
    return [window_of(session) for session in sessions.order_by("-opens_on")]


def session_on(committee: Committee, day: date) -> tuple[PlenarySession | None, bool]:
    """The session for which something filed on this day counts, and whether as 大会提案.

    Outside every window it is 平时提案 of the session that last opened.
    """
    windows = windows_of(committee)
    for window in windows:
        if window.covers(day):
            return window.session, True
    opened = (window.session for window in windows if window.session.opens_on <= day)
    return next(opened, None), False


def window_words(committee: Committee, day: date) -> str:
    """In one sentence: what something filed today counts as, and until when."""
    windows = windows_of(committee)
    for window in windows:
        if window.covers(day):
            text = _("现在提交的，作为%(session)s大会提案，截止到%(last)s；以后提交的为平时提案。")
            return text % {"session": window.session, "last": said_day(window.last)}
    coming = min((each for each in windows if each.first > day), key=lambda each: each.first, default=None)
    if coming is None:
        return str(_("现在提交的，作为平时提案。"))
    text = _("现在提交的，作为平时提案；%(first)s至%(last)s提交的，作为%(session)s大会提案。")
    said = {"first": said_day(coming.first), "last": said_day(coming.last), "session": coming.session}
    return text % said
