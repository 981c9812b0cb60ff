"""Fixtures of the tests of sittings."""

from collections.abc import Iterator

import pytest

from sittings.motions import motions_included


@pytest.fixture
def motions(db: None) -> Iterator[None]:
    """Motions are among the kinds of matter."""
    with motions_included():
        yield
