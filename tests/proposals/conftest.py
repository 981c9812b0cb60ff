"""Fixtures of the tests of proposals."""

import pytest

from factories.people import Cast
from factories.proposals import add_examiners, add_organisations


@pytest.fixture
def office(shizuishan: Cast) -> Cast:
    """石嘴山 with its 提案委员会."""
    add_examiners(shizuishan)
    return shizuishan


@pytest.fixture
def organised(office: Cast) -> Cast:
    """The same with a party, the youth league and a sector, each with its clerk."""
    add_organisations(office)
    return office
