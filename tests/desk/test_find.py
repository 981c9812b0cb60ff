"""The search page: a number opens its matter, words are found where the asker sees them; recent searches."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import SignIn
from factories import files
from factories.outcomes import Loop, draft_outcome
from factories.people import Cast
from factories.proposals import MONDAY, Filing, write
from huiyin.procedure.models import Matter
from huiyin.records.file_texts.queue import read_waiting
from huiyin.records.models import Document
from huiyin.search import recent
from huiyin.search.full_text.indexing import index_matters
from huiyin.search.models import RecentSearch

ATTACHED = "老旧小区加装电梯的调研报告，朝阳街道居民意见"


def indexed() -> None:
    """Everything that waits is read, as the worker does it."""
    read_waiting(MONDAY)
    index_matters(Matter.objects.values_list("pk", flat=True))


@pytest.fixture
def loop(shizuishan: Cast) -> Loop:
    """An outcome whose report has its number and lies with the municipal government's office."""
    loop = draft_outcome(shizuishan)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")
    indexed()
    return loop


@pytest.fixture
def draft(shizuishan: Cast, settings: object, tmp_path: object) -> Filing:
    """A member's draft with an attachment, not handed in yet."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    filing = write(shizuishan)
    file = SimpleUploadedFile("电梯调研<b>.docx", files.docx("前言", ATTACHED))
    filing.act("白委员", "attach", {"facet": "text"}, {"file": file})
    indexed()
    return filing


def found(client: Client, words: str, **filters: str) -> str:
    response = client.get("/find/", {"q": words, **filters})
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


def test_words_are_marked_where_they_stand_and_nothing_is_taken_for_markup(
    loop: Loop, shizuishan: Cast, signed_in: SignIn
) -> None:
    Matter.objects.filter(pk=loop.matter.pk).update(title="关于<b>园林绿化</b>废弃物处理的报告")
    indexed()
    clerk = signed_in(shizuishan["林政协"])
    text = found(clerk, "废弃物 园林")
    assert "<mark>园林</mark>绿化&lt;/b&gt;<mark>废弃物</mark>" in text and 'value="废弃物 园林"' in text
    for words in ("园林 公交车", "%%", "__"):
        text = found(clerk, words)
        assert 'class="hy-found"' not in text, words
        assert "没有找到" in text or "没有可以查找的字词" in text


def test_questions_that_cannot_be_answered_get_a_sentence_and_keep_their_words(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    assert "几个词用空格隔开" in found(clerk, " \u200b ")
    assert "不能超过 100 个字" in found(clerk, "园" * 500) and "园" * 500 in found(clerk, "园" * 500)
    assert "请再加一个字" in found(clerk, "园")
    assert "年度请填四位数字" in found(clerk, "园林", year="去年")
    assert not RecentSearch.objects.exclude(words="园林").exists()


def test_author_finds_the_attachment_of_a_draft_and_nobody_else_does(
    draft: Filing, shizuishan: Cast, signed_in: SignIn
) -> None:
    author = signed_in(shizuishan["白委员"])
    text = found(author, "朝阳街道")
    attachment = draft.matter.attachments.get()
    assert "<mark>朝阳街道</mark>居民意见" in text
    assert f'<a href="/attachments/{attachment.pk}/">电梯调研&lt;b&gt;.docx</a>' in text
    assert "<mark>朝阳街道</mark>" in found(author, "朝阳街道", within="attachments")
    assert "所选范围内没有找到" in found(author, "朝阳街道", within="title")
    for who in ("马委员", "林政协", "江主席", "城经办"):
        for words in ("朝阳街道", "电梯调研", draft.matter.title):
            assert "您能查看的事项中没有找到" in found(signed_in(shizuishan[who]), words), who


def test_filters_stand_in_the_address_and_are_taken_off_one_by_one(
    loop: Loop, shizuishan: Cast, signed_in: SignIn
) -> None:
    clerk, words = signed_in(shizuishan["林政协"]), loop.matter.title[2:4]
    text = found(clerk, words, kind="outcome", year=str(loop.matter.year), state="open", within="title")
    assert "<mark>" in text and "种类：协商成果" in text and "办理情况：未办结" in text
    assert "year=2026&amp;state=open&amp;within=title" in text.replace("&amp;year", "year", 1)
    for wrong in ({"kind": "proposal"}, {"year": "1999"}, {"state": "closed"}, {"within": "number"}):
        assert "所选范围内没有找到" in found(clerk, words, **wrong)
    assert 'name="state"' not in found(signed_in(shizuishan["白委员"]), words), "members see plainer steps"


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
    assert f"/matters/{loop.matter.pk}/" in found(giver, loop.matter.title[:6])
    assert "没有找到" in found(giver, number)


def test_pages_lead_on_and_cost_as_many_queries_for_twenty_as_for_one(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    for _number in range(23):
        write(shizuishan)
    indexed()
    author, title = signed_in(shizuishan["白委员"]), Matter.objects.filter(kind="proposal")[0].title
    first = found(author, title[2:6])
    assert first.count("hy-found-passage") == 0 or first.count('<a href="/matters/') >= 20
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = author.get(f"/find/{following}").content.decode()
    links = [text.split('<ol class="hy-found"')[1].count('<a href="/matters/') for text in (first, second)]
    assert links[0] + links[1] == 23 and "回到第一页" in second and "下一页" not in second
    Matter.objects.filter(kind="proposal").exclude(pk=Matter.objects.latest("pk").pk).update(title="别的")
    with CaptureQueriesContext(connection) as many:
        found(author, title[2:6])
    index_matters(Matter.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as one:
        found(author, title[2:6])
    assert len(many) <= len(one) + 4


def test_expired_session_keeps_the_question(shizuishan: Cast) -> None:
    answer = Client().get("/find/", {"q": "电梯", "kind": "proposal"})
    assert (
        answer.status_code == 302
        and "next=/find/%3Fq%3D%25E7%2594%25B5%25E6%25A2%25AF%26kind%3Dproposal" in answer["Location"]
    )


def test_search_box_is_in_the_head_of_every_page(shizuishan: Cast, signed_in: SignIn) -> None:
    assert 'action="/find/"' in signed_in(shizuishan["城经办"]).get("/matters/").content.decode()
    assert 'action="/find/"' not in Client().get("/accounts/login/").content.decode()


def test_recent_searches_are_for_the_person_alone(shizuishan: Cast, signed_in: SignIn) -> None:
    clerk, colleague = signed_in(shizuishan["林政协"]), signed_in(shizuishan["周经委"])
    for number in range(12):
        found(clerk, f"词语{number}")
    found(clerk, "词语5")
    found(clerk, "机密★一年")
    clerk.get("/find/", {"q": "预取"}, headers={"Sec-Purpose": "prefetch"})
    page = clerk.get("/find/").content.decode()
    kept = [part.split('"')[0] for part in page.split('<option value="')[1:] if part.startswith("词语")]
    assert kept == ["词语5", *(f"词语{number}" for number in (11, 10, 9, 8, 7, 6, 4, 3, 2))]
    assert "机密" not in page and "预取" not in page
    assert "词语1" not in colleague.get("/find/").content.decode()
    colleague.post("/find/recent/", {"do": "forget", "words": "词语5"})
    colleague.post("/find/recent/", {"do": "forget_all"})
    assert RecentSearch.objects.count() == 10
    assert clerk.post("/find/recent/", {"do": "forget", "words": "词语5"})["Location"] == "/find/"
    assert recent.recent_of(shizuishan["林政协"], timezone.now())[0] == "词语11"


def test_recent_searches_are_switched_off_and_grow_old(shizuishan: Cast, signed_in: SignIn) -> None:
    clerk, person = signed_in(shizuishan["林政协"]), shizuishan["林政协"]
    found(clerk, "词语")
    clerk.post("/find/recent/", {"do": "off"})
    assert "您已选择不记录" in found(clerk, "别的") and not RecentSearch.objects.exists()
    clerk.post("/find/recent/", {"do": "on"})
    clerk.post("/find/recent/", {"do": "whatever"})
    found(clerk, "词语")
    later = timezone.now() + timedelta(days=90)
    assert recent.recent_of(person, later - timedelta(hours=1)) == ["词语"]
    assert recent.recent_of(person, later) == [] and recent.remove_old(later) == 1
    found(clerk, "词语")
    clerk.post("/find/recent/", {"do": "forget_all"})
    assert not RecentSearch.objects.exists() and clerk.get("/find/recent/").status_code == 405


def test_words_are_found_while_nothing_can_be_written(loop: Loop, signed_in: SignIn) -> None:
    """A copy being made or another's long writing keeps nobody from looking for something."""
    client = signed_in(loop.cast["林政协"])
    title = loop.matter.title
    found(client, title)
    recent.forget_all(loop.cast["林政协"])
    on_sqlite = connection.vendor == "sqlite"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = on" if on_sqlite else "SET LOCAL transaction_read_only = on")
        try:
            text = found(client, title[:4])
        finally:
            if on_sqlite:
                cursor.execute("PRAGMA query_only = off")
            transaction.set_rollback(True)
    assert loop.matter.number in text and not RecentSearch.objects.exists()
