"""`huiyin account issue | reset-password | unlock USER`: letting people in, and back in."""

from typing import Any

from axes.utils import reset
from django.core.management.base import BaseCommand, CommandError, CommandParser

from huiyin.people.actions.accounts import issue_account, reset_password
from huiyin.people.management.asking import known_person, on_record
from huiyin.people.models import Account, Committee, Person
from huiyin.people.roster.values import USER_NAME


class Command(BaseCommand):
    """Gives somebody an account or a new first password, or takes off a lock."""

    help = "账号：发放、重置密码、解除锁定"

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do and for whom."""
        acts = parser.add_subparsers(dest="act", required=True)
        issue = acts.add_parser("issue", help="给已登记的人员发放账号")
        issue.add_argument("user_name", help="登录名")
        issue.add_argument("--person", required=True, help="姓名或编号（#12）")
        acts.add_parser("reset-password", help="给新的初始密码").add_argument("user_name", help="登录名")
        acts.add_parser("unlock", help="解除锁定").add_argument("user_name", help="登录名")

    def handle(self, *args: Any, **options: Any) -> None:
        """A reset also takes off the lock: who forgot a password is usually locked out as well."""
        if options["act"] == "issue":
            self._issue(options["user_name"].lower(), options["person"])
            return
        account = Account.objects.filter(username=options["user_name"]).first()
        if account is None:
            raise CommandError(f"没有登录名为“{options['user_name']}”的账号。")
        reset(username=account.username.casefold())
        if options["act"] == "unlock":
            self.stdout.write("已解除锁定。")
            return
        password = reset_password(account=account)
        _on_record(Person.objects.filter(account=account).first(), "重置密码", "新的初始密码")
        self.stdout.write(f"新的初始密码（只显示这一次）：{password}")

    def _issue(self, user_name: str, text: str) -> None:
        person = known_person(text)
        if person.account is not None:
            raise CommandError(f"{person.name}已有账号，登录名为“{person.account.username}”。")
        if not USER_NAME.fullmatch(user_name):
            raise CommandError("登录名须以字母开头，由 3 至 30 个字母、数字、点、横线或下划线组成。")
        if Account.objects.filter(username=user_name).exists():
            raise CommandError(f"登录名“{user_name}”已被使用，请换一个。")
        _account, password = issue_account(person=person, user_name=user_name)
        _on_record(person, "开通账号", f"登录名{user_name}")
        self.stdout.write(f"已为{person.name}发放账号“{user_name}”。")
        self.stdout.write(f"初始密码（只显示这一次，首次登录须修改）：{password}")


def _on_record(person: Person | None, label: str, after: str) -> None:
    """In every committee in which the person holds something."""
    if person is not None:
        for committee in Committee.objects.filter(grants__person=person).distinct():
            on_record(committee, "persons", label, person.name, after=after)
