"""Who finds how many rows of which ledger, and which secrets come out where: tables that print as text."""

import pytest
from django.test import Client

from conftest import SignIn
from huiyin.ledgers.definition import ledgers
from ledgers.brief_scenes import CITIZEN, HIDDEN, PHONE, UNSENT
from ledgers.proposal_scenes import DRAFT, NO_PUBLICATION
from ledgers.scenes import CITY, SECRET_DRAFT, SECRET_EXTENSION, SECRET_FORM, SECRET_RETURN, Year
from ledgers.sheets import sheet_text

pytestmark = pytest.mark.django_db

READERS = (
    *("林政协", "提初审", "周经委", "陈副主席", "江主席", "府督查", "党督查", "赵书记"),
    *("城经办", "城局长", "自经办", "交经办", "白委员", "运维员", "卫政协", "卫府督查", "文经办"),
)
BOOKS = (
    *("problems", "results", "satisfied", "outcomes", "echoes", "assignments"),
    *("orders", "corrections", "exceptions", "overdue", "proposals", "forms", "briefs"),
)

# Rows of each ledger in the order of BOOKS; ✗ where the ledger is not for the reader.
RIGHTS = """
林政协  6 3 2 3 9 4 1 1 4 0 7 2 7
提初审  0 0 0 0 ✗ 0 0 0 0 0 7 0 0
周经委  4 2 2 3 ✗ 4 0 1 0 0 1 2 0
陈副主席  6 3 2 2 9 4 1 0 0 0 7 ✗ 2
江主席  6 3 2 2 9 4 1 0 0 0 7 ✗ 2
府督查  6 3 ✗ 2 ✗ 4 1 0 4 0 0 ✗ 2
党督查  0 0 ✗ 0 ✗ 0 0 0 0 0 0 ✗ 2
赵书记  4 2 ✗ 2 ✗ 4 0 0 0 0 0 ✗ 2
城经办  ✗ ✗ ✗ ✗ ✗ 2 1 0 4 0 ✗ ✗ ✗
城局长  ✗ ✗ ✗ ✗ ✗ 2 1 0 4 0 ✗ ✗ ✗
自经办  ✗ ✗ ✗ ✗ ✗ 2 1 0 0 0 ✗ ✗ ✗
交经办  ✗ ✗ ✗ ✗ ✗ 0 0 0 0 0 ✗ ✗ ✗
白委员  ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗
运维员  ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗
卫政协  ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗
卫府督查  ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗
文经办  ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗ ✗
"""

# 退 a unit's reason for returning, 延 for more time, 改 why a draft was sent back, 评 what is in an evaluation form.
# 密 why an author does not consent to publication, 草 a proposal that was not handed in.
# 名 who reported a brief and is not to be named, 群 a citizen with 电 the telephone, 稿 a brief that was not handed in.
SECRETS = {
    "退": SECRET_RETURN,
    "延": SECRET_EXTENSION,
    "改": SECRET_DRAFT,
    "评": SECRET_FORM,
    "密": NO_PUBLICATION,
    "草": DRAFT,
    "名": HIDDEN,
    "群": CITIZEN,
    "电": PHONE,
    "稿": UNSENT,
}
LEAKS = """
林政协  退延改评
提初审  -
周经委  改评
陈副主席  -
江主席  -
府督查  退延
党督查  -
赵书记  -
城经办  退延
城局长  退延
自经办  -
交经办  -
白委员  -
运维员  -
卫政协  -
卫府督查  -
文经办  -
"""


def counted(year: Year, name: str) -> str:
    return " ".join("✗" if (number := year.count(name, code)) < 0 else str(number) for code in BOOKS)


def test_table_of_rights(year: Year) -> None:
    table = "\n".join(f"{name}  {counted(year, name)}" for name in READERS)
    print(table)
    assert tuple(ledgers) == BOOKS
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


def test_filters_and_sums_name_nothing_that_the_rows_do_not(year: Year, signed_in: SignIn) -> None:
    client = signed_in(year.cast["自经办"])
    for page in ("/ledgers/assignments/?year=2026", "/ledgers/assignments/sums/?year=2026"):
        text = client.get(page).content.decode()
        assert "市资源局" in text and "市城管局" not in text
    # Asked for by hand, another unit's rows are not found either.
    other = year.cast.body(CITY).pk
    answer = client.get(f"/ledgers/assignments/?year=2026&unit={other}")
    assert "没有符合这一条件的记录" in answer.content.decode()
    assert year.count("自经办", "assignments", unit=str(other)) == 0
    row = year.handling.assignment(CITY).pk
    assert answer.context["page"].total == 2 and year.count("自经办", "assignments", row=str(row)) == 0


def test_neighbours_have_their_own(year: Year, signed_in: SignIn) -> None:
    client = signed_in(year.person("卫政协"))
    assert client.get("/ledgers/outcomes/?year=2026&committee=shizuishan").status_code == 404
    assert client.get("/ledgers/outcomes/?year=2026").context["page"].total == 0
    key = year.done.matter.pk
    assert client.get(f"/ledgers/outcomes/?year=2026&row={key}").context["page"].total == 0
    assert client.get("/ledgers/nothing/").status_code == 404


def test_offices_pages_are_for_the_office(year: Year, signed_in: SignIn) -> None:
    pages = ("/ledgers/exports/", "/ledgers/reconcile/", "/ledgers/published/", "/ledgers/outcomes/layouts/")
    found = {
        name: [signed_in(year.cast[name]).get(page).status_code for page in pages]
        for name in ("林政协", "江主席", "城经办", "白委员")
    }
    assert found == {
        "林政协": [200] * 4,
        "江主席": [403] * 4,
        "城经办": [403] * 4,
        "白委员": [403] * 4,
    }
    assert signed_in(year.cast["白委员"]).get("/ledgers/").status_code == 403
    assert (
        "批示件台账" not in signed_in(year.cast["城经办"]).get("/ledgers/").content.decode().split("<main")[1]
    )
