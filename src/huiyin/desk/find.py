"""查找: one question over everything that the asker sees; a number asked for exactly leads to its matter at once.

A number is found however its brackets and widths were typed (`[2026] 5 号`), also that of one of a matter's papers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from huiyin.people.models import Committee
from huiyin.procedure.library import every
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.page.work_list import office_grants
from huiyin.procedure.selectors import matters_seen_with
from huiyin.records.models import Document
from huiyin.search.full_text.asked import Asked
from huiyin.search.full_text.asking import Hit, look_for
from huiyin.search.full_text.attached_files import SOURCE
from huiyin.search.full_text.numbers import written_number
from huiyin.search.full_text.passages import Marked
from huiyin.search.full_text.places import EVERYWHERE, Place

LONGEST = 100
MOST_OF_A_NUMBER = 50
DOCUMENTS = "documents"
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True)
class Question:
    """What is asked on the page: words, the filters in force, and where the page begins."""

    words: str
    committee: Committee | None = None
    kind: str = ""
    year: int | None = None
    state: str = ""
    within: str = ""
    after: str = ""


@dataclass(frozen=True)
class Row:
    """One matter that answers: title and passage with their marks, and the file or paper it stands in."""

    matter: Matter
    kind: str
    state: str
    number: Marked
    title: Marked
    where: str
    passage: Marked
    file_url: str
    committee: str


@dataclass(frozen=True)
class Answer:
    """A page of rows; `more` leads to the next one; `understood` is False where nothing typed is a word."""

    rows: tuple[Row, ...]
    more: str
    understood: bool


def bearing(visit: Visit, committees: Sequence[Committee], words: str) -> Matter | None:
    """The one matter that bears this number, or one of whose papers does, as far as the visitor sees it."""
    number = written_number(words)
    papers = Document.objects.filter(committee__in=committees, number=number)[:MOST_OF_A_NUMBER]
    with_paper = {paper.matter_id for paper in papers}
    grants = [grant for committee in committees for grant in visit.grants_in(committee)]
    named = Q(number=number) | Q(pk__in=with_paper)
    found = list(matters_seen_with(grants).filter(named, committee__in=committees)[:MOST_OF_A_NUMBER])
    # Who does not see a matter's papers must not learn their numbers by asking for them.
    exact = [
        view.matter
        for view in view_many(visit, found).values()
        if view.may_see and (view.matter.number == number or view.shows(DOCUMENTS))
    ]
    return exact[0] if len(exact) == 1 else None


def answer_to(visit: Visit, question: Question) -> Answer:
    """A page of what this person may see and that has the words, the newest first."""
    grants = list(visit.grants) if question.committee is None else visit.grants_in(question.committee)
    found = look_for(
        Asked(
            words=question.words,
            # A filter must not tell a member what the page hides: states are asked about as an office alone.
            grants=office_grants(grants) if question.state else grants,
            committee=question.committee,
            kinds=(question.kind,) if question.kind else (),
            years=(question.year,) if question.year else (),
            states=_states(question.state),
            within=(Place(question.within),) if question.within else EVERYWHERE,
            after=question.after,
        )
    )
    views = view_many(visit, [hit.matter for hit in found.hits])
    several = len(visit.committees) > 1 and question.committee is None
    rows = [
        _row(hit, views[hit.matter.pk], named=several)
        for hit in found.hits
        if views[hit.matter.pk].may_see and _in_group(views[hit.matter.pk], question.state)
    ]
    return Answer(tuple(rows), found.more, bool(found.words))


def _states(group: str) -> tuple[str, ...]:
    """The codes of all states, of whatever procedure, that are over (or not)."""
    if not group:
        return ()
    codes = {
        code
        for procedure in every().values()
        for code, state in procedure.states.items()
        if state.final == (group == CLOSED)
    }
    return tuple(sorted(codes))


def _in_group(view: Viewing, group: str) -> bool:
    """The same code may be the end of one procedure and not of another."""
    return not group or view.procedure.states[view.matter.state].final == (group == CLOSED)


def _row(hit: Hit, view: Viewing, *, named: bool) -> Row:
    return Row(
        matter=hit.matter,
        kind=hit.kind_label,
        state=view.state_label,
        number=hit.number,
        title=hit.title,
        where=hit.where,
        passage=() if hit.passage in (hit.title, hit.number) else hit.passage,
        file_url=_file(hit),
        committee=view.matter.committee.short_name if named else "",
    )


def _file(hit: Hit) -> str:
    """Where the attachment is opened in which the words stand; papers are on the page of their matter."""
    if hit.source != SOURCE or hit.document_id is None:
        return ""
    return reverse("records:attachment", args=[hit.document_id])
