"""Parts of pages about letters to authors: the letter itself, its delivery, and the list of those one may open."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from huiyin.handling.letter_papers import LETTER
from huiyin.handling.models import ReplyLetter
from huiyin.handling.selectors.reply_letters import (
    letter_of,
    letters_about,
    letters_of_assignment,
    opens_online,
)
from huiyin.handling.selectors.visible import facets_by_matter
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.records.selectors import newest_of_kinds

Context = Mapping[str, Any]


def letter_context(matter: Matter, person: Person) -> Context:
    """The letter to read and to print."""
    letter = letter_of(matter)
    papers = newest_of_kinds(matter, [LETTER])
    return {"letter": letter, "papers": papers, "text": papers[0].body_text if papers else ""}


def delivery_context(matter: Matter, person: Person) -> Context:
    """When it went out, who opened it for its author and when, how it was delivered on paper."""
    letter = letter_of(matter)
    return {
        "letter": letter,
        "openings": list(letter.openings.all()),
        "online": opens_online(matter, timezone.localdate()),
    }


def letters_context(matter: Matter, person: Person) -> Context:
    """On the page of what is answered: the letters that this person may open, and of no others a word."""
    return {
        "letters": _opened_by(letters_about(matter), person),
        "told_when_none": matter.children.filter(assignment__isnull=False).exists(),
    }


def assignment_letters_context(matter: Matter, person: Person) -> Context:
    """On an assignment: which letters went out, and how far each was delivered."""
    return {"letters": _opened_by(letters_of_assignment(matter), person)}


def _opened_by(letters: Iterable[ReplyLetter], person: Person) -> list[Mapping[str, Any]]:
    rows = list(letters)
    seen = facets_by_matter([each.matter for each in rows], person, timezone.localdate())
    return [
        {"row": each, "openings": list(each.openings.all()) if "delivery" in seen[each.matter_id] else []}
        for each in rows
        if "letter" in seen[each.matter_id]
    ]
