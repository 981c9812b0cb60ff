"""Reads of key proposals: the criteria they meet, who nominated them, what was done about them."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.people.models import Grant
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import seeing
from huiyin.proposals.enums import KIND, KeyDuty
from huiyin.proposals.models import KeyCriterionMet, KeyLeader, KeyNomination, KeyRecord
from huiyin.proposals.rules.state_groups import DOCKETED


def criteria_decided(matter: Matter) -> dict[str, str]:
    """Code → words of the criteria that were recorded when it was decided."""
    rows = KeyCriterionMet.objects.filter(proposal__matter=matter, nomination__isnull=True).order_by("pk")
    return dict(rows.values_list("code", "label"))


def criteria_nominated(matter: Matter) -> dict[str, str]:
    """Code → words of the criteria that any standing nomination names."""
    rows = KeyCriterionMet.objects.filter(
        proposal__matter=matter, nomination__isnull=False, nomination__withdrawn_on__isnull=True
    )
    return dict(rows.order_by("pk").values_list("code", "label"))


def nominations_of(matter: Matter) -> list[KeyNomination]:
    """Who nominated it, with the criteria: for those who examine and decide."""
    rows = KeyNomination.objects.filter(proposal__matter=matter, withdrawn_on__isnull=True)
    return list(rows.select_related("nominated_by").prefetch_related("criteria").order_by("pk"))


def leaders_doing(matter: Matter, duty: KeyDuty) -> list[KeyLeader]:
    """Who supervises, or who heads."""
    return list(KeyLeader.objects.filter(proposal__matter=matter, kind=duty).order_by("pk"))


def records_of(matter: Matter, duty: KeyDuty) -> list[KeyRecord]:
    """What was done under one of the two duties, in order of days."""
    return list(KeyRecord.objects.filter(proposal__matter=matter, kind=duty).order_by("on", "pk"))


def chosen_or_nominated(grants: Sequence[Grant]) -> QuerySet[Matter]:
    """Docketed proposals that are key ones or were nominated, of those whose nominations these grants let read."""
    nominated = KeyNomination.objects.filter(proposal__matter=OuterRef("pk"), withdrawn_on__isnull=True)
    seen = Matter.objects.filter(
        seeing(grants, kind=KIND, facet="examination"), kind=KIND, state__in=DOCKETED
    )
    return seen.filter(Q(is_key=True) | Exists(nominated))


def nominations_by_matter(matters: Collection[Matter]) -> dict[Any, list[KeyNomination]]:
    """The same for a whole page; two queries."""
    rows = KeyNomination.objects.filter(proposal__matter__in=matters, withdrawn_on__isnull=True)
    found: dict[Any, list[KeyNomination]] = {}
    related = rows.select_related("nominated_by", "proposal").prefetch_related("criteria")
    for row in related.order_by("pk"):
        found.setdefault(row.proposal.matter_id, []).append(row)
    return found


def decided_by_matter(matters: Collection[Matter]) -> dict[Any, list[str]]:
    """Criteria as decided, and who supervises and heads, of a whole page."""
    rows = KeyCriterionMet.objects.filter(proposal__matter__in=matters, nomination__isnull=True)
    found: dict[Any, list[str]] = {}
    for matter, label in rows.order_by("pk").values_list("proposal__matter", "label"):
        found.setdefault(matter, []).append(label)
    return found


def leaders_by_matter(matters: Collection[Matter]) -> dict[Any, list[KeyLeader]]:
    """Who supervises and who heads, of a whole page."""
    rows = KeyLeader.objects.filter(proposal__matter__in=matters).select_related("proposal")
    found: dict[Any, list[KeyLeader]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.proposal.matter_id, []).append(row)
    return found
