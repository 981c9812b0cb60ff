"""The class of a reply against what its text says: the table of phrases, one row per kind of contradiction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.handling.enums import ReplyMeaning
from huiyin.handling.reply_checks.letter import Finding, Letter, Sentence, quoted

_ABOUT_THE_CASE = r"提案|建议|意见|问题|事项|本件|反映|诉求|此事"
_PART_ONLY = (
    r"其中|部分|一期|首批|前期|年度|摸底|排查|设计|招标"
    r"|普查|调查|编制|测量|选址|征求|可研|论证|示范|试点|之前|上半年"
)
_ROUTINE = r"继续|持续|进一步|加强|加大|巩固|常态|长效|不断|做好|提升|跟踪|定期"
_DONE_SINCE = r"已.{0,20}(?:完成|建成|竣工|投用|投入使用|开放|通车|解决|整改到位|落实到位)|现已|目前已"


@dataclass(frozen=True)
class Contradiction:
    """With these classes, a sentence that says `says` (and not `unless`) needs an explanation."""

    code: str
    meanings: frozenset[str]
    says: re.Pattern[str]
    unless: re.Pattern[str]
    reason: str
    suggestion: str


_OPEN = frozenset(ReplyMeaning.values) - {ReplyMeaning.RESOLVED}
_DONE = frozenset({ReplyMeaning.RESOLVED})
_COMING = frozenset({ReplyMeaning.PLANNED, ReplyMeaning.IN_PROGRESS})

TABLE = (
    Contradiction(
        "class_says_done",
        _OPEN,
        re.compile(
            r"已(?:经)?(?:全部|基本|圆满|彻底)?(?:办理完毕|办结|办理完成)(?!后|的|之)"
            rf"|(?:{_ABOUT_THE_CASE})[^，。]{{0,12}}已(?:经)?(?:得到)?(?:全部|彻底|圆满|妥善)?(?:解决|落实|完成)(?!后|的)"
            r"|已(?:经)?全部(?:完成|解决|落实|到位|整改到位)(?!后|的)"
        ),
        re.compile(rf"{_PART_ONLY}|尚未|未能|预计|力争|争取|待"),
        "文中称已经办完，与所选类别（%(label)s）不一致。",
        "已经办完的，请改选相应类别；只是部分办完的，请写明哪些还没有办完。",
    ),
    Contradiction(
        "class_says_later",
        _DONE,
        re.compile(
            r"(?:列入|纳入)[^，。]{0,16}(?:计划|规划|项目库|日程)|待[^，。]{0,8}条件(?:成熟|具备|允许)|条件(?:成熟|具备)(?:后|时)"
            r"|(?:下一步|下步|今后|近期)[^，。]{0,6}(?:，|,)?[^，。]{0,8}(?:将|拟|计划|争取)|正在(?:研究|论证|协调|争取)"
        ),
        re.compile(rf"{_ROUTINE}|{_DONE_SINCE}"),
        "文中称列入计划或者以后办理，与所选类别（%(label)s）不一致。",
        "尚未办完的，请改选相应类别，并写明期限。",
    ),
    Contradiction(
        "class_says_cannot",
        _DONE | _COMING,
        re.compile(
            r"(?:尚|暂|目前|仍)?不具备[^，。]{0,10}条件|不予采纳|无法(?:采纳|实施|办理|解决)|难以(?:采纳|实施|解决)|不可行"
            r"|暂(?:不|缓)(?:实施|考虑|建设|办理|列入)|留作(?:工作)?参考"
        ),
        re.compile(r"因此改|改为|替代|已.{0,20}(?:解决|完成)|此前|原先|过去|曾"),
        "文中称不能办理或者留作参考，与所选类别（%(label)s）不一致。",
        "确实不能办理的，请改选相应类别并说明理由；只是其中一项的，请逐项写明。",
    ),
)
_STATED = re.compile(
    r"(?:办理结果|办复类别|答复类别|办理类别|类别)\s*[:：]?\s*[(（]?\s*(?P<code>[A-Ea-e])(?:\s*类)?(?![A-Za-z])"
)


def check_class(letter: Letter) -> Iterator[Finding]:
    """A class is chosen, it is the one written in the text, and the text does not say the opposite."""
    if not letter.meaning:
        yield Finding("class_missing", "没有填写答复类别。", suggestion="请选择答复类别。")
    yield from _stated(letter)
    for row in TABLE:
        if letter.meaning in row.meanings:
            said = next((each for each in letter.sentences if _says(row, each)), None)
            if said is not None:
                label = letter.class_label or letter.class_code
                yield Finding(row.code, row.reason % {"label": label}, quoted(said.text), row.suggestion)


def _says(row: Contradiction, sentence: Sentence) -> bool:
    return bool(row.says.search(sentence.text)) and not row.unless.search(sentence.text)


def _stated(letter: Letter) -> Iterator[Finding]:
    for _where, text in letter.passages:
        match = _STATED.search(text)
        if match and letter.class_code and match["code"].upper() != letter.class_code.upper():
            reason = f"文中所写类别为{match['code'].upper()}类，所选类别为{letter.class_code}类。"
            yield Finding("class_differs", reason, match.group(), "请改为一致。")
            return
