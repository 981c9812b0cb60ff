"""Figures as an office publishes them, checked against themselves: sums, shares, and what nobody accounted for.

One figure a line, with how it is made up where the text says so:

    收到 254
    立案 236 件 = 重点 162 + 一般 74
    立案率 93.3% = 立案 / 收到
    其中经济类 6.7% = 15 / 205

A name without a number stands for the line of that name. A share that does not hold is tried with the other figures as
its whole, for a wrong denominator is the usual fault.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WIDE = str.maketrans("＝＋／％：，．０１２３４５６７８９", "=+/%:,.0123456789")
RECEIVED = ("收到", "收到提案", "提交", "提交提案", "征集", "征集提案")
OUTCOMES = ("立案", "并案", "不予立案", "不立案", "转办", "转为来信", "转作来信", "撤案", "退回", "尚在审查")
MOST_LINES = 200


class Finding(StrEnum):
    """What checking one figure came to."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNEXPLAINED = "unexplained"
    UNCHECKED = "unchecked"
    UNREADABLE = "unreadable"


FINDINGS = {
    Finding.HOLDS: gettext_lazy("相符"),
    Finding.BROKEN: gettext_lazy("不相符"),
    Finding.UNEXPLAINED: gettext_lazy("有余数没有说明"),
    Finding.UNCHECKED: gettext_lazy("没有写出算法，无法核对"),
    Finding.UNREADABLE: gettext_lazy("看不懂"),
}


@dataclass(frozen=True)
class Term:
    """One part: what it is called, and its number; None where only the name of another line stands."""

    name: str
    number: Decimal | None


@dataclass(frozen=True)
class Published:
    """One published figure: a count, or a share in percent with as many decimals as were written."""

    name: str
    value: Decimal
    is_share: bool
    parts: tuple[Term, ...]
    whole: tuple[Term, ...]
    line: str


@dataclass(frozen=True)
class Verdict:
    """What became of one line, in a sentence that names both sides."""

    line: str
    name: str
    finding: Finding
    words: str

    @property
    def label(self) -> str:
        """The finding as people read it."""
        return str(FINDINGS[self.finding])


def check_published(text: str) -> list[Verdict]:
    """Check published figures line by line, then whether what was received is accounted for."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:MOST_LINES]
    read = [(line, parsed(line)) for line in lines]
    figures = [figure for _line, figure in read if figure is not None]
    known = {figure.name: figure.value for figure in figures if not figure.is_share}
    found = [
        Verdict(
            line, line, Finding.UNREADABLE, _("这一行没有名称或者数字，请写成“立案 236 = 162 + 74”的样子。")
        )
        if figure is None
        else _checked(figure, known)
        for line, figure in read
    ]
    return [*found, *_accounted(figures)]


def parsed(line: str) -> Published | None:
    """Read one line; None where it has no name or no number."""
    given = line.strip().translate(WIDE)
    left, _sign, right = given.partition("=")
    number = NUMBER.search(left)
    name = left[: number.start()].strip(" :、　") if number else ""
    if number is None or not name:
        return None
    over, slash, under = right.partition("/")
    return Published(
        name=name,
        value=_number(number.group()),
        is_share="%" in left[number.end() :],
        parts=_terms(over),
        whole=_terms(under) if slash else (),
        line=line.strip(),
    )


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _terms(text: str) -> tuple[Term, ...]:
    found = []
    for part in text.split("+"):
        number = NUMBER.search(part)
        name = NUMBER.sub("", part).strip(" :、　()（）件份")
        if number or name:
            found.append(Term(name, _number(number.group()) if number else None))
    return tuple(found)


def _checked(figure: Published, known: Mapping[str, Decimal]) -> Verdict:
    terms = (*figure.parts, *figure.whole)
    missing = [term.name for term in terms if term.number is None and term.name not in known]
    if missing:
        words = _("没有“%(name)s”这一行的数字。") % {"name": "、".join(missing)}
        return Verdict(figure.line, figure.name, Finding.UNCHECKED, words)
    part, whole = _sum(figure.parts, known), _sum(figure.whole, known)
    if not figure.parts or (figure.is_share and not figure.whole):
        return Verdict(figure.line, figure.name, Finding.UNCHECKED, _("没有写出由哪些数得来。"))
    if figure.is_share:
        return _share(figure, part, whole, known)
    sides = {"name": figure.name, "said": figure.value, "sum": part, "how": _how(figure.parts, known)}
    if part == figure.value:
        return Verdict(figure.line, figure.name, Finding.HOLDS, _("%(how)s = %(sum)s") % sides)
    sides["gap"] = abs(figure.value - part)
    words = _("%(name)s写作%(said)s，而%(how)s = %(sum)s，相差%(gap)s。") % sides
    return Verdict(figure.line, figure.name, Finding.BROKEN, words)


def _share(figure: Published, part: Decimal, whole: Decimal, known: Mapping[str, Decimal]) -> Verdict:
    sides: dict[str, object] = {"name": figure.name, "said": figure.value, "part": part, "whole": whole}
    if not whole:
        return Verdict(figure.line, figure.name, Finding.BROKEN, _("分母是0。"))
    sides["share"] = _percent(part, whole, figure.value)
    if figure.value in _rounded(part, whole, figure.value):
        return Verdict(
            figure.line, figure.name, Finding.HOLDS, _("%(part)s／%(whole)s = %(share)s%%") % sides
        )
    words = _("%(name)s写作%(said)s%%，而%(part)s／%(whole)s = %(share)s%%。") % sides
    other = next(
        (
            name
            for name, value in known.items()
            if value and value != whole and figure.value in _rounded(part, value, figure.value)
        ),
        None,
    )
    if other is not None:
        words += _("以“%(other)s”%(value)s为分母才得这个数。") % {"other": other, "value": known[other]}
    return Verdict(figure.line, figure.name, Finding.BROKEN, words)


def _percent(part: Decimal, whole: Decimal, like: Decimal) -> Decimal:
    """With as many decimals as the published share, rounded half up; one where it has none and that hides the fault."""
    return (part * 100 / whole).quantize(max_precision(like), ROUND_HALF_UP)


def max_precision(like: Decimal) -> Decimal:
    """The last decimal of a published number."""
    return Decimal(1).scaleb(int(like.as_tuple().exponent))


def _rounded(part: Decimal, whole: Decimal, like: Decimal) -> set[Decimal]:
    """Rounded as offices do, or cut off: both are in use."""
    share, place = part * 100 / whole, max_precision(like)
    return {share.quantize(place, ROUND_HALF_UP), share.quantize(place, ROUND_DOWN)}


def _sum(terms: Iterable[Term], known: Mapping[str, Decimal]) -> Decimal:
    return sum((term.number if term.number is not None else known[term.name] for term in terms), Decimal(0))


def _how(terms: Sequence[Term], known: Mapping[str, Decimal]) -> str:
    return " + ".join(
        f"{term.name} {term.number if term.number is not None else known[term.name]}".strip()
        for term in terms
    )


def _accounted(figures: Sequence[Published]) -> Iterable[Verdict]:
    """What was received against what became of it, where no line says how the first is made up."""
    received = next((each for each in figures if each.name in RECEIVED and not each.is_share), None)
    results = [each for each in figures if each.name in OUTCOMES and not each.is_share]
    if received is None or received.parts or not results:
        return
    told = sum((each.value for each in results), Decimal(0))
    names = " + ".join(f"{each.name} {each.value}" for each in results)
    sides = {"name": received.name, "value": received.value, "names": names, "told": told}
    if told == received.value:
        words, finding = _("%(name)s %(value)s = %(names)s") % sides, Finding.HOLDS
    elif told < received.value:
        sides["rest"] = received.value - told
        words = _("%(name)s %(value)s，%(names)s，其余%(rest)s件没有说明去向。") % sides
        finding = Finding.UNEXPLAINED
    else:
        words, finding = _("%(names)s = %(told)s，超过%(name)s %(value)s。") % sides, Finding.BROKEN
    yield Verdict("", _("去向合计"), finding, words)
