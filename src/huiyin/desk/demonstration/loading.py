"""Loading the demonstration: everything or nothing, and once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from huiyin.desk.demonstration.calendar import Diary
from huiyin.desk.demonstration.collecting import Collecting
from huiyin.desk.demonstration.following import Following
from huiyin.desk.demonstration.handing_over import HandingOver
from huiyin.desk.demonstration.places import build_places, demonstration_codes, read
from huiyin.desk.demonstration.plenary_session import PlenarySessionTelling
from huiyin.desk.demonstration.proposing import Proposing
from huiyin.people.actions.calendar import seed_calendar
from huiyin.people.models import Committee
from huiyin.people.selectors import work_calendar
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Matter

FILES = ("stories.yaml", "more_stories.yaml", "stories_handling.yaml")
PROPOSALS, TIPS = "stories_proposals.yaml", "stories_tips.yaml"
HAND_OVERS, SESSION = "stories_hand_over.yaml", "session.yaml"


class NotEmpty(Exception):
    """The database holds committees of its own; demonstration data has no place among them."""


def is_loaded() -> bool:
    """Whether the demonstration is there."""
    return Committee.objects.filter(code__in=demonstration_codes()).exists()


@transaction.atomic
def load(now: datetime) -> list[Matter]:
    """Build the places and tell every story, ending today. Raises NotEmpty where real committees are."""
    if Committee.objects.exclude(code__in=demonstration_codes()).exists():
        raise NotEmpty
    today = timezone.localdate(now)
    seed_calendar()
    places, calendar = build_places(today), work_calendar()
    given = Diary(today, calendar).given
    found: list[Matter] = []
    for story in [row for name in FILES for row in read(name)]:
        diary = Diary(today, calendar, given=given)
        told = Following(places[story["committee"]], story, diary).tell()
        if told not in found:
            found.append(told)
    for story in read(TIPS):
        Collecting(places[story["committee"]], story, Diary(today, calendar, given=given)).tell()
    for story in read(PROPOSALS):
        Proposing(places[story["committee"]], story, Diary(today, calendar, given=given)).tell()
    for story in read(HAND_OVERS):
        HandingOver(places[story["committee"]], story, Diary(today, calendar, given=given)).tell()
    session = read(SESSION)
    PlenarySessionTelling(places[session["committee"]], session, Diary(today, calendar, given=given)).tell()
    record_overdue(now)
    return found
