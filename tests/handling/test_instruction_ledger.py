"""批示件台账: figures that add up, of what the reader may see."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from factories.people import Cast
from handling.dossiers import CITY, Office
from handling.test_offline_items import GOVERNMENT_OFFICE, PARTY_OFFICE, register
from huiyin.handling.ledger_tally import Ledger, ledger_of
from huiyin.handling.models import Submission
from huiyin.handling.selectors.instruction_ledger import ledger_entries
from huiyin.procedure.models import Matter

TODAY = date(2026, 3, 2)
CLERKS = {PARTY_OFFICE: "党督查", GOVERNMENT_OFFICE: "府督查"}
ADDRESS = "/handling/instructions/?year=2026"
LIST = "/handling/instructions/list/?year=2026"


def given(office: Office, matter: Matter, to: str, number: str, *instructions: dict[str, Any]) -> Matter:
    """A submission of a matter at one office, with the instructions of leaders without account."""
    row = Submission.objects.select_related("matter").get(matter__parent=matter, addressee__name=to)
    child, clerk = row.matter, CLERKS[to]
    office.act(child, "register", clerk, registered_no=number, registered_on=TODAY)
    office.act(child, "propose", clerk, proposed_opinion="拟请阅示。")
    office.act(child, "present", clerk, others="钱市长", presented_on=TODAY)
    for position, more in enumerate(instructions):
        move = "add_instruction" if position else "instruct"
        data = {
            "on": TODAY,
            "leader_name": "钱市长",
            "leader_post": "市长",
            "kind": "handle",
            "text": "请办理。",
        }
        office.act(child, move, clerk, **{**data, **more})
    return child


def submitted_to_both(office: Office) -> Matter:
    offices = [office.cast.body(name).pk for name in CLERKS]
    return office.act(office.dossier((CITY,)), "submit", "林政协", addressees=offices).matter


@pytest.fixture
def year(office: Office) -> dict[str, Matter]:
    """Two papers at the government office, one at the party office, two offline."""
    first, second = submitted_to_both(office), submitted_to_both(office)
    by_sun = {"leader_name": "孙书记", "leader_post": "市委书记"}
    passed_on = {"kind": "forward", "forwarded_to": "李副市长"}
    return {
        "first": given(office, first, GOVERNMENT_OFFICE, "1", {}, {**by_sun, "kind": "affirm"}, passed_on),
        "second": given(office, second, GOVERNMENT_OFFICE, "2", {"is_offline": True, "text": ""}),
        "party": given(office, first, PARTY_OFFICE, "3", {**by_sun, "kind": "affirm", "text": "很好。"}),
        "offline": register(office),
        "offline_sun": register(
            office, serial=4, leader="", leader_name="孙书记", leader_post="市委书记", kind="read", times=1
        ),
    }


def ledger(cast: Cast, name: str, of: Cast | None = None) -> Ledger:
    return ledger_of(ledger_entries((of or cast).committee, 2026, cast[name], TODAY))


def figures(found: Ledger) -> dict[str, tuple[int, int]]:
    return {line.label: (line.tally.times, line.tally.pieces) for line in (*found.leaders, *found.offices)}


def test_figures_by_leader_and_by_office(office: Office, year: dict[str, Matter]) -> None:
    found = ledger(office.cast, "林政协")

    assert figures(found) == {
        "钱市长": (3, 2),
        "孙书记": (3, 3),
        "赵书记": (2, 1),
        PARTY_OFFICE: (4, 3),
        GOVERNMENT_OFFICE: (4, 2),
    }
    assert (found.total.times, found.total.pieces) == (8, 5)
    assert dict(found.total.by_kind) == {"read": 1, "affirm": 2, "handle": 4, "forward": 1}
    assert (found.offline.times, found.offline.pieces) == (4, 3)


@pytest.mark.parametrize("name", ["林政协", "府督查", "党督查", "江主席"])
def test_lines_add_up_to_the_whole_whoever_looks(office: Office, year: dict[str, Matter], name: str) -> None:
    office.act(year["first"], "return_to_cppcc", "府督查")
    found = ledger(office.cast, name)

    for lines in (found.leaders, found.offices):
        assert sum(line.tally.times for line in lines) == found.total.times
        for position, (_kind, value) in enumerate(found.total.by_kind):
            assert sum(line.tally.by_kind[position][1] for line in lines) == value
    assert sum(value for _kind, value in found.total.by_kind) == found.total.times
    assert sum(line.tally.pieces for line in found.offices) == found.total.pieces
    assert sum(line.tally.pieces for line in found.leaders) == found.leader_pieces
    assert found.leader_pieces - found.repeated == found.total.pieces
    assert found.total.times


def test_each_sees_what_the_procedure_lets_see(office: Office, year: dict[str, Matter]) -> None:
    assert set(figures(ledger(office.cast, "府督查"))) == {"钱市长", "孙书记", GOVERNMENT_OFFICE}
    assert set(figures(ledger(office.cast, "党督查"))) == {"孙书记", "赵书记", PARTY_OFFICE}
    # Instructions reach the chairpersons when the office has returned them; figures of offline items at once.
    assert figures(ledger(office.cast, "江主席"))[PARTY_OFFICE] == (3, 2)
    assert GOVERNMENT_OFFICE not in figures(ledger(office.cast, "江主席"))
    for name in ("城经办", "白委员", "周经委"):
        assert ledger(office.cast, name).total.times == 0


def test_another_committee_has_a_ledger_of_its_own(
    office: Office, year: dict[str, Matter], zhongwei: Cast, signed_in: SignIn
) -> None:
    assert ledger(zhongwei, "卫政协", of=office.cast).total.times == 0
    client = signed_in(zhongwei["卫政协"])
    assert "没有可以查看的批示" in client.get(ADDRESS).content.decode()
    assert client.get(f"{ADDRESS}&committee=shizuishan").status_code == 404


def test_page_has_every_figure_and_where_it_leads(
    office: Office, year: dict[str, Matter], signed_in: SignIn
) -> None:
    client = signed_in(office.cast["林政协"])
    page = client.get(ADDRESS).content.decode()

    assert "同一件有几位领导批示的，在各位领导名下分别计件：合计6件中重复1件，实有5件。" in page
    assert "其中线下件3件、4次。" in page
    assert "leader=%E9%92%B1%E5%B8%82%E9%95%BF&amp;kind=handle" in page
    listed = client.get(f"{LIST}&leader=钱市长&kind=handle").content.decode()
    assert "共2件、2次。" in listed
    assert "forward" not in listed.split("<tbody")[1]
    assert "请办理。" not in page + listed


def test_every_link_of_the_ledger_opens_as_many_as_it_says(
    office: Office, year: dict[str, Matter], signed_in: SignIn
) -> None:
    client = signed_in(office.cast["林政协"])
    context = client.get(ADDRESS).context
    checked = 0
    for table in context["tables"]:
        for row in table["rows"]:
            cells = row["cells"]
            for cell in (*cells["kinds"], {"url": cells["url"], "value": cells["times"]}):
                if cell["url"]:
                    assert client.get(cell["url"]).context["times"] == cell["value"]
                    checked += 1
            assert client.get(cells["url"]).context["pieces"] == cells["pieces"]
    assert client.get(context["offline_url"]).context["times"] == 4
    assert checked > 10


def test_list_marks_what_is_handled_offline(
    office: Office, year: dict[str, Matter], signed_in: SignIn
) -> None:
    client = signed_in(office.cast["林政协"])
    page = client.get(f"{LIST}&offline=yes").content.decode()
    assert page.count("线下</span>") == 3
    assert "线下件 市委办 2026-003" in page
    assert client.get(f"{LIST}&offline=no").content.decode().count("线下</span>") == 0


def test_who_may_not_read_the_ledger_is_told_who_may(office: Office, signed_in: SignIn) -> None:
    for name in ("周经委", "城经办", "城局长", "白委员", "赵书记", "运维员"):
        for address in (ADDRESS, LIST):
            answer = signed_in(office.cast[name]).get(address)
            assert answer.status_code == 403
            assert (
                "批示件台账供政协办、党委和政府办公室督查经办人以及主席、副主席、秘书长使用。"
                in answer.content.decode()
            )


def test_entry_in_the_navigation_is_for_the_readers(office: Office, signed_in: SignIn) -> None:
    for name, there in (
        ("林政协", True),
        ("府督查", True),
        ("江主席", True),
        ("城经办", False),
        ("白委员", False),
    ):
        client = signed_in(office.cast[name])
        assert (f'href="{reverse("handling:ledger")}"' in client.get("/ledgers/").content.decode()) == there


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("year=20x6", "年度请填四位数字"),
        ("year=1800", "年度请填四位数字"),
        ("year=2026&leader=无此人", "无此人"),
        ("year=2026&kind=praise", "praise"),
        ("year=2026&offline=maybe", "maybe"),
    ],
)
def test_wrong_filters_are_told_and_left_out(
    office: Office, year: dict[str, Matter], signed_in: SignIn, query: str, sentence: str
) -> None:
    for page in ("", "list/"):
        answer = signed_in(office.cast["林政协"]).get(f"/handling/instructions/{page}?{query}")
        assert answer.status_code == 200
        assert sentence in answer.content.decode()


def test_years_are_apart(office: Office, year: dict[str, Matter], signed_in: SignIn) -> None:
    register(office, serial=7, on=date(2025, 6, 1))
    client = signed_in(office.cast["林政协"])
    assert client.get("/handling/instructions/list/?year=2025").context["times"] == 2
    assert client.get(LIST).context["times"] == 8


def test_namesakes_are_kept_apart_and_typed_names_find_their_leader(
    office: Office, year: dict[str, Matter]
) -> None:
    register(office, serial=8, leader="", leader_name="赵书记", leader_post="市委书记", times=1)
    assert figures(ledger(office.cast, "林政协"))["赵书记"] == (3, 2)


def test_list_goes_on_page_by_page(
    office: Office, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huiyin.handling.views.instructions.PAGE", 2)
    for serial in range(1, 6):
        register(office, serial=serial)
    client = signed_in(office.cast["林政协"])
    seen: list[str] = []
    address = LIST
    for _page in range(3):
        context = client.get(address).context
        seen += [each.title for each in context["rows"]]
        address = "/handling/instructions/list/" + context["older_url"]
    assert [each[-3:] for each in seen] == ["005", "004", "003", "002", "001"]
    assert not context["older_url"]


def test_queries_do_not_grow_with_the_ledger(
    office: Office, year: dict[str, Matter], signed_in: SignIn
) -> None:
    client = signed_in(office.cast["林政协"])
    client.get(ADDRESS)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    before = queries(ADDRESS), queries(LIST)
    given(office, submitted_to_both(office), GOVERNMENT_OFFICE, "9", {}, {"kind": "affirm"})
    for serial in (11, 12, 13):
        register(office, serial=serial)
    assert (queries(ADDRESS), queries(LIST)) == before
