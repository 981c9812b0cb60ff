"""Loading the demonstration: everything or nothing, and once."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from huiyin.desk.demonstration.answering import Answering
from huiyin.desk.demonstration.calendar import Diary
from huiyin.desk.demonstration.collecting import Collecting
from huiyin.desk.demonstration.commending import Commending
from huiyin.desk.demonstration.following import Following
from huiyin.desk.demonstration.handing_over import HandingOver
from huiyin.desk.demonstration.informing import Informing
from huiyin.desk.demonstration.places import Place, build_places, demonstration_codes, read
from huiyin.desk.demonstration.plenary_session import PlenarySessionTelling
from huiyin.desk.demonstration.proposing import Proposing
from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.actions.calendar import seed_calendar
from huiyin.people.models import Committee
from huiyin.people.selectors import work_calendar
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Matter
from huiyin.records.file_texts.queue import read_waiting
from huiyin.search.full_text.queue import work_off

FILES = ("stories.yaml", "stories_continued.yaml", "more_stories.yaml", "stories_handling.yaml")
PROPOSALS, TIPS = "stories_proposals.yaml", "stories_tips.yaml"
HAND_OVERS, SESSION = "stories_hand_over.yaml", "session.yaml"
ANSWERS, BRIEFS, HONOURS = "stories_answering.yaml", "stories_briefs.yaml", "stories_commending.yaml"


class NotEmpty(Exception):
    """The database holds committees of its own; demonstration data has no place among them."""


MOST_AT_ONCE = 2000


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
    _tell_what_followed(places, today, calendar, given)
    record_overdue(now)
    return found


def _tell_what_followed(
    places: Mapping[str, Place], today: date, calendar: WorkCalendar, given: Counter[str]
) -> None:
    """What became of the session's proposals, who is commended for it, and the briefs."""
    answers = read(ANSWERS)
    for story in answers["stories"]:
        told = {"clerk": answers["clerk"], **story}
        Answering(places[answers["committee"]], told, Diary(today, calendar, given=given)).tell()
    for name, teller in ((HONOURS, Commending), (BRIEFS, Informing)):
        for story in read(name):
            teller(places[story["committee"]], story, Diary(today, calendar, given=given)).tell()


def read_for_search(now: datetime) -> None:
    """After loading: the text of attachments is read and everything is put into the index, nothing is left waiting."""
    while read_waiting(now):
        pass
    while work_off(most=MOST_AT_ONCE):
        pass
