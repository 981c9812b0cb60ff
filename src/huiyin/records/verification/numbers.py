"""The register of numbers: no gaps in any year of any series."""

from collections.abc import Iterator

from huiyin.people.models import Committee
from huiyin.records.models import NumberRegister
from huiyin.records.verification.findings import Finding

_MOST_NAMED = 20


def numbers_missing(committee: Committee) -> Iterator[Finding]:
    """Sequence numbers that the register should have and has not."""
    rows = NumberRegister.objects.filter(committee=committee).order_by("series", "year", "sequence")
    before: tuple[str, int] = ("", 0)
    last = 0
    for row in rows.iterator(chunk_size=500):
        if (row.series, row.year) != before:
            before, last = (row.series, row.year), 0
        if row.sequence > last + 1:
            yield _gap(committee, row, last + 1)
        last = row.sequence


def _gap(committee: Committee, row: NumberRegister, first: int) -> Finding:
    numbers = range(first, row.sequence)
    named = "、".join(str(number) for number in numbers[:_MOST_NAMED])
    more = "等" if len(numbers) > _MOST_NAMED else ""
    text = f"{committee.short_name}编号登记“{row.series}”{row.year}年缺第{named}{more}号，登记被删除。"
    return Finding("number_gap", text, committee.code, table="records.numberregister", key=str(row.pk))
