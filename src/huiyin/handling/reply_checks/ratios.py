"""Percentages against the figures beside them: completion, share, growth."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from huiyin.handling.reply_checks.letter import Finding, Letter, quoted
from huiyin.handling.reply_checks.numerals import PERCENT, PERCENT_POINT, Amount, amounts_in, plain

# Only rates of the two figures that stand before them. 满意率 and the like are taken of something else.
_RATE = re.compile(
    r"(?:完成率|完成比例|办结率|办复率|立案率|覆盖率|开工率|完工率|占比|占[^，。；、\d]{0,8}"
    r"|(?:任务|目标|计划|总数|总量)的?)(?:为|是|达到|达|约|的)*$"
)
_RISE = re.compile(r"(?:增长|增加|提高|提升|上升|增幅)(?:了|为|达到|达|约)*$")
_FALL = re.compile(r"(?:下降|减少|降低|压减|缩减|降幅)(?:了|为|达到|达|约)*$")
_OPENING = re.compile(r"[(（]\s*(?:占比?|占[^，。；、\d]{0,6})?$")
_FROM = re.compile(r"(?:从|由)[^，。；]{0,12}$")
_TO = re.compile(r"(?:到|至|为|增至|降至)$")
_LAST_YEAR = re.compile(r"去年|上年|上一年|同期")
_NEAR = 16
_MOST = 6
"""Figures before a percentage among which it may be looked for."""


def check_ratios(letter: Letter) -> Iterator[Finding]:
    """Rates and growth that the figures of the same sentence do not give."""
    for statement in letter.statements:
        amounts = amounts_in(statement.text)
        before = 0
        for position, amount in enumerate(amounts):
            if amount.unit not in (PERCENT, PERCENT_POINT):
                continue
            between = [each for each in amounts[before:position] if each.unit not in (PERCENT, PERCENT_POINT)]
            given = amounts[before:position]
            right = _expected(statement.text, amount, between, given)
            before = before if _is_compared(statement.text, amount) else position + 1
            if right is not None:
                yield _finding(statement.text, amount, right)


def _is_compared(text: str, amount: Amount) -> bool:
    """从80%提高到92%: percentages that are themselves compared; what follows is reckoned from them."""
    head = text[max(0, amount.start - _NEAR) : amount.start]
    return amount.unit == PERCENT and bool(_FROM.search(head) or _TO.search(head))


def _expected(
    text: str, stated: Amount, between: Sequence[Amount], given: Sequence[Amount]
) -> Decimal | None:
    """What the percentage should be, when the figures leave no doubt and it is not that; else None."""
    if stated.loose:
        return None
    head = text[max(0, stated.start - _NEAR) : stated.start]
    if _RISE.search(head) or _FALL.search(head):
        return _growth(text, stated, given)
    if stated.unit == PERCENT and (_RATE.search(head) or _OPENING.search(head)):
        return _rate(stated, between)
    return None


def _rate(stated: Amount, between: Sequence[Amount]) -> Decimal | None:
    if not between or any(each.loose for each in between):
        return None
    same = [each for each in between if each.unit == between[-1].unit and each.value > 0][-_MOST:]
    pairs = [(one, other) for one, other in combinations(same, 2)]
    if any(_fits(part, whole, stated) or _fits(whole, part, stated) for part, whole in pairs):
        return None
    if len(pairs) != 1:
        return None  # With three figures it is anybody's guess which two are meant.
    (one, other) = pairs[0]
    candidates = [one.value / other.value * 100, other.value / one.value * 100]
    return min(candidates, key=lambda each: abs(each - stated.value))


def _fits(part: Amount, whole: Amount, stated: Amount) -> bool:
    low = (part.value - part.half) / (whole.value + whole.half) * 100
    smallest = whole.value - whole.half
    high = (part.value + part.half) / smallest * 100 if smallest > 0 else Decimal("Infinity")
    return low <= stated.value + stated.half and high >= stated.value - stated.half


def _growth(text: str, stated: Amount, given: Sequence[Amount]) -> Decimal | None:
    pair = _compared(text, given)
    if pair is None or pair[0].loose or pair[1].loose or pair[0].value <= 0:
        return None
    old, new = pair
    if stated.unit == PERCENT_POINT:
        if old.unit != PERCENT:
            return None
        right = abs(new.value - old.value)
        margin = old.half + new.half + Decimal("0.05")
    else:
        if old.unit == PERCENT:
            return None  # 从80%提高到92%，提高15%: said of shares it may mean either; not for us to decide.
        right = abs(new.value - old.value) / old.value * 100
        margin = stated.half + (old.half + new.half) / old.value * 200
    return None if abs(right - stated.value) <= margin else right


def _compared(text: str, given: Sequence[Amount]) -> tuple[Amount, Amount] | None:
    """The figure before and the figure now: 从A增加到B, or 去年A、今年B."""
    for old, new in pairwise(given):
        if (
            old.unit == new.unit
            and _FROM.search(text[max(0, old.start - _NEAR) : old.start])
            and _TO.search(text[old.end : new.start])
        ):
            return old, new
    if len(given) != 2 or given[0].unit != given[1].unit or given[0].unit == PERCENT:
        return None
    marks = [_LAST_YEAR.search(text[start:end]) for start, end in _spans(text, given)]
    if bool(marks[0]) == bool(marks[1]):
        return None
    return (given[0], given[1]) if marks[0] else (given[1], given[0])


def _spans(text: str, given: Sequence[Amount]) -> list[tuple[int, int]]:
    """The words in front of each figure."""
    return [(0, given[0].start), (given[0].end, given[1].start)]


def _finding(text: str, stated: Amount, right: Decimal) -> Finding:
    sign = "个百分点" if stated.unit == PERCENT_POINT else "%"
    return Finding(
        "figures_ratio",
        f"文中写{plain(stated.value)}{sign}，按同句数字计算应为{plain(right)}{sign}。",
        quoted(text),
        "请核对数字；口径不同的，请在文中写明。",
    )
