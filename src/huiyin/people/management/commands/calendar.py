"""`huiyin calendar seed | show | set-day | set-year`: the work calendar from the command line."""

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from huiyin.people.actions.calendar import clear_day, seed_calendar, set_day, set_year
from huiyin.people.management.asking import a_day, on_record
from huiyin.people.selectors.calendar import calendar_years


def _year(text: str) -> int:
    if text.isascii() and text.isdigit() and 1949 <= int(text) <= 2999:
        return int(text)
    raise ArgumentTypeError(f"“{text}”不是年份")


class Command(BaseCommand):
    """Fills and changes the work calendar."""

    help = "工作日历：填入已公布的年份、查看、设定某天或某年"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("seed", help="填入已公布的各年（已有的不动，可重复执行）")
        acts.add_parser("show", help="列出各年是否已公布")
        day = acts.add_parser("set-day", help="设定某天上班或放假，或取消设定")
        day.add_argument("day", type=a_day)
        day.add_argument("status", choices=["working", "off", "clear"])
        day.add_argument("--name", default="")
        year = acts.add_parser("set-year", help="设定某年的放假通知是否已公布")
        year.add_argument("year", type=_year)
        year.add_argument("status", choices=["official", "provisional"])
        year.add_argument("--notice", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does what was asked and says what came of it."""
        getattr(self, f"_{options['act'].replace('-', '_')}")(options)

    def _seed(self, options: dict[str, Any]) -> None:
        seeded = seed_calendar()
        filled, unchanged, kept = len(seeded.filled), len(seeded.unchanged), len(seeded.kept)
        self.stdout.write(f"新填 {filled} 年，原样 {unchanged} 年，本单位已调整、保留不动 {kept} 年。")
        if seeded.filled:
            years = "、".join(f"{year}年" for year in seeded.filled)
            on_record(None, "calendar", "填入工作日历", years, after="按国务院办公厅的放假通知")
        if seeded.kept:
            self.stdout.write("保留不动：" + "、".join(map(str, seeded.kept)))

    def _show(self, options: dict[str, Any]) -> None:
        for year in calendar_years():
            self.stdout.write(f"{year.year}  {'已公布' if year.official else '暂定'}  {year.notice}")

    def _set_day(self, options: dict[str, Any]) -> None:
        if options["status"] == "clear":
            done = clear_day(day=options["day"])
            if done:
                self._changed(options["day"], "按星期判断")
            self.stdout.write("已取消设定，按星期判断。" if done else "这一天原本没有设定。")
            return
        working = options["status"] == "working"
        set_day(day=options["day"], working=working, name=options["name"][:40])
        self._changed(options["day"], "上班" if working else "放假")
        self.stdout.write(f"{options['day']}已设为{'上班' if working else '放假'}。")

    def _changed(self, day: date, after: str) -> None:
        on_record(None, "calendar", "设定工作日历的一天", str(day), after=after, since=day)

    def _set_year(self, options: dict[str, Any]) -> None:
        official = options["status"] == "official"
        if official and not options["notice"]:
            raise CommandError("标为已公布时，请用 --notice 写明通知名称或文号。")
        set_year(number=options["year"], official=official, notice=options["notice"][:200])
        after = f"已公布：{options['notice']}" if official else "暂定"
        on_record(None, "calendar", "设定工作日历的年度", f"{options['year']}年", after=after)
        self.stdout.write(f"{options['year']}年已标为{'已公布' if official else '暂定'}。")
