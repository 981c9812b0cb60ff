"""Term and plenary session as the letter cites them, against the case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.handling.reply_checks.letter import Finding, Letter, quoted
from huiyin.handling.reply_checks.numerals import small_number
from huiyin.kernel.text import numeral

_NUMBER = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
_SESSION = re.compile(
    rf"第?(?P<term>{_NUMBER})届(?P<between>[^，。；、\n]{{0,10}}?)第?(?P<session>{_NUMBER})次(?:全体)?会议"
)
# Anything else between term and session (常务委员会, 主席会议, 人大) is the session of somebody else.
_BETWEEN = re.compile(r"(?:(?:全国|省|市|县|区|州|旗|自治区)?政协)?(?:(?:全国)?委员会)?")
_CPPCC = re.compile(r"(?:(?P<level>全国|自治区|省|市|县|区|州|旗))?政协")
_SOMEBODY_ELSE = re.compile(r"人大|人民代表|党代|党的|中央|常委会|常务委员会")
_CASE_NUMBER = re.compile(r"^[^。；\n]{0,12}?第?\s*(?P<number>[\d]{1,10}|[一二三四五六七八九十百]{1,8})号")
# Spoken of for something else than the case: what it decided, or since when.
_NOT_THE_CASE = re.compile(
    r"^(?:上?(?:听取|审议|通过)|以来|以后|之后|精神|部署|召开|闭幕|开幕|决议|报告|工作报告)"
)
_OPENING = 150
_LEVELS = {
    "全国": {"national"},
    "省": {"province"},
    "自治区": {"province"},
    "市": {"province", "city", "county"},
    "州": {"city"},
    "县": {"county"},
    "区": {"province", "county"},
    "旗": {"county"},
}


@dataclass(frozen=True)
class Cited:
    """A plenary session of a CPPCC committee, with the number of the case if it is cited with it."""

    term: int
    session: int
    number: int | None
    words: str
    opening: bool


def check_sessions(letter: Letter) -> Iterator[Finding]:
    """The session of the case is the one in the letter, and one case has one session."""
    cited = [each for _where, text in letter.passages for each in _cited(text, letter.level)]
    ours = [each for each in cited if _is_this_case(each, letter.number)]
    wrong = [each for each in ours if _is_wrong(each, letter)]
    for each in {each.words: each for each in wrong}.values():
        yield Finding("session_wrong", _reason(letter), quoted(each.words), "请核对届次，与本件一致。")
    if not wrong:
        yield from _inconsistent(ours)


def _is_wrong(cited: Cited, letter: Letter) -> bool:
    if letter.term is not None and cited.term != letter.term:
        return True
    return letter.term is not None and letter.session is not None and cited.session != letter.session


def _reason(letter: Letter) -> str:
    """As offices write terms and sessions: 十一届四次会议."""
    session = f"{numeral(letter.session)}次会议" if letter.session else ""
    return f"文中届次与本件不符，本件为{numeral(letter.term or 0)}届{session}。"


def _inconsistent(ours: list[Cited]) -> Iterator[Finding]:
    """Two sessions for the same case: heading and body, as a rule."""
    first: dict[int | None, Cited] = {}
    for each in ours:
        known = first.setdefault(each.number, each)
        if (known.term, known.session) != (each.term, each.session):
            quote = quoted(f"{known.words}……{each.words}")
            yield Finding("session_inconsistent", "前后所写届次不一致。", quote, "请核对届次。")
            return


def _is_this_case(cited: Cited, number: str) -> bool:
    """An earlier session may well be spoken of; it is the case's own where its number or the opening says so."""
    if cited.number is None:
        return cited.opening
    return not number.isdecimal() or int(number) == cited.number


def _cited(text: str, level: str) -> Iterator[Cited]:
    for match in _SESSION.finditer(text):
        if not _BETWEEN.fullmatch(match["between"]):
            continue
        before = re.split(r"[，。；、\n]", text[max(0, match.start() - 24) : match.start()])[-1]
        around = before + match["between"]
        named = _CPPCC.search(around)
        after = text[match.end() : match.end() + 24]
        number = _CASE_NUMBER.match(after)
        if _SOMEBODY_ELSE.search(before) or not (named or (number and "提案" in after)):
            continue
        if named and named["level"] and level and level not in _LEVELS[named["level"]]:
            continue
        words = text[match.start() - len(before) : match.end() + (number.end() if number else 0)]
        yield Cited(
            small_number(match["term"]),
            small_number(match["session"]),
            small_number(number["number"]) if number else None,
            words.strip(),
            match.start() < _OPENING and not _NOT_THE_CASE.match(after),
        )
