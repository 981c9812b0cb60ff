"""Reading rosters as offices make them, checking every row, applying once."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import xlsxwriter

from factories.people import Cast
from huiyin.people.enums import BodyKind, Role, RosterRowState
from huiyin.people.models import Account, Body, Grant, Member, Person, Term
from huiyin.people.roster.applying import apply_roster
from huiyin.people.roster.checking import Preview, check_roster
from huiyin.people.roster.columns import LAYOUT
from huiyin.people.sheets import reading
from huiyin.people.sheets.errors import SheetFileError, SheetNotApplicableError
from huiyin.people.sheets.reading import read_sheet

AT = datetime(2025, 3, 10, 2, 0, tzinfo=UTC)
TODAY = date(2025, 3, 10)
HEADINGS = "委员证号,姓名,界别,专委会,活动组,单位,职务,是否常委,登录名"
NEW = "11009,喆昇堃,经济界,经济委员会,第一委员活动组,市某企业,董事长,是,zhe.shengkun"


def csv_file(*lines: str, headings: str = HEADINGS, encoding: str = "utf-8") -> bytes:
    return "\r\n".join([headings, *lines]).encode(encoding)


def xlsx_file(*rows: list[object], formulas: dict[tuple[int, int], str] | None = None) -> bytes:
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = workbook.add_worksheet("名册")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for (row, column), formula in (formulas or {}).items():
        sheet.write_formula(row, column, formula, None, "白委员")
    workbook.close()
    return file.getvalue()


def checked(cast: Cast, content: bytes) -> Preview:
    return check_roster(term=cast.term, rows=read_sheet(content, LAYOUT).rows, on=TODAY)


def applied(cast: Cast, content: bytes, *, create_bodies: bool = False):
    return apply_roster(
        term=cast.term, rows=read_sheet(content, LAYOUT).rows, create_bodies=create_bodies, at=AT
    )


def problems(preview: Preview) -> list[tuple[int, str, str]]:
    return [(row.line, each.column, each.text) for row in preview.rows for each in row.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_read_csv_in_the_encodings_offices_use_keeps_rare_characters(encoding: str) -> None:
    content = csv_file("1,喆昇堃祎镕䶮,经济界,,,,,,", "2,𬭎某,经济界,,,,,,", encoding=encoding)
    assert [row.values["name"] for row in read_sheet(content, LAYOUT).rows] == ["喆昇堃祎镕䶮", "𬭎某"]


def test_read_xlsx_with_title_row_any_order_and_numbers() -> None:
    content = xlsx_file(
        ["石嘴山市政协委员名册（演示）"],
        [],
        ["备注", "姓 名", "编号", "常委"],
        ["", "王　芳", 11001, "√"],
        ["", "", "", ""],
        ["", "阿依古丽·某某", "11002", ""],
    )
    sheet = read_sheet(content, LAYOUT)
    assert [(row.line, row.values["name"], row.values["number"]) for row in sheet.rows] == [
        (4, "王芳", "11001"),
        (6, "阿依古丽·某某", "11002"),
    ]
    assert sheet.unused == ["备注"]


def test_read_csv_separated_by_tabs_or_semicolons() -> None:
    for mark in ("\t", ";"):
        content = csv_file(mark.join(["白委员", "11001"]), headings=mark.join(["姓名", "委员证号"]))
        assert read_sheet(content, LAYOUT).rows[0].values == {"name": "白委员", "number": "11001"}


def test_read_only_the_first_sheet_counts() -> None:
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file)
    workbook.add_worksheet("名册").write_column(0, 0, ["姓名", "白委员"])
    workbook.add_worksheet("统计").write_formula(0, 0, "=1+1")
    workbook.close()
    rows = read_sheet(file.getvalue(), LAYOUT).rows
    assert [row.values["name"] for row in rows] == ["白委员"] and not rows[0].formulas


def _docx() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (61 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b" \r\n,,\r\n", "表中没有内容"),
        (b"%PDF-1.7 ...", "无法识别文件格式"),
        (b"\x89PNG\r\n\x1a\n\0\0", "无法识别文件格式"),
        (b"\xd0\xcf\x11\xe0rest", "旧版 Excel"),
        ("姓名".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04 broken", "不是 Excel 工作簿"),
        (_docx(), "不是 Excel 工作簿"),
        (_bomb(), "展开后过大"),
        (xlsx_file(["姓名"], ["白委员"])[:-200], "不是 Excel 工作簿"),
        (csv_file('"白委员,11001', headings="姓名,编号"), "不配对的引号"),
        (csv_file("1,2", headings="名字,号"), "没有找到“姓名”列"),
        (csv_file(headings="姓名,界别"), "只有表头"),
        (csv_file("甲,乙", headings="姓名,委员姓名"), "不止一列"),
        (b"x" * (reading.MAX_BYTES + 1), "超过 5 MB"),
        (csv_file(*["甲"] * (reading.MAX_ROWS + 1), headings="姓名,界别"), "超过 5000 行"),
    ],
)
def test_read_file_that_is_no_roster_says_why(content: bytes, words: str) -> None:
    with pytest.raises(SheetFileError, match=words):
        read_sheet(content, LAYOUT)


def test_check_new_changed_and_unchanged_rows(shizuishan: Cast) -> None:
    preview = checked(
        shizuishan,
        csv_file(
            NEW,
            "11001,白委员,经济界,经济委员会,,,,是,bai.weiyuan",
            "11002,马委员,农业界,,,市农业农村局,科员,否,ma.weiyuan",
        ),
    )
    assert [row.state for row in preview.rows] == [
        RosterRowState.NEW,
        RosterRowState.UNCHANGED,
        RosterRowState.CHANGED,
    ]
    changes = [(each.column, each.before, each.after) for each in preview.rows[2].changes]
    assert changes == [("单位", "", "市农业农村局"), ("职务", "", "科员")]


def test_check_every_problem_is_named_with_row_and_column(shizuishan: Cast) -> None:
    preview = checked(
        shizuishan,
        csv_file(
            ",,经济界,,,,,,",
            "1,甲某,经济界,,,,,大概,",
            "2,乙某,经济界,,,,,,中文名",
            "3,丙某,经济界,,,,,,lin.zhengxie",
            f"4,{'长' * 61},经济界,,,,,,",
            "5,=A1,经济界,,,,,,",
            "11001,马委员,,,,,,,",
            "11002,马委员,,,,,,,other.name",
        ),
    )
    found = [(line, column, text[:8]) for line, column, text in problems(preview)]
    assert found == [
        (2, "姓名", "未填写姓名，请补"),
        (3, "是否常委", "只能填“是”或“"),
        (4, "登录名", "登录名须以字母开"),
        (5, "登录名", "登录名lin.z"),
        (6, "姓名", "内容有 61 字"),
        (7, "姓名", "内容以“=”开头"),
        (8, "委员证号", "证号11001已"),
        (9, "登录名", "马委员已有登录名"),
    ]


def test_check_formula_cells_are_refused(shizuishan: Cast) -> None:
    content = xlsx_file(["姓名", "编号"], ["", "11001"], formulas={(1, 0): "=B1"})
    assert problems(checked(shizuishan, content)) == [
        (2, "姓名", "单元格是公式，请复制该列后“选择性粘贴—数值”，再重新上传。")
    ]


def test_check_duplicate_rows_name_each_other(shizuishan: Cast) -> None:
    preview = checked(
        shizuishan,
        csv_file(
            "7,甲某,,,,,,,jia.mou", "7,乙某,,,,,,,JIA.mou", ",丙某,,,,,,,", ",丙 某,,,,,,,", "9,丁某,,,,,,,"
        ),
    )
    found = {(line, column) for line, column, _text in problems(preview)}
    assert found == {
        (2, "委员证号"),
        (3, "委员证号"),
        (2, "登录名"),
        (3, "登录名"),
        (4, "姓名"),
        (5, "姓名"),
    }
    assert "第 2、3 行重复" in problems(preview)[0][2]


def test_check_one_member_in_two_rows_is_refused(shizuishan: Cast) -> None:
    preview = checked(shizuishan, csv_file("11001,白委员,,,,,,,", ",白委员,,,,,,,"))
    assert {line for line, _column, _text in problems(preview)} == {2, 3}


def test_check_namesake_with_another_number_is_new_and_said_so(shizuishan: Cast) -> None:
    row = checked(shizuishan, csv_file("11050,白委员,经济界,,,,,,")).rows[0]
    assert row.state == RosterRowState.NEW
    assert "本届已有同名委员（证号11001）" in row.notes[0]


def test_check_two_namesakes_without_a_number_are_not_guessed(shizuishan: Cast) -> None:
    applied(shizuishan, csv_file("11050,白委员,经济界,,,,,,"))
    found = problems(checked(shizuishan, csv_file(",白委员,,,,,,,")))
    assert len(found) == 1 and "本届有 2 位委员叫白委员" in found[0][2]


def test_check_unknown_sector_is_offered_with_the_near_name(shizuishan: Cast) -> None:
    preview = checked(
        shizuishan, csv_file("1,甲某,经济届,,,,,,", "2,乙某,教育界,,,,,,", "3,丙某,教育界,,,,,,")
    )
    assert not preview.has_errors
    assert [(each.kind, each.name) for each in preview.missing] == [
        (BodyKind.SECTOR, "经济届"),
        (BodyKind.SECTOR, "教育界"),
    ]
    assert "是否应为“经济界”" in preview.rows[0].notes[0]


def test_check_knows_nothing_of_another_committee(shizuishan: Cast, zhongwei: Cast) -> None:
    preview = checked(shizuishan, csv_file("05001,卫委员,文化艺术界,,,,,,"))
    assert preview.rows[0].state == RosterRowState.NEW
    assert preview.rows[0].person is None
    assert preview.missing


def test_apply_creates_member_account_grant_and_keeps_rare_characters(shizuishan: Cast) -> None:
    result = applied(shizuishan, csv_file(NEW, encoding="gb18030"))
    assert (result.created, result.changed, result.unchanged) == (1, 0, 0)
    member = Member.objects.get(committee=shizuishan.committee, number="11009")
    assert member.person.name == "喆昇堃" and member.is_standing
    assert member.sector == shizuishan.body("经济界")
    assert member.activity_group == shizuishan.body("第一委员活动组")
    assert (member.workplace, member.post, member.person.post) == ("市某企业", "董事长", "市某企业董事长")
    grant = Grant.objects.get(person=member.person)
    assert (grant.role, grant.committee, grant.since) == (
        Role.MEMBER,
        shizuishan.committee,
        shizuishan.term.starts_on,
    )
    issued = result.accounts[0]
    assert (issued.name, issued.user_name) == ("喆昇堃", "zhe.shengkun")
    account = member.person.account
    assert account is not None and account.must_change_password
    assert account.check_password(issued.password)


def test_apply_twice_changes_nothing_the_second_time(shizuishan: Cast) -> None:
    content = csv_file(NEW, "11002,马委员,农业界,,,市农业农村局,科员,否,")
    applied(shizuishan, content)
    before = list(Member.objects.order_by("pk").values()), Account.objects.count(), Grant.objects.count()
    again = applied(shizuishan, content)
    assert (again.created, again.changed, again.unchanged, again.accounts) == (0, 0, 2, [])
    after = list(Member.objects.order_by("pk").values()), Account.objects.count(), Grant.objects.count()
    assert after == before


def test_apply_a_column_that_is_missing_leaves_values_alone(shizuishan: Cast) -> None:
    applied(shizuishan, csv_file("11001,白委员,市某院", headings="编号,姓名,单位"))
    member = shizuishan.member("白委员")
    member.refresh_from_db()
    assert member.workplace == "市某院"
    assert member.sector == shizuishan.body("经济界") and member.is_standing


def test_apply_an_empty_cell_clears_the_value(shizuishan: Cast) -> None:
    applied(shizuishan, csv_file("11001,白委员,", headings="编号,姓名,界别"))
    member = shizuishan.member("白委员")
    member.refresh_from_db()
    assert member.sector is None


def test_apply_with_one_bad_row_brings_in_nothing(shizuishan: Cast) -> None:
    with pytest.raises(SheetNotApplicableError, match="1 行有错误，未导入任何一行"):
        applied(shizuishan, csv_file(NEW, "12,甲某,,,,,,说不清,"))
    assert not Person.objects.filter(name="喆昇堃").exists()


def test_apply_unknown_bodies_only_when_asked(shizuishan: Cast) -> None:
    content = csv_file("1,甲某,教育界,,,,,,", "2,乙某,教育 界,,第二组,,,,")
    with pytest.raises(SheetNotApplicableError, match="教育界"):
        applied(shizuishan, content)
    result = applied(shizuishan, content, create_bodies=True)
    assert result.bodies == ["教育界", "第二组"]
    sector = Body.objects.get(committee=shizuishan.committee, name="教育界")
    assert {each.person.name for each in sector.sector_members.all()} == {"甲某", "乙某"}
    assert applied(shizuishan, content).unchanged == 2


def test_apply_gives_an_account_to_a_member_without_one(shizuishan: Cast) -> None:
    person = shizuishan["马委员"]
    person.account = None
    person.save()
    result = applied(shizuishan, csv_file("11002,马委员,ma.xin", headings="编号,姓名,登录名"))
    assert result.changed == 1 and [each.user_name for each in result.accounts] == ["ma.xin"]
    person.refresh_from_db()
    assert person.account is not None and person.account.username == "ma.xin"


def test_apply_to_a_new_term_goes_on_with_the_same_person(shizuishan: Cast) -> None:
    old = shizuishan.member("白委员")
    shizuishan.term.ends_on = date(2026, 11, 30)
    shizuishan.term.save()
    shizuishan.term = Term.objects.create(
        committee=shizuishan.committee, number=12, starts_on=date(2026, 12, 1)
    )
    result = applied(shizuishan, csv_file("12001,白委员,经济界,,,,,,"))
    assert result.created == 1
    new = Member.objects.get(term=shizuishan.term)
    assert new.person_id == old.person_id and new.pk != old.pk


def test_apply_does_not_touch_members_who_are_not_in_the_file(shizuishan: Cast) -> None:
    applied(shizuishan, csv_file(NEW))
    assert set(Member.objects.filter(term=shizuishan.term).values_list("number", flat=True)) == {
        "11001",
        "11002",
        "11009",
    }


def test_check_query_count_does_not_grow_with_rows(shizuishan: Cast, django_assert_num_queries) -> None:
    for count in (1, 30):
        rows = read_sheet(csv_file(*[f"{n},某{n},经济界,,,,,,u{n:03}" for n in range(count)]), LAYOUT).rows
        with django_assert_num_queries(4):
            check_roster(term=shizuishan.term, rows=rows, on=TODAY)
