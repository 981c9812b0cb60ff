"""What an official paper says: its frame (head, addressees, signature, imprint), its title and its text."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any


class PaperFormat(StrEnum):
    """The formats of GB/T 9704-2012, and the slip that an office circulates a paper with."""

    DOCUMENT = "document"
    LETTER = "letter"
    MINUTES = "minutes"
    SLIP = "slip"


FORMAT_LABELS = {
    PaperFormat.DOCUMENT: "公文",
    PaperFormat.LETTER: "信函",
    PaperFormat.MINUTES: "纪要",
    PaperFormat.SLIP: "阅批单",
}
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Frame:
    """Everything on a paper but its title and text; it is stored with the version that it belongs to.

    `mark` 发文机关标志, `signers` 签发人 (papers to a superior, and replies), `reply_class` at the top right of
    replies, `disclosure` 公开属性 beside it, `day` 成文日期, `note` 附注, `printed_by` 印发机关,
    `attendance` 出席、请假、列席 of minutes, `rows` the table of a slip.
    """

    format: PaperFormat = PaperFormat.DOCUMENT
    mark: str = ""
    number: str = ""
    office: str = ""
    signers: tuple[str, ...] = ()
    reply_class: str = ""
    disclosure: str = ""
    addressees: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    signature: str = ""
    day: date | None = None
    note: str = ""
    copies: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None
    attendance: Rows = ()
    rows: Rows = ()

    def stored(self) -> dict[str, Any]:
        """As plain values, for the row of the version; what is empty is left out."""
        return {name: _plain(value) for name, value in asdict(self).items() if value}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value)


def frame_from(stored: Mapping[str, Any]) -> Frame:
    """The frame that a version was stored with."""
    known = {each.name for each in fields(Frame)}
    values = {name: _restored(name, value) for name, value in stored.items() if name in known}
    return Frame(**values)


def _restored(name: str, value: Any) -> Any:
    if name == "format":
        return PaperFormat(value)
    if name in ("day", "printed_on"):
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(tuple(each) if isinstance(each, list) else each for each in value)
    return value


@dataclass(frozen=True)
class Part:
    """A paragraph: `level` 0 is plain text, 1 to 4 are 一、（一）1.（1）; `lead` is what has the face of its level."""

    text: str
    level: int = 0
    lead: str = ""


@dataclass(frozen=True)
class OfficialPaper:
    """A whole paper, ready to be laid out."""

    frame: Frame
    title: str
    body: tuple[Part, ...] = field(default=())


def in_words(day: date | None) -> str:
    """成文日期 in Arabic digits without leading zeros: 2026年3月2日; nothing for no day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
