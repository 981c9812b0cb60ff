"""Finds markings of classified and internal papers, which must never enter this system (涉密不上网).

The text is read as an eye would read it: width, spacing, invisible characters and the many kinds of star
make no difference. What is sought are markings, not words: 保守秘密, 商业秘密, 秘密投票 and 机密性 are
everyday language. The answer gives places only; nothing of the content may be kept.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from huiyin.kernel.text import LINE_ENDS, UNSEEN


class MarkKind(StrEnum):
    """What a marking says."""

    CLASSIFIED = "classified"
    COPY_NUMBER = "copy_number"
    INTERNAL = "internal"


_LABELS = {
    MarkKind.CLASSIFIED: "密级标志",
    MarkKind.COPY_NUMBER: "份号",
    MarkKind.INTERNAL: "内部资料标志",
}


@dataclass(frozen=True)
class Mark:
    """A marking from `start` up to, not including, `end` of the text that was read."""

    kind: MarkKind
    start: int
    end: int

    @property
    def label(self) -> str:
        """The kind of marking in Chinese."""
        return _LABELS[self.kind]


_HEAD_LINES = 10
_HEAD_LENGTH = 800
"""How far the head of a document reaches; 份号 and a level alone on a line mean something only there."""

_BLANKS = frozenset(" \n")
_BRAILLE_BLANK = "\u2800"
_DROPPED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})

# All patterns are matched against the text as `_read` renders it: runs of space are one space or line end.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々"
_WORD = f"{_HAN}A-Za-z"
_S = r"[ \n]?"
_LOOSE = r"[ \n.·\-_/|]?"
_STARS = "★☆✦✧✩✪✫✬✭✮✯✰⭐🌟⋆✡✴✵✶✷✸✹✺✱✲✳"
_ANY_STAR = f"[{_STARS}*∗٭]"
_NUMBER = f"(?:[0-9](?:{_S}[0-9]){{0,2}}|[一二三四五六七八九十百两](?:{_S}[一二三四五六七八九十百]){{0,4}})"
_FOREVER = f"[长長]{_S}期"
_OPEN, _CLOSE = "(\\[【〔<“\"'「『", ")\\]】〕>”\"'」』"
_BEFORE = rf"(?:(?<![{_WORD}])|(?<=密级)|(?<=密级为)|(?<=密级是)|(?<=定为)|(?<=属于)|(?<=属))"
_AFTER = rf"(?![{_WORD}])"


def _level(gap: str) -> str:
    """Pattern of the three levels, simplified or traditional, with `gap` between the characters."""
    return f"(?:[绝絕]|[机機]|[秘祕]){gap}密"


_STARRED_TERM = (
    f"{_level(_LOOSE)}{_LOOSE}级?{_LOOSE}(?:{_ANY_STAR}{_LOOSE}){{1,5}}[(\\[]?"
    f"(?:{_NUMBER}{_S}(?:年|个?{_S}月|天|日)|{_FOREVER})"
)
_STARRED = f"{_BEFORE}{_level(_LOOSE)}{_LOOSE}级?{_LOOSE}[{_STARS}]+(?![{_WORD}{_STARS}])"
_TERMED = (
    f"{_BEFORE}{_level(_S)}级?[ (\\[【〔<·:/—_-]{{0,2}}(?:{_NUMBER} ?(?:年|个 ?月|天)|{_FOREVER}){_AFTER}"
)
_LABELLED = (
    f"密{_S}级(?:[和及与]保密期限)? ?(?:[:=]|定为|为|是) ?[{_OPEN}]? ?{_level(_S)}级?"
    f"(?! ?[、/|,或] ?{_level(_S)}){_AFTER}"
)
_ALONE = f"^[{_OPEN} ]{{0,4}}(?:{_level(' ?')})[级件]?[{_CLOSE} ]{{0,4}}$"
_CLASSIFIED = tuple(re.compile(pattern) for pattern in (_STARRED_TERM, _STARRED, _TERMED, _LABELLED))
_CLASSIFIED_HEAD = re.compile(_ALONE, re.MULTILINE)

_COPY_NUMBER_HEAD = re.compile(
    rf"(?<![{_WORD}])份 ?号 ?[:=#]? ?(?:[Nn][Oo]\.? ?)?[0-9]{{1,8}}(?![0-9])"
    r"|^[Nn][Oo][.:]{0,2} ?[0-9]{6}(?=[ \n]|\Z)"
    r"|\A0[0-9]{5}(?=\n)",
    re.MULTILINE,
)

_PAPERS = f"内{_S}部{_S}(?:资{_S}料|文{_S}件|材{_S}料|刊{_S}物)"
_CARE = (
    f"(?:注{_S}意{_S}保{_S}(?:存|密|管)|妥善保[存管]|[会阅]后收回"
    "|(?:严禁|不得|请勿|禁止)(?:外传|翻印|复制|转载))"
)
_INSIDE = f"仅?供?{_S}内部{_S}(?:参考|使用|掌握|传阅|参阅)"
_INTERNAL = re.compile(
    f"{_PAPERS}[ \n,:;!.。·、—-]{{0,3}}请?{_CARE}"
    f"|^[{_OPEN} ]{{0,4}}(?:{_PAPERS}|{_INSIDE}|请?{_CARE})[{_CLOSE} !。.]{{0,4}}$"
    f"|[{_OPEN}](?:{_PAPERS}|{_INSIDE})[{_CLOSE}]",
    re.MULTILINE,
)

_CLASSIFIED_NAME = re.compile(f"(?<![{_WORD}]){_level(_LOOSE)}[级件]?{_AFTER}")
_INTERNAL_NAME = re.compile(f"(?<![{_WORD}])(?:{_PAPERS}|{_INSIDE}|{_CARE}){_AFTER}")


@lru_cache(maxsize=16_384)
def _as_seen(character: str) -> str:
    """What an eye sees of a character: plain width, no accents, nothing where there is nothing to see."""
    if LINE_ENDS.match(character) or character == "\n":
        return "\n"
    if UNSEEN.match(character):
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if character == _BRAILLE_BLANK or plain.isspace():
        return " "
    return "".join(each for each in plain if unicodedata.category(each) not in _DROPPED)


def _read(text: str) -> tuple[str, list[int]]:
    """The text as an eye reads it, and for every character its place in the original."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for seen in _as_seen(character):
            if seen in _BLANKS and (not letters or letters[-1] in _BLANKS):
                if letters and seen == "\n":
                    letters[-1] = "\n"
                continue
            letters.append(seen)
            places.append(place)
    return "".join(letters), places


def _head(seen: str) -> str:
    """The head of a document: its first lines."""
    return "\n".join(seen[:_HEAD_LENGTH].split("\n")[:_HEAD_LINES])


def _is_everyday_word(seen: str, match: re.Match[str]) -> bool:
    """Whether a level is the whole answer to a question (投票方式：秘密) and so marks nothing."""
    return match.group() == seen.strip() and match.group() in ("秘密", "祕密")


def _found_in_text(seen: str) -> Iterator[tuple[MarkKind, re.Match[str]]]:
    """All matches in a text, overlapping ones included."""
    head = _head(seen)
    for pattern in _CLASSIFIED:
        for match in pattern.finditer(seen):
            yield MarkKind.CLASSIFIED, match
    for match in _CLASSIFIED_HEAD.finditer(head):
        if not _is_everyday_word(seen, match):
            yield MarkKind.CLASSIFIED, match
    for match in _COPY_NUMBER_HEAD.finditer(head):
        yield MarkKind.COPY_NUMBER, match
    for match in _INTERNAL.finditer(seen):
        yield MarkKind.INTERNAL, match


def _found_in_name(seen: str) -> Iterator[tuple[MarkKind, re.Match[str]]]:
    """All matches in the name of a file."""
    yield from _found_in_text(seen)
    for match in _CLASSIFIED_NAME.finditer(seen):
        yield MarkKind.CLASSIFIED, match
    for match in _INTERNAL_NAME.finditer(seen):
        yield MarkKind.INTERNAL, match


def _marks(found: Iterable[tuple[MarkKind, re.Match[str]]], places: list[int]) -> list[Mark]:
    """Marks in the order of their places; those of one kind that overlap become one."""
    marks: list[Mark] = []
    for kind, start, end in sorted((kind, places[m.start()], places[m.end() - 1] + 1) for kind, m in found):
        last = marks[-1] if marks else None
        if last and last.kind is kind and last.end > start:
            marks[-1] = Mark(kind, last.start, max(last.end, end))
        else:
            marks.append(Mark(kind, start, end))
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def find_marks(text: str) -> list[Mark]:
    """All markings in a text, in order; empty when it may be taken in.

    `classified`: a level (绝密, 机密, 秘密) with a star or a term, after 密级：, or alone on a line at the
    head. `copy_number`: 份号 at the head of a document. `internal`: 内部资料 and the like with a call for
    care, in brackets or alone on a line. For a document, give head, body and foot as one text in their order.
    """
    seen, places = _read(text)
    return _marks(_found_in_text(seen), places)


def file_name_marks(name: str) -> list[Mark]:
    """All markings in the name of a file, where a level apart from other words (机密_关于….docx) is one."""
    seen, places = _read(name)
    return _marks(_found_in_name(seen), places)
