"""The filter “临期” and the yellow light agree, whatever the length of a clock."""

from datetime import timedelta

import pytest

from huiyin.kernel.lights import Light, light
from huiyin.people.selectors import work_calendar
from huiyin.procedure.models import Clock, Matter
from huiyin.procedure.page.starts import starts_of, yellow
from procedure.conftest import Errand


@pytest.mark.parametrize("length", [1, 3, 7, 15, 40])
def test_filter_and_light_agree_on_every_day(errand: Errand, length: int) -> None:
    matter, calendar = errand("handling"), work_calendar()
    clock = Clock.objects.get(matter=matter, stopped_at=None)
    clock.due = calendar.add(clock.started_on, length)
    clock.save()
    Matter.objects.filter(pk=matter.pk).update(next_due=clock.due)
    matter.refresh_from_db()
    for offset in range(12):
        today = clock.due - timedelta(days=offset)
        shown = light(clock.due, today, calendar, started=starts_of([matter])[matter.pk])
        found = Matter.objects.filter(yellow(today, calendar), pk=matter.pk).exists()
        assert found == (shown is Light.YELLOW), today


def test_matters_without_a_clock_ask_nothing(errand: Errand) -> None:
    matter = errand("answered")
    assert starts_of([matter]) == {}
