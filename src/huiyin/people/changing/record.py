"""Putting a change of settings on the record: the one function that does, whoever makes the change."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from huiyin.kernel.text import shorten
from huiyin.people.models import Committee, Person, SettingChange

TEXT_LENGTH = 2000


def record_setting(
    *,
    committee: Committee | None,
    page: str,
    label: str,
    what: str,
    before: str = "",
    after: str = "",
    since: date,
    reason: str = "",
    person: Person | None,
    at: datetime,
    request_key: str = "",
) -> SettingChange:
    """Write one line. Without a person the change was made on the server's command line."""
    return SettingChange.objects.create(
        committee=committee,
        page=page,
        label=label[:60],
        what=shorten(what, 200),
        before=before[:TEXT_LENGTH],
        after=after[:TEXT_LENGTH],
        in_force_from=since,
        reason=reason,
        person=person,
        person_name=person.name if person is not None else _("服务器命令行"),
        at=at,
        request_key=request_key,
    )
