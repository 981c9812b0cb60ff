"""`huiyin person add | find`: people the office works with; members come by `huiyin roster import`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from huiyin.people.actions.persons import add_person
from huiyin.people.management.asking import known_person, refusals_in_words
from huiyin.people.models import Person


class Command(BaseCommand):
    """Registers and finds persons."""

    help = "人员：登记、查找（委员由名册导入）"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="登记一人")
        add.add_argument("name", help="姓名")
        add.add_argument("--post", default="", help="职务")
        add.add_argument("--namesake", action="store_true", help="确是同名的另一人")
        find = acts.add_parser("find", help="按姓名、登录名或编号（#12）查找")
        find.add_argument("person")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does what was asked and says what came of it."""
        if options["act"] == "find":
            self.stdout.write(_line(known_person(options["person"])))
            return
        with refusals_in_words():
            person = add_person(name=options["name"], post=options["post"], namesake=options["namesake"])
        self.stdout.write(f"已登记：{_line(person)}")


def _line(person: Person) -> str:
    user_name = person.account.username if person.account else "（无账号）"
    return f"#{person.pk}  {person.name}  {person.post or '（未填职务）'}  {user_name}"
