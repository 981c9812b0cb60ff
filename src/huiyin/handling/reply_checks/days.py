"""Days that a letter promises: 9月底前, 2026年9月30日前, 年底前, 上半年."""

import calendar
import re
from datetime import date

from huiyin.handling.reply_checks.numerals import small_number

_YEAR = r"(?:(?P<year>(?:19|20)\d{2})\s*年|(?P<said>今|本|明|后)年)?"
_MONTH_NUMBER = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
_FULL = re.compile(
    rf"{_YEAR}\s*(?P<month>{_MONTH_NUMBER})\s*月(?:份)?\s*(?:(?P<day>\d{{1,2}})\s*[日号]|底|末|中旬|下旬|上旬)?\s*(?:之?前|以前|内)"
)
_YEAR_END = re.compile(rf"{_YEAR}\s*(?:年?底|年?末|年内|内)\s*(?:之?前|以前)?")
_PART = re.compile(rf"{_YEAR}\s*(?P<part>上半年|下半年|第?[一二三四1-4]季度)\s*(?:内|底|末)?")
_PARTS = {"上半年": 6, "下半年": 12}
_AHEAD = {"今": 0, "本": 0, "明": 1, "后": 2}


def promised_day(text: str, day: date, *, intends: bool = True) -> date | None:
    """The last day of what a sentence promises, as it reads on that day; None where it names none.

    A month that is over and stands without its year is next year's where the sentence says what somebody intends to do
    (预计3月底前完成), and this year's where it only reports.
    """
    for pattern, month_of in ((_FULL, _month), (_PART, _last_month), (_YEAR_END, _december)):
        match = pattern.search(text)
        if match and not (pattern is _YEAR_END and not _names_year_end(match.group())):
            return _day(match, month_of(match), day, intends)
    return None


def _names_year_end(words: str) -> bool:
    return "年" in words and any(each in words for each in ("底", "末", "内"))


def _month(match: re.Match[str]) -> int:
    return small_number(match["month"])


def _last_month(match: re.Match[str]) -> int:
    part = match["part"]
    return _PARTS.get(part) or 3 * small_number(part.removeprefix("第")[0])


def _december(_match: re.Match[str]) -> int:
    return 12


def _day(match: re.Match[str], month: int, day: date, intends: bool) -> date | None:
    if match["year"]:
        year = int(match["year"])
    elif match["said"]:
        year = day.year + _AHEAD[match["said"]]
    else:
        year = day.year + (intends and month < day.month)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    exact = match.groupdict().get("day")
    return date(year, month, min(int(exact), last) if exact and int(exact) > 0 else last)
