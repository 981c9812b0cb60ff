"""核查意见: found with the draft, explained by the unit, in the way of signatures, nobody else's business."""

from typing import Any

import pytest

from conftest import SignIn
from factories.people import Cast
from handling.dossiers import CITY, LAND, SIGNERS, Office
from huiyin.handling.models import Reply, ReplyFinding
from huiyin.handling.references import CaseReference, reference_of
from huiyin.people.enums import BodyKind
from huiyin.people.models import Body, BodyName
from huiyin.people.selectors import names_of_bodies
from huiyin.procedure.choices import choices
from huiyin.procedure.content import fingerprints
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import todos_of

GOOD = "市政协十一届四次会议第52号收悉。设施科负责，2026年1月已更换路灯36盏。"
ANSWERS = ("由设施科负责，更换路灯36盏。", "由养护站修复便道2处。")
ALL = "市政协十届五次会议第52号收悉。石城发【2026】3号已印发，设施科负责，2026年1月更换路灯36盏。"


@pytest.fixture
def child(office: Office) -> Matter:
    """A unit that handles two points alone."""
    return office.child(office.assigned((CITY, "sole", (1, 2))), CITY)


def drafted(
    office: Office, child: Matter, text: str, answers: tuple[str, ...] = ANSWERS, **more: Any
) -> Matter:
    points = child.assignment.covered.order_by("point__order").values_list("point_id", flat=True)
    rows = [{"point": point, "text": each} for point, each in zip(points, answers, strict=True)]
    return office.checked(child, CITY, text=text, answers=rows, **more)


def found(child: Matter) -> list[str]:
    rows = ReplyFinding.objects.filter(reply__matter=child).order_by("reply", "pk")
    return [each.code for each in rows]


def offered(office: Office, child: Matter, name: str) -> set[str]:
    """What the page offers this person."""
    child.refresh_from_db()
    return {each.code for each in choices(child, office.cast[name], at=office.at)}


def unmet(office: Office, child: Matter, move: str, name: str) -> list[str]:
    child.refresh_from_db()
    choice = next(each for each in choices(child, office.cast[name], at=office.at) if each.code == move)
    return [each.text for each in choice.unmet]


def test_good_draft_is_signed_without_a_word(office: Office, child: Matter) -> None:
    drafted(office, child, GOOD)

    assert found(child) == []
    assert "answer_findings" not in offered(office, child, "城经办")
    for signer in SIGNERS:
        office.act(child, "sign", f"城{signer}")
    child.refresh_from_db()
    assert child.state == "signed_off"


def test_draft_is_checked_against_its_case(office: Office, child: Matter) -> None:
    drafted(office, child, ALL)

    assert found(child) == ["session_wrong", "document_number"]
    finding = ReplyFinding.objects.get(code="document_number")
    assert (finding.quote, finding.blocks, finding.answer) == ("石城发【2026】3号", False, "")
    assert finding.committee == office.cast.committee
    child.refresh_from_db()
    assert child.steps.order_by("-number").first().content == fingerprints(child)


def test_nobody_signs_over_open_findings(office: Office, child: Matter) -> None:
    drafted(office, child, ALL)

    with pytest.raises(ActRefused) as refused:
        office.act(child, "sign", "城核稿")

    (refusal,) = refused.value.refusals
    assert refusal.text == (
        "有2条核查意见还没有说明：文中届次与本件不符，本件为十一届四次会议；发文字号写法不合国家标准：年份应用六角括号〔〕。"
    )
    assert refusal.link == f"/matters/{child.pk}/#findings"


def test_explained_findings_let_the_signers_through(office: Office, child: Matter) -> None:
    drafted(office, child, ALL)
    rows = list(ReplyFinding.objects.order_by("pk"))

    office.act(
        child, "answer_findings", "城经办", findings=[{"finding": rows[0].pk, "answer": "引用往届提案。"}]
    )
    assert len(unmet(office, child, "sign", "城核稿")) == 1
    office.act(child, "answer_findings", "城经办", findings=[{"finding": rows[1].pk, "answer": "来文如此。"}])

    first = ReplyFinding.objects.get(pk=rows[0].pk)
    assert (first.answer, first.answered_by, first.answered_at) == (
        "引用往届提案。",
        office.cast["城经办"],
        office.at,
    )
    child.refresh_from_db()
    assert child.steps.order_by("-number").first().content == fingerprints(child)
    for signer in SIGNERS:
        office.act(child, "sign", f"城{signer}")
    child.refresh_from_db()
    assert child.state == "signed_off"


def test_unanswered_point_is_mended_not_explained(office: Office, child: Matter) -> None:
    drafted(office, child, GOOD, ("由设施科负责，更换路灯36盏。", "略"))
    finding = ReplyFinding.objects.get()
    assert finding.blocks
    assert "answer_findings" not in offered(office, child, "城经办")
    assert unmet(office, child, "sign", "城核稿") == ["有1条核查意见须改稿后才能审签：第2条建议没有答复。"]

    office.act(child, "take_back", "城经办", reason="补充第2条")
    drafted(office, child, GOOD)

    assert found(child) == []
    assert unmet(office, child, "sign", "城核稿") == []


def test_explanation_stays_as_long_as_the_same_is_found(office: Office, child: Matter) -> None:
    drafted(office, child, ALL)
    office.explained(child, CITY, "来文原样。")
    office.act(child, "return_draft", "城核稿", reason="第三句再核")

    drafted(office, child, ALL + "（2026）5号文见附件，石城发（2026）5号。")

    assert sorted((each.code, each.answer) for each in ReplyFinding.objects.all()) == [
        ("document_number", ""),
        ("document_number", "来文原样。"),
        ("session_wrong", "来文原样。"),
    ]


def test_explanation_is_remembered_after_a_reply_was_sent_back(office: Office, child: Matter) -> None:
    drafted(office, child, ALL)
    office.explained(child, CITY, "来文原样。")
    for signer in SIGNERS:
        office.act(child, "sign", f"城{signer}")
    office.act(child, "answer", "城经办")
    office.act(child, "send_back", "府督查", reason="请补充")

    drafted(office, child, ALL)

    assert Reply.objects.filter(matter=child).count() == 2
    assert {each.answer for each in ReplyFinding.objects.all()} == {"来文原样。"}
    assert ReplyFinding.objects.count() == 4


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "请至少说明一条核查意见。"),
        ([{"finding": 0, "answer": ""}], "请至少说明一条核查意见。"),
        ([{"finding": 0, "answer": "一"}, {"finding": 0, "answer": "二"}], "同一条核查意见说明了两次。"),
        ([{"finding": 0, "answer": "说" * 1001}], "最多1000字，现在1001字。"),
    ],
)
def test_explanations_that_say_nothing_are_refused(
    office: Office, child: Matter, rows: list[dict[str, Any]], sentence: str
) -> None:
    drafted(office, child, ALL)
    first = ReplyFinding.objects.order_by("pk")[0].pk

    with pytest.raises(FormRefused) as refused:
        office.act(child, "answer_findings", "城经办", findings=[{**each, "finding": first} for each in rows])

    assert sentence in str(refused.value)
    assert not ReplyFinding.objects.exclude(answer="").exists()


def test_findings_of_another_assignment_cannot_be_explained_here(office: Office, child: Matter) -> None:
    other = office.child(office.assigned((LAND, "sole", (1,))), LAND)
    office.checked(other, LAND)
    drafted(office, child, ALL)
    foreign = ReplyFinding.objects.filter(reply__matter=other)[0]

    with pytest.raises(FormRefused):
        office.act(child, "answer_findings", "城经办", findings=[{"finding": foreign.pk, "answer": "代答"}])
    with pytest.raises(NotYours):
        office.act(child, "answer_findings", "城核稿", findings=[{"finding": foreign.pk, "answer": "代答"}])


def test_form_is_filled_with_what_waits(office: Office, child: Matter, signed_in: SignIn) -> None:
    drafted(office, child, ALL)

    page = (
        signed_in(office.cast["城经办"]).get(f"/matters/{child.pk}/moves/answer_findings/").content.decode()
    )

    first, second = ReplyFinding.objects.order_by("pk")
    for each in (first, second):
        assert f'value="{each.pk}"' in page
        assert each.reason in page
        assert f"“{each.quote}”建议：{each.suggestion}" in page
    assert "删除此项" not in page


def test_refused_form_still_says_what_it_asks_about(office: Office, child: Matter, signed_in: SignIn) -> None:
    drafted(office, child, ALL)
    first = ReplyFinding.objects.order_by("pk")[0]
    client = signed_in(office.cast["城经办"])
    address = f"/matters/{child.pk}/moves/answer_findings/"

    for key in (str(first.pk), "9" * 30, "x"):
        posted = {"findings-0-finding": key, "findings-0-answer": "说" * 1001}
        answer = client.post(address, posted)
        assert answer.status_code == 422
        assert (first.reason in answer.content.decode()) == (key == str(first.pk))


def test_findings_are_seen_inside_the_unit_alone(office: Office, child: Matter, signed_in: SignIn) -> None:
    drafted(office, child, ALL)
    office.act(
        child,
        "answer_findings",
        "城经办",
        findings=[{"finding": ReplyFinding.objects.order_by("pk")[0].pk, "answer": "内部说明文字"}],
    )
    words = ("文中届次与本件不符", "石城发【2026】3号", "内部说明文字")

    def leaks(where: str, name: str) -> list[str]:
        page = signed_in(office.cast[name]).get(where).content.decode()
        return [each for each in words if each in page]

    places = [f"/matters/{child.pk}/", f"/matters/{child.parent_id}/", "/", "/matters/"]
    assert leaks(places[0], "城经办") == list(words)
    assert leaks(places[0], "城局长") == list(words)
    outside = ("府督查", "林政协", "周经委", "江主席", "白委员", "自经办", "党督查", "赵书记")
    assert [leaks(where, name) for where in places for name in outside] == [[]] * (len(places) * len(outside))

    for signer in SIGNERS:
        office.explained(child, CITY)
        office.act(child, "sign", f"城{signer}")
    office.act(child, "answer", "城经办")
    for name in outside:
        seen = leaks(places[0], name) + leaks(places[1], name)
        assert not {"文中届次与本件不符", "内部说明文字"} & set(seen)


def test_another_committee_sees_nothing(
    office: Office, child: Matter, zhongwei: Cast, signed_in: SignIn
) -> None:
    drafted(office, child, ALL)
    assert signed_in(zhongwei["卫府督查"]).get(f"/matters/{child.pk}/").status_code == 404


def test_no_todo_asks_for_explanations_that_nobody_needs(office: Office, child: Matter) -> None:
    drafted(office, child, GOOD)
    assert not todos_of(office.cast["城经办"], office.at.date()).filter(matter=child).exists()


def test_other_units_are_known_by_every_name_but_those_that_handle_it_too(office: Office) -> None:
    text = f"{GOOD}改变用途由市国土资源局负责，线路调整由市交通局负责。"
    alone = office.child(office.assigned((CITY, "sole", (1,))), CITY)
    office.checked(alone, CITY, text=text)
    assert [each.reason for each in ReplyFinding.objects.filter(code="other_unit").order_by("pk")] == [
        "文中称有关事项属于市自然资源局、市交通运输局的职责。",
    ]

    ReplyFinding.objects.all().delete()
    lead = office.child(office.assigned((CITY, "lead", (1,)), (LAND, "assist", (1,))), CITY)
    office.checked(lead, CITY, text=text, without_assists_reason="已电话沟通")
    assert ReplyFinding.objects.get(code="other_unit").reason == "文中称有关事项属于市交通运输局的职责。"


def test_names_of_bodies_take_two_queries(shizuishan: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        names = names_of_bodies(shizuishan.committee, BodyKind.UNIT, shizuishan.term.starts_on)
    assert names[shizuishan.body(CITY)] == (CITY, "市城管局", "市综合执法局", "市城市管理综合执法局")
    assert set(names) == set(Body.objects.filter(committee=shizuishan.committee, kind=BodyKind.UNIT))
    assert BodyName.objects.count() >= 2


def test_case_of_a_kind_that_says_nothing_is_known_by_its_term(office: Office, child: Matter) -> None:
    assert reference_of(child) == CaseReference(term=11)
    assert reference_of(child.parent) == CaseReference(term=11, session=4, number="52")
    child.term = None
    assert reference_of(child) == CaseReference()
