"""The secrecy screen: marked content is refused before anything of it is stored, in every place it can stand."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from conftest import SignIn
from factories import files
from factories.changing import previewed
from factories.papers import MONDAY, attached, new_paper, written
from factories.people import Cast
from huiyin.kernel.sm3 import sm3
from huiyin.procedure.errors import ActRefused, ContentRefused
from huiyin.procedure.models import TermAdjustment
from huiyin.records.models import Attachment, DocumentVersion, SecrecyIncident
from huiyin.records.reading.passages import Budget
from huiyin.records.screening import screen

MARK = "机密★5年"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sentence_for(name: str, content: bytes) -> str:
    """What the screen says of one file; empty when it is clean."""
    found = screen({}, {"file": upload(name, content)})
    return found.sentence if found else ""


PLACES = {
    "docx body": ("a.docx", files.docx("关于建设的报告", MARK), "附件1正文"),
    "docx header": ("a.docx", files.docx("报告", header=MARK), "附件1页眉"),
    "docx footer": ("a.docx", files.docx("报告", footer="内部资料 注意保存"), "附件1页脚"),
    "docx property": ("a.docx", files.docx("报告", title="绝密★10年 方案"), "附件1文件属性"),
    "docx watermark": (
        "a.docx",
        files.docx("报告", more={"word/header2.xml": f'<h xmlns:v="v"><v:textpath string="{MARK}"/></h>'}),
        "附件1页眉",
    ),
    "docx comment": (
        "a.docx",
        files.docx("报告", more={"word/comments.xml": f"<c><p><t>{MARK}</t></p></c>"}),
        "附件1批注",
    ),
    "docx copy number": ("a.docx", files.docx("份号：000012", "报告"), "附件1正文"),
    "docx embedded": (
        "a.docx",
        files.docx("报告", more={"word/embeddings/in.xlsx": files.xlsx(MARK)}),
        "附件1内含文件单元格",
    ),
    "docx embedded object": (
        "a.docx",
        files.docx("报告", more={"word/embeddings/oleObject1.bin": files.ole(MARK)}),
        "附件1内嵌对象",
    ),
    "xlsx cell": ("a.xlsx", files.xlsx("单位", MARK), "附件1单元格"),
    "xlsx header": (
        "a.xlsx",
        files.xlsx("单位", header='&C&"宋体,常规"&12秘密★1年'),
        "附件1工作表或其页眉页脚",
    ),
    "xlsx sheet name": ("a.xlsx", files.xlsx("单位", sheet=MARK), "附件1工作表名称"),
    "pptx slide": ("a.pptx", files.pptx("首页", MARK), "附件1第2页"),
    "ofd page": ("a.ofd", files.ofd(MARK), "附件1第1页"),
    "pdf page": ("a.pdf", files.pdf("首页", f"第二页\n{MARK}"), "附件1第2页"),
    "pdf property": ("a.pdf", files.pdf("首页", title=MARK), "附件1文件属性"),
    "doc utf-16": ("a.doc", files.ole(MARK), "附件1正文或文件属性"),
    "doc utf-16 at an odd place": (
        "a.doc",
        files.ole("\x00" + "x", encoding="latin-1") + MARK.encode("utf-16-le"),
        "附件1正文",
    ),
    "wps gb18030": ("a.wps", files.ole(MARK, encoding="gb18030"), "附件1正文"),
    "xls": ("a.xls", files.xls(MARK), "附件1正文"),
    "txt utf-8": ("a.txt", f"首行\n{MARK}\n".encode(), "附件1正文"),
    "txt gb18030": ("a.txt", MARK.encode("gb18030"), "附件1正文"),
    "txt utf-16": ("a.txt", MARK.encode("utf-16"), "附件1正文"),
    "png": ("a.png", files.png(MARK), "附件1图片属性"),
    "jpg": ("a.jpg", files.jpeg(MARK), "附件1图片属性"),
    "zip member": ("a.zip", files.zipped({"里.txt": MARK.encode()}), "附件1内含文件正文"),
    "zip member's name": ("a.zip", files.zipped({"机密_方案.txt": "普通".encode()}), "附件1内含文件的文件名"),
    "docx in zip": ("a.zip", files.zipped({"里.docx": files.docx(MARK)}), "附件1内含文件正文"),
    "file name": ("机密_方案.txt", "普通".encode(), "附件1文件名"),
}


@pytest.mark.parametrize("place", PLACES)
def test_marking_is_found_and_its_place_named(place: str) -> None:
    name, content, words = PLACES[place]
    sentence = sentence_for(name, content)
    # A file is named, unless its very name is what must not be shown again.
    assert sentence.startswith(words if place == "file name" else words.replace("附件1", f"附件“{name}”"))
    assert "机要渠道" in sentence
    assert "仅保存了散列值、操作人和时间" in sentence


CLEAN = {
    "docx": (
        "关于保守秘密教育的报告.docx",
        files.docx("保守秘密是公民的义务。", header="商业秘密保护", title="报告"),
    ),
    "docx with picture": ("a.docx", files.docx("报告", more={"word/media/image1.png": files.png()})),
    "docx with object": (
        "a.docx",
        files.docx("报告", more={"word/embeddings/oleObject1.bin": files.ole("公式")}),
    ),
    "xlsx": ("a.xlsx", files.xlsx("秘密投票", "机密性")),
    "pptx": ("a.pptx", files.pptx("首页")),
    "ofd": ("a.ofd", files.ofd("普通公文")),
    "pdf": ("a.pdf", files.pdf("普通", title="报告")),
    "pdf that opens without a password": ("a.pdf", files.pdf("普通")),
    "doc": ("a.doc", files.ole("普通文稿", tail=bytes(range(256)) * 64)),
    "xls": ("a.xls", files.xls("普通表格")),
    "wps": ("a.wps", files.ole("普通文稿")),
    "txt": ("a.txt", "普通".encode()),
    "png": ("a.png", files.png("照片")),
    "jpg": ("a.jpeg", files.jpeg("照片")),
    "zip": ("a.zip", files.zipped({"夹/": b"", "夹/里.txt": "普通".encode()})),
}


@pytest.mark.parametrize("kind", CLEAN)
def test_ordinary_files_pass(kind: str) -> None:
    assert sentence_for(*CLEAN[kind]) == ""


UNCHECKABLE = {
    "pdf with a password": ("a.pdf", files.pdf("首页", password="1234"), "设有密码"),
    "damaged pdf": ("a.pdf", b"%PDF-1.4\n" + b"x" * 200, "无法读取"),
    "pdf with a file in it": ("a.pdf", files.pdf("首页", attached=b"x"), "内嵌有其他文件"),
    "docx with a password": (
        "a.docx",
        files.OLE_HEAD + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "不是Word文档",
    ),
    "doc with a password": ("a.doc", files.ole("文", word_flags=1), "设有密码"),
    "doc that is a locked docx": ("a.doc", files.ole("EncryptedPackage"), "设有密码"),
    "xls with a password": ("a.xls", files.xls("文", password=True), "设有密码"),
    "zip with a password": ("a.zip", files.with_password(files.zipped({"里.txt": b"x"})), "设有密码"),
    "docx whose part is no xml": ("a.docx", files.docx("报告", more={"word/header1.xml": "<h>"}), "已损坏"),
    "docx that declares entities": (
        "a.docx",
        files.docx("报告", more={"word/header1.xml": '<!DOCTYPE h [<!ENTITY a "x">]><h>&a;</h>'}),
        "已损坏",
    ),
    "zip in zip": ("a.zip", files.zipped({"里.zip": files.zipped({"x.txt": b"x"})}), "还有压缩包"),
    "document in document in zip": (
        "a.zip",
        files.zipped({"里.docx": files.docx("x", more={"word/embeddings/i.xlsx": files.xlsx("x")})}),
        "内嵌有其他文件",
    ),
    "unknown file in zip": ("a.zip", files.zipped({"里.mp4": b"x"}), "不在可上传之列"),
    "docx with macros": ("a.docx", files.docx("x", more={"word/vbaProject.bin": b"x"}), "含有宏"),
    "docm under another name": (
        "a.docx",
        files.docx("x", more={"[Content_Types].xml": '<Types ct="macroEnabled"/>'}),
        "含有宏",
    ),
    "program in zip": ("a.zip", files.zipped({"安装.exe": b"MZ"}), "内含程序文件"),
    "program with an innocent name": ("a.zip", files.zipped({"里.txt": b"MZ" + bytes(50)}), "内含程序文件"),
    "program in an object": (
        "a.docx",
        files.docx(
            "x",
            more={
                "word/embeddings/o.bin": files.ole("This program cannot be run in DOS mode", encoding="ascii")
            },
        ),
        "内含程序文件",
    ),
    "path out of the zip": ("a.zip", files.zipped({"../../etc/x.txt": b"x"}), "越出压缩包的路径"),
    "empty zip": ("a.zip", files.zipped({"夹/": b""}), "里面没有文件"),
    "bomb": ("a.zip", files.zipped({"里.txt": b"0" * (8 * 1024 * 1024)}), "展开后过大"),
    "damaged docx": ("a.docx", files.docx("报告" * 300)[:-30], "不符"),
    "damaged entry": (
        "a.zip",
        files.zipped({"里.txt": b"0123456789" * 20}, level=0).replace(b"0123", b"0124"),
        "已损坏",
    ),
    "empty file": ("a.txt", b"", "空文件"),
    "wrong extension": ("a.pdf", files.docx("报告"), "与扩展名不符"),
    "zip named docx": ("a.docx", files.zipped({"x.txt": b"x"}), "与扩展名不符"),
    "office document of no kind": (
        "a.docx",
        files.zipped({"[Content_Types].xml": "<Types/>"}),
        "与扩展名不符",
    ),
    "binary named txt": ("a.txt", b"\x00\x01\x02", "与扩展名不符"),
    "type not taken": ("a.exe", b"MZ", "不在可上传之列"),
    "no extension": ("readme", b"x", "不在可上传之列"),
}


@pytest.mark.parametrize("case", UNCHECKABLE)
def test_file_that_cannot_be_cleared_is_refused_in_words_and_is_no_incident(case: str) -> None:
    name, content, words = UNCHECKABLE[case]
    with pytest.raises(ActRefused, match=words) as refused:
        screen({}, {"file": upload(name, content)})
    assert refused.value.codes == ("file_not_taken",)


def test_too_many_entries_are_refused() -> None:
    many = files.zipped({f"{number}.txt": b"x" for number in range(2001)})
    with pytest.raises(ActRefused, match="超过2000个"):
        screen({}, {"file": upload("a.zip", many)})


def test_file_above_the_limit_is_refused_unread(settings: object) -> None:
    settings.HUIYIN_LARGEST_FILE = 1024 * 1024  # type: ignore[attr-defined]
    with pytest.raises(ActRefused, match="超过1MB的上限"):
        screen({}, {"file": upload("a.txt", b"x" * (1024 * 1024 + 1))})


def test_screen_that_cannot_finish_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.records.screening.Budget", lambda: Budget(characters=10))
    with pytest.raises(ActRefused, match="请拆分后分别上传"):
        screen({"text": "字" * 11}, {})
    monkeypatch.setattr("huiyin.records.screening.Budget", lambda: Budget(seconds=-1))
    with pytest.raises(ActRefused, match="无法完成保密检查"):
        screen({}, {"file": upload("a.pdf", files.pdf("一"))})


def test_pdf_of_too_many_or_too_large_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.records.limits.MOST_PAGES", 1)
    with pytest.raises(ActRefused, match="共2页"):
        screen({}, {"file": upload("a.pdf", files.pdf("一", "二"))})
    monkeypatch.setattr("huiyin.records.reading.pdf_text._LARGEST_PAGE", 5)
    with pytest.raises(ActRefused, match="第1页内容过多"):
        screen({}, {"file": upload("a.pdf", files.pdf("一"))})


def test_text_is_screened_at_any_depth_and_in_posted_lists() -> None:
    posted = QueryDict(mutable=True)
    posted.setlist("opinion", ["普通意见", f"{MARK} 意见"])
    for data in (posted, {"rows": [{"text": MARK}]}, {"rows": ({"text": [MARK]},)}):
        found = screen(data, {})
        assert found is not None
        assert found.sentence.startswith("填写的内容出现密级标志")
    assert screen({"rows": ["普通", {"text": "普通"}]}, {}) is None
    assert screen({"title": "普通", "count": 3, "none": None, "day": MONDAY}, {}) is None


def test_every_file_under_one_name_is_screened_and_counted() -> None:
    several = MultiValueDict({"file": [upload("a.txt", b"x"), upload("b.txt", MARK.encode())]})
    found = screen({}, several)
    assert found is not None
    assert found.sentence.startswith("附件“b.txt”正文")
    assert screen({}, {"files": [upload("a.txt", b"x")], "none": None}) is None


def test_file_is_left_at_its_beginning() -> None:
    file = upload("a.txt", b"abc")
    screen({}, {"file": file})
    assert file.read() == b"abc"


def test_hash_of_an_incident_is_that_of_the_whole_file() -> None:
    content = files.docx(MARK)
    found = screen({}, {"file": upload("a.docx", content)})
    assert found is not None
    assert found.digest == sm3(content)


def test_marked_file_leaves_hash_person_and_time_and_nothing_else(
    papers: object, shizuishan: Cast, file_folder: object
) -> None:
    matter = new_paper(shizuishan)
    content = files.docx(MARK)
    with pytest.raises(ContentRefused, match="机要渠道"):
        attached(shizuishan, matter, "方案.docx", content)
    incident = SecrecyIncident.objects.get()
    assert (incident.content_digest, incident.person, incident.at) == (
        sm3(content),
        shizuishan["周经委"],
        MONDAY,
    )
    assert incident.place == "paper.documents"
    assert not Attachment.objects.exists()
    assert not file_folder.exists()  # type: ignore[attr-defined]
    assert matter.steps.count() == 1


def test_marked_text_leaves_hash_person_and_time_and_nothing_else(papers: object, shizuishan: Cast) -> None:
    matter = new_paper(shizuishan)
    with pytest.raises(ContentRefused, match="填写的内容出现密级标志"):
        written(shizuishan, matter, f"{MARK}\n正文")
    assert SecrecyIncident.objects.get().content_digest == sm3(f"{MARK}\n正文".encode())
    assert not DocumentVersion.objects.exists()
    assert matter.steps.count() == 1


def test_pdf_page_that_cannot_be_unpacked_is_refused() -> None:
    odd = files.pdf("一", raw={"page": b"/Filter /Unheard_Of "})
    with pytest.raises(ActRefused, match="无法读取"):
        screen({}, {"file": upload("a.pdf", odd)})


def test_pdf_whose_metadata_cannot_be_read_is_refused() -> None:
    odd = files.pdf("一", raw={"metadata": b"<broken"})
    with pytest.raises(ActRefused, match="无法读取"):
        screen({}, {"file": upload("a.pdf", odd)})


def test_pdf_metadata_is_screened() -> None:
    title = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        f'<rdf:li xml:lang="x-default">{MARK}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
    )
    assert sentence_for("a.pdf", files.pdf("一", raw={"metadata": title.encode()})).startswith(
        "附件“a.pdf”文件属性"
    )


def test_pdf_page_without_contents_passes() -> None:
    assert sentence_for("a.pdf", files.pdf("一", raw={"contents": b""})) == ""


def zip_with_bare_name(name: bytes) -> bytes:
    """A zip made on Windows: the entry's name in the system's code page, not marked as UTF-8."""
    return files.zipped({"n" * len(name) + ".txt": "普通".encode()}).replace(b"n" * len(name), name)


def test_names_in_zips_made_on_windows_are_read_as_written() -> None:
    assert sentence_for("a.zip", zip_with_bare_name("机密_方案".encode("gb18030"))).startswith(
        "附件“a.zip”内含文件的文件名"
    )
    assert sentence_for("a.zip", zip_with_bare_name(b"\xff\xff\xff")) == ""


def test_field_codes_of_word_are_no_text() -> None:
    code = f"<h><p><instrText>TITLE {MARK}</instrText><t>页眉</t></p></h>"
    assert sentence_for("a.docx", files.docx("报告", more={"word/header1.xml": code})) == ""


def test_xls_cut_short_after_its_head_is_read_as_far_as_it_goes() -> None:
    assert sentence_for("a.xls", files.xls("")[:532]) == ""


def test_names_of_posted_fields_are_screened() -> None:
    assert screen(QueryDict("机密★10年=x"), {}) is not None
    assert screen({"rows": [{"绝密★长期": ""}]}, {}) is not None


def test_reason_of_an_adjusted_term_is_screened(shizuishan: Cast, signed_in: SignIn) -> None:
    typed = {"amount": "20", "in_force_from": timezone.localdate(), "reason": "据机密★10年文件"}
    response = previewed(signed_in(shizuishan["林政协"]), "time-limit", "outcome.draft", **typed)
    assert response.status_code == 422 and "密级标志" in response.content.decode()
    assert not TermAdjustment.objects.exists()
    assert SecrecyIncident.objects.get().place == "outcome.terms"
