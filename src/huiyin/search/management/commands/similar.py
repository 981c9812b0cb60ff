"""`huiyin similar`: checks the index of similar texts, and mends it with `--rebuild`; exit code 1 if it is wrong."""

import sys
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from huiyin.people.management.asking import known_committee
from huiyin.people.models import Committee
from huiyin.procedure.models import Matter
from huiyin.search.index_check import Finding, check, mend
from huiyin.search.kinds import kinds

NAMED = 20


class Command(BaseCommand):
    help = "检查相似文本的比对索引，或者重建 (checks the index of similar texts, or rebuilds it)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--committee", metavar="CODE", help="this committee alone")
        parser.add_argument("--rebuild", action="store_true", help="put right whatever is missing or stale")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["committee"]
        committees = [known_committee(code)] if code else list(Committee.objects.order_by("code"))
        wrong = 0
        for committee in committees:
            found = list(check(committee))
            if options["rebuild"]:
                for finding in found:
                    mend(finding)
                self._say_mended(committee, found)
            else:
                self._say_found(committee, found)
                wrong += len(found)
        if wrong:
            self.stdout.write(_("请运行 huiyin similar --rebuild 重建。"))
            sys.exit(1)

    def _say_mended(self, committee: Committee, found: list[Finding]) -> None:
        text = _("%(committee)s：重建%(number)d件的比对特征。")
        self.stdout.write(text % {"committee": committee.name, "number": len(found)})

    def _say_found(self, committee: Committee, found: list[Finding]) -> None:
        if not found:
            self.stdout.write(_("%(committee)s：比对索引完整。") % {"committee": committee.name})
            return
        for (kind, fault), number in sorted(Counter((each.kind, each.fault) for each in found).items()):
            words = {"label": kinds[kind].label, "fault": fault.label, "number": number}
            text = _("%(label)s：%(fault)s，共%(number)d件") % words
            self.stdout.write(f"{committee.name} · {text}")
        named = found[:NAMED]
        matters = Matter.objects.in_bulk([each.matter for each in named])
        for each in named:
            self.stdout.write(f"  {matters[each.matter]} · {each.fault.label}")
        if len(found) > NAMED:
            self.stdout.write("  " + _("其余%(number)d件从略。") % {"number": len(found) - NAMED})
