"""Forwarding: units handle and reply without knowing who reported it; whoever did is fed back; the brief is closed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import SignIn
from factories.briefs import OFFICE, issued, report
from factories.files import pdf
from factories.people import Cast
from huiyin.briefs.models import BriefFeedback
from huiyin.handling.models import ReplyFinding
from huiyin.handling.selectors import reply_classes
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.choices import choices
from huiyin.procedure.engine import take
from huiyin.procedure.errors import FormRefused
from huiyin.procedure.models import Matter
from huiyin.records.models import Attachment
from huiyin.records.verification import Report, verify


def told(cast: Cast, who: str) -> str:
    return "\n".join(Message.objects.filter(person=cast[who]).order_by("pk").values_list("text", flat=True))


def rows(cast: Cast, matter: Matter) -> dict[str, Any]:
    """Everything to one unit alone."""
    points = [point.pk for point in matter.points.order_by("order")]
    unit = cast.body("市城市管理局").pk
    return {"assignments": [{"points": points, "unit": unit, "role": "sole", "request": ""}]}


def replied(cast: Cast, assignment: Matter, at: datetime) -> Matter:
    """The unit receives, drafts, explains what the check found, signs and answers; the office accepts."""

    def act(who: str, move: str, data: dict[str, Any] | None = None) -> Matter:
        return take(assignment, move, actor=cast[who], at=at, data=data or {}).matter

    assignment = act("城经办", "receive") if assignment.state == "sent" else assignment
    covered = assignment.assignment.covered.values_list("point", flat=True)
    data = {
        "text": "设施科负责，今年已划线12处（演示）。",
        "reply_class": reply_classes(cast.committee, at.date()).get(code="A").pk,
        "answers": [{"point": point, "text": f"已采纳，划线{n}处。"} for n, point in enumerate(covered, 5)],
    }
    assignment = act("城经办", "draft_reply", data)
    waiting = ReplyFinding.objects.filter(reply__matter=assignment, answer="", blocks=False)
    rows = [{"finding": each.pk, "answer": "已核实。"} for each in waiting]
    assignment = act("城经办", "answer_findings", {"findings": rows}) if rows else assignment
    for who in ("城核稿", "城分管", "城局长"):
        assignment = act(who, "sign")
    assignment = act("城经办", "answer")
    return act(OFFICE, "settle")


def test_units_reply_comes_back_and_whoever_reported_it_is_fed_back(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    brief = issued(shizuishan, disclosure="undisclosed")
    brief.act(OFFICE, "forward", rows(shizuishan, brief.matter))
    brief.at += timedelta(days=1)
    assignment = brief.matter.children.get(kind="assignment")
    assert assignment.number == f"社情转办〔{brief.at.year}〕1号", "a register of its own"
    replied(shizuishan, assignment, brief.at)
    brief.matter.refresh_from_db()
    assert brief.matter.state == "handled"
    again = {**rows(shizuishan, brief.matter), "reason": "没有写明期限。"}
    brief.act(OFFICE, "forward_again", again)
    replied(shizuishan, brief.matter.children.get(kind="assignment", parent_round=2), brief.at)
    brief.matter.refresh_from_db()
    assert (brief.matter.state, brief.matter.round) == ("handled", 2)
    form = signed_in(shizuishan[OFFICE]).get(f"/matters/{brief.matter.pk}/moves/feed_back/")
    proposed = form.content.decode()
    assert "市城管局办理情况：设施科负责，今年已划线12处（演示）。" in proposed
    with pytest.raises(FormRefused):
        brief.act(OFFICE, "feed_back", {"words": ""})
    brief.act(OFFICE, "feed_back", {"words": "市城管局已划线12处。"})
    deliver(brief.at)
    assert "有了反馈：市城管局已划线12处。" in told(shizuishan, "白委员")
    mine = signed_in(shizuishan["白委员"]).get(f"/matters/{brief.matter.pk}/").content.decode()
    assert "市城管局已划线12处。" in mine
    assert not list(verify(Report()))


def test_only_chosen_files_go_to_the_unit_under_a_name_that_tells_nothing(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    brief = report(shizuishan, disclosure="undisclosed")
    for name in ("白委员调研照片.pdf", "白委员手稿.pdf"):
        file = SimpleUploadedFile(name, pdf(name), content_type="application/pdf")
        brief.act("白委员", "attach", {"title": ""}, {"file": file})
    brief.act("白委员", "submit")
    brief.issue()
    first = Attachment.objects.filter(matter=brief.matter).order_by("pk")[0]
    brief.act(OFFICE, "forward", {**rows(shizuishan, brief.matter), "enclosed": [str(first.pk)]})
    copied = Attachment.objects.get(matter=brief.matter, facet="enclosures")
    unit = signed_in(shizuishan["城经办"])
    page = unit.get(f"/matters/{brief.matter.pk}/").content.decode()
    assert "附件1.pdf" in page
    assert "白委员" not in page
    got = unit.get(f"/attachments/{copied.pk}/")
    assert (got.status_code, "白委员" in str(got.headers)) == (200, False)
    assert b"".join(got.streaming_content)  # type: ignore[attr-defined]
    for each in Attachment.objects.filter(matter=brief.matter, facet="summary"):
        assert unit.get(f"/attachments/{each.pk}/").status_code == 404
    assert not list(verify(Report()))


def test_unit_handles_without_knowing_who_reported_it(shizuishan: Cast, signed_in: SignIn) -> None:
    brief = issued(shizuishan, disclosure="undisclosed")
    brief.act(OFFICE, "forward", rows(shizuishan, brief.matter))
    assert brief.matter.state == "forwarded"
    assignment = brief.matter.children.get(kind="assignment")
    roles = set(assignment.parties.values_list("role", flat=True))
    assert not roles & {"author", "contacted"}
    unit = signed_in(shizuishan["城经办"])
    pages = [unit.get(f"/matters/{each.pk}/").content.decode() for each in (assignment, brief.matter)]
    assert "消防车无法进入" in pages[1]
    assert not [page for page in pages if "白委员" in page]
    offered = {each.code for each in choices(assignment, shizuishan["城经办"], brief.at)}
    assert "record_contact" not in offered, "a brief asks for no contact"


def test_disclosed_author_is_known_to_the_unit(shizuishan: Cast) -> None:
    brief = issued(shizuishan)
    brief.act(OFFICE, "forward", rows(shizuishan, brief.matter))
    assignment = brief.matter.children.get(kind="assignment")
    assert assignment.parties.filter(role="author", person=shizuishan["白委员"]).exists()


def test_citizen_is_fed_back_through_the_recorder_and_the_way_is_kept(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    brief = report(shizuishan, OFFICE, giver_name="钱某某", contact="13900001111")
    brief.act(OFFICE, "submit")
    brief.issue()
    brief.act(OFFICE, "feed_back_unused", {"words": "已供有关方面参阅。", "way": "3月9日电话告知"})
    assert brief.matter.state == "fed_back"
    row = BriefFeedback.objects.get()
    assert (row.words, row.way) == ("已供有关方面参阅。", "3月9日电话告知")
    deliver(brief.at)
    assert "已供有关方面参阅。" in told(shizuishan, OFFICE)
    brief.act(OFFICE, "close", {})
    assert brief.matter.closed_at is not None
    use = {
        "level": "city", "by": "市委办公室", "form": "single", "publication": "", "number": "",
        "on": brief.at.date().isoformat(),
    }  # fmt: skip
    brief.at += timedelta(days=1)
    brief.act(OFFICE, "record_use", use)
    assert brief.matter.state == "closed"
    brief.act(OFFICE, "feed_back_further", {"words": "又被市委办公室采用。", "way": ""})
    page = signed_in(shizuishan[OFFICE]).get(f"/matters/{brief.matter.pk}/").content.decode()
    assert "又被市委办公室采用。" in page
    brief.act(OFFICE, "reopen", {"reason": "还要办理。"})
    assert brief.matter.state == "fed_back"
    assert not list(verify(Report()))
