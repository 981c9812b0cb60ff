"""Confirming a change: held against what was read in the preview, made once, and recorded in the same transaction."""

import secrets
from dataclasses import dataclass

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from huiyin.people.changing.change import Asked, Change, ChangeRefused, Done, Values
from huiyin.people.changing.plan import Plan
from huiyin.people.changing.record import record_setting
from huiyin.people.models import Committee, SettingChange

SALT = "huiyin.settings.preview"
HOLDS_FOR = 24 * 3600
"""Seconds for which a preview may be confirmed."""


class AlreadyDone(Exception):
    """The same preview was confirmed before; `line` is what was recorded then."""

    def __init__(self, line: SettingChange) -> None:
        super().__init__(str(line))
        self.line = line


class Stale(Exception):
    """What would be done now is not what the person read; `plan` says what it is now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


@dataclass(frozen=True)
class Agreed:
    """What a confirmation brings back from its preview."""

    key: str
    digest: str


def token_for(change: Change, plan: Plan, posted: str) -> str:
    """What the preview page carries; `posted` stands for everything that was typed."""
    values = {"key": secrets.token_hex(16), "digest": _digest(change, plan, posted)}
    return signing.dumps(values, salt=SALT)


def agreed_in(token: str) -> Agreed | None:
    """What was agreed to; None for a token that is not ours or too old."""
    try:
        values = signing.loads(token, salt=SALT, max_age=HOLDS_FOR)
    except signing.BadSignature:
        return None
    return Agreed(values["key"], values["digest"])


def _digest(change: Change, plan: Plan, posted: str) -> str:
    return f"{change.code} {plan.digest()} {posted}"


def confirm(change: Change, asked: Asked, values: Values, *, token: str, posted: str) -> Done:
    """Make a change that was read and agreed to.

    Raises Stale when it would do something else by now, AlreadyDone for the second press of the button,
    ChangeRefused when it can no longer be made. Nothing has been changed then.
    """
    try:
        with transaction.atomic():
            return _confirm(change, asked, values, agreed_in(token), posted)
    except IntegrityError as error:
        text = _("刚刚有人登记了同样的内容，本次没有改动。请返回核对后再办。")
        raise ChangeRefused(text, code="taken") from error


def _as_it_stands(change: Change, asked: Asked) -> Asked:
    """What is to be changed, read again under the lock."""
    try:
        return change.ask(asked.keeper, asked.key)
    except Http404 as error:
        text = _("要变更的内容刚刚已由他人变更，本次没有改动。请返回查看。")
        raise ChangeRefused(text, code="gone") from error


def _confirm(change: Change, asked: Asked, values: Values, agreed: Agreed | None, posted: str) -> Done:
    # Changes of one committee come one after the other, so the second of two clerks is planned upon the first.
    Committee.objects.select_for_update(no_key=True).get(pk=asked.keeper.committee.pk)
    if agreed is not None:
        before = SettingChange.objects.filter(request_key=agreed.key).first()
        if before is not None:
            raise AlreadyDone(before)
    asked = _as_it_stands(change, asked)
    plan = change.plan(asked, values)
    if agreed is None or agreed.digest != _digest(change, plan, posted):
        raise Stale(plan)
    done = change.carry_out(asked, values)
    record_setting(
        committee=None if change.shared else asked.keeper.committee,
        page=change.page,
        label=str(change.label),
        what=plan.what,
        before=plan.before,
        after=plan.after,
        since=plan.since,
        reason=values.get("reason") or "",
        person=asked.keeper.person,
        at=asked.keeper.at,
        request_key=agreed.key,
    )
    return done
