"""When things happen in the stories: days before today, on working days, one act after the other."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from huiyin.kernel.working_days import WorkCalendar

OPENING = time(9, 0)
PAUSE = timedelta(minutes=10)


@dataclass
class Diary:
    """Gives every act its moment: on or before its day, never before the act that came earlier."""

    today: date
    calendar: WorkCalendar
    last: datetime | None = None
    given: Counter[str] = field(default_factory=Counter)

    def number(self, series: str) -> int:
        """The next number of a series kept by hand, such as incoming papers of an office."""
        self.given[series] += 1
        return self.given[series]

    def day(self, days_before: int) -> date:
        """The working day that lies so many days before today, or the one before it."""
        day = self.today - timedelta(days=days_before)
        while not self.calendar.is_working(day):
            day -= timedelta(days=1)
        return day

    def moment(self, days_before: int) -> datetime:
        """The next moment of that day."""
        moment = timezone.make_aware(datetime.combine(self.day(days_before), OPENING))
        if self.last is not None and moment <= self.last:
            moment = self.last + PAUSE
        self.last = moment
        return moment
