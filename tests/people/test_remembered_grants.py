"""The rights of the person of one request are read once, and never outlive the request."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.people import Cast
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants, remember_grants

TODAY = date(2026, 3, 2)


def test_remembered_grants_are_read_once_for_the_day_they_are_for(shizuishan: Cast) -> None:
    clerk = shizuishan["林政协"]
    grants = remember_grants(clerk, TODAY)

    with CaptureQueriesContext(connection) as queries:
        assert current_grants(clerk, TODAY) == grants
    assert len(queries) == 0
    with CaptureQueriesContext(connection) as queries:
        assert current_grants(clerk, TODAY + timedelta(days=1)) == grants
    assert len(queries) == 1


def test_grant_that_ended_is_gone_for_the_next_request(shizuishan: Cast) -> None:
    clerk = shizuishan["林政协"]
    remember_grants(clerk, TODAY)
    grant = shizuishan.grant("林政协")
    grant.until = TODAY - timedelta(days=1)
    grant.save()

    assert current_grants(Person.objects.get(pk=clerk.pk), TODAY) == []
