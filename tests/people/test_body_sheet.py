"""Units come in from the office's own list: every row looked at, nothing half done."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import SignIn
from factories.changing import said
from factories.people import Cast
from huiyin.people.models import Body, BodyImport, SettingChange

UPLOAD = "/people/bodies/import/"
GOOD = (
    "单位全称,类别,简称,别称\n市水务局,,水务局,市水利局、水利局\n科技界,界别,,\n"
    "市工商业联合会,民主党派（工商联、无党派）,工商联,\n市妇女联合会,人民团体,妇联,\n"
    "市交通运输局,承办单位,市交运局,运管处\n"
)


@pytest.fixture
def clerk(shizuishan: Cast, signed_in: SignIn) -> Client:
    return signed_in(shizuishan["林政协"])


def uploaded(client: Client, text: str | bytes, name: str = "单位.csv"):
    content = text.encode() if isinstance(text, str) else text
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def test_list_is_checked_row_by_row_and_brought_in_once(clerk: Client, shizuishan: Cast) -> None:
    page = uploaded(clerk, GOOD)
    preview = said(clerk.get(page.url))
    assert "新增 4，变更 1，无变化 0" in preview and "简称：市交通局 → 市交运局" in preview
    assert not Body.objects.filter(name="市水务局").exists()
    assert "已导入：新增 4 个，变更 1 个" in said(clerk.post(f"{page.url}apply/", follow=True))
    unit = Body.objects.get(name="市水务局")
    assert unit.kind == "unit" and {each.name for each in unit.other_names.all()} == {"市水利局", "水利局"}
    assert Body.objects.get(name="科技界").kind == "sector"
    assert Body.objects.get(name="市工商业联合会").kind == "democratic_party"
    assert Body.objects.get(name="市妇女联合会").kind == "people_organisation"
    assert Body.objects.get(name="市交通运输局").short_name == "市交运局"
    again = clerk.post(f"{page.url}apply/")
    assert again.status_code == 409 and "没有重复导入" in said(again)
    line = SettingChange.objects.get()
    assert (
        line.after == "新增：市水务局、科技界、市工商业联合会、市妇女联合会\n变更简称、别称：市交通运输局"
        and line.person == shizuishan["林政协"]
    )

    second = uploaded(clerk, GOOD)
    assert "没有需要导入的内容" in said(clerk.get(second.url))


def test_workbook_is_read_and_the_template_fits(clerk: Client) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["石嘴山市承办单位名录"])
        sheet.write_row(1, 0, ["序号", "单位名称", "简称"])
        sheet.write_row(2, 0, [1, "市水务局", "水务局"])
    assert "新增 1" in said(clerk.get(uploaded(clerk, file.getvalue(), "单位.xlsx").url))
    template = clerk.get(f"{UPLOAD}template/")
    assert template.content.decode("utf-8-sig").strip() == "名称,类别,简称,别称"
    assert "attachment" in template["Content-Disposition"]
    filled = template.content + "市水务局,承办单位,,\r\n".encode()
    assert "新增 1" in said(clerk.get(uploaded(clerk, filled).url))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("市水务局,衙门,,", "类别只能是"),
        (",承办单位,水务局,", "未填写名称"),
        ("市国土资源局,,,", "“市国土资源局”是已登记的市自然资源局的简称、别称或曾用名"),
        ("市水务局,,市交通局,", "“市交通局”已是市交通运输局的名称"),
        ("市水务局,,,\n市水务局,,,", "第 2、3 行都用了“市水务局”"),
        ("市水务局,,水务,\n市水利局,,,水务", "第 2、3 行都用了“水务”"),
        ("=HYPERLINK(1),,,", "像是公式"),
        ("局" * 5000 + ",,,", "超过 100 字"),
        ("市水务局,,," + "别" * 101, "有的别称超过"),
    ],
)
def test_wrong_rows_are_named_and_nothing_comes_in(clerk: Client, rows: str, words: str) -> None:
    page = uploaded(clerk, f"名称,类别,简称,别称\n{rows}\n")
    assert words in said(clerk.get(page.url))
    refused = clerk.post(f"{page.url}apply/")
    assert refused.status_code == 409 and "未导入任何一行" in said(refused)
    assert not SettingChange.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("姓名,界别\n甲,乙\n", "没有找到“名称”列"),
        ("名称\n", "机构表只有表头，没有机构"),
        (b"", "是空的"),
        ("名称\n机密★10年\n", "密级或内部资料标志"),
        ("名称,名称\n甲局,乙局\n", "不止一列"),
    ],
)
def test_files_that_are_no_list_are_refused(clerk: Client, content: str | bytes, words: str) -> None:
    page = uploaded(clerk, content)
    assert page.status_code == 200 and words in said(page) and not BodyImport.objects.exists()


def test_list_belongs_to_whoever_uploaded_it(
    clerk: Client, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    page = uploaded(clerk, GOOD)
    for other in (shizuishan["运维员"], zhongwei["卫政协"]):
        assert signed_in(other).get(page.url).status_code == 404
        assert signed_in(other).post(f"{page.url}apply/").status_code == 404
    assert signed_in(shizuishan["白委员"]).get(UPLOAD).status_code == 403
    assert Client().post(f"{page.url}apply/").status_code == 401
