"""`huiyin verify`: proves chains, rows, documents, files, numbers and anchors, and names what does not agree."""

from huiyin.records.verification.findings import Finding
from huiyin.records.verification.run import Report, verify, verify_matter

__all__ = ["Finding", "Report", "verify", "verify_matter"]
