"""What the office keeps here: layouts of its own, and the register of exports. Matters are never written."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from huiyin.ledgers.exporting import Export
from huiyin.ledgers.layout_setting import put_on_record
from huiyin.ledgers.models import ExportRecord, LedgerLayout
from huiyin.ledgers.sheets.guessing import guessed, known_names
from huiyin.ledgers.sheets.reading import Head, heads
from huiyin.ledgers.sources import Source
from huiyin.people.models import Committee, Person


def take_in(
    source: Source, *, committee: Committee, person: Person, at: datetime, name: str, content: bytes
) -> tuple[LedgerLayout, list[Head]]:
    """Take in the office's workbook, its columns guessed by name; it is used once somebody has confirmed them.

    Raises NotALayout with a sentence for a file that cannot serve.
    """
    found = heads(name, content, frozenset(known_names(source.columns)))
    best = found[0]
    with transaction.atomic():
        Committee.objects.select_for_update(no_key=True).get(
            pk=committee.pk
        )  # versions are counted one by one
        own = LedgerLayout.objects.filter(committee=committee, ledger=source.code)
        own.filter(in_force_from__isnull=True, uploaded_by=person).delete()
        last = own.aggregate(last=Max("version"))["last"] or 0
        layout = LedgerLayout.objects.create(
            committee=committee,
            ledger=source.code,
            version=last + 1,
            file_name=name[-255:],
            content=content,
            sheet=best.sheet,
            first_row=best.first_row,
            columns=guessed(best.headings, source.columns),
            uploaded_by=person,
            uploaded_at=at,
        )
    return layout, found


@transaction.atomic
def put_in_force(
    layout: LedgerLayout,
    *,
    label: str,
    sheet: str,
    first_row: int,
    columns: Mapping[str, str],
    in_force_from: date,
    person: Person,
    at: datetime,
) -> bool:
    """The clerk has said what each column means; exports are written so from that day on. False: done already.

    `label` is what the ledger is called; the change goes on the record of settings.
    """
    done = LedgerLayout.objects.filter(pk=layout.pk, in_force_from__isnull=True).update(
        sheet=sheet, first_row=first_row, columns=dict(columns), in_force_from=in_force_from
    )
    if done:
        put_on_record(layout, label=label, since=in_force_from, person=person, at=at)
    return bool(done)


def record_export(export: Export, rows: int) -> ExportRecord:
    """Enter an export into the register."""
    asker = export.asker
    return ExportRecord.objects.create(
        committee=asker.committee,
        ledger=export.source.code,
        ledger_label=export.source.label,
        year=asker.year,
        filters=dict(export.filters),
        filters_words=export.words[:500],
        rows=rows,
        layout=export.layout,
        person=asker.person,
        person_name=asker.person.name,
        at=asker.at,
    )
