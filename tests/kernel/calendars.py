"""Calendars for the tests of the kernel, after the notices on holidays of 2025 and 2026."""

from datetime import date, timedelta

from huiyin.kernel.working_days import WorkCalendar

_BREAKS = [
    ("元旦", date(2026, 1, 1), 3),
    ("春节", date(2026, 2, 15), 9),
    ("清明节", date(2026, 4, 4), 3),
    ("劳动节", date(2026, 5, 1), 5),
    ("端午节", date(2026, 6, 19), 3),
    ("中秋节", date(2026, 9, 25), 3),
    ("国庆节", date(2026, 10, 1), 7),
]
_MAKE_UP = [
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
]

_NAMES = {first + timedelta(n): name for name, first, length in _BREAKS for n in range(length)}

CALENDAR_2026 = WorkCalendar(
    exceptions={**dict.fromkeys(_NAMES, False), **dict.fromkeys(_MAKE_UP, True)},
    official_years=frozenset({2026}),
    version="2026",
    names=_NAMES,
)
PLAIN = WorkCalendar(exceptions={}, official_years=frozenset(), version="plain")
