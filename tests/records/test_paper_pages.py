"""Papers, the register and the templates as pages: who sees what, in the browser's eyes."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from conftest import SignIn
from factories.papers import MONDAY, SERIES, new_paper, written
from factories.people import Cast
from huiyin.background.models import LongWork
from huiyin.background.progress import place_of
from huiyin.background.runner import run_next
from huiyin.people.models import Grant
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter
from huiyin.records import register
from huiyin.records.models import DocumentVersion, SecrecyIncident, WordTemplate
from huiyin.records.official.names import file_name
from huiyin.records.official.word_choice import template_in_force
from huiyin.records.word_templates import adopt_template

pytestmark = pytest.mark.django_db
REGISTER, TEMPLATES, SET = "/records/register/", "/records/templates/", "/records/papers/"


@pytest.fixture(autouse=True)
def paper_folder(tmp_path: Path, settings: Settings) -> None:
    """Papers of one test lie in a folder of their own."""
    settings.HUIYIN_PAPERS = tmp_path / "papers"


@pytest.fixture
def matter(papers: object, shizuishan: Cast) -> Matter:
    return written(shizuishan, new_paper(shizuishan), "一、情况\n正文")


def template(text: str, name: str = "模板.docx") -> SimpleUploadedFile:
    """A Word document with one paragraph."""
    made, content = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def test_paper_is_served_as_pdf_and_word_to_whoever_sees_the_documents(
    matter: Matter, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    version = DocumentVersion.objects.get()
    addresses = [reverse(f"records:{kind}", args=[version.document_id, 1]) for kind in ("pdf", "word")]
    clerk = signed_in(shizuishan["林政协"])
    pdf, word = (clerk.get(each) for each in addresses)
    assert pdf.content.startswith(b"%PDF")
    assert "no-store" in pdf["Cache-Control"]
    assert pdf["Content-Disposition"].startswith("inline")
    assert "老旧小区改造协商报告.docx" in unquote(word["Content-Disposition"])
    assert "正文" in [each.text for each in docx.Document(io.BytesIO(word.content)).paragraphs]
    download = clerk.get(addresses[0], {"download": ""})
    assert download["Content-Disposition"].startswith("attachment")
    for person in (zhongwei["卫政协"], shizuishan["白委员"]):
        assert {signed_in(person).get(each).status_code for each in addresses} == {404}
    assert clerk.get(reverse("records:pdf", args=[version.document_id, 2])).status_code == 404


def test_register_tells_each_number_and_its_fate_as_far_as_one_may_see(
    matter: Matter, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    take(matter, "strike", actor=shizuishan["周经委"], at=MONDAY, data={"reason": "误编"})
    written(shizuishan, new_paper(shizuishan, "第二件"), "正文", at=MONDAY.replace(day=3))
    clerk = signed_in(shizuishan["林政协"])
    page = clerk.get(REGISTER).content.decode()
    assert 'name="committee" value="shizuishan"' in page, (
        "the filter names the committee, or it would find nothing"
    )
    assert "已使用 1 个，作废 1 个" in page
    assert page.index("试政协发〔2026〕2号") < page.index("试政协发〔2026〕1号")
    assert "误编" in page
    assert "发文登记簿" in page
    void = clerk.get(
        REGISTER, {"fate": "void", "year": "2026", "series": SERIES, "number": "1号"}
    ).content.decode()
    assert "试政协发〔2026〕2号" not in void
    assert "去向：作废" in void
    assert "下载所列全部文件" in void
    assert "没有符合条件的编号" in clerk.get(REGISTER, {"number": "无此号", "year": "1999"}).content.decode()
    # The offices see that numbers were given, and not on what: they see nothing of the paper.
    office = signed_in(shizuishan["党督查"]).get(REGISTER).content.decode()
    assert "试政协发〔2026〕1号" in office
    assert "内容不公开" in office
    assert "误编" not in office
    assert "第二件" not in office
    assert signed_in(shizuishan["白委员"]).get(REGISTER).status_code == 403
    assert "试政协发" not in signed_in(zhongwei["卫政协"]).get(REGISTER).content.decode()


def test_register_goes_page_by_page_with_a_fixed_number_of_queries(
    papers: object,
    shizuishan: Cast,
    zhongwei: Cast,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    Grant.objects.create(
        person=shizuishan["林政协"], committee=zhongwei.committee, role="cppcc_clerk", since=date(2020, 1, 1)
    )
    for number in range(3):
        written(shizuishan, new_paper(shizuishan), "正文", at=MONDAY + timedelta(days=number))
    monkeypatch.setattr(register, "PAGE", 2)
    clerk = signed_in(shizuishan["林政协"])
    with django_assert_max_num_queries(24):
        first = clerk.get(REGISTER, {"committee": "shizuishan"})
    page = first.context["page"]
    assert [line.entry.sequence for line in page.lines] == [3, 2]
    older = clerk.get(REGISTER + first.context["older_url"])
    assert [line.entry.sequence for line in older.context["page"].lines] == [1]
    assert older.context["newer_url"]
    for wrong in ("x", "2026-03-02.5", "2026-03-02T00:00:00+00:00.x"):
        assert len(clerk.get(REGISTER, {"after": wrong}).context["page"].lines) == 2
    assert register._label("old_series") == "old_series"


def test_files_are_called_by_number_and_title_as_written() -> None:
    paper = DocumentVersion(title="关于交办《停车/充电》: 通知", frame={"number": "石政协交〔2026〕12号"})
    assert file_name(paper, "pdf") == "石政协交〔2026〕12号 关于交办《停车充电》 通知.pdf"


def test_all_papers_of_a_series_come_as_one_file(
    matter: Matter, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    written(shizuishan, new_paper(shizuishan, "第二件"), "正文")
    clerk = signed_in(shizuishan["林政协"])
    asked = {"committee": "shizuishan", "series": SERIES, "year": "2026"}
    answer = clerk.post(SET, asked)
    work = LongWork.objects.get()
    assert answer["Location"] == reverse("background:one", args=[work.pk])
    assert run_next(timezone.now)
    work.refresh_from_db()
    assert (work.outcome, work.done, work.total) == ("共 2 份文件。", 2, 2)
    with zipfile.ZipFile(place_of(work)) as made:
        names = made.namelist()
        assert [name[:5] for name in names] == ["0001 ", "0002 "]
        assert all(made.read(name).startswith(b"%PDF") for name in names)
    # Whoever sees none of them gets none, in words; whoever asks for something odd gets nothing.
    signed_in(shizuishan["党督查"]).post(SET, asked)
    assert run_next(timezone.now)
    assert "没有您可以查看的文件" in LongWork.objects.latest("pk").outcome
    odd = ({"committee": "zhongwei"}, {"year": "26"}, {"series": "x"}, {"parent": "x", "kind": "test_paper"})
    for wrong in (*odd, {"parent": "x"}, {"parent": str(matter.pk), "kind": "misspelt"}):
        assert clerk.post(SET, {**asked, **wrong}).status_code == 404
    assert (
        signed_in(zhongwei["卫政协"]).post(SET, {"parent": str(matter.pk), "kind": "test_paper"}).status_code
        == 404
    )
    assert clerk.get(SET).status_code == 405


def test_papers_of_the_parts_of_a_matter_are_asked_for_on_its_page(
    matter: Matter, shizuishan: Cast, signed_in: SignIn
) -> None:
    part = written(shizuishan, new_paper(shizuishan, "分件"), "正文")
    Matter.objects.filter(pk=part.pk).update(parent=matter)
    clerk = signed_in(shizuishan["林政协"])
    for _again in range(2):
        clerk.post(SET, {"parent": str(matter.pk), "kind": "test_paper"})
    work = LongWork.objects.get()  # asked twice, made once
    assert work.title == "测试文稿（老旧小区改造协商报告）"
    LongWork.objects.bulk_create(
        LongWork(
            committee=shizuishan.committee,
            person=shizuishan["林政协"],
            kind="x",
            title="x",
            asked_at=timezone.now(),
        )
        for _each in range(5)
    )
    refused = clerk.post(SET, {"committee": "shizuishan", "series": SERIES, "year": "2026"}, follow=True)
    assert "后台任务在排队" in refused.content.decode()
    assert run_next(timezone.now)
    work.refresh_from_db()
    assert work.outcome == "共 1 份文件。"


def test_clerk_puts_a_template_in_force_from_a_day_on(
    matter: Matter, shizuishan: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    page = clerk.get(TEMPLATES).content.decode()
    assert "还没有启用本单位的模板" in page
    assert "发文机关标志" in page
    values = {"kind": "test_paper", "in_force_from": "2026-03-01", "reason": "按本会惯例编排"}
    tried = clerk.post(TEMPLATES, {**values, "try": "1", "file": template("{{ title }}——{{ number }}")})
    assert "关于园林绿化废弃物处理工作的报告（示例）——示政协发〔2026〕5号" in [
        each.text for each in docx.Document(io.BytesIO(tried.content)).paragraphs
    ]
    assert not WordTemplate.objects.exists()
    done = clerk.post(TEMPLATES, {**values, "file": template("本会：{{ title }}")}, follow=True)
    assert "按本会惯例编排" in done.content.decode()
    own = WordTemplate.objects.get()
    assert str(own) == "模板.docx"
    assert "模板.docx" in clerk.get("/settings/record/?page=word-templates").content.decode()
    assert clerk.get(reverse("records:template", args=[own.pk])).content == bytes(own.content)
    version = DocumentVersion.objects.get()
    word = clerk.get(reverse("records:word", args=[version.document_id, 1]))
    assert [each.text for each in docx.Document(io.BytesIO(word.content)).paragraphs] == [
        f"本会：{version.title}"
    ]
    assert template_in_force(shizuishan.committee, "test_paper", date(2026, 2, 28)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ secret }}", "没有的字段：secret"),
        ("{% for part in body %}{{ part.colour }}{% endfor %}", "没有的字段：colour"),
        ("{% for part in body %}", "不能按示例数据生成"),
        ("{{ title|upper(1, 2) }}", "不能按示例数据生成"),
        ("{{ ''.__class__.__mro__ }}", "不能按示例数据生成"),
        ("机密★1年", "涉密"),
    ],
)
def test_template_that_cannot_be_used_is_refused_in_words(
    papers: object, shizuishan: Cast, signed_in: SignIn, text: str, said: str
) -> None:
    values = {"kind": "test_paper", "in_force_from": "2026-03-01", "reason": "更换"}
    answer = signed_in(shizuishan["林政协"]).post(TEMPLATES, {**values, "file": template(text)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not WordTemplate.objects.exists()
    assert SecrecyIncident.objects.exists() == (said == "涉密")


def test_what_is_no_template_is_refused(
    papers: object, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    values = {"kind": "test_paper", "in_force_from": "2026-03-01", "reason": "更换"}
    for file, said in (
        (SimpleUploadedFile("模板.txt", "普通文字".encode()), "另存为 .docx"),
        (SimpleUploadedFile("模板.docx", b"PK\x03\x04broken"), "docx"),
        (SimpleUploadedFile("模板.docx", b"%PDF-1.4 x"), "docx"),
    ):
        answer = clerk.post(TEMPLATES, {**values, "file": file})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert "请选择文件" in clerk.post(TEMPLATES, values).content.decode()

    def adopt(**more: str) -> None:
        given = {"kind": "test_paper", "reason": "更换", **more}
        adopt_template(
            committee=shizuishan.committee, file=template("x"), in_force_from=date(2026, 3, 1),
            actor=shizuishan["林政协"], at=MONDAY, **given,
        )  # fmt: skip

    with pytest.raises(ActRefused, match="没有这一文种"):
        adopt(kind="misspelt")
    with pytest.raises(ActRefused, match="须写明理由"):
        adopt(reason="  ")
    assert clerk.get(reverse("records:sample", args=["letter"])).content.startswith(b"PK")
    assert clerk.get(reverse("records:sample", args=["poster"])).status_code == 404
    assert clerk.get(reverse("records:template", args=[1])).status_code == 404
    assert signed_in(shizuishan["周经委"]).get(TEMPLATES).status_code == 403
