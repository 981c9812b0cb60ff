"""The papers of handling as their readers get them: notice, reply, supervision notice, slip."""

import io

import docx
import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from factories.outcomes import draft_outcome
from factories.people import Cast
from handling.dossiers import CITY, LAND, Office
from handling.test_supervision import ordered
from huiyin.handling.papers import NOTICE, REPLY, SLIP, SUPERVISION_NOTICE
from huiyin.procedure.choices import standing
from huiyin.procedure.models import Clock, Matter
from huiyin.records.models import DocumentVersion, NumberRegister
from huiyin.records.official.writers import paper_of
from huiyin.records.verification import verify_matter


def newest(matter: Matter, kind: str) -> DocumentVersion:
    """The last version of the matter's paper of a kind."""
    return DocumentVersion.objects.filter(document__matter=matter, document__kind=kind).latest("version")


def address(version: DocumentVersion, kind: str = "pdf") -> str:
    """Where a version is served."""
    return reverse(f"records:{kind}", args=[version.document_id, version.version])


def assignment_of(matter: Matter, unit: str) -> Matter:
    return Matter.objects.get(parent=matter, assignment__unit__name=unit)


def readers(version: DocumentVersion, cast: Cast, signed_in: SignIn, *names: str) -> list[str]:
    """Those of these persons to whom the paper is served; there is none for the others."""
    answers = {name: signed_in(cast[name]).get(address(version)).status_code for name in names}
    assert set(answers.values()) <= {200, 404}
    return [name for name, status in answers.items() if status == 200]


def test_each_unit_gets_its_notice_with_number_points_and_due_date(
    office: Office, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    matter = office.assigned((CITY, "lead", (1,)), (LAND, "assist", (1,)))
    lead, assist = assignment_of(matter, CITY), assignment_of(matter, LAND)
    notice = newest(lead, NOTICE)
    frame = paper_of(notice).frame
    assert (frame.format, frame.mark, frame.addressees, frame.copies) == (
        "letter", "市政府办公室", (CITY,), ("市政协办公室",),
    )  # fmt: skip
    assert lead.number == frame.number == "协商交办〔2026〕1号"
    assert NumberRegister.objects.filter(series=NOTICE).count() == 2
    due = Clock.objects.get(matter=lead, code="reply").due
    assert due is not None
    assert f"{due.year}年{due.month}月{due.day}日前办复" in notice.body_text
    assert (
        f"交你单位主办，请认真研究办理。\n一、交办事项\n（一）{matter.points.get(order=1).text}"
        in notice.body_text
    )
    opinion = Clock.objects.get(matter=assist, code="opinion").due
    assert opinion is not None
    said = newest(assist, NOTICE).body_text
    assert f"{opinion.month}月{opinion.day}日前将会办意见送主办单位（{CITY}）" in said
    assert list(verify_matter(lead)) == []
    # Whoever sees what was asked of the unit may read the notice; another unit and another committee may not.
    assert readers(notice, shizuishan, signed_in, "城经办", "府督查", "林政协", "自经办", "交经办") == [
        "城经办", "府督查", "林政协",
    ]  # fmt: skip
    assert readers(notice, zhongwei, signed_in, "卫政协") == []
    page = signed_in(shizuishan["府督查"]).get(reverse("procedure:matter", args=[lead.pk])).content.decode()
    assert address(notice) in page
    parent = (
        signed_in(shizuishan["府督查"]).get(reverse("procedure:matter", args=[matter.pk])).content.decode()
    )
    assert "下载全部交办通知（PDF）" in parent


def test_reply_paper_is_made_when_the_reply_goes_out_and_not_before(
    office: Office, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    lead = assignment_of(matter, CITY)
    lead = office.signed(
        lead,
        CITY,
        promises=[{"what": "建成处理中心。", "by_when": "2026-12-01", "evidence_wanted": "竣工报告"}],
    )
    assert not DocumentVersion.objects.filter(document__kind=REPLY).exists()
    lead = office.act(lead, "answer", "城经办", document_number="石城管函〔2026〕12号").matter
    reply = newest(lead, REPLY)
    frame = paper_of(reply).frame
    assert (frame.number, frame.signers, frame.addressees, frame.signature) == (
        "石城管函〔2026〕12号", ("城局长",), ("市政府办公室",), CITY,
    )  # fmt: skip
    assert frame.reply_class.startswith("类别：")
    assert frame.note == "联系人：城经办"
    assert "三、承诺事项\n1.建成处理中心，2026年12月1日前完成（凭据：竣工报告）。" in reply.body_text
    assert readers(reply, shizuishan, signed_in, "城经办", "府督查", "林政协", "自经办", "周经委") == [
        "城经办", "府督查", "林政协",
    ]  # fmt: skip
    page = signed_in(shizuishan["城经办"]).get(reverse("procedure:matter", args=[lead.pk])).content.decode()
    assert address(reply) in page
    # Sent back and answered anew under another number: a second version, the first as it was.
    lead = office.act(lead, "send_back", "府督查", reason="过于原则").matter
    lead = office.act(
        office.signed(lead, CITY), "answer", "城经办", document_number="石城管函〔2026〕15号"
    ).matter
    assert [paper_of(each).frame.number for each in DocumentVersion.objects.filter(document=reply.document)] == [
        "石城管函〔2026〕12号", "石城管函〔2026〕15号",
    ]  # fmt: skip
    assert list(verify_matter(lead)) == []


def test_supervision_notice_goes_to_all_units_in_one_letter(
    office: Office, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = office.assigned((CITY, "separate", (1,)), (LAND, "separate", (2,)))
    order = ordered(office, matter, led_by="陈副主席")
    order = office.act(order, "notify", "府督查", notice="三日内准备情况说明。").matter
    notice = newest(order, SUPERVISION_NOTICE)
    frame = paper_of(notice).frame
    assert (frame.addressees, frame.number, order.number) == (
        (CITY, LAND),
        order.number,
        "协商督办〔2026〕1号",
    )
    assert "由陈副主席带队" in notice.body_text
    assert readers(notice, shizuishan, signed_in, "城经办", "自局长", "交经办", "白委员") == [
        "城经办",
        "自局长",
    ]


def test_slip_shows_the_present_record_to_those_who_see_the_instructions(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    loop = draft_outcome(shizuishan)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit()
    submission = loop.present("市委办公室", "党督查")
    assert dict(paper_of(newest(submission, SLIP)).frame.rows)["领导批示"] == ""
    submission = loop.instruct("市委办公室")
    slip = newest(submission, SLIP)
    rows = dict(paper_of(slip).frame.rows)
    assert rows["拟办意见"] == "拟请市领导阅示。"
    assert rows["领导批示"].endswith("请有关部门认真研究办理。")
    assert rows["来文字号"] == loop.matter.number
    # The drafters learn of instructions when they are returned to the committee, not from the slip before.
    assert "documents" not in standing(submission, shizuishan["周经委"], loop.at).seen
    tried = ("党督查", "赵书记", "林政协", "周经委", "府督查", "城经办", "白委员")
    assert readers(slip, shizuishan, signed_in, *tried) == ["党督查", "赵书记", "林政协"]
    client: Client = signed_in(shizuishan["党督查"])
    word = docx.Document(io.BytesIO(client.get(address(slip, "word")).content))
    assert "请有关部门认真研究办理。" in "".join(
        cell.text for row in word.tables[0].rows for cell in row.cells
    )


@pytest.mark.parametrize("text", ["#set page(width: 1mm)", "*粗* $x$ @a \\ <b>"])
def test_instruction_with_marks_of_a_layout_language_is_printed_as_text(
    shizuishan: Cast, signed_in: SignIn, text: str
) -> None:
    loop = draft_outcome(shizuishan)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit()
    loop.present("市委办公室", "党督查")
    slip = newest(loop.instruct("市委办公室", text=text), SLIP)
    assert signed_in(shizuishan["党督查"]).get(address(slip)).content.startswith(b"%PDF")
    assert text in dict(paper_of(slip).frame.rows)["领导批示"]
