"""The ledgers of the product, one module each; read when the app is ready, in the order of the pages."""

from huiyin.ledgers.books import (  # noqa: F401  # isort: skip
    problems,
    results,
    satisfied,
    outcomes,
    echoes,
    assignments,
    orders,
    corrections,
    exceptions,
    overdue,
    proposals,
    forms,
    briefs,
)
