"""`huiyin account reset-password | unlock USER`: for people who cannot get in."""

from typing import Any

from axes.utils import reset
from django.core.management.base import BaseCommand, CommandError, CommandParser

from huiyin.people.actions.accounts import reset_password
from huiyin.people.models import Account


class Command(BaseCommand):
    """Gives a new first password, or takes off a lock."""

    help = "账号：重置密码、解除锁定"

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do and for whom."""
        parser.add_argument("act", choices=["reset-password", "unlock"])
        parser.add_argument("user_name")

    def handle(self, *args: Any, **options: Any) -> None:
        """A reset also takes off the lock: who forgot a password is usually locked out as well."""
        account = Account.objects.filter(username=options["user_name"]).first()
        if account is None:
            raise CommandError(f"没有登录名为“{options['user_name']}”的账号。")
        reset(username=account.username.casefold())
        if options["act"] == "unlock":
            self.stdout.write("已解除锁定。")
            return
        password = reset_password(account=account)
        self.stdout.write(f"新的初始密码（只显示这一次）：{password}")
