"""Due dates of the office's clocks: terms, pauses, extensions, and the reckoning in words.

The reckoning follows Chinese law as offices practise it: the day of the event does not count (《民法典》
第二百零一条); months end on the day of the same number or, where the month has none, on its last day
(第二百零二条); a period in days or months whose last day is a day off ends on the next working day
(第二百零三条).
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from huiyin.kernel.explain import dated, holidays, long_date, span
from huiyin.kernel.working_days import WorkCalendar


class Unit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    FIXED_DATE = "fixed_date"


_LABELS = {Unit.WORKING_DAYS: "{}个工作日", Unit.DAYS: "{}日", Unit.MONTHS: "{}个月"}
_MOST = {Unit.WORKING_DAYS: 2_500, Unit.DAYS: 3_660, Unit.MONTHS: 120}
"""Ten years: more is a slip of the pen."""

_MOVED_FROM_DAYS_OFF = frozenset({Unit.DAYS, Unit.MONTHS})
_ONE_DAY = timedelta(1)
_LEAP_YEAR = 2000


@dataclass(frozen=True)
class Term:
    """A time limit as a rule states it: 15个工作日, 3个月, or 8月5日前.

    With FIXED_DATE `month_day` gives the date and `amount` is ignored; it means the first such date on or
    after the start. 2月29日 stands for the last day of February in other years.
    """

    amount: int
    unit: Unit
    month_day: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Refuse terms nobody can keep to: no length, more than ten years, or a date that does not exist."""
        if self.unit is Unit.FIXED_DATE:
            if self.month_day is None:
                raise ValueError("按固定日期计算的期限须写明月、日")
            try:
                date(_LEAP_YEAR, *self.month_day)
            except ValueError:
                raise ValueError(f"没有{self.month_day[0]}月{self.month_day[1]}日这一天") from None
        elif self.month_day is not None:
            raise ValueError("只有按固定日期计算的期限才写月、日")
        elif not 1 <= self.amount <= _MOST[self.unit]:
            raise ValueError(f"期限{self.label()}不在1至{_MOST[self.unit]}之间")

    def label(self) -> str:
        """The term in Chinese, as a page shows it."""
        if self.month_day is not None:
            return f"{self.month_day[0]}月{self.month_day[1]}日前"
        return _LABELS[self.unit].format(self.amount)


@dataclass(frozen=True)
class Pause:
    """Days on which a clock stands still, `since` and `until` both included; open-ended without `until`.

    `until` is the day the work is taken up again: like the day of any event it does not count.
    """

    since: date
    until: date | None
    reason: str

    def __post_init__(self) -> None:
        """A pause cannot end before it begins."""
        if self.until is not None and self.until < self.since:
            raise ValueError(f"暂停的结束日期{self.until}早于开始日期{self.since}")


@dataclass(frozen=True)
class Extension:
    """More time, granted with a reason; counted on from the end of the term before it."""

    term: Term
    reason: str


@dataclass(frozen=True)
class DueDate:
    """The last day of a clock (None while it is paused without end), and how it was reckoned.

    `provisional` says that the reckoning rests on a year whose notice on holidays is not out yet.
    """

    due: date | None
    explanation: tuple[str, ...]
    provisional: bool


def compute_due(
    start: date,
    term: Term,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> DueDate:
    """The last day on which the thing is still in time, with sentences a clerk can check.

    `start` is the day of the event and does not count. Extensions lengthen the term in the order given; then
    the pauses shift its end by the days they cover, in the clock's own unit (working days for a clock in
    working days, calendar days otherwise). A pause that begins after the end changes nothing: the time was
    over. A term whose last part is in DAYS or MONTHS and ends on a day off ends on the next working day
    (《民法典》第二百零三条); a fixed date stays where it is. ValueError where the dates leave the calendar.
    """
    try:
        reckoning = _Reckoning(start, term, calendar)
        for extension in extensions:
            reckoning.extend(extension)
        in_order = sorted(pauses, key=lambda each: (each.since, each.until or date.max, each.reason))
        running = all(reckoning.run_past(pause) for pause in in_order)
        return reckoning.finished() if running else reckoning.stopped()
    except OverflowError:
        raise ValueError(f"自{start.isoformat()}起推算{term.label()}超出日历范围") from None


def _end_of(start: date, term: Term, calendar: WorkCalendar) -> date:
    """Last day of a term whose day of event is `start`, days off at its end not yet considered."""
    if term.unit is Unit.WORKING_DAYS:
        return calendar.add(start, term.amount)
    if term.unit is Unit.DAYS:
        return start + timedelta(term.amount)
    if term.month_day is None:
        years, month = divmod(start.month - 1 + term.amount, 12)
        return _day_or_month_end(start.year + years, month + 1, start.day)
    this_year = _day_or_month_end(start.year, *term.month_day)
    return this_year if this_year >= start else _day_or_month_end(start.year + 1, *term.month_day)


def _day_or_month_end(year: int, month: int, number: int) -> date:
    """The day of this number, or the last day of a month that has none."""
    if year > date.max.year:
        raise OverflowError
    return date(year, month, min(number, monthrange(year, month)[1]))


class _Reckoning:
    """One reckoning under way: where the clock would end so far, and the sentences that say why."""

    def __init__(self, start: date, term: Term, calendar: WorkCalendar) -> None:
        """Begin with the bare term."""
        self._calendar = calendar
        self._start = start
        self._unit = term.unit
        self._years: set[int] = set()
        self._changes: dict[str, None] = {}
        self._paused_until = start
        self._last_unit = term.unit
        self._end = _end_of(start, term, calendar)
        self._sentences = [self._opening(term)]
        if term.unit is Unit.WORKING_DAYS:
            self._note_working_days(start)

    def extend(self, extension: Extension) -> None:
        """Count an extension on from the end reached so far."""
        before = self._end
        self._end = _end_of(before, extension.term, self._calendar)
        self._last_unit = extension.term.unit
        if self._last_unit is Unit.WORKING_DAYS:
            self._note_working_days(before)
        label = (
            "至" + extension.term.label() if self._last_unit is Unit.FIXED_DATE else extension.term.label()
        )
        self._sentences.append(f"延期{label}（理由：{extension.reason}），延至{dated(self._end)}")

    def run_past(self, pause: Pause) -> bool:
        """Shift the end by the days of a pause not counted yet; False where the clock stands still."""
        if pause.since > self._last_day():
            self._sentences.append(
                f"自{long_date(pause.since)}起的暂停（原因：{pause.reason}）晚于到期日，不顺延"
            )
            return True
        if pause.until is None:
            self._sentences.append(
                f"自{long_date(pause.since)}起暂停计时（原因：{pause.reason}），恢复后重新推算到期日"
            )
            return False
        self._shift(pause, max(pause.since, self._paused_until + _ONE_DAY), pause.until)
        return True

    def stopped(self) -> DueDate:
        """The answer for a clock that stands still."""
        return DueDate(None, tuple(self._sentences), provisional=False)

    def finished(self) -> DueDate:
        """The answer for a clock that runs."""
        if self._changes:
            self._sentences.append("其间" + "，".join(self._changes))
        self._leave_day_off()
        due = self._end
        unknown = sorted(self._years - self._calendar.official_years)
        if unknown:
            years = "、".join(f"{year}年" for year in unknown)
            self._sentences.append(f"{years}放假安排尚未公布，暂按周一至周五推算")
        self._sentences.append(f"到期日为{dated(due)}")
        return DueDate(due, tuple(self._sentences), provisional=bool(unknown))

    def _opening(self, term: Term) -> str:
        """How the bare term is counted."""
        start, end = long_date(self._start), dated(self._end)
        if term.unit is Unit.WORKING_DAYS:
            first = self._calendar.add(self._start, 1)
            when = "次日" if first - self._start == _ONE_DAY else f"当日不计，{dated(first)}"
            return f"自{start}起算，{when}为第1个工作日，第{term.amount}个工作日为{end}"
        if term.unit is Unit.DAYS:
            return f"自{start}起算，次日为第1日，第{term.amount}日为{end}"
        if term.month_day is not None:
            month, day = term.month_day
            return f"以{month}月{day}日为限，自{start}起首个{month}月{day}日为{end}"
        if self._end.day == self._start.day:
            return f"自{start}起算{term.label()}，当日不计，至对应日{end}"
        return f"自{start}起算{term.label()}，当日不计，无对应日，至月末日{end}"

    def _last_day(self) -> date:
        """The end reached so far, moved from a day off where the law moves it."""
        moved = self._last_unit in _MOVED_FROM_DAYS_OFF
        return self._calendar.next_working(self._end) if moved else self._end

    def _leave_day_off(self) -> None:
        """Move the end from a day off to the next working day where the law does, and say so."""
        last = self._last_day()
        if last != self._end:
            self._sentences.append(
                f"{dated(self._end)}为非工作日，顺延至其后第一个工作日{dated(last)}（《民法典》第二百零三条）"
            )
        if self._last_unit in _MOVED_FROM_DAYS_OFF:
            self._years.update((self._end.year, last.year))
        self._end = last

    def _shift(self, pause: Pause, first: date, until: date) -> None:
        """Move the end by the days from `first` to `until`, and say so."""
        head = f"{span(pause.since, until, self._start)}暂停（原因：{pause.reason}）"
        if first > self._end:
            self._leave_day_off()
        before = self._end
        if self._unit is Unit.WORKING_DAYS:
            days = self._calendar.count(first - _ONE_DAY, until) if first <= until else 0
            self._end = self._calendar.add(before, days)
            self._note_working_days(before)
            amount = f"{days}个工作日"
        else:
            days = max((until - first).days + 1, 0)
            self._end = before + timedelta(days)
            amount = f"{days}日"
        self._paused_until = max(self._paused_until, until)
        tail = f"，计{amount}，顺延至{dated(self._end)}" if days else "，其间无应计之日，不另顺延"
        self._sentences.append(head + tail)

    def _note_working_days(self, after: date) -> None:
        """Remember what the notices on holidays changed between `after` and the end reached."""
        self._years.update(range(after.year, self._end.year + 1))
        self._changes.update(dict.fromkeys(holidays(after, self._end, self._calendar)))
