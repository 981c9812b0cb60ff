"""`huiyin verify`: proves the record and names every row that does not agree; exit code 1 if there is one."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils.translation import gettext as _

from huiyin.people.models import Committee
from huiyin.people.selectors import find_committee
from huiyin.procedure.models import Matter
from huiyin.records.anchors import AnchorsUnreadable
from huiyin.records.verification import Finding, Report, verify, verify_matter


class Command(BaseCommand):
    help = "核验档案：办理记录、数据行、文件、编号和每日锚是否一致 (proves the record; exit code 1 with findings)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--committee", metavar="CODE", help="this committee alone")
        parser.add_argument("--matter", metavar="ID|NUMBER", help="this matter alone (identifier or number)")
        parser.add_argument("--anchors", metavar="FILE", type=Path, help="also compare with exported anchors")
        parser.add_argument(
            "--json", action="store_true", help="one JSON object a line, the last one sums up"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = Report()
        write = self._write_json if options["json"] else self._write
        try:
            for finding in self._findings(report, options):
                write(finding)
        except AnchorsUnreadable as fault:
            raise CommandError(str(fault)) from fault
        self._sum_up(report, as_json=options["json"])
        if report.findings:
            sys.exit(1)

    def _findings(self, report: Report, options: dict[str, Any]) -> Iterator[Finding]:
        committee = _committee(options["committee"])
        if options["matter"]:
            if options["anchors"]:
                raise CommandError(_("--anchors 与 --matter 不能同时使用：锚是按天、按政协核对的。"))
            for matter in _matters(options["matter"], committee):
                for finding in verify_matter(matter, report):
                    report.findings += 1
                    yield finding
        elif options["anchors"] is None:
            yield from verify(report, committee=committee)
        else:
            try:
                lines = options["anchors"].open(encoding="utf-8")
            except OSError as fault:
                text = _("打不开锚文件“%(name)s”：%(reason)s。") % {
                    "name": options["anchors"],
                    "reason": _why(fault),
                }
                raise CommandError(text) from fault
            with lines:
                yield from verify(report, committee=committee, exported=lines)

    def _write(self, finding: Finding) -> None:
        self.stdout.write(f"✗ {finding.text} [{finding.code} {finding.table} {finding.key}]")

    def _write_json(self, finding: Finding) -> None:
        self.stdout.write(json.dumps(finding.plain(), ensure_ascii=False))

    def _sum_up(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(vars(report)))
            return
        looked_at = _(
            "核验事项%(matters)d件、办理记录%(steps)d条、每日锚%(anchors)d个、导出锚%(exported)d个，"
        ) % vars(report)
        if report.findings:
            self.stdout.write(looked_at + _("发现%(findings)d处不一致。") % vars(report))
        else:
            self.stdout.write(looked_at + _("全部一致。"))


def _why(fault: OSError) -> str:
    """Why a file cannot be opened, as the office says it."""
    if isinstance(fault, FileNotFoundError):
        return _("没有这个文件，请核对文件名和所在目录")
    if isinstance(fault, PermissionError):
        return _("没有读取权限")
    if isinstance(fault, IsADirectoryError):
        return _("这是目录，不是文件")
    return str(fault.strerror)


def _committee(code: str | None) -> Committee | None:
    if code is None:
        return None
    found = find_committee(code)
    if found is None:
        known = "、".join(Committee.objects.order_by("code").values_list("code", flat=True)[:50])
        raise CommandError(
            _("没有代码为“%(code)s”的政协，现有：%(known)s。") % {"code": code, "known": known}
        )
    return found


def _matters(words: str, committee: Committee | None) -> list[Matter]:
    named = Q(number=words)
    with suppress(ValueError):
        named |= Q(pk=UUID(words))
    matters = Matter.objects.filter(named).select_related("committee")
    if committee is not None:
        matters = matters.filter(committee=committee)
    found = list(matters.order_by("pk")[:50])
    if not found:
        raise CommandError(_("没有编号或者标识为“%(words)s”的事项。") % {"words": words})
    return found
