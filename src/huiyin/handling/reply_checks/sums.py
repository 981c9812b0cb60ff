"""Parts against their whole: 共N件，其中A件、B件、C件."""

import re
from collections.abc import Iterator
from decimal import Decimal

from huiyin.handling.reply_checks.letter import Finding, Letter, quoted
from huiyin.handling.reply_checks.numerals import PERCENT, Amount, amounts_in, plain

_OF_THESE = re.compile(r"其中|分别为|分别是|包括")
_BREAK = re.compile(r"[，,、；;]")
# What stands after the parts speaks of something else.
_SOMETHING_ELSE = re.compile(
    r"^(?:共|总|累计|合计|涉及|覆盖|服务|惠及|受益|带动|投资|投入|同比|较|比|预计|目前|截至|平均|每|另|此外|同时|并)"
)
_NOT_ALL = re.compile(r"等|主要|重点|仅|近期|已有|先行|首批|部分")
# Two parts that leave nothing over; with others, two may be a selection.
_COMPLEMENTS = (
    ("新建", "改建"), ("新建", "改造"), ("新建", "扩建"), ("新增", "更新"), ("城镇", "农村"), ("城市", "农村"),
    ("快充", "慢充"), ("公办", "民办"), ("已", "未"), ("已", "正在"), ("男", "女"), ("主办", "会办"),
    ("满意", "不满意"),
)  # fmt: skip
_TOTAL = re.compile(r"[，,；;、]\s*(?:以上)?(?:共计|合计|总计|共)[^\d，。；、]{0,6}$")
_SLIP = Decimal("0.2")
"""A total that is further from its parts than this share is the total of something else."""
_NEAR = 14
_EXHAUSTIVE = 3
"""From so many parts on, a list that falls short is a slip rather than a selection."""


def check_sums(letter: Letter) -> Iterator[Finding]:
    """Parts that come to more than their whole, or fall short of it though all seem to be named."""
    for statement in letter.statements:
        for match in _OF_THESE.finditer(statement.text):
            found = _parts(statement.text, match)
            if found is None:
                continue
            whole, parts, words = found
            total = sum((each.value for each in parts), Decimal(0))
            if _is_wrong(whole, parts, total, words):
                yield Finding(
                    "figures_sum",
                    f"“{match.group()}”各项合计{plain(total)}{whole.unit}，与前面的{plain(whole.value)}{whole.unit}不一致。",
                    quoted(statement.text),
                    "请核对各项数字；没有列全的，请在文中写明。",
                )


def check_totals(letter: Letter) -> Iterator[Finding]:
    """Three or more figures followed by their total: A件、B件、C件，共N件."""
    for statement in letter.statements:
        amounts = amounts_in(statement.text)
        for position, total in enumerate(amounts):
            if not _TOTAL.search(statement.text[max(0, total.start - _NEAR) : total.start]):
                continue
            parts = _run_before(amounts[:position], total.unit)
            reckoned = sum((each.value for each in parts), Decimal(0))
            margin = total.half + sum((each.half for each in parts), Decimal(0))
            if len(parts) < _EXHAUSTIVE or total.loose or any(each.loose for each in parts):
                continue
            if margin < abs(reckoned - total.value) <= _SLIP * total.value:
                yield Finding(
                    "figures_sum",
                    f"前面各项合计{plain(reckoned)}{total.unit}，与文中的{plain(total.value)}{total.unit}不一致。",
                    quoted(statement.text),
                    "请核对各项数字。",
                )


def _run_before(amounts: list[Amount], unit: str) -> list[Amount]:
    """The unbroken row of figures of this unit that stands last."""
    found: list[Amount] = []
    for each in reversed(amounts):
        if each.unit != unit:
            break
        found.append(each)
    return found


def _parts(text: str, match: re.Match[str]) -> tuple[Amount, list[Amount], list[str]] | None:
    """The whole, its parts and the words of each part; None where they cannot be told."""
    stop = _OF_THESE.search(text, match.end())
    end = stop.start() if stop else len(text)
    amounts = amounts_in(text)
    parts: list[Amount] = []
    words: list[str] = []
    for start, finish in _segments(text, match.end(), end):
        inside = [each for each in amounts if start <= each.start < finish and each.unit != PERCENT]
        if not inside:
            continue
        if parts and (_SOMETHING_ELSE.match(text[start:finish]) or inside[0].unit != parts[0].unit):
            break
        parts.append(inside[0])
        words.append(text[start : inside[0].start])
    if len(parts) < 2:
        return None
    before = [each for each in amounts if each.end <= match.start() and each.unit == parts[0].unit]
    if not before or any(each.loose for each in [before[-1], *parts]):
        return None
    return before[-1], parts, [*words, text[match.start() : end]]


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for each in _BREAK.finditer(text, start, end):
        yield at, each.start()
        at = each.end()
    yield at, end


def _is_wrong(whole: Amount, parts: list[Amount], total: Decimal, words: list[str]) -> bool:
    margin = whole.half + sum((each.half for each in parts), Decimal(0))
    running = Decimal(0)
    for count, each in enumerate(parts, start=1):
        running += each.value
        if count >= 2 and abs(running - whole.value) <= margin:
            return False  # The parts end here; what follows is another matter.
    if total > whole.value + margin:
        # A single part as large as the whole is no part of it.
        return all(each.value <= whole.value for each in parts)
    if _NOT_ALL.search(words[-1]):
        return False
    return len(parts) >= _EXHAUSTIVE or _complementary(words[:-1])


def _complementary(words: list[str]) -> bool:
    return any(
        (one in words[0] and other in words[1]) or (other in words[0] and one in words[1])
        for one, other in _COMPLEMENTS
        if len(words) == 2
    )
