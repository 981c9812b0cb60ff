"""Fingerprints of a matter's rows: what a step proves about the subject's own tables."""

from dataclasses import dataclass

from huiyin.kernel.chain import digest
from huiyin.procedure import registry
from huiyin.procedure.content_query import all_rows
from huiyin.procedure.models import Clock, ClockChange, Link, Matter, MatterParty
from huiyin.procedure.registry import ContentTable

ENGINE_TABLES = (
    ContentTable(MatterParty, "matter"),
    # Which calendar a due date was last checked against and when to remind of it say nothing about the matter; that a
    # clock lapses is said by the sealed procedure.
    ContentTable(Clock, "matter", leave_out=("calendar_version", "lapses", "remind_on")),
    ContentTable(ClockChange, "clock__matter"),
    ContentTable(Link, "source"),
)
# Every column but the key and what the chain itself proves (step_number, last_hash): who may sign next, when it began
# and which matters it hangs under are as much part of the record as its title.
MATTER_FIELDS = (
    "committee_id",
    "term_id",
    "kind",
    "procedure",
    "version",
    "number",
    "title",
    "year",
    "confidentiality",
    "is_key",
    "state",
    "stage",
    "round",
    "chain_position",
    "entered_state_at",
    "opened_at",
    "closed_at",
    "next_due",
    "parent_id",
    "parent_round",
    "lineage",
    "origin_id",
)


@dataclass(frozen=True)
class Content:
    """Every row that belongs to a matter at one moment, read at once."""

    fingerprints: dict[str, str]
    parties: list[MatterParty]
    has_shared: bool


def read_content(matter: Matter) -> Content:
    """The matter's rows: their fingerprints, the parties that are active, whether there are rows of shared tables."""
    prints = {"matter": digest({name: getattr(matter, name) for name in MATTER_FIELDS})}
    parties: list[MatterParty] = []
    has_shared = False
    for table, row in all_rows(tables_of(matter.kind), matter):
        prints[f"{table.model._meta.label_lower}:{row['pk']}"] = digest(row)
        has_shared = has_shared or table in registry.shared_tables
        if table.model is MatterParty and row["active"]:
            parties.append(MatterParty(**row))
    return Content(prints, sorted(parties, key=lambda party: party.pk), has_shared)


def fingerprints(matter: Matter) -> dict[str, str]:
    """Row key (`app.model:pk`) → SM3 of the row, for every row that belongs to the matter."""
    return read_content(matter).fingerprints


def tables_of(kind: str) -> list[ContentTable]:
    """All tables that can hold rows of a matter of this kind."""
    own = registry.kinds[kind].tables if kind in registry.kinds else ()
    return [*ENGINE_TABLES, *registry.shared_tables, *own]
