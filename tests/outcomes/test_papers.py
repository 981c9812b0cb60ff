"""The papers of an outcome: report, letter, feedback letter, what the opinion givers are told."""

from django.urls import reverse

from conftest import SignIn
from factories.consultations import record_consultation
from factories.outcomes import draft_outcome
from factories.people import Cast
from factories.sittings import decided, make_minutes
from huiyin.outcomes.papers import ECHO_LETTER, FEEDBACK_LETTER
from huiyin.outcomes.rules import PointResult, result_letter_text
from huiyin.procedure.models import Matter
from huiyin.records.models import DocumentVersion, NumberRegister
from huiyin.records.official.writers import paper_of
from huiyin.records.verification import verify_matter


def newest(matter: Matter, kind: str) -> DocumentVersion:
    """The last version of the matter's paper of a kind."""
    return DocumentVersion.objects.filter(document__matter=matter, document__kind=kind).latest("version")


def statuses(version: DocumentVersion, cast: Cast, signed_in: SignIn, *names: str) -> dict[str, int]:
    """What each of these persons is answered who asks for the paper."""
    address = reverse("records:pdf", args=[version.document_id, version.version])
    return {name: signed_in(cast[name]).get(address).status_code for name in names}


def test_papers_of_the_whole_loop_reach_those_they_are_for(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    loop = draft_outcome(shizuishan)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    report = newest(loop.matter, "consultation_report")
    frame = paper_of(report).frame
    assert (frame.format, frame.number, frame.signers) == ("document", loop.matter.number, ("江主席",))
    assert (frame.addressees, frame.printed_by) == (("市委办公室", "市政府办公室"), "市政协办公室")
    assert statuses(report, shizuishan, signed_in, "林政协", "党督查", "白委员") == {
        "林政协": 200, "党督查": 404, "白委员": 404,
    }  # fmt: skip
    loop.submit()
    assert statuses(report, shizuishan, signed_in, "党督查", "城经办") == {"党督查": 200, "城经办": 404}
    loop.present("市政府办公室", "府督查")
    loop.instruct("市政府办公室", "府督查", leader_name="钱市长", leader_post="市长（演示）")
    loop.act("府督查", "start_assigning")
    first, second = loop.points()
    loop.assign("府督查", ("市城市管理局", "sole", [first]), ("市自然资源局", "sole", [second]))
    for unit in ("市城市管理局", "市自然资源局"):
        loop.on(loop.reply(unit), "府督查", "settle")
    loop.act("府督查", "feed_back", {**loop.feedback(), "letter_number": "石政办函〔2026〕7号"})
    feedback = newest(loop.matter, FEEDBACK_LETTER)
    told = paper_of(feedback).frame
    assert (told.format, told.mark, told.number) == ("letter", "市政府办公室", "石政办函〔2026〕7号")
    assert "采纳。\n落实措施：建立制度：建立收运制度。" in feedback.body_text
    loop.tell()
    echo = newest(loop.matter, ECHO_LETTER)
    assert NumberRegister.objects.get(series="outcome_letter").number == paper_of(echo).frame.number
    # A giver reads what came of the opinions, and in it nobody's name and none of the instructions.
    assert statuses(echo, shizuishan, signed_in, "白委员", "马委员", "城经办") == {
        "白委员": 200, "马委员": 200, "城经办": 404,
    }  # fmt: skip
    assert not any(name in echo.body_text for name in ("白委员", "马委员", "钱市长", "认真研究办理"))
    page = (
        signed_in(shizuishan["白委员"])
        .get(reverse("procedure:matter", args=[loop.matter.pk]))
        .content.decode()
    )
    assert reverse("records:pdf", args=[echo.document_id, echo.version]) in page
    assert set(statuses(echo, zhongwei, signed_in, "卫政协").values()) == {404}
    assert list(verify_matter(loop.matter)) == []


def test_letter_goes_to_the_suggested_units_in_letter_format(shizuishan: Cast) -> None:
    activity = record_consultation(shizuishan, form="counterpart")
    loop = draft_outcome(shizuishan, activity=activity, form="letter", weight="ordinary", sensitivity="open")
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    frame = paper_of(newest(loop.matter, "letter")).frame
    assert (frame.format, frame.addressees, frame.signers) == ("letter", ("市城市管理局", "市自然资源局"), ())
    assert frame.mark == shizuishan.committee.name


def test_minutes_are_a_paper_with_their_own_mark_and_attendance(shizuishan: Cast, signed_in: SignIn) -> None:
    sitting = make_minutes(shizuishan, decided(shizuishan, ["听取履职情况"], "heard"))
    minutes = newest(sitting, "sitting_minutes")
    frame = paper_of(minutes).frame
    assert (frame.format, frame.mark) == ("minutes", "石嘴山市政协主席会议纪要")
    assert frame.attendance == (("出席", "江主席、陈副主席"),)
    assert "出席" not in minutes.body_text
    assert statuses(minutes, shizuishan, signed_in, "林政协", "周经委", "白委员") == {
        "林政协": 200, "周经委": 404, "白委员": 404,
    }  # fmt: skip


def test_letter_of_results_tells_reason_measures_and_promises() -> None:
    results = [
        PointResult(
            "建议甲。", "部分采纳", "条件尚不具备。", ("出台文件：办法",), ("年内完成（2026年12月1日前）",)
        ),
        PointResult("建议乙", ""),
    ]
    assert result_letter_text("现反馈如下。", results).split("\n") == [
        "现反馈如下。",
        "一、关于“建议甲”的建议",
        "部分采纳。条件尚不具备。",
        "落实措施：出台文件：办法。",
        "承诺事项：年内完成（2026年12月1日前）。",
        "二、关于“建议乙”的建议",
        "正在办理。",
    ]
