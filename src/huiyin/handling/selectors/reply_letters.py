"""Reads of letters to authors: of one assignment, of a whole matter, what was answered before, who opens which."""

from datetime import date

from django.db.models import Q

from huiyin.handling.models import Reply, ReplyLetter
from huiyin.people.enums import Role
from huiyin.people.models import Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter

ADDRESSEE = "addressee"
"""Party of a letter: the author who gets this copy."""
MOST = 500
_SHOWN = (
    "matter",
    "case",
    "person",
    "body",
    "reply__matter__assignment__unit",
    "reply__reply_class",
    "entered_by",
)


def letters_about(matter: Matter) -> list[ReplyLetter]:
    """Every letter that a matter was answered with, or that was written to authors of what was merged into it.

    Of a part that was merged into another matter: those to its own authors. By rounds and units.
    """
    return _letters(Q(reply__matter__parent=matter) | Q(case=matter))


def letters_of_assignment(assignment_matter: Matter) -> list[ReplyLetter]:
    """The letters that one assignment ended with."""
    return _letters(Q(reply__matter=assignment_matter))


def _letters(wanted: Q) -> list[ReplyLetter]:
    rows = ReplyLetter.objects.filter(wanted).select_related(*_SHOWN).prefetch_related("openings__person")
    return list(rows.order_by("reply__matter__parent_round", "reply__matter_id", "pk")[:MOST])


def letter_of(letter_matter: Matter) -> ReplyLetter:
    """The letter that a matter of this kind is."""
    rows = ReplyLetter.objects.select_related(*_SHOWN).prefetch_related("openings__person")
    return rows.get(matter=letter_matter)


def earlier_replies(reply: Reply, case: Matter) -> list[Reply]:
    """Replies of earlier rounds that went to the authors of this case: the unit's own, or else those of all units."""
    assignment = reply.matter
    letters = ReplyLetter.objects.filter(
        case=case,
        reply__matter__parent_id=assignment.parent_id,
        reply__matter__parent_round__lt=assignment.parent_round or 1,
    )
    rows = Reply.objects.filter(pk__in=letters.values("reply"))
    found = list(rows.select_related("matter__assignment__unit").order_by("answered_on", "pk"))
    unit = assignment.assignment.unit_id
    return [each for each in found if each.matter.assignment.unit_id == unit] or found


def readers_of(letter_matter: Matter, on: date) -> list[Person]:
    """Who opens a letter for its author: the person, or of a body those who speak for it that day."""
    grants = procedure_of(letter_matter.procedure, letter_matter.version).roles[ADDRESSEE].grants
    speaking = [Role(grant) for grant in grants if grant != Role.MEMBER]
    found: list[Person] = []
    for party in letter_matter.parties.filter(role=ADDRESSEE, active=True).select_related("person", "body"):
        if party.person is not None:
            found.append(party.person)
        elif party.body is not None:
            holders = grant_holders(letter_matter.committee, roles=speaking, on=on, body=party.body)
            found += [grant.person for grant in holders]
    return list(dict.fromkeys(found))


def opens_online(letter_matter: Matter, on: date) -> bool:
    """Whether somebody with an account can open it for its author; else it goes out on paper."""
    return any(each.account_id is not None for each in readers_of(letter_matter, on))
