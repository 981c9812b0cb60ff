"""Applying a checked list of bodies: all of it in one transaction, or nothing; one line in the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.people.actions.bodies import add_alias, add_body, shorten_name
from huiyin.people.body_sheet.checking import BodyRow, check_bodies
from huiyin.people.changing.record import record_setting
from huiyin.people.enums import BodyKind, RosterRowState
from huiyin.people.models import Account, BodyImport, Committee, Person
from huiyin.people.sheets.columns import Sheet, SheetRow
from huiyin.people.sheets.errors import SheetNotApplicableError


@dataclass(frozen=True)
class Applied:
    """What applying a list did."""

    created: int
    changed: int
    unchanged: int


@transaction.atomic
def keep_bodies(
    *, committee: Committee, owner: Account, file_name: str, sheet: Sheet, at: datetime
) -> BodyImport:
    """Keep the rows of an uploaded list until it is confirmed; an earlier unconfirmed one is dropped."""
    BodyImport.objects.filter(committee=committee, owner=owner, applied_at__isnull=True).delete()
    return BodyImport.objects.create(
        committee=committee,
        owner=owner,
        file_name=file_name[-200:],
        rows=[row.as_json() for row in sheet.rows],
        created_at=at,
    )


def rows_of(kept: BodyImport) -> list[SheetRow]:
    """The rows of a kept list."""
    return [SheetRow(row["line"], row["values"], row["formulas"]) for row in kept.rows]


@transaction.atomic
def apply_kept_bodies(*, kept: BodyImport, person: Person | None, at: datetime) -> Applied:
    """Check the rows afresh and register them, once. SheetNotApplicableError, with nothing changed, otherwise."""
    Committee.objects.select_for_update(no_key=True).get(pk=kept.committee_id)
    kept = BodyImport.objects.select_for_update(of=("self",)).select_related("committee").get(pk=kept.pk)
    if kept.applied_at is not None:
        raise SheetNotApplicableError(_("该机构表已经导入，没有重复导入。"))
    today = timezone.localdate(at)
    rows = check_bodies(committee=kept.committee, rows=rows_of(kept), on=today)
    wrong = sum(bool(row.problems) for row in rows)
    if wrong:
        text = _("机构表中有 %(count)d 行有错误，未导入任何一行。请改正后重新上传。")
        raise SheetNotApplicableError(text % {"count": wrong})
    applied = _register(kept, rows, at)
    names = "、".join(row.name for row in rows if row.state is RosterRowState.NEW)
    renamed = "、".join(row.name for row in rows if row.state is RosterRowState.CHANGED)
    lines = [_("新增：%(names)s") % {"names": names}] if names else []
    lines += [_("变更简称、别称：%(names)s") % {"names": renamed}] if renamed else []
    record_setting(
        committee=kept.committee,
        page="bodies",
        label=_("导入机构"),
        what=kept.file_name,
        after="\n".join(lines),
        since=today,
        person=person,
        at=at,
    )
    kept.applied_at, kept.rows = at, []
    kept.save(update_fields=["applied_at", "rows"])
    return applied


def _register(kept: BodyImport, rows: Sequence[BodyRow], at: datetime) -> Applied:
    today = timezone.localdate(at)
    count = dict.fromkeys(RosterRowState, 0)
    for row in rows:
        count[row.state] += 1
        if row.state is RosterRowState.UNCHANGED:
            continue
        body = row.body
        if body is None:
            kind = row.kind or BodyKind.UNIT
            body = add_body(committee=kept.committee, kind=kind, name=row.name, short_name=row.short_name)
        elif row.short_name and row.short_name != body.short_name:
            shorten_name(body=body, short_name=row.short_name)
        known = {other.name for other in body.other_names.all()} | {body.name, body.short_name}
        for alias in row.aliases:
            if alias not in known:
                add_alias(body=body, name=alias, since=today)
    return Applied(count[RosterRowState.NEW], count[RosterRowState.CHANGED], count[RosterRowState.UNCHANGED])
