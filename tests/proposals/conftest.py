"""Fixtures of the tests of proposals."""

import pytest

from factories.handing_over import add_sides
from factories.people import Cast
from factories.proposals import add_examiners, add_organisations
from huiyin.people.models import Member


@pytest.fixture
def office(shizuishan: Cast) -> Cast:
    """石嘴山 with its 提案委员会."""
    add_examiners(shizuishan)
    return shizuishan


@pytest.fixture
def sided(office: Cast) -> Cast:
    """The same with its units under the party office and the government office."""
    add_sides(office)
    return office


@pytest.fixture
def organised(office: Cast) -> Cast:
    """The same with a party, the youth league and a sector, each with its clerk."""
    add_organisations(office)
    return office


@pytest.fixture
def third(office: Cast) -> str:
    """A member who has nothing to do with anybody's proposals."""
    member = office.member("马委员")
    Member.objects.create(committee=office.committee, term=member.term, person=office["交经办"])
    office.grants["交经办"].role, office.grants["交经办"].body = "member", None
    office.grants["交经办"].save()
    return "交经办"
