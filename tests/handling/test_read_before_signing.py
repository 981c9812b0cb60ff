"""Whoever signs, instructs, accepts or hands over has before him what it is about, as far as he may see it."""

from conftest import SignIn
from factories.people import Cast
from handling.dossiers import CITY, Office
from outcomes.test_refusals import submitted as submitted_outcome

REPLY = "已建成收运站两座，纳入日常巡查。"


def test_unit_head_reads_the_draft_on_the_page_where_it_is_signed(office: Office, signed_in: SignIn) -> None:
    assigned = office.assigned((CITY, "sole", (1,)))
    matter = office.drafted(office.child(assigned, CITY), CITY, text=REPLY)
    page = signed_in(office.cast["城核稿"]).get(f"/matters/{matter.pk}/moves/sign/").content.decode()

    assert '<button class="btn btn-primary" type="submit">核稿</button>' in page
    assert page.count(REPLY) and "<details open><summary>答复稿（单位内部）" in page
    assert "之后由承办单位分管领导接着办理“审核答复”" in page


def test_leader_reads_the_outcome_on_the_page_where_he_instructs(shizuishan: Cast, signed_in: SignIn) -> None:
    loop = submitted_outcome(shizuishan)
    child = loop.submission("市政府办公室")

    page = signed_in(shizuishan["赵书记"]).get(f"/matters/{child.pk}/moves/instruct/").content.decode()

    assert "收运体系不健全" in page
    assert loop.points()[0].text in page
    assert "质量审核" not in page, "what a leader does not see on the outcome's page is not shown here either"


def test_handing_over_as_suggested_says_which_unit_gets_what(shizuishan: Cast, signed_in: SignIn) -> None:
    loop = submitted_outcome(shizuishan)
    loop.instruct("市政府办公室")
    loop.act("府督查", "start_assigning")
    client = signed_in(shizuishan["府督查"])
    lines = ("市城管局（主办）：第1、2条建议", "市资源局（会办）：第1、2条建议")

    page = client.get(f"/matters/{loop.matter.pk}/moves/assign_suggested/").content.decode()
    batch = client.get(
        "/matters/batch/", {"move": "outcome.assign_suggested", "matter": str(loop.matter.pk)}
    ).content.decode()

    for line in lines:
        assert line in page and line in batch
