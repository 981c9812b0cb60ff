"""`python -m bench.export_once 100000`: one export of so many rows; prints rows, seconds and peak memory as JSON.

The rows are those of the ledger of assignments of all years, over again from the first until there are enough.
"""

import json
import os
import resource
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest import mock

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.utils import timezone  # noqa: E402

from huiyin.ledgers.definition import asked, ledgers  # noqa: E402
from huiyin.ledgers.exporting import Export, write  # noqa: E402
from huiyin.ledgers.sources import LedgerSource  # noqa: E402
from huiyin.people.enums import Role  # noqa: E402
from huiyin.people.models import Grant  # noqa: E402


def main(count: int) -> None:
    """Write the file and throw it away."""
    grant = Grant.objects.select_related("person", "committee").filter(role=Role.CPPCC_CLERK).first()
    assert grant is not None
    asker = asked(committee=grant.committee, year=None, person=grant.person, at=timezone.now())
    source = LedgerSource(ledgers["assignments"])
    before = _peak()
    keys: list[Any] = list(islice(cycle(source.keys(asker, {})), count))
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(LedgerSource, "keys", return_value=keys),
        mock.patch.object(LedgerSource, "count", return_value=count),
    ):
        began = perf_counter()
        rows = write(Export(source, asker, {}, "", None), Path(folder) / "export.xlsx")
        seconds = perf_counter() - began
    print(json.dumps({"rows": rows, "seconds": seconds, "before": before, "peak": _peak()}))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
