"""Python values as the texts a browser would post for them."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import Model
from django.utils import timezone


def posted_texts(value: Any) -> list[str]:
    """The texts of one field: none for an empty value or an unticked box, several for a list of choices."""
    if value is None or value is False:
        return []
    if value is True:
        return ["on"]
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [_text(item) for item in value]
    return [_text(value)]


def _text(value: Any) -> str:
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%dT%H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    return str(value)
