"""Checking every row of a list of bodies against itself and against what is registered."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from huiyin.kernel.text import fold
from huiyin.people.body_sheet.columns import ALIASES, KIND, LAYOUT, NAME, SHORT_NAME, kind_of
from huiyin.people.enums import BodyKind, RosterRowState
from huiyin.people.models import Body, Committee
from huiyin.people.sheets.columns import Change, Column, Problem, SheetRow
from huiyin.people.sheets.values import cell_problems

_BETWEEN = re.compile(r"[、，,;；/\n]+")
Key = tuple[str, str]
"""Kind and folded name."""


@dataclass
class BodyRow:
    """One row with everything found out about it."""

    line: int
    values: Mapping[str, str]
    kind: BodyKind | None = None
    aliases: list[str] = field(default_factory=list)
    body: Body | None = None
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The full name."""
        return self.values.get("name", "")

    @property
    def short_name(self) -> str:
        """The short name, or nothing."""
        return self.values.get("short_name", "")

    @property
    def names(self) -> list[str]:
        """Every name the row gives its body."""
        return [each for each in (self.name, self.short_name, *self.aliases) if each]

    @property
    def state(self) -> RosterRowState:
        """What applying the row would do."""
        if self.problems:
            return RosterRowState.ERROR
        if self.body is None:
            return RosterRowState.NEW
        return RosterRowState.CHANGED if self.changes else RosterRowState.UNCHANGED

    def wrong(self, column: Column, text: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(str(column.label), text))


def check_bodies(*, committee: Committee, rows: Sequence[SheetRow], on: date) -> list[BodyRow]:
    """Check rows as things stand on that day; changes nothing. Two queries whatever the number of rows."""
    checked = [_read(row) for row in rows]
    known = _known(committee, on)
    for row in checked:
        _find(row, known)
    _refuse_shared_names(checked)
    return checked


def _read(source: SheetRow) -> BodyRow:
    row = BodyRow(source.line, source.values)
    for column, text in cell_problems(LAYOUT, source, plain={"name", "short_name"}):
        row.wrong(column, text)
    if not row.name:
        row.wrong(NAME, _("未填写名称，请补填；不需要的行请删去。"))
    row.kind = kind_of(row.values.get("kind", ""))
    if row.kind is None:
        kinds = "、".join(str(kind.label) for kind in BodyKind)
        row.wrong(KIND, _("类别只能是：%(kinds)s；空白视为承办单位。") % {"kinds": kinds})
    aliases = _BETWEEN.split(row.values.get("aliases", ""))
    row.aliases = list(dict.fromkeys(each.strip() for each in aliases if each.strip()))
    if any(len(each) > NAME.limit for each in row.aliases):
        row.wrong(ALIASES, _("有的别称超过 %(limit)d 字；几个别称之间用顿号隔开。") % {"limit": NAME.limit})
    return row


def _known(committee: Committee, on: date) -> dict[Key, Body]:
    """Living bodies by every name they have."""
    found: dict[Key, Body] = {}
    rows = Body.objects.filter(committee=committee).filter(Q(until__isnull=True) | Q(until__gte=on))
    bodies = list(rows.prefetch_related("other_names").order_by("pk"))
    for body in bodies:
        for other in body.other_names.all():
            if other.until is None or other.until >= on or other.kind == "former":
                found[(body.kind, other.folded)] = body
    for body in bodies:
        if body.folded_short_name:
            found[(body.kind, body.folded_short_name)] = body
    # The full name is the surest and comes last.
    return found | {(body.kind, body.folded_name): body for body in bodies}


def _find(row: BodyRow, known: Mapping[Key, Body]) -> None:
    if row.kind is None or not row.name:
        return
    found = known.get((row.kind, fold(row.name)))
    if found is not None and found.folded_name != fold(row.name):
        text = _("“%(name)s”是已登记的%(body)s的简称、别称或曾用名；是它的请填现在的全称，要改名请用更名。")
        row.wrong(NAME, text % {"name": row.name, "body": found.name})
        return
    row.body = found
    for name, column in ((row.short_name, SHORT_NAME), *((each, ALIASES) for each in row.aliases)):
        other = known.get((row.kind, fold(name))) if name else None
        if other is not None and other != found:
            text = _("“%(name)s”已是%(body)s的名称。") % {"name": name, "body": other.name}
            row.wrong(column, text)
    if found is None or row.problems:
        return
    if row.short_name and row.short_name != found.short_name:
        row.changes.append(Change(str(SHORT_NAME.label), found.short_name, row.short_name))
    new = [each for each in row.aliases if known.get((row.kind, fold(each))) is None]
    if new:
        row.changes.append(Change(str(ALIASES.label), "", "、".join(new)))


def _refuse_shared_names(rows: Sequence[BodyRow]) -> None:
    """One name in two rows: both are named, since either may be the wrong one."""
    lines: dict[Key, list[int]] = defaultdict(list)
    for row in rows:
        for folded in {fold(name) for name in row.names} if row.kind else ():
            lines[(str(row.kind), folded)].append(row.line)
    for row in rows:
        for name in row.names:
            shared = lines.get((str(row.kind), fold(name)), [])
            if len(shared) > 1:
                said = {"lines": "、".join(map(str, shared[:10])), "name": name}
                row.wrong(NAME, _("第 %(lines)s 行都用了“%(name)s”，请只保留一处。") % said)
                break
