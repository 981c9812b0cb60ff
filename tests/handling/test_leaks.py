"""Who finds what is not for everybody, and where: one table of readers and exits, compared as a whole.

Each secret is a word that stands in one place of the scene; every exit is asked over HTTP by every reader.
"""

from collections.abc import Iterator

import pytest
from django.test import Client

from conftest import SignIn
from factories.people import Cast
from handling.dossiers import CITY, LAND, ROADS, Office
from handling.test_evaluation import evaluation, given
from handling.test_look_back import SEEN
from handling.test_offline_items import register
from handling.test_supervision import VISIT, found, ordered
from huiyin.handling.models import Commitment
from huiyin.notices.actions import make_feed
from huiyin.notices.delivery import deliver
from huiyin.people.models import Person
from huiyin.procedure import registry
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter
from huiyin.procedure.views.matters import PARTS

SECRETS = {
    "稿": "草稿内字甲",
    "核": "说明内字乙",
    "会": "会办内字丙",
    "退": "申退内字丁",
    "评": "评价内字戊",
    "改": "整改内字己",
    "访": "回访内字庚",
    "线": "线下件 市委办",
}
READERS = (
    *("城经办", "城局长", "自经办", "自局长", "交经办"),
    *("府督查", "党督查", "林政协", "周经委", "江主席"),
    *("赵书记", "白委员", "马委员", "运维员", "卫政协"),
)
EXITS = ("page", "part", "form", "list", "home", "told", "feed", "batch", "ledger", "begin")

# 稿 draft, 核 explanation of a finding, 会 assisting opinion, 退 reason of a return, 评 evaluation form,
# 改 another unit's improvement, 访 look-back before its conclusion, 线 offline item.
TABLE = """
reader  page  part  form  list  home  told  feed  batch  ledger  begin
城经办  稿核会  稿核会  -  -  -  -  -  -  -  -
城局长  稿核会  稿核会  稿会  -  -  -  -  -  -  -
自经办  退改  退改  -  -  -  -  -  -  -  -
自局长  退改  退改  -  -  -  -  -  -  -  -
交经办  会  会  -  -  -  -  -  -  -  -
府督查  退改  退改  退  -  -  -  -  -  -  -
党督查  线  -  线  线  -  -  -  -  线  线
林政协  退评改访线  退评改访  访线  线  线  -  -  -  线  线
周经委  评访  评访  访  -  -  -  -  -  -  -
江主席  改线  改  -  线  -  -  -  -  线  -
赵书记  -  -  -  -  -  -  -  -  -  -
白委员  评  评  -  -  -  -  -  -  -  -
马委员  -  -  -  -  -  -  -  -  -  -
运维员  -  -  -  -  -  -  -  -  -  -
卫政协  -  -  -  -  -  -  -  -  -  -
"""


@pytest.fixture
def scene(office: Office) -> list[Matter]:
    """Every secret in its place."""
    office.authors = ("白委员", "马委员")
    first = office.assigned((CITY, "lead", (1,)), (ROADS, "assist", (1,)), (LAND, "separate", (2,)))
    assist = office.received(office.child(first, ROADS), ROADS)
    office.act(assist, "give_opinion", "交经办", text=SECRETS["会"])
    lead = office.checked(office.child(first, CITY), CITY, text=SECRETS["稿"])
    office.explained(lead, CITY, answer=SECRETS["核"])
    order_with_one_report(office, first)
    office.act(office.child(first, LAND), "request_return", "自经办", reason=SECRETS["退"])
    evaluated_and_looked_at(office)
    register(office)
    deliver(office.at)
    return list(Matter.objects.order_by("opened_at", "pk"))


def order_with_one_report(office: Office, matter: Matter) -> None:
    order = office.act(ordered(office, matter), "notify", "府督查", notice="请准备").matter
    findings = found(office, ("台账不全", CITY), ("用地手续未办", LAND))
    office.act(order, "hold_on_site", "府督查", on="2026-03-02", findings=findings, **VISIT)
    office.act(order, "send_opinion", "府督查", opinion="限期整改", improve_by="2026-04-30")
    office.act(order, "report_improvement", "自经办", text=SECRETS["改"], evidence="照片")


def evaluated_and_looked_at(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    office.act(office.child(matter, CITY), "waive_contact", "白委员")
    promise = {"what": "建成车间", "by_when": "2026-06-30"}
    office.settled(office.child(matter, CITY), CITY, promises=[promise])
    matter.refresh_from_db()
    matter = office.act(matter, "evaluate", "林政协").matter
    given(office, matter, "白委员", "dissatisfied", remark=SECRETS["评"])
    assert evaluation(matter).state == "open"
    promised = Commitment.objects.get().matter
    look = office.act(promised, "look_back", "林政协", ground="due", visit_by="2026-07-31").matter
    look = promised.children.get(kind="look_back")
    office.act(look, "record_visit", "林政协", **{**SEEN, "evidence": SECRETS["访"]})


def answers(client: Client, person: Person, scene: list[Matter], exit_name: str) -> Iterator[bytes]:
    """Everything that this exit gives out to this reader."""
    if exit_name == "feed":
        yield Client().get(f"/calendar/{make_feed(person, at=scene[0].opened_at)}.ics").content
        return
    if exit_name == "batch":
        keys = [str(each.pk) for each in scene]
        for move in ("assignment.settle", "commitment.look_back", "assignment.look_back"):
            yield client.post("/matters/batch/", {"move": move, "matter": keys}).content
        return
    for path in paths(client, scene, exit_name):
        yield client.get(path).content


def paths(client: Client, scene: list[Matter], exit_name: str) -> Iterator[str]:
    fixed = {
        "list": ("/matters/", "/matters/?kind=look_back", "/matters/?kind=evaluation"),
        "home": ("/",),
        "told": ("/notices/",),
        "ledger": (
            *("/handling/instructions/?year=2026", "/handling/instructions/list/?year=2026"),
            *("/handling/promises/?year=2026", "/handling/promises/list/?year=2026", "/outcomes/stopped/"),
            "/handling/look-backs/?kind=commitment&year=2026&size=5&seed=1",
        ),
        "begin": tuple(
            f"/begin/supervision_order/?origin={each.pk}"
            for each in scene
            if each.kind in ("evaluation", "look_back", "offline_item")
        ),
        "page": tuple(f"/matters/{each.pk}/" for each in scene),
    }
    if exit_name in fixed:
        yield from fixed[exit_name]
        return
    for matter in scene:
        yield from inner_paths(client, matter, exit_name)


def inner_paths(client: Client, matter: Matter, exit_name: str) -> Iterator[str]:
    """Parts and forms of one matter; where the page is not there one of each is enough to see that they are not."""
    panels = [each.code for each in registry.kinds[matter.kind].panels]
    codes = [*panels, *PARTS] if exit_name == "part" else list(moves_of(matter))
    if client.get(f"/matters/{matter.pk}/").status_code != 200:
        codes = codes[:1]
    for code in codes:
        yield f"/matters/{matter.pk}/{'parts' if exit_name == 'part' else 'moves'}/{code}/"


def moves_of(matter: Matter) -> Iterator[str]:
    for code, move in procedure_of(matter.procedure, matter.version).moves_from(matter.state):
        if not move.automatic:
            yield code


def test_move_that_comes_with_another_act_is_no_page(
    scene: list[Matter], office: Office, signed_in: SignIn
) -> None:
    assist = next(each for each in scene if each.procedure == "assist")
    client = signed_in(office.cast["府督查"])
    for path in (f"/matters/{assist.pk}/moves/change_lead/", f"/matters/{assist.pk}/moves/close/"):
        assert client.get(path).status_code == client.post(path).status_code == 404


def test_table_of_leaks(office: Office, scene: list[Matter], zhongwei: Cast, signed_in: SignIn) -> None:
    lines = ["reader  " + "  ".join(EXITS)]
    for name in READERS:
        person = zhongwei[name] if name.startswith("卫") else office.cast[name]
        client = signed_in(person)
        cells = []
        for exit_name in EXITS:
            text = b"".join(answers(client, person, scene, exit_name)).decode()
            cells.append("".join(sign for sign, word in SECRETS.items() if word in text) or "-")
        lines.append(f"{name}  " + "  ".join(cells))
    table = "\n".join(lines)
    print(table)
    assert table == TABLE.strip()
