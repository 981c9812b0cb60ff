"""Proof of a year's figures: what the ledgers show against what the records say, counted another way."""

from huiyin.ledgers.reconciling import (  # noqa: F401  # they register their checks
    briefs,
    handling,
    lists,
    proposals,
    record,
)
from huiyin.ledgers.reconciling.checks import Check, Outcome, Scope, checks, reconcile

__all__ = ["Check", "Outcome", "Scope", "checks", "reconcile"]
