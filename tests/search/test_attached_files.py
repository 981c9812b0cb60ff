"""What attachments say is found as soon as it was read, by those who see their part of the matter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from factories import files
from factories.papers import MONDAY, attached, new_paper, papers_included
from factories.people import Cast
from huiyin.people.selectors import current_grants
from huiyin.records.file_texts.queue import read_waiting
from huiyin.search.full_text.asked import Asked
from huiyin.search.full_text.asking import Hit, look_for
from huiyin.search.full_text.checking import check
from huiyin.search.full_text.queue import work_off
from huiyin.search.models import WaitingMatter


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with papers_included():
        yield


def hits(cast: Cast, who: str, words: str) -> tuple[Hit, ...]:
    return look_for(Asked(words, current_grants(cast[who], MONDAY.date()))).hits


def test_text_is_found_after_it_was_read_by_those_who_see_its_part(
    shizuishan: Cast, django_capture_on_commit_callbacks: object
) -> None:
    matter = new_paper(shizuishan)
    open_to_office = attached(shizuishan, matter, "调研报告.docx", files.docx("朝阳街道加装电梯"))
    attached(shizuishan, matter, "内部意见.txt", "低层住户补偿".encode(), facet="inner")
    work_off(most=100)
    assert [hit.where for hit in hits(shizuishan, "林政协", "调研报告")] == ["调研报告.docx·文件名"]
    assert not hits(shizuishan, "林政协", "电梯") and not WaitingMatter.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        read_waiting(MONDAY)
    assert not WaitingMatter.objects.exists() and not list(check(shizuishan.committee))
    (hit,) = hits(shizuishan, "林政协", "电梯")
    assert (hit.source, hit.document_id, hit.where) == ("attachment", open_to_office.pk, "调研报告.docx")
    assert [piece.text for piece in hit.passage if piece.is_hit] == ["电梯"]
    assert hits(shizuishan, "周经委", "低层住户") and not hits(shizuishan, "林政协", "低层住户")
    assert not hits(shizuishan, "林政协", "内部意见") and not hits(shizuishan, "马委员", "电梯")
