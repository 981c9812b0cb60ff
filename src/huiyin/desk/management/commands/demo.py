"""`huiyin demo`: loads the demonstration once; with --accounts it lists who can sign in."""

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from huiyin.desk.demonstration.loading import NotEmpty, is_loaded, load, read_for_search
from huiyin.desk.demonstration.places import account_lines


class Command(BaseCommand):
    """演示数据: two committees and one above them, told through the real acts."""

    help = "载入演示数据（只载入一次）；--accounts 列出演示账号"

    def add_arguments(self, parser: CommandParser) -> None:
        """List instead of loading."""
        parser.add_argument("--accounts", action="store_true", help="列出演示账号和密码")
        parser.add_argument("--today", type=date.fromisoformat, help="以哪一天为今天，如 2026-11-23")

    def handle(self, *args: Any, **options: Any) -> None:
        """Safe to run again: what is there stays as it is."""
        if options["accounts"]:
            if not is_loaded():
                raise CommandError("还没有载入演示数据，请先执行 huiyin demo。")
            self.stdout.write("\n".join(account_lines()))
            return
        if is_loaded():
            self.stdout.write("演示数据已经载入，没有改动。")
            return
        now = _evening(options["today"]) if options["today"] else timezone.now()
        try:
            found = load(now)
        except NotEmpty as error:
            raise CommandError("数据库里已有正式的政协委员会，不载入演示数据。") from error
        read_for_search(now)
        self.stdout.write(f"已载入演示数据：{len(found)}件协商事项。账号见 huiyin demo --accounts。")


def _evening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(18, 0)))
