"""Who asked not to be named is named at no exit to anybody but the office: readers × exits, asked over HTTP.

The scene has one undisclosed author on every way that a brief can go: issued, reported to a leader, forwarded with a
file and replied to, a source of a combined item, converted from a proposal, and sent up by a county.
"""

import io
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from briefs.test_combined import whole_of
from briefs.test_forwarding import replied, rows
from briefs.test_use import instructed_submission
from conftest import SignIn
from factories.briefs import OFFICE, TEXT, Reporting, issued, report
from factories.files import pdf
from factories.ladders import CITY, PROVINCE, Levels, county_brief, sent_up, three_levels
from factories.people import Cast
from factories.proposals import FIRST, add_examiners, filed
from huiyin.notices.actions import make_feed
from huiyin.notices.delivery import deliver
from huiyin.people.models import Account, Grant, Member, Person
from huiyin.procedure.choices import choices
from huiyin.procedure.models import Matter
from huiyin.proposals.models import RefusalReason
from huiyin.records.models import Attachment, Document
from huiyin.records.reading.file_text import read_file
from huiyin.records.reading.passages import Budget
from huiyin.records.verification import Report, verify

HIDDEN, CITIZEN, PHONE, COUNTY_AUTHOR = "隐姓委员", "钱某某", "13900001111", "平委员"
SECRETS = (HIDDEN, CITIZEN, PHONE, COUNTY_AUTHOR)
READERS = ("白委员", "周经委", "陈副主席", "何秘书长", "党督查", "赵书记", "城经办", "卫政协", "宁政协")
LEDGERS = ("assignments", "instructions", "steps")


def hidden_member(cast: Cast) -> None:
    """A member whose name is a word that stands nowhere else."""
    account = Account.objects.create(username="hidden")
    person = cast.people[HIDDEN] = Person.objects.create(name=HIDDEN, post="", account=account)
    since = cast.grant("白委员").since
    cast.grants[HIDDEN] = Grant.objects.create(
        committee=cast.committee, person=person, role="member", since=since
    )
    Member.objects.create(committee=cast.committee, term=cast.term, person=person)


@pytest.fixture
def levels(shizuishan: Cast) -> Levels:
    """Every way that a brief can go, with an author who must not be named on any."""
    add_examiners(shizuishan)
    hidden_member(shizuishan)
    levels = three_levels(shizuishan)
    forwarded = with_a_file(shizuishan)
    forwarded.act(OFFICE, "report", {"addressees": [shizuishan.body("市委办公室").pk]})
    submission = instructed_submission(shizuishan, forwarded)
    assert submission.state == "instructed"
    file = Attachment.objects.get(matter=forwarded.matter, facet="summary")
    forwarded.act(OFFICE, "forward", {**rows(shizuishan, forwarded.matter), "enclosed": [str(file.pk)]})
    replied(shizuishan, forwarded.matter.children.get(kind="assignment"), forwarded.at)
    forwarded.matter.refresh_from_db()
    forwarded.act(OFFICE, "feed_back", {"words": "市城管局已划线。"})
    citizen = report(shizuishan, OFFICE, title="夜市油烟扰民", giver_name=CITIZEN, contact=PHONE)
    citizen.act(OFFICE, "submit")
    converted = of_proposal(shizuishan)
    single = issued(shizuishan, HIDDEN, title="学校门口拥堵", disclosure="undisclosed")
    county = county_brief(levels, title="乡镇公交停运")
    from_county = sent_up(levels.county, county, "平政协", shizuishan, CITY)
    whole = whole_of(shizuishan, citizen, single, from_county)  # type: ignore[arg-type]
    whole.issue()
    whole.act(OFFICE, "forward", rows(shizuishan, whole.matter))
    for each in (forwarded, whole, converted):
        sent_up(shizuishan, each, OFFICE, levels.province, PROVINCE)
    deliver(whole.at)
    return levels


def with_a_file(cast: Cast) -> Reporting:
    """Issued, with a file that bears the author's name."""
    brief = report(cast, HIDDEN, disclosure="undisclosed")
    file = SimpleUploadedFile(f"{HIDDEN}手稿.pdf", pdf("手稿"), content_type="application/pdf")
    brief.act(HIDDEN, "attach", {"title": f"{HIDDEN}手稿"}, {"file": file})
    brief.act(HIDDEN, "submit")
    brief.issue()
    return brief


def of_proposal(cast: Cast) -> Reporting:
    """A refused proposal goes on as a brief; its author, asked for more, stays unnamed."""
    filing = filed(cast, HIDDEN)
    reason = RefusalReason.objects.get(committee=cast.committee, code="vague_no_suggestion").pk
    filing.examine("not_docket", refusal=reason, disposal="brief")
    said = {**filing.cite("not_adopted"), "refusal": reason, "disposal": "brief", "text": "转有关单位研究。"}
    filing.act(OFFICE, "not_docket", said)
    filing.act(FIRST, "convert")
    brief = Reporting(cast, Matter.objects.get(parent=filing.matter, kind="brief"), filing.at)
    brief.act(OFFICE, "return_for_facts", {"reason": "请补充地点。"})
    brief.act(HIDDEN, "resubmit")
    brief.issue()
    return brief


def addresses(cast: Cast, client: Client, person: Person) -> Iterator[str]:
    """Every page on which something of a brief may stand."""
    place = f"committee={cast.committee.code}"
    yield from ("/", "/notices/", f"/matters/?{place}", f"/matters/?{place}&kind=brief", "/outcomes/stopped/")
    yield from (f"/find/?q={word}&{place}" for word in ("消防", HIDDEN, PHONE))
    yield from (f"/briefs/used/?{place}&year=2026", f"/handling/instructions/?{place}&year=2026")
    yield from (
        f"/briefs/used/?{place}&year=2026&what={what}" for what in ("single", "combined", "instructed")
    )
    yield from (f"/handling/instructions/list/?{place}&year=2026", f"/handling/promises/?{place}")
    for ledger in LEDGERS:
        yield from (f"/ledgers/{ledger}/?{place}&year=all", f"/ledgers/{ledger}/export/?{place}&year=all")
    # A refused proposal has its own readers, who know its author; here it is asked only where it leads.
    for matter in Matter.objects.exclude(kind="proposal").order_by("opened_at", "pk"):
        yield f"/matters/{matter.pk}/"
        if client.get(f"/matters/{matter.pk}/").status_code != 200:
            continue
        for part in ("timeline", "parties", "brief_source", "brief_versions", "links"):
            yield f"/matters/{matter.pk}/parts/{part}/"
        for choice in choices(matter, person, matter.entered_state_at):
            # Whoever may be invited or was to be chosen stands in a list of all members.
            if choice.code not in ("invite", "attach"):
                yield f"/matters/{matter.pk}/moves/{choice.code}/"
    for file in Attachment.objects.order_by("pk"):
        yield f"/attachments/{file.pk}/"
    for document in Document.objects.order_by("pk"):
        last = document.versions.order_by("-version")[0].version
        yield from (f"/documents/{document.pk}/{last}.{form}" for form in ("pdf", "docx"))


def given(cast: Cast, client: Client, person: Person) -> Iterator[tuple[str, str]]:
    """Address → all text that comes of it, of files with their metadata and their names."""
    feed = make_feed(person, at=Matter.objects.earliest("opened_at").opened_at)
    yield "feed", Client().get(f"/calendar/{feed}.ics").content.decode()
    typed = {**{key: TEXT[key] for key in ("title", "situation", "analysis")}, "look_up": "1"}
    yield "alike", client.post(f"/begin/brief/?committee={cast.committee.code}", typed).content.decode()
    for address in addresses(cast, client, person):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        # The name under which a file is saved stands percent-encoded in a head.
        yield address, f"{unquote(str(answer.headers))}{text_of(body)}"


def text_of(body: bytes) -> str:
    """Pages as they are, packed files unpacked, PDF read with its properties."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    if body[:5] == b"%PDF-":
        return "".join(str(each) for each in read_file("x.pdf", body, Budget()))
    return body.decode("utf-8", "replace")


def test_undisclosed_author_stays_undisclosed_at_every_exit(
    levels: Levels, zhongwei: Cast, signed_in: SignIn
) -> None:
    city = levels.city
    leaks: list[tuple[str, str, str]] = []
    seen: dict[str, int] = {}
    keys = [str(each) for each in Matter.objects.filter(kind="brief").values_list("pk", flat=True)]
    for name in READERS:
        cast = next(each for each in (city, zhongwei, levels.province) if name in each.people)
        for address, text in given(
            city if cast is not levels.province else cast, signed_in(cast[name]), cast[name]
        ):
            if "/find/" in address:
                # What was asked for comes back; a leak is what it finds.
                leaks += [(name, address, key) for key in keys if key in text and "消防" not in address]
                continue
            leaks += [(name, address, secret) for secret in SECRETS if secret in text]
            seen[name] = seen.get(name, 0) + text.count("消防")
    assert not leaks, "\n".join(map(str, leaks))
    proposal = Matter.objects.get(kind="proposal")
    brief = Matter.objects.get(parent=proposal, kind="brief")
    for name, told in (("陈副主席", False), (OFFICE, True), (HIDDEN, True)):
        client = signed_in(city[name])
        pages = [client.get(f"/matters/{each.pk}/").content.decode() for each in (proposal, brief)]
        assert (str(brief.pk) in pages[0], str(proposal.pk) in pages[1]) == (told, told and name != HIDDEN), (
            name
        )
    # The scene is there to be seen: units, offices and leaders read the texts.
    assert not [name for name in ("城经办", "党督查", "赵书记", "何秘书长", "宁政协") if not seen[name]]
    assert not list(verify(Report()))


def test_office_knows_who_reported_it(levels: Levels, signed_in: SignIn) -> None:
    client = signed_in(levels.city[OFFICE])
    text = "".join(client.get(f"/matters/{each.pk}/").content.decode() for each in Matter.objects.all())
    assert {secret for secret in SECRETS if secret in text} == {HIDDEN, CITIZEN, PHONE}
