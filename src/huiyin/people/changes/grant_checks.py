"""What a right must be to be given: by whom, to whom, for which days; and how its days are said."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from huiyin.kernel.text import said_day
from huiyin.kernel.verdicts import Refused, Verdict
from huiyin.people.changing.change import (
    ChangeRefused,
    Values,
)
from huiyin.people.changing.keeper import Keeper
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Grant, Person
from huiyin.people.rules import may_give, role_fits_body


def in_words(role: Role, body: Body | None) -> str:
    """A role as a sentence names it."""
    return f"{role.label}（{body.name}）" if body is not None else str(role.label)


def refuse_verdict(verdict: Verdict, field: str | None = None) -> None:
    """Say what the rule said, at the field that it is about."""
    if isinstance(verdict, Refused):
        raise ChangeRefused(verdict.text, field=field, code=verdict.code)


def check_right(keeper: Keeper, person: Person | None, values: Values) -> None:
    """Refuse a right that this keeper may not give, or that could not be held like that."""
    role, body = Role(values["role"]), values["body"]
    if person is not None and person.pk == keeper.person.pk:
        raise ChangeRefused(_("不能给自己授予职责，请由另一位有权限的人员办理。"), code="to-oneself")
    refuse_verdict(may_give(keeper.roles, role), "role")
    refuse_verdict(role_fits_body(role, BodyKind(body.kind) if body is not None else None), "body")
    check_span(keeper, values["since"], values["until"])
    if (
        body is not None
        and body.until is not None
        and (values["until"] is None or values["until"] > body.until)
    ):
        text = _("%(body)s登记到%(day)s撤销，职责不能超过这一天。")
        raise ChangeRefused(text % {"body": body.name, "day": said_day(body.until)}, field="until")
    if person is not None:
        held = Grant.objects.filter(
            committee=keeper.committee, person=person, role=role, body=body, deputy_of__isnull=True
        )
        same = overlapping(held, values["since"], values["until"])
        if same is not None:
            text = _("%(name)s已有这项职责：%(days)s。")
            raise ChangeRefused(text % {"name": person.name, "days": days_of(same)}, code="held")


def check_span(keeper: Keeper, since: date, until: date | None) -> None:
    """Refuse days that are past or out of order."""
    if since < keeper.day:
        text = _("职责不能从过去的日期算起：那几天里谁有权办理，已经记录在案。请填今天或者以后。")
        raise ChangeRefused(text, field="since")
    if until is not None and until < since:
        raise ChangeRefused(_("最后一天早于起始日期。"), field="until")


def overlapping(held: QuerySet[Grant], since: date, until: date | None) -> Grant | None:
    """One of these rights that holds on a day of the span."""
    if until is not None:
        held = held.filter(since__lte=until)
    return held.exclude(until__lt=since).first()


def days_of(grant: Grant) -> str:
    """From when until when."""
    end = said_day(grant.until) if grant.until else _("长期")
    return _("%(since)s至%(until)s") % {"since": said_day(grant.since), "until": end}


def span_in_words(since: date, until: date | None) -> str:
    """The same of days not given yet."""
    return _("%(since)s至%(until)s") % {
        "since": said_day(since),
        "until": said_day(until) if until else _("长期"),
    }
