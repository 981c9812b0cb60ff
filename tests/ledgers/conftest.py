"""Fixtures of the tests of ledgers."""

import pytest

from factories.people import Cast
from ledgers.scenes import Year, build_year


@pytest.fixture
def year(shizuishan: Cast) -> Year:
    """石嘴山's year."""
    return build_year(shizuishan)
