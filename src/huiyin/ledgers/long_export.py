"""The export that is too large to be waited for: done in the background, with the rights of the person who asked."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.background.kinds import long_work
from huiyin.background.models import LongWork
from huiyin.background.progress import CannotFinish, Progress
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.ledgers.actions import record_export
from huiyin.ledgers.definition import asked
from huiyin.ledgers.exporting import XLSX, Export, NotExported, write
from huiyin.ledgers.models import LedgerLayout
from huiyin.ledgers.sources import source
from huiyin.people.selectors import current_grants

KIND = "ledgers.export"


def parameters_of(export: Export) -> dict[str, Any]:
    """An export as it is kept until it is done."""
    return {
        "ledger": export.source.code,
        "year": export.asker.year,
        "filters": dict(export.filters),
        "words": export.words,
        "layout": export.layout.pk if export.layout else None,
        "known_sheet": export.known_sheet,
    }


def still_allowed(work: LongWork) -> Verdict:
    """Whether the person still holds a role that the ledger is for."""
    found = source(str(work.parameters.get("ledger")))
    held = current_grants(work.person, timezone.localdate())
    roles = {grant.role for grant in held if grant.committee_id == work.committee_id}
    if found is None or not roles & found.readers:
        return Refused("ledgers.not_a_reader", _("您已没有查看这一台账的职责，不能导出。"))
    return ALLOWED


@long_work(KIND, "导出台账", check=still_allowed)
def export_ledger(progress: Progress) -> str:
    """Write the file, row by row; what it says at the end is how many rows were counted in it."""
    given = progress.parameters
    found = source(given["ledger"])
    assert found is not None  # `still_allowed` has looked
    asker = asked(committee=progress.committee, year=given["year"], person=progress.person, at=progress.at)
    layout = LedgerLayout.objects.filter(committee=progress.committee, pk=given["layout"] or 0).first()
    export = Export(found, asker, given["filters"], given["words"], layout, given.get("known_sheet", False))
    whole = 0

    def tell(total: int, more: int) -> None:
        nonlocal whole
        if total != whole:
            whole = total
            progress.total(total)
        if more:
            progress.advance(more)

    try:
        rows = write(export, progress.file(export.file_name, XLSX), tell)
    except NotExported as refused:
        raise CannotFinish(str(refused)) from refused
    record_export(export, rows)
    return _("共导出%(rows)d行，已与查询结果核对一致。") % {"rows": rows}
