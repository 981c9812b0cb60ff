"""Official numbers: patterns such as 石政协发〔{year}〕{sequence}号, checked against GB/T 9704-2012."""

import re
from string import Formatter

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict

FIELDS = {"year": "年份", "sequence": "顺序号", "term": "届", "session": "次", "code": "机关代字"}
"""What a pattern may name, with the words a page uses for it."""

_LONGEST = 60
_PADDING = re.compile(r"0[1-9]d")
_PADDED_FIELDS = frozenset({"sequence", "term", "session"})
_FOREIGN_BRACKETS = re.compile(r"[【】\[\]［］〖〗]")
_ROUND_YEAR = re.compile(r"[(（]\{year\}[)）]")
_BRACKETED = re.compile(r"〔[^〔〕]*〕")
_AFTER_YEAR = re.compile(r"〕\s*第")
_PADDED_AFTER_MARK = re.compile(r"[〕第]\s*(?:\{sequence:|0)")


def _field_fault(name: str, spec: str, conversion: str | None, fields: frozenset[str]) -> Refused | None:
    """What is wrong with one field of a pattern."""
    if name not in fields:
        known = "、".join(f"{{{each}}}" for each in sorted(fields))
        return Refused("number.unknown_field", f"编号格式中的“{{{name}}}”无法识别，可用的有：{known}")
    if conversion or (spec and not (name in _PADDED_FIELDS and _PADDING.fullmatch(spec))):
        return Refused(
            "number.format", f"编号格式中“{{{name}}}”的写法不对，补零请写作“{{sequence:04d}}”，其他不加格式"
        )
    return None


def _layout_fault(pattern: str) -> Refused | None:
    """What goes against the layout of official numbers: brackets, 第 after the year, leading zeros."""
    if _FOREIGN_BRACKETS.search(pattern) or _ROUND_YEAR.search(pattern):
        return Refused("number.brackets", "年份应当用六角括号“〔〕”括入，不用“【】”“[]”或者圆括号")
    rest = _BRACKETED.sub("", pattern)
    if "〔" in rest or "〕" in rest:
        return Refused("number.unpaired", "六角括号“〔〕”没有成对")
    if any(each != "〔{year}〕" for each in _BRACKETED.findall(pattern)):
        return Refused("number.year", "六角括号内只写年份：〔{year}〕")
    if _PADDED_AFTER_MARK.search(pattern):
        return Refused("number.leading_zero", "“〔〕”或者“第”之后的顺序号不编虚位，即“5号”不写作“05号”")
    if _AFTER_YEAR.search(pattern):
        return Refused("number.ordinal", "发文字号的顺序号前不加“第”字")
    return None


def check_pattern(pattern: str, fields: frozenset[str] = frozenset(FIELDS)) -> Verdict:
    """Whether numbers may be given in this pattern; the refusal says in words what to mend.

    `fields` are the names the caller can fill in. GB/T 9704-2012: the year in full within 〔〕, the sequence
    without 第 and without leading zeros after it. A plain number ({year}{sequence:04d}) may be padded.
    """
    if not pattern.strip() or pattern != pattern.strip() or not pattern.isprintable():
        return Refused("number.blank", "编号格式不能为空，首尾不能有空格，也不能换行")
    if len(pattern) > _LONGEST:
        return Refused("number.too_long", f"编号格式不能超过{_LONGEST}个字")
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return Refused("number.braces", "编号格式中的花括号没有成对")
    if "{{" in pattern or "}}" in pattern:
        return Refused("number.braces", "编号格式中的花括号只用来标明字段，不能连写")
    used = [(name, spec or "", conversion) for _, name, spec, conversion in parts if name is not None]
    for name, spec, conversion in used:
        fault = _field_fault(name, spec, conversion, fields)
        if fault:
            return fault
    if [name for name, _, _ in used].count("sequence") != 1:
        return Refused("number.sequence", "编号格式中应当有且只有一个顺序号“{sequence}”")
    return _layout_fault(pattern) or ALLOWED


def format_number(pattern: str, *, year: int, sequence: int, **parts: int | str) -> str:
    """The number of a document or matter, e.g. 石政协发〔2026〕5号.

    ValueError, with the reason in Chinese, for a pattern that `check_pattern` refuses, a year that is not of
    four digits, a sequence below 1, or a part that is missing.
    """
    if not 1000 <= year <= 9999:
        raise ValueError(f"年份应当是四位数：{year}")
    if sequence < 1:
        raise ValueError(f"顺序号从1编起：{sequence}")
    verdict = check_pattern(pattern, frozenset({"year", "sequence", *parts}))
    if isinstance(verdict, Refused):
        raise ValueError(verdict.text)
    return pattern.format(year=year, sequence=sequence, **parts)
