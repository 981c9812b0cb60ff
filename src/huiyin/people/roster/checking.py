"""Checking every row of a roster against itself and against what is registered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from huiyin.kernel.text import fold
from huiyin.people.enums import BodyKind, RosterRowState
from huiyin.people.models import Body, Member, Person, Term
from huiyin.people.roster import columns
from huiyin.people.roster.known import Known
from huiyin.people.roster.values import standing_of, value_problems
from huiyin.people.sheets.columns import Change, Column, Problem, SheetRow


@dataclass(frozen=True)
class MissingBody:
    """A sector, special committee or activity group that the roster names and nobody has registered."""

    kind: BodyKind
    name: str

    @property
    def folded(self) -> str:
        """The name for comparing."""
        return fold(self.name)


@dataclass
class CheckedRow:
    """One row with everything found out about it."""

    line: int
    values: Mapping[str, str]
    member: Member | None = None
    person: Person | None = None
    bodies: dict[str, Body] = field(default_factory=dict)
    missing: list[MissingBody] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def state(self) -> RosterRowState:
        """What applying the row would do."""
        if self.problems:
            return RosterRowState.ERROR
        if self.member is None:
            return RosterRowState.NEW
        return RosterRowState.CHANGED if self.changes else RosterRowState.UNCHANGED

    def wrong(self, column: Column, text: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(str(column.label), text))


@dataclass(frozen=True)
class Preview:
    """All rows checked; what would be created besides members."""

    rows: Sequence[CheckedRow]
    missing: Sequence[MissingBody]

    def count(self, state: RosterRowState) -> int:
        """How many rows are in that state."""
        return sum(row.state == state for row in self.rows)

    @property
    def has_errors(self) -> bool:
        """Whether a row must be mended before anything can be brought in."""
        return any(row.problems for row in self.rows)

    @property
    def has_effect(self) -> bool:
        """Whether applying would change anything at all."""
        return any(row.state in {RosterRowState.NEW, RosterRowState.CHANGED} for row in self.rows)


def check_roster(*, term: Term, rows: Sequence[SheetRow], on: date) -> Preview:
    """Checks rows for a term of a committee as things stand on that day; changes nothing."""
    known = Known.load(term=term, rows=rows, on=on)
    checked = [CheckedRow(row.line, row.values) for row in rows]
    for row, source in zip(checked, rows, strict=True):
        for column, text in value_problems(source):
            row.wrong(column, text)
        _find_bodies(row, known)
        _find_member(row, known)
        _check_user_name(row, known)
    _refuse_duplicates(checked)
    for row in checked:
        if row.member is not None and not row.problems:
            row.changes = _changes(row, row.member)
    missing = list(dict.fromkeys(body for row in checked for body in row.missing))
    return Preview(checked, missing)


def _find_bodies(row: CheckedRow, known: Known) -> None:
    for code, kind in columns.BODY_KIND_OF_COLUMN.items():
        name = row.values.get(code, "")
        if not name:
            continue
        found = known.body(kind, name)
        if isinstance(found, Body):
            row.bodies[code] = found
        elif found.code == "body-unknown":
            row.missing.append(MissingBody(kind, name))
            row.notes.append(known.unknown_body_note(kind, name))
        else:
            row.wrong(columns.COLUMN_BY_CODE[code], found.text)


def _find_member(row: CheckedRow, known: Known) -> None:
    name, number = row.values.get("name", ""), row.values.get("number", "")
    by_number = known.member_by_number.get(number) if number else None
    if by_number is not None:
        if not known.same_name(by_number.person.name, name):
            row.wrong(
                columns.NUMBER,
                _("证号%(number)s已登记为%(known)s，与本行姓名不符，请核对证号和姓名。")
                % {"number": number, "known": by_number.person.name},
            )
        row.member = by_number
    else:
        _find_member_by_name(row, known, name, number)
    row.person = row.member.person if row.member is not None else known.earlier_person(name)
    if row.member is None and row.person is not None:
        row.notes.append(_("沿用往届同名委员的人员资料和账号；如系另一人，请先与系统管理员联系。"))


def _find_member_by_name(row: CheckedRow, known: Known, name: str, number: str) -> None:
    same = known.members_named(name)
    open_to = [member for member in same if not number or not member.number]
    if len(open_to) > 1:
        row.wrong(
            columns.NUMBER if not number else columns.NAME,
            _("本届有 %(count)d 位委员叫%(name)s，请填写与登记一致的委员证号。")
            % {"count": len(open_to), "name": name},
        )
    elif open_to:
        row.member = open_to[0]
    elif same:
        numbers = "、".join(member.number for member in same)
        row.notes.append(
            _("本届已有同名委员（证号%(numbers)s），本行将作为另一人新增；如系同一人，请改正证号。")
            % {"numbers": numbers}
        )


def _check_user_name(row: CheckedRow, known: Known) -> None:
    user_name = row.values.get("user_name", "").lower()
    if not user_name:
        return
    own = row.person.account if row.person is not None else None
    if own is not None:
        if own.username.lower() != user_name:
            row.wrong(
                columns.USER_NAME,
                _("%(name)s已有登录名%(known)s，名册不能更改登录名，请填写原登录名或留空。")
                % {"name": row.values.get("name", ""), "known": own.username},
            )
    elif user_name in known.taken_user_names:
        row.wrong(columns.USER_NAME, _("登录名%(name)s已被使用，请换一个。") % {"name": user_name})


def _refuse_duplicates(rows: Sequence[CheckedRow]) -> None:
    """The same number, login name or person twice: both rows are named, since either may be the wrong one."""
    for column in (columns.NUMBER, columns.USER_NAME):
        _refuse_repeated(rows, column, [row.values.get(column.code, "").casefold() for row in rows])
    bare = [fold(row.values.get("name", "")) if not row.values.get("number") else "" for row in rows]
    _refuse_repeated(rows, columns.NAME, bare)
    sound = [row for row in rows if not row.problems]
    people = [str(row.person.pk) if row.person is not None else "" for row in sound]
    _refuse_repeated(sound, columns.NAME, people)


def _refuse_repeated(rows: Sequence[CheckedRow], column: Column, keys: Sequence[str]) -> None:
    lines: dict[str, list[str]] = defaultdict(list)
    for row, key in zip(rows, keys, strict=True):
        lines[key].append(str(row.line))
    for row, key in zip(rows, keys, strict=True):
        if key and len(lines[key]) > 1:
            row.wrong(
                column,
                _("第 %(lines)s 行重复，请只保留一行；确系同名的，请分别填写委员证号。")
                % {"lines": "、".join(lines[key][:10])},
            )


def _changes(row: CheckedRow, member: Member) -> list[Change]:
    """What the row says otherwise than the register; a column the file does not have changes nothing."""
    found = []
    for code in ("number", "workplace", "post"):
        if code in row.values and row.values[code] != getattr(member, code):
            found.append(_change(code, getattr(member, code), row.values[code]))
    for code in columns.BODY_KIND_OF_COLUMN:
        before: Body | None = getattr(member, code)
        if code in row.values and (row.bodies.get(code) != before or (row.values[code] and before is None)):
            found.append(_change(code, before.name if before else "", row.values[code]))
    if "is_standing" in row.values and standing_of(row.values["is_standing"]) != member.is_standing:
        words = {True: _("是"), False: _("否")}
        found.append(_change("is_standing", words[member.is_standing], words[not member.is_standing]))
    if row.values.get("user_name") and member.person.account_id is None:
        found.append(_change("user_name", "", row.values["user_name"].lower()))
    return found


def _change(code: str, before: str, after: str) -> Change:
    return Change(str(columns.COLUMN_BY_CODE[code].label), before, after)
