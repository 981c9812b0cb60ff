"""`huiyin term add | list`: the terms (届) of a committee."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from huiyin.people.actions.committees import add_term
from huiyin.people.management.asking import a_day, a_number, known_committee, on_record, refusals_in_words
from huiyin.people.models import Term


class Command(BaseCommand):
    """Registers and lists terms."""

    help = "届次：登记、列出"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="登记一届（重复登记不变）")
        add.add_argument("--committee", required=True, help="政协委员会代码")
        add.add_argument("--number", required=True, type=a_number, help="第几届")
        add.add_argument("--starts", required=True, type=a_day, help="开始日期")
        add.add_argument("--ends", type=a_day, help="结束日期（尚未换届可不填）")
        acts.add_parser("list", help="列出各届").add_argument("--committee", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Does what was asked and says what came of it."""
        committee = known_committee(options["committee"])
        if options["act"] == "list":
            for term in Term.objects.filter(committee=committee):
                self.stdout.write(f"{term}  {term.starts_on} 至 {term.ends_on or '今'}")
            return
        with refusals_in_words():
            term, new = add_term(
                committee=committee,
                number=options["number"],
                starts_on=options["starts"],
                ends_on=options["ends"],
            )
        if new:
            after = f"{term.starts_on} 至 {term.ends_on or '今'}"
            on_record(
                committee, "terms-of-office", "登记新一届", str(term), after=after, since=term.starts_on
            )
        name = f"{committee.short_name}{term}"
        self.stdout.write(f"已登记{name}。" if new else f"{name}此前已登记，没有改动。")
