"""`huiyin roster import FILE --committee CODE [--apply]`: a roster from the command line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from huiyin.people.enums import RosterRowState
from huiyin.people.models import Term
from huiyin.people.roster.applying import Applied, apply_roster
from huiyin.people.roster.checking import Preview, check_roster
from huiyin.people.roster.columns import LAYOUT
from huiyin.people.selectors import current_term, find_committee
from huiyin.people.sheets.columns import Sheet
from huiyin.people.sheets.errors import SheetFileError, SheetNotApplicableError
from huiyin.people.sheets.reading import MAX_BYTES, read_sheet
from huiyin.people.sheets.screening import refuse_classified


class Command(BaseCommand):
    """Shows what a roster would change and, with --apply, brings it in."""

    help = "委员名册：逐行核对，加 --apply 后导入"

    def add_arguments(self, parser: CommandParser) -> None:
        """`import` is the one act so far."""
        acts = parser.add_subparsers(dest="act", required=True)
        bring_in = acts.add_parser("import", help="核对并导入 .xlsx 或 .csv 名册")
        bring_in.add_argument("file", type=Path)
        bring_in.add_argument("--committee", required=True, help="政协委员会代码")
        bring_in.add_argument("--apply", action="store_true", help="确认导入；不加则只核对")
        bring_in.add_argument(
            "--create-bodies", action="store_true", help="新建尚未登记的界别、专委会、活动组"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints every row that is not unchanged; a row with a problem makes the command fail."""
        term = self._term(options["committee"])
        sheet = self._sheet(options["file"])
        at = timezone.now()
        preview = check_roster(term=term, rows=sheet.rows, on=timezone.localdate(at))
        self._print(preview, sheet)
        if preview.has_errors:
            raise CommandError("名册中有错误，未导入任何一行。请改正后再试。")
        if not options["apply"]:
            self.stdout.write("以上只是核对，尚未导入。确认无误后加 --apply 再执行一次。")
            return
        try:
            applied = apply_roster(term=term, rows=sheet.rows, create_bodies=options["create_bodies"], at=at)
        except SheetNotApplicableError as error:
            raise CommandError(f"{error}（新建机构请加 --create-bodies）") from error
        self._print_applied(applied)

    def _term(self, code: str) -> Term:
        committee = find_committee(code)
        if committee is None:
            raise CommandError(f"没有代码为“{code}”的政协委员会。")
        term = current_term(committee, timezone.localdate())
        if term is None:
            raise CommandError(f"{committee.name}没有正在进行的届次，请先登记届次。")
        return term

    def _sheet(self, path: Path) -> Sheet:
        try:
            with path.open("rb") as file:
                sheet = read_sheet(file.read(MAX_BYTES + 1), LAYOUT)
            refuse_classified(sheet, path.name)
        except OSError as error:
            raise CommandError(f"无法打开文件“{path}”，请检查路径和权限。") from error
        except SheetFileError as error:
            raise CommandError(str(error)) from error
        return sheet

    def _print(self, preview: Preview, sheet: Sheet) -> None:
        for row in preview.rows:
            if row.state == RosterRowState.UNCHANGED and not row.notes:
                continue
            self.stdout.write(f"第 {row.line} 行 {row.values.get('name', '')}：{row.state.label}")
            for problem in row.problems:
                self.stdout.write(f"    错误　{problem.column}：{problem.text}")
            for change in row.changes:
                self.stdout.write(
                    f"    变更　{change.column}：{change.before or '（空）'} → {change.after or '（空）'}"
                )
            for note in row.notes:
                self.stdout.write(f"    提示　{note}")
        if sheet.unused:
            self.stdout.write("未使用的列：" + "、".join(sheet.unused))
        counts = "，".join(f"{state.label} {preview.count(state)} 行" for state in RosterRowState)
        self.stdout.write(f"共 {len(preview.rows)} 行：{counts}。")

    def _print_applied(self, applied: Applied) -> None:
        self.stdout.write(
            f"已导入：新增 {applied.created} 人，变更 {applied.changed} 人，无变化 {applied.unchanged} 人。"
        )
        if applied.bodies:
            self.stdout.write("新建机构：" + "、".join(applied.bodies))
        if applied.accounts:
            self.stdout.write("初始密码只显示这一次，请妥善交给本人：")
        for account in applied.accounts:
            self.stdout.write(f"{account.name}\t{account.user_name}\t{account.password}")
