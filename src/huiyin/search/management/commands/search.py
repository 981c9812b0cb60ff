"""`huiyin search`: checks the index of words text by text, mends it with `--rebuild`; exit code 1 if it is wrong."""

import sys
from collections import Counter
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from huiyin.people.management.asking import known_committee
from huiyin.people.models import Committee
from huiyin.procedure.models import Matter
from huiyin.search.full_text.checking import Finding, check
from huiyin.search.full_text.indexing import AT_ONCE, index_matters

NAMED = 20


class Command(BaseCommand):
    help = "检查全文检索的索引，或者重建 (checks the full-text index, or rebuilds it)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--committee", metavar="CODE", help="this committee alone")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="compare text by text (what it does anyway)")
        what.add_argument("--rebuild", action="store_true", help="put right whatever is missing or stale")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["committee"]
        committees = [known_committee(code)] if code else list(Committee.objects.order_by("code"))
        wrong = 0
        for committee in committees:
            if options["rebuild"]:
                self._rebuild(committee)
            else:
                wrong += self._check(committee)
        if wrong:
            self.stdout.write(_("请运行 huiyin search --rebuild 重建。"))
            sys.exit(1)

    def _rebuild(self, committee: Committee) -> None:
        """Fifty matters at a time, in the order in which they were begun; searching goes on meanwhile."""
        last, done, changed = UUID(int=0), 0, 0
        matters = Matter.objects.filter(committee=committee).order_by("pk")
        while keys := list(matters.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
            changed += index_matters(keys, proving=True)
            last, done = keys[-1], done + len(keys)
        words = {"committee": committee.name, "matters": done, "changed": changed}
        self.stdout.write(_("%(committee)s：核对事项%(matters)d件，重建检索条目%(changed)d条。") % words)

    def _check(self, committee: Committee) -> int:
        faults: Counter[str] = Counter()
        named: list[Finding] = []
        for each in check(committee):
            faults[str(each.fault.label)] += 1
            if len(named) < NAMED:
                named.append(each)
        if not faults:
            self.stdout.write(_("%(committee)s：检索索引完整。") % {"committee": committee.name})
            return 0
        for fault, number in sorted(faults.items()):
            words = {"committee": committee.name, "fault": fault, "number": number}
            self.stdout.write(_("%(committee)s：%(fault)s，共%(number)d处") % words)
        matters = Matter.objects.in_bulk([each.matter for each in named])
        for each in named:
            self.stdout.write(f"  {matters[each.matter]} · {each.key} · {each.fault.label}")
        number = faults.total()
        if number > NAMED:
            self.stdout.write("  " + _("其余%(number)d处从略。") % {"number": number - NAMED})
        return number
