"""The parts of handling on the matter page, as each person sees them over HTTP."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import SignIn
from factories.files import PNG_HEAD
from handling.dossiers import CITY, LAND, ROADS, Office
from handling.test_submission import INSTRUCTION, presented
from huiyin.handling.models import Commitment, Instruction
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter


@pytest.fixture
def read(office: Office, signed_in: SignIn):
    """`read(matter, "林政协")`: the text of the page, "" where it is not found."""

    def page(matter: Matter, name: str) -> str:
        answer = signed_in(office.cast[name]).get(f"/matters/{matter.pk}/")
        assert answer.status_code in (200, 404)
        return answer.content.decode() if answer.status_code == 200 else ""

    return page


def test_parent_shows_points_assignments_and_replies_by_round(office: Office, read) -> None:
    matter = office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)))
    for unit in (CITY, LAND):
        office.settled(office.child(matter, unit), unit, text=f"{unit}的答复正文")
    office.act(
        matter, "redo", "府督查", reason="未落实", assignments=office.rows(matter, (CITY, "sole", (1,)))
    )

    page = read(matter, "林政协")

    for part in ("建议1", "市城管局", "单办", "市城市管理局的答复正文", "A 类", "已验收", "第2轮", "第1轮"):
        assert part in page, part
    assert page.index("第2轮") < page.index("第1轮") or page.count("第2轮") > 1
    assert 'id="assignments"' in page


def test_draft_stays_in_the_unit_until_it_is_sent(office: Office, read) -> None:
    matter = office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)))
    child = office.drafted(office.child(matter, CITY), CITY, text="未定的草稿")

    assert "未定的草稿" in read(child, "城经办")
    assert "未定的草稿" in read(child, "城局长")
    for name in ("府督查", "林政协", "周经委", "江主席"):
        page = read(child, name)
        assert page
        assert "未定的草稿" not in page
        assert "未定的草稿" not in read(matter, name)
    assert read(child, "自经办") == ""
    assert "未定的草稿" not in read(matter, "自经办")

    for signer in ("城核稿", "城分管", "城局长"):
        office.act(child, "sign", signer)
    office.act(child, "answer", "城经办")

    assert "未定的草稿" in read(child, "府督查")
    assert "未定的草稿" in read(matter, "林政协")


def test_instruction_is_read_by_those_concerned(office: Office, submitted: Matter, read) -> None:
    child = presented(office, submitted)
    office.act(child, "instruct", "赵书记", **INSTRUCTION)

    assert INSTRUCTION["text"] in read(child, "府督查")
    assert INSTRUCTION["text"] in read(submitted, "林政协")
    assert INSTRUCTION["text"] not in read(submitted, "周经委")
    assert INSTRUCTION["text"] not in read(submitted, "白委员")
    assert read(child, "党督查") == ""

    office.act(child, "return_to_cppcc", "府督查")
    assert INSTRUCTION["text"] in read(submitted, "周经委")


def test_commitment_page_and_list(office: Office, read) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.child(matter, CITY)
    office.settled(child, CITY, promises=[{"what": "建成处理厂", "by_when": date(2026, 10, 9)}])
    commitment = Commitment.objects.select_related("matter").get().matter

    assert "2026年10月9日" in read(commitment, "城经办") or "2026-10-09" in read(commitment, "城经办")
    assert "建成处理厂" in read(matter, "林政协")
    assert "建成处理厂" in read(child, "府督查")
    assert read(commitment, "自经办") == ""


def test_text_of_users_is_never_markup(office: Office, read) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.answered(office.child(matter, CITY), CITY, text="<script>alert(1)</script>")

    for page in (read(child, "府督查"), read(matter, "府督查")):
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_queries_of_the_page_do_not_grow_with_assignments(office: Office, read) -> None:
    def queries(matter: Matter) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert read(matter, "府督查")
        return len(captured)

    few = office.assigned((CITY, "lead", (1,)), (LAND, "assist", (1,)))
    many = office.assigned(
        (CITY, "lead", (1, 2)), (LAND, "assist", (1, 2)), (ROADS, "assist", (1,)), (LAND, "sole", (3,))
    )
    office.answered(office.child(few, CITY), CITY, without_assists_reason="已电话沟通")
    office.answered(office.child(many, CITY), CITY, without_assists_reason="已电话沟通")
    read(few, "府督查")

    assert queries(many) == queries(few)


def scan(name: str = "批示.png", content: bytes = PNG_HEAD) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def instructed_with(office: Office, child: Matter, file: SimpleUploadedFile, **more: object) -> Matter:
    data = {"on": date(2026, 3, 2), "kind": "handle", **more}
    return take(
        child, "instruct", actor=office.cast["赵书记"], at=office.at, data=data, files={"scan": file}
    ).matter


def test_scan_stands_for_the_text(office: Office, submitted: Matter, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    child = presented(office, submitted)

    instructed_with(office, child, scan())

    attachment = child.attachments.get()
    assert (attachment.facet, attachment.title, attachment.original_name) == (
        "instructions",
        "赵书记批示",
        "批示.png",
    )
    assert Instruction.objects.get().text == ""


@pytest.mark.parametrize(
    ("name", "content", "more", "sentence"),
    [
        ("批示.exe", b"MZ", {}, "不在可上传之列"),
        ("批示.png", PNG_HEAD, {"is_offline": True}, "线下件不录批示内容"),
    ],
)
def test_scan_that_may_not_be_taken_is_refused(
    office: Office,
    submitted: Matter,
    settings,
    tmp_path: Path,
    name: str,
    content: bytes,
    more: dict,
    sentence: str,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    child = presented(office, submitted)

    with pytest.raises(ActRefused) as raised:
        instructed_with(office, child, scan(name, content), **more)

    assert sentence in str(raised.value)
    assert not Instruction.objects.exists()
    assert not child.attachments.exists()


def test_remarks_inside_a_unit_stay_inside_after_the_reply_was_sent(office: Office, read) -> None:
    matter = office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)))
    child = office.drafted(office.child(matter, CITY), CITY, text="答复正文")
    office.act(child, "return_draft", "城核稿", reason="口径不对，重写")
    office.act(child, "draft_reply", "城经办", **office.reply_data(child, text="答复正文"))
    for signer in ("城核稿", "城分管", "城局长"):
        office.act(child, "sign", signer, reason="内部意见：可发")
    office.act(child, "answer", "城经办")
    office.act(child, "send_back", "府督查", reason="第1条没有答复")

    inside, outside = read(child, "城局长"), read(child, "府督查")

    for words in ("口径不对，重写", "内部意见：可发"):
        assert words in inside
        assert words not in outside
    assert "第1条没有答复" in inside
    assert "第1条没有答复" in outside


def test_parent_shows_a_reply_to_whom_the_assignment_shows_it(office: Office, read) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.answered(office.child(matter, CITY), CITY, text="办复正文")

    assert "办复正文" in read(matter, "林政协")
    for name in ("周经委", "赵书记"):
        assert "办复正文" not in read(child, name)
        assert "办复正文" not in read(matter, name), name

    office.act(child, "settle", "府督查")
    for name in ("周经委", "赵书记"):
        assert "办复正文" in read(matter, name), name


def test_parent_tells_of_a_submission_what_the_submission_tells(
    office: Office, submitted: Matter, read
) -> None:
    child = presented(office, submitted)
    number = child.submission.registered_no

    assert number in read(submitted, "林政协")
    assert read(child, "党督查") == "" and number not in read(submitted, "党督查")


@pytest.mark.parametrize("name", ["江主席", "周经委", "林政协"])
def test_batch_names_nobody_inside_a_unit(office: Office, signed_in: SignIn, name: str) -> None:
    child = office.signed(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)
    posted = {
        "move": "assignment.settle",
        "matter": [str(child.pk)],
        f"step-{child.pk}": "1",
        "confirmed": "1",
    }
    response = signed_in(office.cast[name]).post("/matters/batch/", posted)

    text = response.content.decode()
    assert response.status_code == 200 and str(child.pk) in text and "未办理" in text
    for hidden in ("城局长", "签发答复"):
        assert hidden not in text


def test_stale_page_of_the_assigning_office_names_nobody_inside_the_unit(
    office: Office, signed_in: SignIn
) -> None:
    child = office.drafted(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)
    seen = child.step_number
    office.act(child, "sign", "城核稿")
    posted = {"clock": "reply", "reason": "等汛期过去", "expected_step": seen, "request_id": "a"}
    response = signed_in(office.cast["府督查"]).post(f"/matters/{child.pk}/moves/pause/", posted)

    text = response.content.decode()
    assert response.status_code == 409 and "等汛期过去" in text and "本件已有新的进展" in text
    assert "城核稿" not in text


def test_submission_leads_to_what_was_submitted(office: Office, submitted: Matter, read) -> None:
    child = presented(office, submitted)

    assert f'报送的成果：<a href="/matters/{submitted.pk}/">' in read(child, "府督查")
