"""What is read of a file: pieces of text with the place where they stand, within a budget of time and length."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

from huiyin.records import limits
from huiyin.records.file_types import FileRefused


@dataclass(frozen=True)
class Passage:
    """A piece of text, and in Chinese where it stands (第1页页眉, 文件属性)."""

    place: str
    text: str


@dataclass
class Budget:
    """How much may still be read of one upload. A screen that cannot finish must refuse, not let pass."""

    characters: int = limits.MOST_CHARACTERS
    seconds: float = limits.MOST_SECONDS
    started: float = field(default_factory=monotonic)

    def spend(self, name: str, characters: int) -> None:
        """Count what was read. Raises FileRefused when the limit is passed."""
        self.characters -= characters
        if self.characters < 0 or monotonic() - self.started > self.seconds:
            raise FileRefused(f"“{name}”内容过多，无法完成保密检查，请拆分后分别上传。")


def spent(name: str, budget: Budget, passages: Iterator[Passage]) -> Iterator[Passage]:
    """The passages that hold any text, each counted."""
    for passage in passages:
        budget.spend(name, len(passage.text))
        if passage.text.strip():
            yield passage
