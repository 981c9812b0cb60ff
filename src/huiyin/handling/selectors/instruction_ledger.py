"""Reads of the ledger of instructions: what one person may see of a committee's year."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from huiyin.handling.ledger_tally import Entry
from huiyin.handling.models import Instruction, OfflineItem
from huiyin.handling.selectors.visible import facets_by_matter
from huiyin.kernel.text import fold
from huiyin.people.models import Committee, Person

MOST = 20000
"""More instructions than a province sees in a year; keeps the read bounded."""
OFFLINE_YES, OFFLINE_NO = "yes", "no"


def ledger_entries(committee: Committee, year: int, person: Person, on: date) -> list[Entry]:
    """Every instruction of the year that this person may read, the latest first.

    Instructions on a submission go with its facet `instructions`, offline items with their `summary`; four queries.
    """
    given = list(
        Instruction.objects.filter(committee=committee, on__year=year)
        .select_related("submission__matter", "submission__addressee")
        .order_by("pk")[:MOST]
    )
    items = list(
        OfflineItem.objects.filter(committee=committee, year=year)
        .select_related("matter", "addressee")
        .order_by("pk")[:MOST]
    )
    matters = {each.submission.matter_id: each.submission.matter for each in given}
    matters |= {each.matter_id: each.matter for each in items}
    seen = facets_by_matter(list(matters.values()), person, on)
    given = [each for each in given if "instructions" in seen[each.submission.matter_id]]
    items = [each for each in items if "summary" in seen[each.matter_id]]
    keys = _leader_keys([*given, *items])
    entries = [_of_instruction(each, keys) for each in given] + [_of_item(each, keys) for each in items]
    return sorted(entries, key=lambda each: (each.on, each.place), reverse=True)


def _leader_keys(rows: Iterable[Instruction | OfflineItem]) -> Mapping[tuple[str, int | None], str]:
    """A leader is known by name, whether chosen or typed; persons of one name are kept apart."""
    persons: dict[str, set[int]] = {}
    pairs = {(each.leader_name, each.leader_id) for each in rows}
    for name, person in pairs:
        persons.setdefault(fold(name), set()).update({person} if person is not None else set())
    return {
        (name, person): fold(name) if len(persons[fold(name)]) < 2 else f"{fold(name)}.{person or 0}"
        for name, person in pairs
    }


def _of_instruction(row: Instruction, keys: Mapping[tuple[str, int | None], str]) -> Entry:
    submission = row.submission
    return Entry(
        matter=submission.matter_id,
        title=submission.matter.title,
        times=1,
        office=submission.addressee_id,
        office_name=submission.addressee.name,
        offline=row.is_offline,
        place=f"a{row.pk:012d}",
        **_common(row, keys),
    )


def _of_item(row: OfflineItem, keys: Mapping[tuple[str, int | None], str]) -> Entry:
    return Entry(
        matter=row.matter_id,
        title=row.matter.title,
        times=row.times,
        office=row.addressee_id,
        office_name=row.addressee.name,
        offline=True,
        place=f"b{row.pk:012d}",
        **_common(row, keys),
    )


def _common(row: Instruction | OfflineItem, keys: Mapping[tuple[str, int | None], str]) -> dict[str, Any]:
    return {
        "leader": keys[(row.leader_name, row.leader_id)],
        "leader_name": row.leader_name,
        "leader_post": row.leader_post,
        "on": row.on,
        "kind": row.kind,
    }


def filtered_entries(entries: Iterable[Entry], filters: Mapping[str, str]) -> list[Entry]:
    """Those that meet every filter of the address: leader, addressee, kind, offline."""
    found = list(entries)
    if filters.get("leader"):
        found = [each for each in found if each.leader == filters["leader"]]
    if filters.get("addressee"):
        found = [each for each in found if str(each.office) == filters["addressee"]]
    if filters.get("kind"):
        found = [each for each in found if each.kind == filters["kind"]]
    if filters.get("offline"):
        found = [each for each in found if each.offline == (filters["offline"] == OFFLINE_YES)]
    return found
