"""`huiyin plenary add | list`: the plenary sessions (次全会) of a committee."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from huiyin.people.actions.committees import add_plenary_session
from huiyin.people.management.asking import a_day, a_number, known_committee, on_record, refusals_in_words
from huiyin.people.models import PlenarySession, Term


class Command(BaseCommand):
    """Registers and lists plenary sessions."""

    help = "全体会议：登记、列出"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="登记一次全体会议（重复登记不变）")
        add.add_argument("--committee", required=True, help="政协委员会代码")
        add.add_argument("--term", required=True, type=a_number, help="第几届")
        add.add_argument("--number", required=True, type=a_number, help="第几次会议")
        add.add_argument("--opens", required=True, type=a_day, help="开幕日期")
        add.add_argument("--closes", type=a_day, help="闭幕日期")
        acts.add_parser("list", help="列出各次会议").add_argument("--committee", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Does what was asked and says what came of it."""
        committee = known_committee(options["committee"])
        if options["act"] == "list":
            for each in PlenarySession.objects.filter(committee=committee).select_related("term"):
                self.stdout.write(f"{each}  {each.opens_on} 至 {each.closes_on or '（未填闭幕日期）'}")
            return
        term = Term.objects.filter(committee=committee, number=options["term"]).first()
        if term is None:
            raise CommandError(f"{committee.name}没有第{options['term']}届，请先用 huiyin term add 登记。")
        with refusals_in_words():
            session, new = add_plenary_session(
                term=term,
                number=options["number"],
                opens_on=options["opens"],
                closes_on=options["closes"],
            )
        if new:
            after = f"{session.opens_on} 至 {session.closes_on or '（未填闭幕日期）'}"
            day = session.opens_on
            on_record(committee, "terms-of-office", "登记全体会议", str(session), after=after, since=day)
        self.stdout.write(f"已登记{session}。" if new else f"{session}此前已登记，没有改动。")
