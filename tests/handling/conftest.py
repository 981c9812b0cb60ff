"""Fixtures of the tests of handling."""

from collections.abc import Iterator

import pytest

from factories.people import Cast
from handling.dossiers import Office, dossiers_included
from huiyin.procedure.models import Matter


@pytest.fixture
def office(shizuishan: Cast) -> Iterator[Office]:
    """石嘴山 at work on dossiers."""
    with dossiers_included():
        yield Office(shizuishan)


@pytest.fixture
def submitted(office: Office) -> Matter:
    """A dossier submitted to party office and government office."""
    offices = [office.cast.body(name).pk for name in ("市委办公室", "市政府办公室")]
    return office.act(office.dossier((CITY_UNIT,)), "submit", "林政协", addressees=offices).matter


CITY_UNIT = "市城市管理局"
