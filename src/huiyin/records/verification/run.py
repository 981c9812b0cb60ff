"""Runs a verification over one matter, one committee or everything, holding one matter at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from huiyin.people.models import Committee
from huiyin.procedure.library import NoSuchProcedure, procedure_of
from huiyin.procedure.models import Matter
from huiyin.records import triggers
from huiyin.records.anchors import read_export
from huiyin.records.models import Anchor
from huiyin.records.verification.anchored import anchors_broken, exported_broken
from huiyin.records.verification.chains import Chain
from huiyin.records.verification.contents import documents_altered, files_altered, rows_altered
from huiyin.records.verification.findings import Finding, about
from huiyin.records.verification.further import further_findings
from huiyin.records.verification.numbers import numbers_missing
from huiyin.records.verification.texts import texts_missing

_CHUNK = 200


@dataclass
class Report:
    """How much was looked at, for the closing sentence."""

    matters: int = 0
    steps: int = 0
    anchors: int = 0
    exported: int = 0
    findings: int = 0


def verify_matter(matter: Matter, report: Report | None = None) -> Iterator[Finding]:
    """Everything that does not agree about one matter; nothing when it is as its acts left it."""
    report = report if report is not None else Report()
    report.matters += 1
    chain = Chain(matter)
    yield from chain.findings()
    yield from _procedure_differs(matter)
    if chain.last is not None:
        report.steps += chain.last.number
        yield from rows_altered(matter, chain.last)
    yield from documents_altered(matter)
    yield from files_altered(matter)


def _procedure_differs(matter: Matter) -> Iterator[Finding]:
    """The rules the matter runs by must be those under which it began: its first step has their seal."""
    try:
        document = procedure_of(matter.procedure, matter.version)
    except NoSuchProcedure:
        text = f"所用程序“{matter.procedure}”第{matter.version}版不存在，事项被改动，或者程序文件缺失。"
        yield about(matter, "procedure_unknown", text)
        return
    began = matter.steps.filter(number=1).values_list("data__procedure_seal", flat=True).first()
    if began is not None and began != document.seal:
        text = f"所用程序“{document.label}”第{matter.version}版的文件与本件开始时的不同，程序文件被改动。"
        yield about(matter, "procedure_altered", text)


def verify(
    report: Report, *, committee: Committee | None = None, exported: Iterable[str] | None = None
) -> Iterator[Finding]:
    """Everything that does not agree, committee by committee; triggers first. `exported`: lines of an export."""
    for finding in _verify(report, committee, exported):
        report.findings += 1
        yield finding


def _verify(report: Report, committee: Committee | None, exported: Iterable[str] | None) -> Iterator[Finding]:
    yield from triggers_missing()
    committees = [committee] if committee is not None else list(Committee.objects.order_by("pk"))
    for each in committees:
        matters = Matter.objects.filter(committee=each).select_related("committee").order_by("pk")
        for matter in matters.iterator(chunk_size=_CHUNK):
            yield from verify_matter(matter, report)
        yield from numbers_missing(each)
        yield from texts_missing(each)
        report.anchors += Anchor.objects.filter(committee=each).count()
        yield from anchors_broken(each)
        yield from further_findings(each)
    if exported is not None:
        yield from _exported(report, committees, exported)


def _exported(report: Report, committees: list[Committee], lines: Iterable[str]) -> Iterator[Finding]:
    by_code = {committee.code: committee for committee in committees}
    everything = len(by_code) == Committee.objects.count()
    for code, day, root, leaves in read_export(iter(lines)):
        report.exported += 1
        if code in by_code:
            yield from exported_broken(by_code[code], day, root, leaves)
        elif everything:
            text = f"导出的锚属于政协“{code}”，现在系统中没有这个政协，整个被删除。"
            yield Finding("committee_removed", text, code, table="people.committee", key=code)


def triggers_missing() -> Iterator[Finding]:
    """Triggers that should refuse changes of the record and are not there."""
    for name in triggers.missing(connection):
        text = f"档案防改触发器“{name}”缺失或者被停用，请运行 huiyin migrate 恢复。"
        yield Finding("trigger_missing", text, table=name.rpartition("_no_")[0], key=name)
