"""Document numbers anywhere in the letter, as GB/T 9704-2012 writes them: 石城管函〔2026〕12号."""

import re
from collections.abc import Iterator

from huiyin.handling.reply_checks.letter import Finding, Letter

_NUMBER = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{1,12})\s*(?P<open>[【\[［(（〔〖{])\s*(?P<year>(?:19|20)\d{2})\s*年?"
    r"(?P<close>[】\]］)）〕〗}])\s*(?P<ordinal>第?)\s*(?P<zeros>0{0,6})(?P<number>\d{1,6})\s*号(?!令|楼|院|地块|线)"
)
# A year in brackets after one of these is an edition or a case of a court, not a document number.
_NO_AGENCY = re.compile(r"(?:条例|办法|规定|标准|规范|法|年度|京|沪)$")
_RIGHT = ("〔", "〕")


def check_document_numbers(letter: Letter) -> Iterator[Finding]:
    """Brackets, 第 and padded numbers, in the letter's own number and in those it cites."""
    passages = [*letter.passages, ("发文字号", letter.document_number)]
    seen: set[str] = set()
    for _where, text in passages:
        for match in _NUMBER.finditer(text):
            faults = _faults(match)
            if faults and match.group() not in seen and not _NO_AGENCY.search(match["agency"]):
                seen.add(match.group())
                right = f"{match['agency']}〔{match['year']}〕{match['number']}号"
                yield Finding(
                    "document_number",
                    f"发文字号写法不合国家标准：{'；'.join(faults)}。",
                    match.group(),
                    f"应写作“{right}”。",
                )


def _faults(match: re.Match[str]) -> list[str]:
    faults = []
    if (match["open"], match["close"]) != _RIGHT:
        faults.append("年份应用六角括号〔〕")
    if match["ordinal"]:
        faults.append("序号前不加“第”")
    if match["zeros"]:
        faults.append("序号不编虚位")
    return faults
