"""Attachments: taken in through an act, kept under their hash, served to those who see their part of the matter."""

import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from conftest import SignIn
from factories import files
from factories.papers import MONDAY, attached, new_paper
from factories.people import Cast
from huiyin.kernel.sm3 import sm3
from huiyin.procedure.act import Act
from huiyin.procedure.engine import revise
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.library import newest
from huiyin.records import storage
from huiyin.records.attachments import attach, facets_open_to
from huiyin.records.forms import AttachForm, AttachmentField
from huiyin.records.models import Attachment

pytestmark = pytest.mark.django_db


def served(client: Client, row: Attachment, **query: str) -> tuple[HttpResponse, bytes]:
    """The answer, read to its end: the test client then closes it as a server would."""
    answer = client.get(url(row), query)
    content = answer.getvalue()
    return answer, content


def url(attachment: Attachment) -> str:
    return f"/attachments/{attachment.pk}/"


def test_file_is_kept_under_its_hash_for_the_owner_alone(
    papers: object, shizuishan: Cast, file_folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        row = attached(shizuishan, new_paper(shizuishan), "现场照片.png", files.png())
    path = file_folder / row.stored_path
    assert row.digest == sm3(files.png())
    assert path.name == row.digest
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (row.media_type, row.size) == ("image/png", len(files.png()))
    assert row.uploaded_by == shizuishan["周经委"]
    assert not list((file_folder / storage.INCOMING).iterdir())


def test_file_may_be_read_before_it_is_moved(papers: object, shizuishan: Cast) -> None:
    row = attached(shizuishan, new_paper(shizuishan))
    found = storage.locate(row)
    assert found is not None
    assert found.parent.name == storage.INCOMING


def test_rolled_back_act_leaves_a_file_that_the_sweep_removes(
    papers: object, shizuishan: Cast, file_folder: Path
) -> None:
    act = Act(
        procedure=newest("paper"),
        matter=new_paper(shizuishan),
        committee=shizuishan.committee,
        at=MONDAY,
        move="x",
        actor=shizuishan["周经委"],
    )
    row = attach(act, file=SimpleUploadedFile("a.txt", b"abc"), facet="documents")
    waiting = storage.locate(row)
    assert waiting is not None
    row.delete()
    now = datetime.fromtimestamp(waiting.stat().st_mtime).astimezone()
    assert storage.sweep(now + timedelta(hours=1)) == 0
    assert storage.sweep(now + timedelta(hours=7)) == 1
    assert not waiting.exists()


def test_committed_act_whose_file_was_not_moved_is_finished_by_the_sweep(
    papers: object, shizuishan: Cast, file_folder: Path
) -> None:
    row = attached(shizuishan, new_paper(shizuishan))
    again = attached(shizuishan, new_paper(shizuishan))
    assert storage.sweep(datetime.now().astimezone() + timedelta(hours=7)) == 2
    final = file_folder / row.stored_path
    assert final == file_folder / again.stored_path == storage.locate(row)
    assert final.read_bytes() == "普通说明".encode()
    assert stat.S_IMODE(final.stat().st_mode) == 0o600


def test_sweep_with_nothing_stored_does_nothing(file_folder: Path) -> None:
    assert storage.sweep(MONDAY) == 0


def test_file_that_is_nowhere_is_not_located(papers: object, shizuishan: Cast, file_folder: Path) -> None:
    row = attached(shizuishan, new_paper(shizuishan))
    for path in (file_folder / storage.INCOMING).iterdir():
        path.unlink()
    assert storage.locate(row) is None
    (file_folder / storage.INCOMING).rmdir()
    assert storage.locate(row) is None


NAMES = ["䶮𬭎村调研.txt", "a" * 240 + ".txt", "“引号” ‘单’ 100%.txt", "with space;semicolon.txt"]


@pytest.mark.parametrize("name", NAMES, ids=["rare", "long", "quotes", "spaces"])
def test_original_name_is_kept_and_given_back(
    papers: object, shizuishan: Cast, signed_in: SignIn, name: str
) -> None:
    row = attached(shizuishan, new_paper(shizuishan), name)
    assert row.original_name == name
    answer, _content = served(signed_in(shizuishan["周经委"]), row)
    assert answer.status_code == 200
    disposition = answer["Content-Disposition"]
    assert disposition.startswith("attachment")
    if name.isascii():
        assert f'filename="{name}"' in disposition
    else:
        assert "filename*=utf-8''" in disposition
    assert "\n" not in disposition


@pytest.mark.parametrize(
    ("name", "content", "inline"),
    [
        ("a.png", files.png(), True),
        ("a.jpg", files.jpeg(), True),
        ("a.pdf", files.pdf("一"), True),
        ("a.docx", files.docx("一"), False),
        ("a.txt", b"<script>alert(1)</script>", False),
    ],
    ids=["png", "jpg", "pdf", "docx", "txt"],
)
def test_served_file_cannot_act_on_the_page(
    papers: object, shizuishan: Cast, signed_in: SignIn, name: str, content: bytes, inline: bool
) -> None:
    row = attached(shizuishan, new_paper(shizuishan), name, content)
    answer, received = served(signed_in(shizuishan["林政协"]), row)
    assert received == content
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert ("sandbox" in policy) == (name != "a.pdf")
    assert answer["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert "no-store" in answer["Cache-Control"]
    download, _content = served(signed_in(shizuishan["林政协"]), row, download="1")
    assert download["Content-Disposition"].startswith("attachment")


def test_attachment_is_not_there_for_those_who_do_not_see_its_part(
    papers: object, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    matter = new_paper(shizuishan)
    inner = attached(shizuishan, matter, facet="inner")
    assert served(signed_in(shizuishan["周经委"]), inner)[0].status_code == 200
    for person in (shizuishan["林政协"], shizuishan["白委员"], zhongwei["卫政协"]):
        assert signed_in(person).get(url(inner)).status_code == 404
    assert signed_in(shizuishan["周经委"]).get("/attachments/999999/").status_code == 404
    assert signed_in(shizuishan["周经委"]).post(url(inner)).status_code == 405
    answer = Client().get(url(inner))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_attachment_whose_file_is_gone_is_said_to_be_gone(
    papers: object, shizuishan: Cast, signed_in: SignIn, file_folder: Path
) -> None:
    row = attached(shizuishan, new_paper(shizuishan))
    for path in (file_folder / storage.INCOMING).iterdir():
        path.unlink()
    assert signed_in(shizuishan["周经委"]).get(url(row)).status_code == 404


def test_form_offers_only_parts_that_the_actor_sees(papers: object, shizuishan: Cast) -> None:
    matter = new_paper(shizuishan)
    act = Act(procedure=newest("paper"), matter=matter, committee=shizuishan.committee, at=MONDAY, move="x")
    assert facets_open_to(act) == []
    act.actor = shizuishan["林政协"]
    assert facets_open_to(act) == [("content", "内容"), ("documents", "文件")]
    with pytest.raises(FormRefused, match="放在"):
        attached(shizuishan, matter, facet="inner", by="林政协")
    assert AttachForm().fields["facet"].choices == []  # type: ignore[attr-defined]


def test_form_keeps_its_word_about_bad_files(papers: object, shizuishan: Cast) -> None:
    matter = new_paper(shizuishan)
    act = Act(
        procedure=newest("paper"), matter=matter, committee=shizuishan.committee, at=MONDAY, move="x",
        actor=shizuishan["周经委"],
    )  # fmt: skip
    form = AttachForm({"facet": "documents"}, {"file": SimpleUploadedFile("a.pdf", b"abc")}, context=act)
    assert not form.is_valid()
    assert "与扩展名不符" in form.errors["file"][0]
    with pytest.raises(FormRefused, match="请选择文件"):
        revise(matter, "documents", actor=shizuishan["周经委"], at=MONDAY, data={"facet": "documents"})


def test_attach_refuses_unknown_parts_bad_files_and_one_file_too_many(
    papers: object, shizuishan: Cast, settings: object
) -> None:
    act = Act(
        procedure=newest("paper"), matter=new_paper(shizuishan), committee=shizuishan.committee, at=MONDAY, move="x"
    )  # fmt: skip
    file = SimpleUploadedFile("a.txt", b"abc")
    with pytest.raises(ActRefused, match="不属于本事项"):
        attach(act, file=file, facet="nothing")
    with pytest.raises(ActRefused, match="空文件"):
        attach(act, file=SimpleUploadedFile("a.txt", b""), facet="documents")
    settings.HUIYIN_MOST_ATTACHMENTS = 1  # type: ignore[attr-defined]
    attach(act, file=file, facet="documents")
    with pytest.raises(ActRefused, match="已有1个附件"):
        attach(act, file=file, facet="documents")
    assert Attachment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_file_of_a_committed_act_is_moved_and_of_a_refused_one_is_not(file_folder: Path) -> None:
    with transaction.atomic():
        final = storage.put_aside(b"kept", committee_id=1, digest=sm3(b"kept"))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lost = storage.put_aside(b"lost", committee_id=1, digest=sm3(b"lost"))
        raise ZeroDivisionError
    assert (file_folder / final).read_bytes() == b"kept"
    assert not (file_folder / lost).exists()
    assert len(list((file_folder / storage.INCOMING).iterdir())) == 1
    assert connection.in_atomic_block is False


def test_file_that_is_not_required_may_be_left_out() -> None:
    assert AttachmentField(required=False).clean(None) is None
