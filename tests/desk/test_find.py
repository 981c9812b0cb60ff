"""The search box: by number, by the number of a paper, by words of the title; only what the asker sees."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import SignIn
from factories.outcomes import Loop, draft_outcome
from factories.people import Cast
from huiyin.desk.find import marked, written_number
from huiyin.procedure.models import Matter
from huiyin.records.models import Document


@pytest.fixture
def loop(shizuishan: Cast) -> Loop:
    """An outcome whose report has its number and lies with the municipal government's office."""
    loop = draft_outcome(shizuishan)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")
    return loop


def found(client: Client, words: str) -> str:
    response = client.get("/find/", {"q": words})
    assert response.status_code == 200
    return response.content.decode()


def test_number_of_a_matter_or_of_its_paper_opens_it(loop: Loop, shizuishan: Cast, signed_in: SignIn) -> None:
    clerk = signed_in(shizuishan["林政协"])
    number = Document.objects.get(matter=loop.matter).number
    assert "〔2026〕" in number
    place = f"/matters/{loop.matter.pk}/"
    typed = number.replace("〔", " [").replace("〕", "] ")
    for words in (number, typed, number.replace("〔", "（").replace("〕", "）")):
        assert clerk.get("/find/", {"q": words})["Location"] == place
    Matter.objects.filter(pk=loop.matter.pk).update(number="成果2026-7")
    assert clerk.get("/find/", {"q": "成果２０２６-７"})["Location"] == place


def test_words_of_the_title_are_marked_wherever_they_stand(
    loop: Loop, shizuishan: Cast, signed_in: SignIn
) -> None:
    Matter.objects.filter(pk=loop.matter.pk).update(title="关于<b>园林绿化</b>废弃物处理的报告")
    clerk = signed_in(shizuishan["林政协"])
    text = found(clerk, "废弃物 园林")
    assert "<mark>园林</mark>绿化&lt;/b&gt;<mark>废弃物</mark>" in text and 'value="废弃物 园林"' in text
    assert "没有找到“园林 公交”" in found(clerk, "园林 公交")
    assert "没有找到" in found(clerk, "%") and "没有找到" in found(clerk, "_")


def test_empty_and_endless_questions_get_a_sentence(shizuishan: Cast, signed_in: SignIn) -> None:
    clerk = signed_in(shizuishan["林政协"])
    assert "几个词用空格隔开" in found(clerk, " \u200b ")
    assert "不能超过 100 个字" in found(clerk, "园" * 5000)


def test_nobody_finds_what_is_not_theirs(
    loop: Loop, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    number = Document.objects.get(matter=loop.matter).number
    for who in (shizuishan["交经办"], shizuishan["运维员"], zhongwei["卫政协"]):
        client = signed_in(who)
        for words in (number, loop.matter.title, loop.matter.title[:4]):
            assert "没有找到" in found(client, words), who


def test_who_sees_a_matter_without_its_papers_does_not_learn_their_number(
    loop: Loop, shizuishan: Cast, signed_in: SignIn
) -> None:
    number = "石嘴山市政协函〔2026〕9号"
    Document.objects.filter(matter=loop.matter).update(number=number)
    clerk = signed_in(shizuishan["林政协"])
    assert clerk.get("/find/", {"q": number})["Location"] == f"/matters/{loop.matter.pk}/"
    giver = signed_in(shizuishan["白委员"])
    assert (
        loop.matter.title[:6]
        in giver.get("/find/", {"q": loop.matter.title[:6]}, follow=True).content.decode()
    )
    assert "没有找到" in found(giver, number)


def test_search_box_is_in_the_head_of_every_page(shizuishan: Cast, signed_in: SignIn) -> None:
    assert 'action="/find/"' in signed_in(shizuishan["城经办"]).get("/matters/").content.decode()
    assert 'action="/find/"' not in Client().get("/accounts/login/").content.decode()


def test_twenty_answers_cost_as_many_queries_as_one(loop: Loop, shizuishan: Cast, signed_in: SignIn) -> None:
    clerk = signed_in(shizuishan["林政协"])
    clerk.get("/find/", {"q": "园林"})
    with CaptureQueriesContext(connection) as one:
        found(clerk, loop.matter.title[:2] + " 不会有")
    with CaptureQueriesContext(connection) as many:
        found(clerk, loop.matter.title[:2])
    assert abs(len(many) - len(one)) <= 1


def test_written_number_and_marks() -> None:
    assert written_number("石政协发 [２０２６] ５号") == "石政协发〔2026〕5号"
    assert [(part.text, part.hit) for part in marked("园林园林绿化", ["园林", "园林绿化"])] == [
        ("园林", True),
        ("园林绿化", True),
    ]
    assert marked("", ["x"]) == () and marked("文", []) and not marked("文", [])[0].hit
