"""Who finds how many rows of which ledger, and which secrets come out where: tables that print as text."""

import pytest

from conftest import SignIn
from django.test import Client
from huiyin.ledgers.definition import ledgers
from ledgers.sheets import sheet_text
from ledgers.scenes import SECRET_DRAFT, SECRET_EXTENSION, SECRET_FORM, SECRET_RETURN, Year

pytestmark = pytest.mark.django_db

READERS = (
    *("林政协", "周经委", "陈副主席", "江主席", "府督查", "党督查", "赵书记"),
    *("城经办", "城局长", "自经办", "交经办", "白委员", "运维员", "卫政协", "卫府督查", "文经办"),
)
BOOKS = ("problems", "results", "satisfied", "outcomes", "assignments", "orders", "corrections", "exceptions", "overdue")

# Rows of each ledger in the order of BOOKS; ✗ where the ledger is not for the reader.
RIGHTS = """
林政协  6 3 2 3 4 1 2 4 2
周经委  4 2 2 3 4 ✗0 2 0 2
"""

# 退 a unit's reason for returning, 延 for more time, 改 why a draft was sent back, 评 what is in an evaluation form.
SECRETS = {"退": SECRET_RETURN, "延": SECRET_EXTENSION, "改": SECRET_DRAFT, "评": SECRET_FORM}
LEAKS = """
"""


def counted(year: Year, name: str) -> str:
    return " ".join(
        "✗" if (number := year.count(name, code)) < 0 else str(number) for code in BOOKS
    )


def test_table_of_rights(year: Year) -> None:
    assert tuple(ledgers) == BOOKS
    table = "\n".join(f"{name}  {counted(year, name)}" for name in READERS)
    print(table)
    assert table == RIGHTS.strip()


def exits(client: Client, code: str) -> str:
    """Everything that a ledger gives out: list with its filters, sums, the way to the file, and the file."""
    found = [client.get(f"/ledgers/{code}/?year=2026"), client.get(f"/ledgers/{code}/sums/?year=2026")]
    response = client.post(f"/ledgers/{code}/export/?year=2026", {"layout": "standard"})
    text = "".join(each.content.decode() for each in found if each.status_code == 200)
    return text + sheet_text(response)


def test_table_of_leaks(year: Year, signed_in: SignIn) -> None:
    lines = []
    for name in READERS:
        client = signed_in(year.person(name))
        text = "".join(exits(client, code) for code in BOOKS)
        found = "".join(sign for sign, word in SECRETS.items() if word in text) or "-"
        lines.append(f"{name}  {found}")
    table = "\n".join(lines)
    print(table)
    assert table == LEAKS.strip()
