"""Requests that cannot be read or are too big: through HTTP, each answered with a sentence and never with a fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import SignIn
from factories.errands import errands_included
from factories.people import Cast
from huiyin.people.models import RosterImport
from huiyin.procedure.models import Draft, Matter

BEGIN = "/begin/errand/?committee=shizuishan"
FORM = "application/x-www-form-urlencoded"
SCRIPT = {"Accept": "application/json"}

pytestmark = pytest.mark.usefixtures("errands")


@pytest.fixture
def errands(db: None) -> Iterator[None]:
    with errands_included():
        yield


@pytest.fixture
def clerk(shizuishan: Cast, signed_in: SignIn) -> Client:
    return signed_in(shizuishan["周经委"])


@pytest.fixture
def office(shizuishan: Cast, signed_in: SignIn) -> Client:
    return signed_in(shizuishan["林政协"])


def test_empty_form_comes_back_with_reasons(clerk: Client) -> None:
    response = clerk.post(BEGIN, {})
    assert response.status_code == 422
    assert "请填写" in response.content.decode()


def test_form_of_ten_thousand_fields_is_refused_in_words(clerk: Client) -> None:
    fields = {f"field-{number}": "x" for number in range(10_000)}
    response = clerk.post(BEGIN, fields)
    assert response.status_code == 413
    assert "一次提交的栏目过多，最多5000项。" in response.content.decode()
    response = clerk.post(BEGIN, "&".join(fields), content_type=FORM)
    assert response.status_code == 413
    assert not Matter.objects.exists()


def test_text_beyond_the_limit_is_refused_in_words(clerk: Client) -> None:
    for kind in ({}, {"content_type": FORM}):
        text = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        response = clerk.post(BEGIN, f"title={text}" if kind else {"title": text}, **kind)
        page = response.content.decode()
        assert response.status_code == 413
        assert "超过了系统允许的大小" in page and "没有做任何改动" in page


def test_too_many_files_are_refused_in_words(office: Client) -> None:
    files = [SimpleUploadedFile(f"{number}.csv", b"x") for number in range(51)]
    response = office.post("/people/roster/", {"file": files})
    assert response.status_code == 413
    assert "一次上传的文件过多，最多50个。" in response.content.decode()


def test_request_beyond_the_limit_is_refused_before_it_is_read(office: Client, settings) -> None:
    settings.HUIYIN_LARGEST_REQUEST = 1000
    response = office.post("/people/roster/", {"file": SimpleUploadedFile("a.csv", b"x" * 2000)})
    assert response.status_code == 413
    answer = office.post("/drafts/begin:errand/", {"title": "x" * 2000}, headers=SCRIPT)
    assert answer.status_code == 413
    assert answer.json() == {"error": "一次提交的文字或文件总量超过了系统允许的大小。"}


def test_large_upload_waits_beside_the_data_and_leaves_nothing(office: Client) -> None:
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    assert folder.parent == settings.DATA_DIR
    before = list(folder.iterdir())
    response = office.post("/people/roster/", {"file": SimpleUploadedFile("名册.csv", b"x" * 3_000_000)})
    assert response.status_code == 200
    assert list(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "0 字节"), (b"%PDF-1.7 \x00\xff", "无法识别文件格式"), (b"\x00" * 50, "无法识别文件格式")],
)
def test_file_of_the_wrong_kind_is_refused_in_words(office: Client, content: bytes, words: str) -> None:
    response = office.post("/people/roster/", {"file": SimpleUploadedFile("a\x00.xlsx", content)})
    assert response.status_code < 500
    assert words in response.content.decode()
    assert not RosterImport.objects.exists()


def test_nul_characters_are_left_out_as_other_invisible_ones(clerk: Client) -> None:
    typed = {"ti\0tle": "不用", "title": "修\0路", "request_id": "a\0b", "acting_grant": "\0"}
    for sent in (clerk.post(BEGIN, typed), clerk.post(BEGIN, "title=修%00路&request_id=a%00b", FORM)):
        assert sent.status_code == 302  # the second is the first again: the same request
    assert [matter.title for matter in Matter.objects.all()] == ["修路"]


def test_nul_characters_in_a_draft_are_left_out(clerk: Client) -> None:
    response = clerk.post("/drafts/begin:errand/", {"title": "修\0路", "\0": "甲"}, headers=SCRIPT)
    assert response.status_code == 200
    assert Draft.objects.get().data == {"title": ["修路"], "": ["甲"]}


@pytest.mark.parametrize(
    "address",
    [
        "/matters/?committee=shizuishan%00",
        "/matters/?q=%00&%00=1&after=%00",
        "/matters/?q=%ff%fe&state=%ed%a0%80",
        "/matters/%00/",
        "/matters/%ff%ed%a0%80/",
        "/begin/errand%00/",
        "/begin/errand/?committee=%00&origin=%00",
        "/people/members/?after=%00",
        "/people/bodies/?committee=%ff%00",
        "/attachments/99999999999999999999999/",
        "/people/roster/99999999999999999999999/",
        "/people/members/?after=99999999999999999999999",
        "/people/grants/?after=%F0%9F%98%80",
    ],
)
def test_unreadable_addresses_are_never_a_fault(office: Client, address: str) -> None:
    office.raise_request_exception = False
    assert office.get(address).status_code in {200, 302, 404}


def test_bytes_that_are_no_utf_8_are_refused_with_the_text_kept(clerk: Client) -> None:
    for title in (b"%D0%DE%C2%B7", b"%ED%A0%80"):
        response = clerk.post(BEGIN, b"title=" + title, content_type=FORM)
        assert response.status_code == 422
        assert "无法识别的字符" in response.content.decode()
    assert not Matter.objects.exists()


@pytest.mark.parametrize("charset", ["gb18030", "utf-7"])
def test_request_in_another_encoding_is_refused_in_words(clerk: Client, charset: str) -> None:
    multipart = f"multipart/form-data; boundary=b; charset={charset}"
    body = b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\n+2AA-\r\n--b--\r\n'
    for answer in (
        clerk.generic("POST", BEGIN, b"title=%2B2AA-", content_type=f"{FORM}; charset={charset}"),
        clerk.generic("POST", BEGIN, body, content_type=multipart),
        clerk.generic("GET", BEGIN, body, content_type=multipart),
    ):
        assert answer.status_code == 400
        assert "这个请求无法识别" in answer.content.decode()
    assert not Matter.objects.exists()


def test_unknown_encoding_is_read_as_utf_8(clerk: Client) -> None:
    clerk.generic("POST", BEGIN, "title=修路".encode(), content_type=f"{FORM}; charset=no-such-charset")
    assert Matter.objects.get().title == "修路"


def test_form_that_breaks_off_is_answered_in_words(clerk: Client) -> None:
    clerk.raise_request_exception = False
    response = clerk.post(BEGIN, b"--b\r\nContent-Disp", content_type="multipart/form-data; boundary=b")
    assert response.status_code in {400, 422}
    response = clerk.post(BEGIN, b"x", content_type="multipart/form-data")
    assert response.status_code == 400
    assert "这个请求无法识别" in response.content.decode()


def test_cookie_with_nul_is_as_none(client: Client, db: None) -> None:
    client.cookies.load('sessionid="aaaaaaaa\\000bbbb"')
    assert client.get("/matters/").status_code == 302
