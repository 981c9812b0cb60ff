"""Documents: versions, numbers, what the engine asks for, and the panel on the matter's page."""

import pytest
from django.template.loader import render_to_string

from factories.papers import MONDAY, attached, new_paper, written
from factories.people import Cast
from huiyin.procedure.act import Act
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.library import newest
from huiyin.procedure.models import Matter
from huiyin.procedure.ports import ports
from huiyin.records.documents import body_digest, documents_of, make_document
from huiyin.records.models import (
    Attachment,
    Document,
    DocumentVersion,
    NumberPattern,
    NumberRegister,
    SecrecyIncident,
)
from huiyin.records.panels import documents_context, documents_panel
from huiyin.records.screening import record_incident, screen

pytestmark = pytest.mark.django_db


def act_on(cast: Cast, matter: Matter) -> Act:
    return Act(
        procedure=newest("paper"),
        matter=matter,
        committee=cast.committee,
        at=MONDAY,
        move="x",
        actor=cast["周经委"],
    )


def test_ports_of_the_engine_are_filled() -> None:
    assert (ports.documents, ports.screen, ports.incident) == (documents_of, screen, record_incident)


def test_document_gets_a_version_for_every_change_of_its_text(papers: object, shizuishan: Cast) -> None:
    matter = new_paper(shizuishan)
    for body in ("第一稿", "第二稿", "第二稿"):
        matter = written(shizuishan, matter, body)
    versions = DocumentVersion.objects.order_by("version").values_list("version", "body_text", "digest")
    assert list(versions) == [(1, "第一稿", body_digest("第一稿")), (2, "第二稿", body_digest("第二稿"))]
    fact = documents_of(matter)[0]
    assert (fact.version, fact.digest, fact.number) == (2, body_digest("第二稿"), "试政协发〔2026〕1号")


def test_number_of_somebody_else_is_kept_and_not_registered(papers: object, shizuishan: Cast) -> None:
    act = act_on(shizuishan, new_paper(shizuishan))
    made = make_document(act, kind="test_paper", title="批示", body="", number="石党办〔2026〕3号")
    assert (made.number, made.series) == ("石党办〔2026〕3号", "")
    assert not NumberRegister.objects.exists()


def test_unknown_kind_of_document_is_a_fault(papers: object, shizuishan: Cast) -> None:
    with pytest.raises(KeyError):
        make_document(act_on(shizuishan, new_paper(shizuishan)), kind="misspelt", title="x", body="x")


def test_move_that_needs_a_document_waits_for_it_and_records_its_hash(
    papers: object, shizuishan: Cast
) -> None:
    matter = new_paper(shizuishan)
    with pytest.raises(ActRefused, match="还没有“测试文稿”"):
        take(matter, "file", actor=shizuishan["周经委"], at=MONDAY)
    matter = written(shizuishan, matter, "正文")
    step = take(matter, "file", actor=shizuishan["周经委"], at=MONDAY).step
    assert [document["digest"] for document in step.documents] == [body_digest("正文")]


def test_documents_are_asked_for_by_kind(papers: object, shizuishan: Cast) -> None:
    matter = written(shizuishan, new_paper(shizuishan), "正文")
    assert [fact.kind for fact in documents_of(matter, ["test_paper"])] == ["test_paper"]
    assert documents_of(matter, ["other"]) == []


def test_panel_shows_what_the_person_sees(papers: object, shizuishan: Cast) -> None:
    matter = written(shizuishan, new_paper(shizuishan), "正文<b>")
    attached(shizuishan, matter, "公开.txt")
    attached(shizuishan, matter, "内部.txt", facet="inner")
    office = documents_context(matter, shizuishan["林政协"])
    assert [each.original_name for each in office["attachments"]] == ["公开.txt"]
    assert office["may_verify"]
    page = render_to_string(documents_panel.template, office)
    assert "试政协发〔2026〕1号" in page
    assert "正文&lt;b&gt;" in page
    assert "核验本件档案" in page
    assert "内部.txt" not in page
    writer = documents_context(matter, shizuishan["周经委"])
    assert [each.original_name for each in writer["attachments"]] == ["公开.txt", "内部.txt"]
    assert "核验本件档案" not in render_to_string(documents_panel.template, writer)


def test_panel_without_anything_says_so(papers: object, shizuishan: Cast) -> None:
    context = documents_context(new_paper(shizuishan), shizuishan["周经委"])
    assert "还没有文件和附件" in render_to_string(documents_panel.template, context)
    assert not Document.objects.exists()


def test_rows_name_themselves_in_words(papers: object, shizuishan: Cast) -> None:
    matter = written(shizuishan, new_paper(shizuishan, "报告"), "正文")
    attached(shizuishan, matter, "说明.txt")
    assert str(Document.objects.get()) == "试政协发〔2026〕1号 报告"
    assert str(DocumentVersion.objects.get()) == "报告 v1"
    assert str(Attachment.objects.get()) == "说明.txt"
    assert str(NumberRegister.objects.get()) == "试政协发〔2026〕1号"
    assert str(NumberPattern(pattern="{sequence}号")) == "{sequence}号"
    assert str(SecrecyIncident(content_digest="ab")) == "ab"
