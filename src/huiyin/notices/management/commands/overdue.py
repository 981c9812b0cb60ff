"""`huiyin overdue`: what is late, how late, and who is asked."""

import csv
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.notices.late import LateClock, late_clocks
from huiyin.people.management.asking import known_committee

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Command(BaseCommand):
    help = "逾期清单：逾期最久的在前 (what is late, the latest first)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--committee", metavar="CODE", help="只列这一个政协委员会")
        parser.add_argument("--csv", action="store_true", help="输出 CSV，可用表格软件打开")

    def handle(self, *args: Any, **options: Any) -> None:
        committee = known_committee(options["committee"]) if options["committee"] else None
        rows = late_clocks(timezone.localdate(), committee)
        if options["csv"]:
            self._as_csv(rows)
        else:
            self._as_text(rows)

    def _as_text(self, rows: Iterable[LateClock]) -> None:
        count = 0
        for row in rows:
            count += 1
            late = _("逾期%(days)d天（%(working)d个工作日）") % {
                "days": row.days,
                "working": row.working_days,
            }
            asked = row.asked or _("无人待办")
            self.stdout.write(
                f"{row.due:%Y-%m-%d}  {late}  {row.committee}  {row.matter}  {row.label}  {asked}"
            )
        self.stdout.write(_("共%(count)d项逾期。") % {"count": count} if count else _("没有逾期。"))

    def _as_csv(self, rows: Iterable[LateClock]) -> None:
        writer = csv.writer(self.stdout)
        writer.writerow(
            ["政协委员会", "编号", "标题", "期限", "截止日期", "逾期天数", "逾期工作日", "由谁办理"]
        )
        for row in rows:
            cells = [row.committee, row.matter.number, row.matter.title, row.label, f"{row.due:%Y-%m-%d}"]
            writer.writerow([*map(_harmless, cells), row.days, row.working_days, _harmless(row.asked)])


def _harmless(text: str) -> str:
    """A title that begins like a formula must not be reckoned by whoever opens the file."""
    return f"'{text}" if text.startswith(FORMULA) else text
