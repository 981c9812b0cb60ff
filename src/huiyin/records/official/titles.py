"""Wrapping a title by the sense into lines that are centred in the shape of a trapezium or diamond."""

import re
import unicodedata
from functools import cache

WIDEST = 19.5
"""Characters of 2号 that fit on a line of the measure, less a little air."""
_NEVER_FIRST = "的地得了之和与及或、，。：；！？”’》）〕】年月日号等"
_NEVER_LAST = "（〔“‘《【关对第不在和与及或"
_GOOD_LAST = "、，》”）"
_TOGETHER = re.compile(
    r"（[^（）]{1,6}）|[0-9A-Za-z.%〔〕—]+|第?[一二三四五六七八九十百\d]+[届次号件条年月日]"
    r"|关于|有关|工作|情况|报告|建议|意见|通知|办理|答复|协商|会议|纪要|委员会|办公室|人民|政府|政协"
    r"|小区|改造|行动|计划|方案|办法|规定|推进|加强|促进|完善|发展|建设|管理|服务|提案|成果|反馈|专题|调研|视察"
)


def title_lines(title: str) -> list[str]:
    """The lines of a title, none wider than the measure allows; words that belong together stay together.

    Source: GB/T 9704-2012 7.3.1, 回行时要做到词意完整、排列对称、长短适宜、间距恰当.
    """
    text = title.strip()
    if not text:
        return []
    if _width(text) <= WIDEST:
        return [text]
    pieces = _pieces(text)
    wrapped = (_best(tuple(pieces), count) for count in range(2, len(pieces) + 1))
    return next(
        found for found in wrapped if found is not None
    )  # at the latest every piece has a line of its own


def _width(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)


def _pieces(text: str) -> list[str]:
    """The smallest parts between which a line may end."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        found = _TOGETHER.match(text, at)
        piece = found.group() if found and _width(found.group()) < WIDEST / 2 else text[at]
        parts.append(piece)
        at += len(piece)
    joined: list[str] = []
    for part in parts:
        glued = joined and (part[0] in _NEVER_FIRST or joined[-1][-1] in _NEVER_LAST)
        if glued and _width(joined[-1] + part) <= WIDEST:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _best(pieces: tuple[str, ...], count: int) -> list[str] | None:
    """The wrapping into so many lines that is most even and ends its lines best; None if it cannot be done."""
    ideal = sum(_width(each) for each in pieces) / count

    @cache
    def rest(start: int, left: int) -> tuple[float, tuple[str, ...]] | None:
        if left == 1:
            line = "".join(pieces[start:])
            return (_cost(line, ideal, last=True), (line,)) if line and _width(line) <= WIDEST else None
        best: tuple[float, tuple[str, ...]] | None = None
        for end in range(start + 1, len(pieces) - left + 2):
            line = "".join(pieces[start:end])
            if _width(line) > WIDEST:
                break
            after = rest(end, left - 1)
            if after is not None:
                cost = _cost(line, ideal) + after[0]
                if best is None or cost < best[0]:
                    best = (cost, (line, *after[1]))
        return best

    found = rest(0, count)
    return list(found[1]) if found else None


def _cost(line: str, ideal: float, *, last: bool = False) -> float:
    uneven = (_width(line) - ideal) ** 2
    return uneven if last or line[-1] not in _GOOD_LAST else uneven - 6
