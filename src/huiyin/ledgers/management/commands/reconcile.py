"""`huiyin reconcile`: proves the figures of a year and names the first difference; exit code 1 if there is one."""

import sys
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.ledgers.reconciling import Outcome, Scope, reconcile
from huiyin.people.management.asking import known_committee
from huiyin.people.models import Committee


def a_year(text: str) -> int:
    """A year written with four digits."""
    if text.isascii() and text.isdigit() and len(text) == 4 and int(text) >= 1949:
        return int(text)
    raise ArgumentTypeError(f"“{text}”不是年度，请写成 2026 的形式")


class Command(BaseCommand):
    help = (
        "核对台账数字：各台账之间、台账与办理记录之间是否一致，指出第一处不一致 (proves the year's figures)"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--committee", metavar="CODE", help="this committee alone")
        parser.add_argument("--year", type=a_year, help="the year to prove; without it all years")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["committee"]
        committees = [known_committee(code)] if code else list(Committee.objects.order_by("code"))
        found = [each for committee in committees for each in self._of(committee, options["year"])]
        wrong = sum(not each.agrees for each in found)
        if wrong:
            self.stdout.write(_("核对%(all)d项，%(wrong)d项不一致。") % {"all": len(found), "wrong": wrong})
            sys.exit(1)
        self.stdout.write(_("核对%(all)d项，全部一致。") % {"all": len(found)})

    def _of(self, committee: Committee, year: int | None) -> list[Outcome]:
        self.stdout.write(f"{committee.name}（{year or _('全部年度')}）")
        outcomes = list(reconcile(Scope(committee, year, timezone.now())))
        for each in outcomes:
            self.stdout.write(in_words(each))
        return outcomes


def in_words(outcome: Outcome) -> str:
    """One line: what was compared, both figures and, where they part, the first matter."""
    check = outcome.check
    figures = f"{check.left} {outcome.left}，{check.right} {outcome.right}"
    if outcome.agrees:
        return f"✓ {check.label}：{figures}"
    first = outcome.first
    where = _("；第一处：%(matter)s [%(key)s]") % {"matter": first, "key": first.pk} if first else ""
    return f"✗ {check.label}：{figures}{where}"
