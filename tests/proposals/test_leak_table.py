"""Who finds what of proposals is not for everybody, and where: one table of readers and exits, compared as a whole.

Each secret is a word that stands in one place of the scene; every exit is asked over HTTP by every reader.
"""

from collections.abc import Iterator

import pytest
from django.test import Client

from conftest import SignIn
from factories.answering import again, evaluated, handed_on, marks, on, round_of, settled
from factories.handing_over import CITY, GOVERNMENT, PARTY_UNIT, ROADS, docketed, studied
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, filed, write
from huiyin.notices.actions import make_feed
from huiyin.notices.delivery import deliver
from huiyin.people.models import Account, Grant, Member, Person
from huiyin.procedure.begin import begin
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter

SECRETS = {
    "稿": "草稿内字甲",
    "答": "联名答复字乙",
    "注": "审查说明字丙",
    "议": "并案异议字丁",
    "名": "隐姓委员",
    "商": "政府商定字戊",
    "源": "线索原文字己",
    "电": "13900001111",
    "话": "0952-1112223",
    "私": "不公开内字庚",
    "并": "关于暮色的提案",
    "评": "评议表中字辛",
    "未": "评议未结字壬",
}
DECLINED, OTHER, HIDDEN = "婉拒委员", "旁观委员", "隐姓委员"
SECRET_TEXT = {"publication": "no", "no_publication_reason": "内部情况"}
READERS = (
    *("白委员", "马委员", DECLINED, OTHER, "周经委", FIRST, "陈副主席"),
    *("党督查", "府督查", "交经办", "赵书记", "卫政协"),
)
ASKED_PARTS = (
    "proposal_examination",
    "proposal_objections",
    "proposal_cosigners",
    "timeline",
    "evaluation_forms",
)
EXITS = ("page", "part", "form", "list", "home", "told", "feed", "batch", "desk", "ledger", "alike")
INSIDE = {FIRST: ("part", "form")}
"""Exits of the examiner that show what the page shows, and are not asked: they are many."""

# 稿 a draft, 答 the answer of who declined to sign, 注 an examiner's note, 议 an objection, 名 the author of what was
# published, 商 what one side's office said, 源 a tip as it was given, 电 its giver, 话 the contact of a body,
# 私 a docketed text that is not to be published, 并 the title of a part merged into somebody else's proposal,
# 评 what an evaluator wrote in a round that is over, 未 in one that is open.
TABLE = """
reader  page  part  form  list  home  told  feed  batch  desk  ledger  alike
白委员  答并  答  并  -  -  并  -  -  -  -  -
马委员  稿并评未  -  稿  -  -  并  -  -  -  -  -
婉拒委员  -  -  -  -  -  -  -  -  -  -  -
旁观委员  议私并  -  并  并  并  并  -  并  并  -  -
周经委  话  -  -  -  -  -  -  -  -  -  -
提初审  答注议名商源电话私并评未  -  -  并  并  并  -  并  名并  名并  -
陈副主席  答注名商话私并  答注名商  -  并  -  -  -  并  名  名并  -
党督查  -  -  -  -  -  -  -  -  -  -  -
府督查  商  -  -  -  -  -  -  -  -  -  -
交经办  -  -  -  -  -  -  -  -  -  -  -
赵书记  -  -  -  -  -  -  -  -  -  -  -
卫政协  -  -  -  -  -  -  -  -  -  -  -
"""


def make_member(cast: Cast, name: str) -> None:
    """Somebody more who is a member of the term and nothing else."""
    account = Account.objects.create(username=f"member.{len(cast.people)}")
    person = cast.people[name] = Person.objects.create(name=name, post="市政协委员", account=account)
    cast.grants[name] = Grant.objects.create(
        committee=cast.committee, person=person, role="member", since=cast.grant("白委员").since
    )
    Member.objects.create(committee=cast.committee, term=cast.term, person=person)


@pytest.fixture
def scene(sided: Cast) -> list[Matter]:
    """Every secret in its place."""
    for name in (DECLINED, OTHER, HIDDEN):
        make_member(sided, name)
    write(sided, "马委员", title="关于晨雾的提案", situation=SECRETS["稿"])
    signed_and_merged(sided)
    published = docketed(sided, HIDDEN, title="关于公开的提案")
    assert published.matter.parties.filter(role="reader").exists()
    docketed(
        sided, OTHER, title="关于保留的提案", situation=SECRETS["私"], publication="no",
        no_publication_reason="内部情况",
    )  # fmt: skip
    asked = studied(sided, ((ROADS, "lead", ()), (PARTY_UNIT, "assist", ())), title="关于商定的提案")
    other = {"unit": sided.body(ROADS).pk, "other_unit": sided.body(CITY).pk, "reason": SECRETS["商"]}
    asked.act(GOVERNMENT, "propose_other", other)
    tip = {
        "title": "路灯不亮", "text": SECRETS["源"], "channel": "letter", "given_on": asked.at.date().isoformat(),
        "giver_name": "钱某某", "contact": SECRETS["电"],
    }  # fmt: skip
    begin("proposal_tip", committee=sided.committee, actor=sided[OFFICE], at=asked.at, data=tip)
    judged(sided)
    deliver(asked.at)
    return list(
        Matter.objects.filter(kind__in=("proposal", "proposal_tip", "evaluation")).order_by("opened_at", "pk")
    )


def judged(cast: Cast) -> None:
    """Two members signed it: their first evaluation is over and disputed, of the second one form is in."""
    filing = write(cast, "马委员", title="关于评议的提案", proposer_kind="joint", **SECRET_TEXT)
    filing.act("马委员", "invite", {"members": [cast["白委员"].pk]})
    filing.act("白委员", "agree")
    filing.act("马委员", "submit")
    handed_on(cast, filing)
    settled(filing, ROADS)
    filing.act(OFFICE, "ask_evaluation")
    for sign in ("评", "未"):
        said = {**marks(filing, "dissatisfied"), "remark": SECRETS[sign]}
        on(filing, round_of(filing), "马委员", "evaluate", said)
        if sign == "评":
            evaluated(filing, "白委员")
            again(filing)
    assert filing.matter.state == "evaluating" and filing.matter.round == 2


def signed_and_merged(cast: Cast) -> None:
    """A main proposal that two signed and one did not want to; a member's and a body's are merged into it."""
    main = write(cast, title="关于主案的提案", proposer_kind="joint")
    main.act("白委员", "invite", {"members": [cast["马委员"].pk, cast[DECLINED].pk]})
    main.act(DECLINED, "decline", {"text": SECRETS["答"]})
    main.act("马委员", "agree")
    main.act("白委员", "submit")
    part = filed(cast, OTHER, title=SECRETS["并"])
    body = filed(cast, "周经委", title="关于机关的提案", contact_name="周经委", contact_phone=SECRETS["话"])
    for each in (main, part, body):
        each.act(FIRST, "accept")
        each.act(FIRST, "examine_first", {"advice": "docket", "text": SECRETS["注"]})
    for each in (part, body):
        each.act(SECOND, "merge", {"main": main.matter.pk, "text": "合并办理。"})
    part.act(OTHER, "object", {"objection": SECRETS["议"]})


def answers(
    client: Client, cast: Cast, person: Person, scene: list[Matter], exit_name: str
) -> Iterator[bytes]:
    """Everything that this exit gives out to this reader."""
    if exit_name == "feed":
        yield Client().get(f"/calendar/{make_feed(person, at=scene[0].opened_at)}.ics").content
    elif exit_name == "batch":
        keys = [str(each.pk) for each in scene]
        for move in (
            "proposal.docket",
            "proposal.list_suggested",
            "proposal.hand_over",
            "proposal_tip.decline",
        ):
            yield client.post("/matters/batch/", {"move": move, "matter": keys}).content
    elif exit_name == "alike":
        # What is typed comes back; only the words of others count, so another word of the same text is asked by.
        for text in (SECRETS["稿"][:-1], SECRETS["私"][:-1]):
            typed = {
                "title": "关于查找的提案",
                "situation": text,
                "analysis": "分析。",
                "look_up": "1",
            }
            yield client.post(f"/begin/proposal/?committee={cast.committee.code}", typed).content
    else:
        for path in paths(client, cast, scene, exit_name):
            yield client.get(path).content


def paths(client: Client, cast: Cast, scene: list[Matter], exit_name: str) -> Iterator[str]:
    place = f"committee={cast.committee.code}"
    fixed: dict[str, tuple[str, ...]] = {
        "list": (f"/matters/?{place}", f"/matters/?{place}&kind=proposal", f"/find/?q=关于&{place}"),
        "home": ("/",),
        "told": ("/notices/",),
        "desk": (
            *(f"/proposals/{each}/?{place}" for each in ("mine", "queue", "tips", "tips/posted")),
            *(f"/proposals/hand-over/?{place}&state={each}" for each in ("docketed", "studied")),
            *(f"/proposals/hand-over/units/?{place}", f"/proposals/queue/?{place}&state=all"),
        ),
        "ledger": (f"/ledgers/proposals/?year=all&{place}", f"/proposals/figures/?year=all&{place}"),
        "page": tuple(f"/matters/{each.pk}/" for each in scene),
    }
    if exit_name in fixed:
        yield from fixed[exit_name]
        return
    for matter in scene:
        yield from inner_paths(client, matter, exit_name)


def inner_paths(client: Client, matter: Matter, exit_name: str) -> Iterator[str]:
    """Parts and forms of one matter; where the page is not there one of each is enough to see that they are not."""
    codes = list(ASKED_PARTS if exit_name == "part" else moves_of(matter))
    if client.get(f"/matters/{matter.pk}/parts/timeline/").status_code != 200:
        codes = codes[:1]
    for code in codes:
        yield f"/matters/{matter.pk}/{'parts' if exit_name == 'part' else 'moves'}/{code}/"


def moves_of(matter: Matter) -> Iterator[str]:
    """Moves whose page shows or names something; whoever may be invited stands in the list of all members."""
    for code, move in procedure_of(matter.procedure, matter.version).moves_from(matter.state):
        shows = move.by_person and (move.form or move.shows)
        if shows and code not in ("invite", "attach") and not code.startswith("undo_merge"):
            yield code


def found_in(text: str) -> str:
    """The signs of the secrets that stand in a text."""
    return "".join(sign for sign, word in SECRETS.items() if word in text) or "-"


def test_table_of_leaks(sided: Cast, scene: list[Matter], zhongwei: Cast, signed_in: SignIn) -> None:
    lines = ["reader  " + "  ".join(EXITS)]
    for name in READERS:
        person = zhongwei[name] if name.startswith("卫") else sided[name]
        client = signed_in(person)
        cells = []
        for exit_name in EXITS:
            asked = (
                () if exit_name in INSIDE.get(name, ()) else answers(client, sided, person, scene, exit_name)
            )
            cells.append(found_in(b"".join(asked).decode()))
        lines.append(f"{name}  " + "  ".join(cells))
    table = "\n".join(lines)
    print(table)
    assert table == TABLE.strip()
