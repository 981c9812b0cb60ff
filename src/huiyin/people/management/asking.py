"""What several commands ask for: a day, a committee, a body, a person; each unknown one ends in a sentence."""

from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from huiyin.kernel.verdicts import Refused
from huiyin.people.actions.accepting import NotAcceptedError
from huiyin.people.actions.grants import GrantRefusedError
from huiyin.people.changing.record import record_setting
from huiyin.people.models import Body, Committee, Person
from huiyin.people.selectors import find_body, find_committee
from huiyin.people.selectors.persons import find_person


def said(choices: Iterable[tuple[Any, Any]]) -> str:
    """The words that an option takes, each with what it means: 类别：unit 承办单位、…."""
    return "、".join(f"{value} {label}" for value, label in choices)


def a_day(text: str) -> date:
    """A day written 2027-01-01."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是日期，请写成 2027-01-01 的形式") from error


def a_number(text: str) -> int:
    """A whole number from 1 on."""
    if text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0:
        return int(text)
    raise ArgumentTypeError(f"“{text}”不是正整数")


def known_committee(code: str) -> Committee:
    """The committee with this code."""
    committee = find_committee(code)
    if committee is None:
        codes = "、".join(Committee.objects.values_list("code", flat=True)[:20]) or "（尚未登记任何政协）"
        raise CommandError(f"没有代码为“{code}”的政协委员会。已登记：{codes}。")
    return committee


def known_body(committee: Committee, text: str) -> Body:
    """The body of a committee with this code or any of its names."""
    body = Body.objects.filter(committee=committee, code=text).first()
    found = body or find_body(committee, text, timezone.localdate())
    if isinstance(found, Refused):
        raise CommandError(found.text)
    return found


def known_person(text: str) -> Person:
    """The person with this number, user name or name."""
    found = find_person(text)
    if isinstance(found, Refused):
        raise CommandError(found.text)
    return found


def on_record(
    committee: Committee | None,
    page: str,
    label: str,
    what: str,
    *,
    before: str = "",
    after: str = "",
    since: date | None = None,
) -> None:
    """Put on the record what the command changed; without a day it is in force from today."""
    at = timezone.now()
    day = since or timezone.localdate(at)
    record_setting(
        committee=committee,
        page=page,
        label=label,
        what=what,
        before=before,
        after=after,
        since=day,
        person=None,
        at=at,
    )


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """Let what an action refuses end the command with its sentence."""
    try:
        yield
    except (NotAcceptedError, GrantRefusedError) as refused:
        raise CommandError(refused.verdict.text) from refused
