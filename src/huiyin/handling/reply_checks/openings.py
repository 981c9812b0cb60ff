"""How the letter begins: the case by its title and number, 收悉; where the product writes that, not once more."""

import re
from collections.abc import Iterator

from huiyin.handling.reply_checks.letter import Finding, Letter, quoted

_OPENING = 150
_TITLE = re.compile(
    r"[“《](?P<title>[^”》\n]{4,90})[”》](?:的?提案)?(?:[（(][^（()）\n]{0,40}[）)])?\s*(?:已)?收悉"
)
_NUMBER = re.compile(r"第\s*(?P<number>\d{1,10})\s*号(?:的)?提案[^。；\n]{0,60}?收悉")
_TAIL = re.compile(r"(?:的)?提案$")
_SPACES = re.compile(r"\s+")


def check_opening(letter: Letter) -> Iterator[Finding]:
    """The case is cited as it is called and numbered, or as a case that was merged into it is."""
    opening = letter.text[:_OPENING]
    titles = [each for each in (letter.title, *(title for _number, title in letter.parts)) if each]
    named = _TITLE.search(opening)
    if letter.title and named and _bare(named["title"]) not in {_bare(each) for each in titles}:
        reason = f"文中所写案由与本件不符，本件案由为“{letter.title}”。"
        yield Finding("title_wrong", reason, quoted(named.group()), "请核对案由，与本件一致。")
    numbers = {int(each) for each in (letter.number, *(n for n, _title in letter.parts)) if each.isdecimal()}
    cited = _NUMBER.search(opening)
    if letter.number.isdecimal() and cited and int(cited["number"]) not in numbers:
        reason = f"文中所写提案号与本件不符，本件为第{letter.number}号。"
        yield Finding("number_wrong", reason, quoted(cited.group()), "请核对提案号，与本件一致。")
    if letter.composed and "收悉" in opening:
        yield Finding(
            "opening_repeated",
            "答复函的称谓、案由和“收悉”按每件提案自动写出，文中不再重复；并入本件的提案，各有各的案由。",
            quoted(_sentence_of(opening)),
            "请从办理情况写起。",
        )


def _bare(title: str) -> str:
    return _TAIL.sub("", _SPACES.sub("", title))


def _sentence_of(opening: str) -> str:
    return next(each for each in re.split(r"[。\n]", opening) if "收悉" in each)
