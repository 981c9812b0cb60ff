"""The texts of letters to authors and of assisting opinions, composed from what is on record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from huiyin.handling.paper_texts import content_of_reply
from huiyin.kernel.text import said_day

THANKS = "感谢{you}对我们工作的关心和支持，欢迎继续提出宝贵意见。"


@dataclass(frozen=True)
class Earlier:
    """An earlier letter about the same case."""

    unit: str
    number: str
    on: date


@dataclass(frozen=True)
class LetterText:
    """What a letter says. `cited`: the case by session and number; `main_…`: into what it was merged."""

    title: str
    to_body: bool
    several: bool
    text: str
    answers: Sequence[tuple[str, str]]
    promises: Sequence[tuple[str, date, str]]
    cited: str = ""
    main_title: str = ""
    main_cited: str = ""
    earlier: Sequence[Earlier] = field(default=())

    @property
    def you(self) -> str:
        """How the authors are spoken to."""
        if self.to_body:
            return "贵单位"
        return "你们" if self.several else "您"


def letter_text(said: LetterText) -> str:
    """答复函: 案由 in quotes, 收悉, the situation as a whole, answer by answer, promises, thanks."""
    lines = [_opening(said), *content_of_reply(said.text, said.answers, said.promises)]
    return "\n".join([*lines, THANKS.format(you=said.you)])


def _opening(said: LetterText) -> str:
    number = f"（{said.cited}）" if said.cited and said.main_title else ""
    received = f"{said.you}提出的“{said.title}”{number}收悉。"
    if said.main_title:
        main = f"“{said.main_title}”" + (f"（{said.main_cited}）" if said.main_cited else "")
        received += f"该提案已并入{main}一并办理。"
    if not said.earlier:
        return f"{received}经研究办理，现答复如下。"
    before = "、".join(
        f"{each.unit}于{said_day(each.on)}" + (f"以{each.number}" if each.number else "")
        for each in said.earlier
    )
    # Not why: it may be another author's opinion that it follows, or nobody's (what a visit found).
    return f"{received}{before}作过答复。我们重新进行了办理，现再次答复如下。"


def opinion_text(about: str, cited: str, asked: Sequence[str], opinion: str) -> str:
    """会办意见: of which case, on which suggestions, what the assisting unit says to the lead."""
    case = f"{cited}“{about}”" if cited else f"“{about}”"
    points = "；".join(each.rstrip("。；;") for each in asked)
    lines = [f"对{case}中需要我单位会办的建议，经研究，提出会办意见如下，供你单位答复时采用。"]
    lines += [f"会办的建议：{points}。"] if points else []
    return "\n".join([*lines, opinion])
