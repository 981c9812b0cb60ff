"""Fixtures of the tests of ledgers."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from factories.people import build_shizuishan, build_zhongwei
from ledgers.scenes import Year, build_year


@pytest.fixture(scope="module")
def year(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Year]:
    """石嘴山's year, made once for all tests of a file; what a test changes is undone after it, the year at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_year(build_shizuishan(), build_zhongwei())
        transaction.set_rollback(True)
