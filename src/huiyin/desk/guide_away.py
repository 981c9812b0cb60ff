"""Whether the guide of first steps stands on the home page: the office puts it away and takes it back."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from huiyin.people.changing.record import record_setting
from huiyin.people.models import (
    Committee,
    Person,
    SettingChange,
)

PAGE = "first-steps"


def is_put_away(committee: Committee) -> bool:
    """Whether the office has put the guide away."""
    last = SettingChange.objects.filter(committee=committee, page=PAGE).order_by("-pk").first()
    return last is not None and last.after == _put_away_words()


def _put_away_words() -> str:
    return str(_("首页不再显示"))


def put_away(committee: Committee, *, away: bool, person: Person, day: date, at: datetime) -> None:
    """Take the guide off the home page, or put it back; on the record like every setting."""
    if is_put_away(committee) == away:
        return
    record_setting(
        committee=committee,
        page=PAGE,
        label=str(_("启用向导")),
        what=str(_("启用向导")),
        after=_put_away_words() if away else str(_("首页显示")),
        since=day,
        person=person,
        at=at,
    )
