"""查找: matters by number and title, as far as the asker sees them.

A number is found however its brackets and widths were typed (`[2026] 5 号`), also that of one of a matter's papers.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from huiyin.kernel.text import fold
from huiyin.people.models import Committee
from huiyin.procedure import registry
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.selectors import matters_seen_with
from huiyin.records.models import Document

MOST = 50
LONGEST = 100
MOST_WORDS = 8
DOCUMENTS = "documents"
_YEAR_IN_BRACKETS = re.compile(r"[\[［【〖(（〔]\s*(\d{4})\s*[\]］】〗)）〕]")


@dataclass(frozen=True)
class Part:
    """A piece of a title or number; `hit` marks what was asked for."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Found:
    """One matter that answers, with the paper whose number was asked for."""

    matter: Matter
    kind: str
    state: str
    title: tuple[Part, ...]
    number: tuple[Part, ...]
    paper: str


@dataclass(frozen=True)
class Answer:
    """What was found; `more` says that not everything is shown; `only` is the one matter that bears the number."""

    rows: tuple[Found, ...]
    more: bool
    only: Matter | None


def written_number(words: str) -> str:
    """A number as it is stored: 〔year〕, no spaces, plain digits, whatever brackets and widths were typed."""
    evened = _YEAR_IN_BRACKETS.sub(r"〔\1〕", "".join(words.split()))
    return "".join(fold(each) if each.isdecimal() else each for each in evened)


def find(visit: Visit, committee: Committee, words: str) -> Answer:
    """Matters of one committee whose number, title or paper has all the words, the latest first; four queries."""
    asked = words.split()[:MOST_WORDS]
    number = written_number(words)
    seen = matters_seen_with(visit.grants_in(committee)).filter(committee=committee)
    named = Q(number=number)
    texts = Q()
    for word in asked:
        texts &= Q(title__icontains=word) | Q(number__icontains=written_number(word))
    papers = _papers(committee, number)
    matched = seen.filter(named | texts | Q(pk__in=[paper.matter_id for paper in papers]))
    found = list(matched.order_by("-opened_at", "-id")[: MOST + 1])
    views = view_many(visit, found)
    rows = [_row(views[each.pk], asked, papers, number) for each in found[:MOST] if views[each.pk].may_see]
    shown = tuple(row for row in rows if row is not None)
    exact = [row.matter for row in shown if row.matter.number == number or row.paper]
    return Answer(shown, len(found) > MOST, exact[0] if len(exact) == 1 else None)


def _papers(committee: Committee, number: str) -> list[Document]:
    """The papers of this very number. Parts of paper numbers are not looked for: every title would drown in them."""
    return list(Document.objects.filter(committee=committee, number=number)[:MOST]) if number else []


def _row(view: Viewing, asked: Sequence[str], papers: Iterable[Document], number: str) -> Found | None:
    matter = view.matter
    paper = next((each for each in papers if each.matter_id == matter.pk), None)
    # Who does not see a matter's papers must not learn their numbers by asking for them.
    shown = str(paper) if paper and view.shows(DOCUMENTS) else ""
    if paper and not shown and not _answers(matter, asked, number):
        return None
    kind = registry.kinds.get(matter.kind)
    label = kind.label if kind else ""
    return Found(
        matter=matter,
        kind=label,
        state=view.state_label,
        title=marked(matter.title or label, asked),
        number=marked(matter.number, [*asked, *map(written_number, asked)]),
        paper=shown,
    )


def _answers(matter: Matter, asked: Iterable[str], number: str) -> bool:
    """Whether the matter answers by its own title and number, without its papers."""
    title, own = matter.title.casefold(), matter.number.casefold()
    words = all(word.casefold() in title or written_number(word).casefold() in own for word in asked)
    return words or matter.number == number


def marked(text: str, words: Iterable[str]) -> tuple[Part, ...]:
    """The text in pieces, those that were asked for marked, longest words first."""
    wanted = sorted({word for word in words if word}, key=len, reverse=True)
    if not wanted:
        return (Part(text, False),) if text else ()
    pieces = re.split(f"({'|'.join(map(re.escape, wanted))})", text, flags=re.IGNORECASE)
    return tuple(Part(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece)
