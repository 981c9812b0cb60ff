"""Fixtures of the record's tests: the paper procedure and an empty folder for files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from factories.papers import papers_included
from huiyin.procedure.definition import Procedure


@pytest.fixture(autouse=True)
def file_folder(tmp_path: Path, settings: Settings) -> Path:
    """Files of one test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def papers() -> Iterator[Procedure]:
    """The paper procedure, for the time of one test."""
    with papers_included() as procedure:
        yield procedure
