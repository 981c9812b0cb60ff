"""Fixtures of the tests of proposals."""

import pytest

from factories.handing_over import add_sides
from factories.people import Cast
from factories.proposals import add_examiners


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
