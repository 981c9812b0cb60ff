"""A proposal that is handed over: in which ledgers it and its assignments count; nothing of outcomes changes."""

import pytest

from conftest import SignIn
from factories.handing_over import CITY, add_sides, handed_over
from huiyin.desk.navigation import figures_for
from huiyin.desk.overview import overview
from huiyin.handling.stopped import stopped
from huiyin.ledgers.definition import ledgers
from huiyin.people.selectors import current_grants, work_calendar
from ledgers.scenes import Year

pytestmark = pytest.mark.django_db

READERS = ("林政协", "提初审", "周经委", "江主席", "府督查", "党督查", "赵书记", "城经办", "自经办", "白委员")

# How many rows more somebody finds than before; ledgers that are not named stay as they were for everybody.
MORE = """
林政协  assignments+1 proposals+1
提初审  proposals+1
周经委  -
江主席  assignments+1 proposals+1
府督查  proposals+1
党督查  -
赵书记  assignments+1 proposals+1
城经办  assignments+1
自经办  -
白委员  -
"""


def counts(year: Year) -> dict[tuple[str, str], int]:
    """Reader and ledger → rows."""
    return {(name, code): year.count(name, code) for name in READERS for code in ledgers}


def test_each_ledger_counts_a_handed_over_proposal_where_it_should(year: Year, signed_in: SignIn) -> None:
    add_sides(year.cast)
    before, was = counts(year), overview(year.asks("江主席"))
    grants = {
        name: current_grants(year.cast[name], year.asks(name).day) for name in ("府督查", "党督查", "赵书记")
    }
    assert not any(figures_for(each) for each in grants.values())
    filing = handed_over(year.cast, [(CITY, "sole", ())], at=max(year.done.at, year.handling.at))
    after = counts(year)
    lines = []
    for name in READERS:
        more = [f"{code}+{n}" for code in ledgers if (n := after[name, code] - before[name, code])]
        lines.append(f"{name}  {' '.join(more) or '-'}")
    table = "\n".join(lines)
    print(table)
    assert table == MORE.strip()

    # Whose an assignment is can be asked; a unit's row is an assignment and no proposal.
    assert year.count("城经办", "assignments", of="proposal") == 1
    assert year.count("城经办", "assignments", of="outcome") == before["城经办", "assignments"]
    unit = str(year.cast.body(CITY).pk)
    assert year.count("林政协", "assignments", unit=unit, of="proposal") == 1

    # The overview of outcomes is what it was, but for the proposals in it.
    now = overview(year.asks("江主席"))
    assert now.units == was.units and now.stages == was.stages and now.lists == was.lists

    def others(page: object) -> list[object]:
        return [each for each in page.figures if each.label != "收到提案"]  # type: ignore[attr-defined]

    assert others(now) == others(was)
    late = filing.at.replace(year=filing.at.year + 1)
    everything = stopped(year.cast["林政协"], late.date(), work_calendar())
    of_outcomes = stopped(year.cast["林政协"], late.date(), work_calendar(), kinds=("outcome",))
    gone = [each.matter for each in everything if each not in of_outcomes]
    assert [each.parent for each in gone] == [filing.matter]

    # The figures are in the navigation of those who see something there, and open.
    assert {name: figures_for(each) for name, each in grants.items()} == {
        "府督查": True,
        "党督查": False,
        "赵书记": True,
    }
    address = "/proposals/figures/"
    for name, there in (("府督查", True), ("党督查", False), ("赵书记", True), ("城经办", False)):
        client = signed_in(year.cast[name])
        # One of the pages of its group: it stands beside them while one of them is open.
        head = client.get("/").content.decode().partition("<main")[0]
        assert (">提案<" in head or address in head) is there, name
        if there:
            page = client.get(address)
            assert page.status_code == 200 and address in page.content.decode().partition("<main")[0], name
