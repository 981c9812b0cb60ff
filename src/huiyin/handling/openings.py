"""When an author opened a letter: noted as its page is shown, for the offices' list of what was delivered."""

from contextlib import suppress
from datetime import datetime

from django.db import Error as DatabaseFault
from django.db import transaction
from django.utils import timezone

from huiyin.handling.models import LetterOpening
from huiyin.handling.selectors.reply_letters import letter_of, readers_of
from huiyin.people.models import Person
from huiyin.procedure.models import Matter

KIND = "reply_letter"


def remember(person: Person, matter: Matter, at: datetime) -> None:
    """Note that somebody to whom a letter is addressed has opened it; of others nothing is noted.

    While the database takes no writing the page is shown all the same.
    """
    if matter.kind != KIND or person not in readers_of(matter, timezone.localdate(at)):
        return
    letter = letter_of(matter)
    with suppress(DatabaseFault), transaction.atomic():
        row, created = LetterOpening.objects.get_or_create(
            committee_id=matter.committee_id,
            letter=letter,
            person=person,
            defaults={"first_at": at, "last_at": at},
        )
        if not created and row.last_at < at:
            row.last_at = at
            row.save(update_fields=["last_at"])
