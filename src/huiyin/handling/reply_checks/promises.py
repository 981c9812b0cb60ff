"""Promises made in the text that no commitment of the draft takes up."""

import re
from collections.abc import Iterator
from datetime import date

from huiyin.handling.reply_checks.days import promised_day
from huiyin.handling.reply_checks.letter import Finding, Letter, quoted

_AHEAD = re.compile(
    r"将|拟|计划|力争|争取|确保|预计|承诺|下一步|下步|待|届时|(?<!为)(?:[日月底末]|年内)(?:之?前|以前)"
)
_DEED = re.compile(
    r"完成|建成|投入使用|投用|办结|解决|开工|启用|到位|出台|印发|建立|整改|改造|安装|更换|增设|修复|开通|通车|竣工|验收|实现|落实|增加|新建|施划|提交"
)
_DONE = re.compile(r"已(?:经|于|在)|均已|业已|(?:完成|建成|出台|印发|投入使用|办结)了")
_STILL_AHEAD = re.compile(r"将|拟|力争|确保|争取|预计|计划|承诺")


def check_promises(letter: Letter) -> Iterator[Finding]:
    """Sentences that promise something by a day; each needs a commitment of that month."""
    listed = {(each.by_when.year, each.by_when.month) for each in letter.promises}
    told: set[date] = set()
    for sentence in letter.sentences:
        day = _promised(sentence.text, letter.day)
        if day is None or (day.year, day.month) in listed or day in told:
            continue
        told.add(day)
        words = f"{day.year}年{day.month}月{day.day}日"
        yield Finding(
            "promise_unlisted",
            f"文中答应在{words}前办成，承诺事项中没有列出。",
            quoted(sentence.text),
            f"请撤回修改，在承诺事项中增列，完成期限{words}；不作承诺的，请说明。",
        )


def _promised(text: str, today: date) -> date | None:
    if not (_AHEAD.search(text) and _DEED.search(text)):
        return None
    intends = bool(_STILL_AHEAD.search(text))
    if _DONE.search(text) and not intends:
        return None
    day = promised_day(text, today, intends=intends)
    return day if day is not None and day >= today else None
