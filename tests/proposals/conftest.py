"""Fixtures of the tests of proposals."""

import pytest

from factories.people import Cast
from factories.proposals import add_examiners


@pytest.fixture
def office(shizuishan: Cast) -> Cast:
    """石嘴山 with its 提案委员会."""
    add_examiners(shizuishan)
    return shizuishan
