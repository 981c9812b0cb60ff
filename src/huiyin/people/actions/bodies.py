"""Bodies: registering one, giving it another name, renaming it after a reform of offices."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import structlog
from django.db import IntegrityError, transaction

from huiyin.kernel.text import fold
from huiyin.people.enums import BodyKind, BodyNameKind, Side
from huiyin.people.models import Body, BodyName, ComingName, Committee, Counterpart

log = structlog.get_logger("huiyin.people")


@transaction.atomic
def add_body(
    *,
    committee: Committee,
    kind: BodyKind,
    name: str,
    code: str = "",
    short_name: str = "",
    since: date | None = None,
) -> Body:
    """Registers a body with the committee; without a code it gets the next free one of its kind.

    IntegrityError when the code, or a current body of that kind and name, exists already.
    """
    body = Body(
        committee=committee, kind=kind, code=code or _next_code(committee, kind), name=name, since=since
    )
    body.short_name = short_name
    body.save()
    return body


def _next_code(committee: Committee, kind: BodyKind) -> str:
    """`sector-7`: kind and running number, which outlives any change of the name."""
    prefix = f"{kind.value.replace('_', '-')}-"
    taken = set(
        Body.objects.filter(committee=committee, code__startswith=prefix).values_list("code", flat=True)
    )
    number = len(taken) + 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def add_body_name(
    *,
    body: Body,
    name: str,
    kind: BodyNameKind,
    since: date | None = None,
    until: date | None = None,
) -> BodyName:
    """Lets a body also be found under this alias or former name."""
    return BodyName.objects.create(
        committee_id=body.committee_id, body=body, name=name, kind=kind, since=since, until=until
    )


@transaction.atomic
def rename_body(*, body: Body, name: str, short_name: str = "", on: date) -> Body:
    """Gives a body a new full name from a day on; papers that use the old name still find it."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    if body.name != name:
        BodyName.objects.update_or_create(
            committee_id=body.committee_id,
            body=body,
            name=body.name,
            defaults={"kind": BodyNameKind.FORMER, "until": on - timedelta(days=1)},
        )
    body.name = name
    body.short_name = short_name or body.short_name
    body.save()
    return body


@transaction.atomic
def rename_from(*, body: Body, name: str, short_name: str = "", on: date, today: date) -> bool:
    """Rename a body from a day on: at once when the day has come (True), else on that day by the regular work."""
    if on <= today:
        rename_body(body=body, name=name, short_name=short_name, on=on)
        return True
    ComingName.objects.create(
        committee_id=body.committee_id, body=body, name=name, short_name=short_name, on=on
    )
    return False


@transaction.atomic
def cancel_coming_name(*, body: Body) -> None:
    """Let a body keep its present name."""
    ComingName.objects.filter(body=body).delete()


def take_up_coming_names(*, today: date) -> int:
    """Give bodies the names whose day has come; how many. Each by itself: one that is taken stops no other."""
    number = 0
    for coming in ComingName.objects.filter(on__lte=today).select_related("body").order_by("on", "pk"):
        try:
            number += _take_up(coming)
        except IntegrityError:
            log.error("coming_name_taken", body=coming.body_id, name=coming.name)
    return number


@transaction.atomic
def _take_up(coming: ComingName) -> int:
    """1 if this process was the one to do it."""
    if not ComingName.objects.filter(pk=coming.pk).delete()[0]:
        return 0
    rename_body(body=coming.body, name=coming.name, short_name=coming.short_name, on=coming.on)
    return 1


@transaction.atomic
def shorten_name(*, body: Body, short_name: str) -> None:
    """Give a body another short name, or none."""
    body.short_name = short_name
    body.save()


@transaction.atomic
def dissolve_body(*, body: Body, until: date) -> None:
    """Give a body its last day. Whoever calls has seen to it that nothing is open there."""
    Body.objects.filter(pk=body.pk).update(until=until)


@transaction.atomic
def end_body_name(*, name: BodyName, until: date) -> None:
    """Let an alias go out of use with a day."""
    BodyName.objects.filter(pk=name.pk).update(until=until)


@transaction.atomic
def add_alias(*, body: Body, name: str, since: date) -> BodyName:
    """Let a body be found under an alias from a day on; one that had ended comes into use again."""
    row, _created = BodyName.objects.update_or_create(
        committee_id=body.committee_id,
        body=body,
        folded=fold(name),
        defaults={"name": name, "kind": BodyNameKind.ALIAS, "since": since, "until": None},
    )
    return row


def set_counterpart(*, special_committee: Body, unit: Body, standing: bool) -> None:
    """Lay down, or take back, that a special committee is in standing contact with a unit."""
    pair: dict[str, Any] = {
        "committee_id": special_committee.committee_id,
        "special_committee": special_committee,
        "unit": unit,
    }
    if standing:
        Counterpart.objects.get_or_create(**pair)
    else:
        Counterpart.objects.filter(**pair).delete()


@transaction.atomic
def put_under(*, committee: Committee, side: Side, units: Iterable[Body]) -> None:
    """Lay down which units stand under the party office or the government office: these, and no others."""
    keys = [unit.pk for unit in units]
    own = Body.objects.filter(committee=committee, kind=BodyKind.UNIT)
    own.filter(side=side).exclude(pk__in=keys).update(side="")
    own.filter(pk__in=keys).update(side=side)
