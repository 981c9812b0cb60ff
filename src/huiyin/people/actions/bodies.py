"""Bodies: registering one, giving it another name, renaming it after a reform of offices."""

from datetime import date, timedelta

from django.db import transaction

from huiyin.people.enums import BodyKind, BodyNameKind
from huiyin.people.models import Body, BodyName, Committee


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
