"""答复函: one for each author, sent when the office has accepted the reply, and opened by nobody else."""

from io import StringIO

from django.core.management import call_command
from django.urls import reverse

from conftest import SignIn
from factories.handing_over import handed_over
from factories.people import Cast
from factories.reply_letters import CITY, Answering
from huiyin.handling.letter_papers import FAIR_COPY, LETTER
from huiyin.handling.models import ReplyLetter
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.models import Matter
from huiyin.records.models import DocumentVersion
from huiyin.records.official.writers import paper_of
from huiyin.records.selectors import version_for


def newest(matter: Matter, kind: str) -> DocumentVersion:
    return DocumentVersion.objects.filter(document__matter=matter, document__kind=kind).latest("version")


def opened_by(version: DocumentVersion, cast: Cast, answering: Answering, *names: str) -> list[str]:
    """Who of these may open a paper."""
    at = answering.filing.at
    return [name for name in names if version_for(cast[name], version.document_id, version.version, at)]


EVERYBODY = (
    "白委员", "马委员", "城经办", "城局长", "自经办", "交经办", "林政协", "提初审", "党督查", "府督查", "周经委",
    "陈副主席", "赵书记",
)  # fmt: skip


def test_letter_goes_to_the_author_when_the_office_has_accepted_the_reply(
    sided: Cast, signed_in: SignIn
) -> None:
    answering = Answering(sided, handed_over(sided, [(CITY, "sole", ())]))
    answering.act(CITY, "城经办", "receive")
    answering.met(CITY, "白委员", phase="before")
    child = answering.answered(CITY, "石城管函〔2026〕12号")
    # Before the office has checked it the letter is nobody's but the unit's and the offices'.
    copy = newest(child, FAIR_COPY)
    assert opened_by(copy, sided, answering, *EVERYBODY) == ["城经办", "城局长", "林政协", "陈副主席"]
    page = signed_in(sided["白委员"]).get(f"/matters/{child.pk}/").content.decode()
    assert "错时开放，由停车管理科负责" not in page and "石城管函" not in page
    at_proposal = signed_in(sided["白委员"]).get(f"/matters/{answering.filing.matter.pk}/").content.decode()
    for secret in ("错时开放，由停车管理科负责", "石城管函", "已答复（A 类"):
        assert secret not in at_proposal, secret
    answering.act(CITY, "林政协", "send_back", reason="没有写明时限")
    assert not ReplyLetter.objects.exists()
    answering.answered(CITY, "石城管函〔2026〕15号", text="停车场2026年12月底前全部开放，由停车管理科负责。")
    answering.act(CITY, "林政协", "settle")
    deliver(answering.filing.at)

    letter = ReplyLetter.objects.get()
    paper = newest(letter.matter, LETTER)
    frame = paper_of(paper).frame
    number = answering.filing.matter.number
    assert paper.title == f"关于政协石嘴山市第十一届委员会第四次会议{number}号提案的答复"
    assert (frame.mark, frame.number, frame.signers, frame.addressees) == (
        CITY, "石城管函〔2026〕15号", ("城局长",), ("白委员",),
    )  # fmt: skip
    assert (frame.reply_class, frame.disclosure) == ("类别：A", "公开属性：全文公开")
    assert (frame.note, frame.copies) == (
        "联系人：城经办，电话：0952-2012345",
        ("石嘴山市政协提案委员会", "市政府办公室"),
    )
    body = paper.body_text
    assert body.startswith("您提出的“关于加强城区公共停车管理的提案”收悉。经研究办理，现答复如下。")
    assert "全部开放" in body and "错时开放，由停车管理科负责" not in body
    assert body.endswith("感谢您对我们工作的关心和支持，欢迎继续提出宝贵意见。")
    assert opened_by(paper, sided, answering, *EVERYBODY) == [
        "白委员", "城经办", "城局长", "林政协", "提初审", "府督查", "陈副主席",
    ]  # fmt: skip
    told = Message.objects.filter(person=sided["白委员"], kind="reply_letter").get()
    assert "请查阅答复函" in told.text
    # The proposal's page leads to it; opening it is noted, of the author alone.
    client = signed_in(sided["白委员"])
    address = reverse("procedure:matter", args=[letter.matter_id])
    at_proposal = client.get(f"/matters/{answering.filing.matter.pk}/").content.decode()
    assert address in at_proposal and "尚未查阅" in at_proposal
    assert "错时开放，由停车管理科负责" not in at_proposal
    signed_in(sided["林政协"]).get(address)
    assert not letter.openings.exists()
    assert "现答复如下" in client.get(address).content.decode()
    assert letter.openings.get().person == sided["白委员"]
    assert "首次查阅" in signed_in(sided["城经办"]).get(address).content.decode()
    for name in ("马委员", "交经办", "党督查", "周经委"):
        assert signed_in(sided[name]).get(address).status_code == 404, name
    call_command("verify", stdout=StringIO())
