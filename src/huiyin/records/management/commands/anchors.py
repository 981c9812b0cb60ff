"""`huiyin anchors`: makes the anchors that are due, and writes them to a file to be kept elsewhere."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.people.selectors import find_committee
from huiyin.records.anchors import anchor_days, exported


class Command(BaseCommand):
    help = "每日锚：生成到期的锚，或者导出以供异地保存 (makes daily anchors, exports them)"

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("make", help="anchor every day that is over and not anchored yet")
        export = acts.add_parser("export", help="write all anchors to a file, one JSON object a line")
        export.add_argument("file", type=Path)
        export.add_argument("--committee", metavar="CODE", help="this committee alone")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "make":
            made = anchor_days(timezone.now())
            self.stdout.write(_("生成每日锚%(made)d个。") % {"made": made})
        else:
            self._export(options["file"], options["committee"])

    def _export(self, path: Path, code: str | None) -> None:
        committee = find_committee(code) if code else None
        if code and committee is None:
            raise CommandError(_("没有代码为“%(code)s”的政协。") % {"code": code})
        written = 0
        try:
            with path.open("w", encoding="utf-8") as file:
                for row in exported(committee):
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                    written += 1
        except OSError as fault:
            text = _("写不了文件“%(name)s”：%(reason)s") % {"name": path, "reason": fault.strerror}
            raise CommandError(text) from fault
        self.stdout.write(_("已导出每日锚%(written)d个，请另行保存在本机之外。") % {"written": written})
