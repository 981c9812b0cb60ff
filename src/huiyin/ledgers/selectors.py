"""Reads of what the office keeps here: layouts and the register of exports."""

from datetime import date

from django.db.models import QuerySet

from huiyin.ledgers.models import ExportRecord, LedgerLayout
from huiyin.people.models import Committee


def layouts(committee: Committee, ledger: str) -> QuerySet[LedgerLayout]:
    """All versions of the office's layout of a ledger, the newest first, without the files."""
    rows = LedgerLayout.objects.filter(committee=committee, ledger=ledger, in_force_from__isnull=False)
    return rows.defer("content").select_related("uploaded_by").order_by("-in_force_from", "-version")


def layout_in_force(committee: Committee, ledger: str, on: date) -> LedgerLayout | None:
    """The layout that exports are written in on a day."""
    return layouts(committee, ledger).filter(in_force_from__lte=on).first()


def exports(committee: Committee) -> QuerySet[ExportRecord]:
    """The register of a committee's exports, the latest first."""
    return ExportRecord.objects.filter(committee=committee).select_related("layout").order_by("-at", "-pk")
