"""The command on databases where the demonstration has no place."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from factories.people import build_shizuishan
from huiyin.people.models import Committee


def test_demo_accounts_before_loading_are_refused(db: None) -> None:
    with pytest.raises(CommandError, match="还没有载入演示数据"):
        call_command("demo", "--accounts", stdout=StringIO())


def test_demo_refused_where_real_committees_are(db: None) -> None:
    cast = build_shizuishan()
    Committee.objects.filter(pk=cast.committee.pk).update(code="another")
    with pytest.raises(CommandError, match="已有正式的政协委员会"):
        call_command("demo", stdout=StringIO())
    assert Committee.objects.count() == 1
