"""Every point is answered, for itself, and with more than a word."""

import re
from collections.abc import Iterator

from huiyin.handling.reply_checks.letter import Finding, Letter, quoted

_SPACE = re.compile(r"[\s，。、；：,.;:!！?？\"“”()（）—\-/·…]+")
_NO_ANSWER = re.compile(r"|无|略|待补|待定|暂无|同上|见上|见下|见前文?|详见正文|x+|test|测试")
_FEWEST = 8
"""Characters, marks left out: 已经更换路灯二盏 is the shortest that says something."""


def check_points(letter: Letter) -> Iterator[Finding]:
    """Points without an answer stop the sign-off; short and copied answers are asked about."""
    bare = {each.number: _SPACE.sub("", each.text) for each in letter.answers}
    for number, text in bare.items():
        if _NO_ANSWER.fullmatch(text.casefold()):
            yield Finding(
                "point_unanswered",
                f"第{number}条建议没有答复。",
                quoted(f"第{number}条：{text}") if text else f"第{number}条",
                "请撤回修改，补充答复。",
                blocks=True,
            )
        elif len(text) < _FEWEST:
            yield Finding(
                "answer_short",
                f"第{number}条建议的答复只有{len(text)}个字。",
                f"第{number}条：{text}",
                "请写明对这一条做了什么、打算怎样做。",
            )
    yield from _copied(bare)


def _copied(bare: dict[int, str]) -> Iterator[Finding]:
    numbers: dict[str, list[int]] = {}
    for number, text in bare.items():
        if len(text) >= _FEWEST:
            numbers.setdefault(text, []).append(number)
    for text, same in numbers.items():
        if len(same) > 1:
            which = "、".join(str(each) for each in same)
            yield Finding(
                "answer_copied", f"第{which}条建议的答复相同。", quoted(text), "请针对每一条建议分别答复。"
            )
