"""Numbers as letters write them: Arabic and Chinese digits, 万 and 亿, percentages, with their units."""

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
TENS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
ROUND = {"万": 10**4, "亿": 10**8}
"""A number that ends with one of these was rounded to it; 二百 is as exact as 200."""
PERCENT, PERCENT_POINT = "%", "百分点"

# Measure words that count things. Those of time are left out: a date is no amount.
UNITS = (
    "个百分点", "平方米", "平方公里", "立方米", "公里", "千米", "公顷", "千瓦", "人次", "户次", "车次", "人", "个",
    "处", "家", "所", "座", "条", "件", "次", "户", "名", "辆", "台", "套", "盏", "米", "亩", "元", "吨", "项",
    "栋", "间", "张", "份", "场", "期", "批", "类", "部", "村", "根", "株", "棵", "块", "例", "起", "支", "篇",
    "位", "对", "门", "宗", "片", "段",
)  # fmt: skip
_ONES = "零〇一二两三四五六七八九"
CHINESE = rf"[{_ONES}十](?:[{_ONES}]*点[{_ONES}]+|[{_ONES}十百千万亿]*)"
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = "|".join(
    # 三个月 is a time, 一部分 no number of things.
    f"{each}(?!月|年|工作日|小时|季度|百分点|分|门|位)" if each in ("个", "部") else each
    for each in sorted(UNITS, key=len, reverse=True)
)
_SCALE = "十万|百万|千万|亿|万|千|百"

_AMOUNT = re.compile(
    rf"(?<![\d.〔\[第])(?P<number>{ARABIC})(?P<more>[余多])?(?P<scale>{_SCALE})?(?P<more2>[余多])?(?P<unit>{_UNIT})?"
    rf"(?P<percent>\s*[%％])?"
)
_CHINESE_AMOUNT = re.compile(
    rf"(?<![第零〇一二两三四五六七八九十百千点])(?P<number>{CHINESE})(?P<more>[余多])?(?P<scale>亿|万)?(?P<more2>[余多])?(?P<unit>{_UNIT})"
)
_CHINESE_PERCENT = re.compile(rf"百分之(?P<number>{CHINESE})")
_NO_AMOUNT_AFTER = re.compile(r"\s*[年月日号时分秒届路:：—–\-/〕\]】]")
_LOOSE_BEFORE = re.compile(r"(?:近|约|大约|超|超过|逾|不少于|至少|不低于|不足|最多|每|左右)$")
_LOOSE_AFTER = re.compile(r"\s*(?:以上|左右|以内|上下)")
_LONGEST = 12
"""More digits than any figure of a letter has: telephone numbers, postal codes with them."""


@dataclass(frozen=True)
class Amount:
    """A figure in a text: its value, by how much rounding may have moved it, its unit, its place in the text.

    `loose` is one that does not claim to be exact (近, 约, 余, 以上): nothing can be reckoned with it.
    """

    value: Decimal
    half: Decimal
    unit: str
    start: int
    end: int
    loose: bool = False


def chinese_number(text: str) -> Decimal:
    """三百二十 → 320, 一万二千 → 12000, 一点四五 → 1.45, 二〇 → 20."""
    whole, _point, fraction = text.partition("点")
    value = 0
    for scale in ("亿", "万"):
        head, found, whole = whole.rpartition(scale)
        value += _whole(head) * SCALES[scale] if found else 0
    value += _whole(whole)
    digits = "".join(str(DIGITS[each]) for each in fraction)
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)


def _whole(text: str) -> int:
    if not any(each in TENS for each in text):
        return int("".join(str(DIGITS[each]) for each in text) or "0")
    total = held = 0
    for each in text:
        if each in TENS:
            total += (held or 1) * TENS[each]
            held = 0
        else:
            held = DIGITS[each]
    return total + held


def small_number(text: str) -> int:
    """The whole number of a session or term, in either writing."""
    return int(text) if text.isdecimal() else int(chinese_number(text))


def amounts_in(text: str) -> list[Amount]:
    """Every figure of a text that counts something, in order; dates and document numbers are none."""
    found = [*_arabic(text), *_chinese(text)]
    return sorted(found, key=lambda each: each.start)


def _arabic(text: str) -> list[Amount]:
    found = []
    for match in _AMOUNT.finditer(text):
        number, unit = match["number"].replace(",", ""), match["unit"] or ""
        counts = bool(unit or match["percent"] or match["scale"])
        if len(number) > _LONGEST or (not counts and _NO_AMOUNT_AFTER.match(text, match.end())):
            continue
        found.append(_amount(text, match, Decimal(number), PERCENT if match["percent"] else unit))
    return found


def _chinese(text: str) -> list[Amount]:
    percents = [
        Amount(chinese_number(match["number"]), Decimal("0.5"), PERCENT, match.start(), match.end())
        for match in _CHINESE_PERCENT.finditer(text)
        if len(match["number"]) <= _LONGEST
    ]
    taken = [(each.start, each.end) for each in percents]
    counted = [
        _amount(text, match, chinese_number(match["number"]), match["unit"])
        for match in _CHINESE_AMOUNT.finditer(text)
        if len(match["number"]) <= _LONGEST and not any(start <= match.start() < end for start, end in taken)
    ]
    return [*percents, *counted]


def _amount(text: str, match: re.Match[str], number: Decimal, unit: str) -> Amount:
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    scale = Decimal(SCALES[match["scale"] or ""])
    step = scale * ROUND.get(match["number"][-1], 1)
    rounded = bool(decimals) or step > 1 or unit == PERCENT
    half = step * Decimal(5) / Decimal(10) ** (decimals + 1) if rounded else Decimal(0)
    loose = bool(
        match["more"]
        or match["more2"]
        or match["number"] == "一"  # 一批、一起: as often an article as a count.
        or _LOOSE_BEFORE.search(text[max(0, match.start() - 3) : match.start()])
        or _LOOSE_AFTER.match(text, match.end())
    )
    if unit == "个百分点":
        unit = PERCENT_POINT
    return Amount(number * scale, half, unit, match.start(), match.end(), loose)


def plain(value: Decimal) -> str:
    """A number as it is read: no exponent, no empty decimals, at most one decimal."""
    rounded = value.quantize(Decimal("0.1"))
    return f"{rounded.normalize():f}"
