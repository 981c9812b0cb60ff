"""Fixtures of the tests of search."""

from collections.abc import Iterator

import pytest

from search.letters import letters_included


@pytest.fixture
def letters(db: None) -> Iterator[None]:
    """Letters are among the kinds of matter."""
    with letters_included():
        yield
