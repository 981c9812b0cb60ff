"""Who finds what of briefs is not for everybody, and where: one table of readers and exits, compared as a whole.

Each secret is a word that stands in one place of the scene; every exit is asked over HTTP by every reader. What comes
after an issue adds its matters to `scene`, its readers to `READERS` and its pages to `paths`.
"""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from briefs.test_filing import POINT, POINT_CLERK, add_point
from conftest import SignIn
from factories.briefs import OFFICE, report, reported
from factories.people import Cast
from huiyin.notices.actions import make_feed
from huiyin.notices.delivery import deliver
from huiyin.people.models import Account, Grant, Member, Person
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter
from huiyin.records.models import Attachment, DocumentVersion
from huiyin.search.full_text.queue import work_off

HIDDEN = "隐姓委员"
SECRETS = {
    "名": HIDDEN,
    "稿": "草稿内字甲",
    "群": "钱某某",
    "电": "13900001111",
    "附": "附件名字乙",
    "注": "筛选说明字丙",
}
READERS = (
    *("白委员", "马委员", POINT_CLERK, "周经委", OFFICE, "何秘书长", "陈副主席", "江主席"),
    *("党督查", "府督查", "城经办", "赵书记", "运维员", "卫政协"),
)
EXITS = ("page", "part", "form", "list", "home", "told", "feed", "batch", "ledger", "alike", "file", "search")
# 名 an author who is not to be named, 稿 a draft, 群 a citizen with 电 the telephone, 附 an attachment of the author
# who is not to be named, 注 what that author alone is told.
TABLE = """
reader  page  part  form  list  home  told  feed  batch  ledger  alike  file  search
白委员  -  -  -  -  -  -  -  -  -  -  -  -
马委员  稿  -  稿  -  -  -  -  -  -  -  -  稿
信息点联系人  -  -  -  -  -  -  -  -  -  -  -  -
周经委  -  -  -  -  -  -  -  -  -  -  -  -
林政协  名群电附注  -  -  名  -  -  -  -  -  -  附  名群电附注
何秘书长  -  -  -  -  -  -  -  -  -  -  -  -
陈副主席  -  -  -  -  -  -  -  -  -  -  -  -
江主席  -  -  -  -  -  -  -  -  -  -  -  -
党督查  -  -  -  -  -  -  -  -  -  -  -  -
府督查  -  -  -  -  -  -  -  -  -  -  -  -
城经办  -  -  -  -  -  -  -  -  -  -  -  -
赵书记  -  -  -  -  -  -  -  -  -  -  -  -
运维员  -  -  -  -  -  -  -  -  -  -  -  -
卫政协  -  -  -  -  -  -  -  -  -  -  -  -
"""


def make_hidden(cast: Cast) -> None:
    """A member who reports and is not to be named."""
    account = Account.objects.create(username="yinxing")
    person = cast.people[HIDDEN] = Person.objects.create(name=HIDDEN, post="市政协委员", account=account)
    cast.grants[HIDDEN] = Grant.objects.create(
        committee=cast.committee, person=person, role="member", since=cast.grant("白委员").since
    )
    Member.objects.create(committee=cast.committee, term=cast.term, person=person)


@pytest.fixture
def scene(shizuishan: Cast) -> list[Matter]:
    """One undisclosed brief in each state, one merged into another member's, a citizen's, a draft."""
    cast = shizuishan
    make_hidden(cast)
    add_point(cast)
    report(cast, "马委员", title="还没有提交的", situation=SECRETS["稿"])
    hidden = {"disclosure": "undisclosed"}
    file = SimpleUploadedFile(f"{SECRETS['附']}.txt", "现场情况。".encode())
    first = report(cast, HIDDEN, title="晨雾一号信息", **hidden)
    first.act(HIDDEN, "attach", {}, files={"file": file})
    first.act(HIDDEN, "submit")
    for number, moves in enumerate(((), ("send_for_approval",), ("send_for_approval", "sign")), start=2):
        each = reported(cast, HIDDEN, title=f"晨雾{number}号信息", **hidden)
        each.act(OFFICE, "take_up", {"text": SECRETS["注"]})
        for move in moves:
            if move == "sign":
                each.act("何秘书长", "approve")
                each.act("陈副主席", "approve")
            else:
                each.act(OFFICE, move)
    unit = cast.body("市城市管理局").pk
    to = {"addressees": [cast.body("市政府办公室").pk], "copied": [unit]}
    reported(cast, HIDDEN, title="暮色一号信息", **hidden).issue(**to)
    main = reported(cast, "白委员", title="暮色二号信息")
    part = reported(cast, HIDDEN, title="晨雾五号信息", **hidden)
    part.act(OFFICE, "merge", {"main": main.matter.pk, "text": SECRETS["注"]})
    main.issue(**to)
    said = {"giver_name": SECRETS["群"], "contact": SECRETS["电"], "point": cast.body(POINT).pk}
    citizen = reported(cast, OFFICE, title="暮色三号信息", **said)
    citizen.issue(**to)
    deliver(citizen.at)
    work_off(most=1000)
    return list(Matter.objects.filter(kind="brief").order_by("opened_at", "pk"))


def answers(
    client: Client, cast: Cast, person: Person, scene: list[Matter], exit_name: str
) -> Iterator[bytes]:
    """Everything that this exit gives out to this reader."""
    if exit_name == "feed":
        yield Client().get(f"/calendar/{make_feed(person, at=scene[0].opened_at)}.ics").content
    elif exit_name == "batch":
        keys = [str(each.pk) for each in scene]
        for move in ("keep", "decline", "take_up", "merge"):
            yield client.post("/matters/batch/", {"move": f"brief.{move}", "matter": keys}).content
    elif exit_name == "alike":
        # What is typed comes back; only the words of others count.
        typed = {"title": "晨雾信息", "situation": "老城区十二个小区的消防通道长期停放车辆。", "look_up": "1"}
        yield client.post(f"/begin/brief/?committee={cast.committee.code}", typed).content
    elif exit_name == "file":
        yield from files(client)
    elif exit_name == "search":
        # What is asked for comes back; a leak is a brief that is found by it.
        for word in SECRETS.values():
            text = client.get(f"/find/?q={word}&committee={cast.committee.code}").content.decode()
            if any(str(each.pk) in text for each in scene):
                yield word.encode()
    else:
        for path in paths(client, cast, scene, exit_name):
            yield client.get(path).content


def files(client: Client) -> Iterator[bytes]:
    """Papers in Word, unpacked, and attachments by their own address."""
    for version in DocumentVersion.objects.order_by("pk"):
        answer = client.get(f"/documents/{version.document_id}/{version.version}.docx")
        if answer.status_code == 200:
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            with ZipFile(BytesIO(content)) as packed:
                yield from (packed.read(name) for name in packed.namelist() if name.endswith(".xml"))
    for each in Attachment.objects.order_by("pk"):
        answer = client.get(f"/attachments/{each.pk}/")
        if answer.status_code == 200:
            # Read to its end, so that the file is closed; that it is given out at all is what counts.
            assert b"".join(answer.streaming_content)
            yield SECRETS["附"].encode()


def paths(client: Client, cast: Cast, scene: list[Matter], exit_name: str) -> Iterator[str]:
    """Where this exit is asked for."""
    place = f"committee={cast.committee.code}"
    fixed: dict[str, tuple[str, ...]] = {
        "list": (
            *(f"/matters/?{place}", f"/matters/?{place}&kind=brief", f"/find/?q=信息&{place}"),
            *(f"/briefs/?{place}", f"/briefs/mine/?{place}", f"/briefs/queue/?{place}&state=all"),
            f"/records/register/?{place}",
        ),
        "home": ("/",),
        "told": ("/notices/",),
        "ledger": (f"/ledgers/?{place}", f"/overview/?{place}"),
        "page": tuple(f"/matters/{each.pk}/" for each in scene),
        "part": tuple(
            f"/matters/{each.pk}/parts/{code}/"
            for each in scene
            for code in ("brief_giver", "timeline", "parties")
        ),
    }
    if exit_name in fixed:
        yield from fixed[exit_name]
        return
    for matter in scene:
        yield from inner_paths(client, matter, exit_name)


def inner_paths(client: Client, matter: Matter, exit_name: str) -> Iterator[str]:
    """Parts and forms of one matter; where the page is not there, one of each is enough to see that they are not."""
    procedure = procedure_of(matter.procedure, matter.version)
    if exit_name == "part":
        codes = ["parts/brief_giver", "parts/timeline", "parts/parties"]
    else:
        moves = procedure.moves_from(matter.state)
        codes = [f"moves/{code}" for code, move in moves if move.by_person and code != "attach"]
        codes.append("edit/text")
    if client.get(f"/matters/{matter.pk}/").status_code != 200:
        codes = codes[:1]
    for code in codes:
        yield f"/matters/{matter.pk}/{code}/"


def found_in(text: str) -> str:
    """The signs of the secrets that stand in a text."""
    return "".join(sign for sign, word in SECRETS.items() if word in text) or "-"


def test_table_of_leaks(shizuishan: Cast, scene: list[Matter], zhongwei: Cast, signed_in: SignIn) -> None:
    lines = ["reader  " + "  ".join(EXITS)]
    for name in READERS:
        person = zhongwei[name] if name.startswith("卫") else shizuishan[name]
        client = signed_in(person)
        cells = [
            # The office's forms list every member and show what its page shows; it is not asked there.
            found_in(b"".join(answers(client, shizuishan, person, scene, exit_name)).decode())
            if name != OFFICE or exit_name not in ("part", "form", "alike")
            else "-"
            for exit_name in EXITS
        ]
        lines.append(f"{name}  " + "  ".join(cells))
    table = "\n".join(lines)
    print(table)
    assert table == TABLE.strip()
