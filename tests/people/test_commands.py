"""The command line of the people package."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from factories.people import Cast
from huiyin.people.models import Body, CalendarDay, Person, SettingChange


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command(*[str(each) for each in arguments], stdout=out)
    return out.getvalue()


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "名册.csv"
    file.write_text("姓名,界别,登录名\n喆昇堃,教育界,zhe.shengkun\n白委员,经济界,\n", encoding="gb18030")
    return file


def test_roster_import_only_shows_unless_told_to_apply(shizuishan: Cast, roster: Path) -> None:
    out = run("roster", "import", roster, "--committee", "shizuishan")
    assert "第 2 行 喆昇堃：新增" in out and "尚未登记" in out and "尚未导入" in out
    assert "共 2 行：新增 1 行，变更 0 行，无变化 1 行，有错误 0 行。" in out
    assert not Person.objects.filter(name="喆昇堃").exists()


def test_roster_import_applied_twice_changes_once(shizuishan: Cast, roster: Path) -> None:
    command = ("roster", "import", roster, "--committee", "shizuishan", "--apply")
    with pytest.raises(CommandError, match="--create-bodies"):
        run(*command)
    first = run(*command, "--create-bodies")
    assert "新增 1 人" in first and "新建机构：教育界" in first and "zhe.shengkun\t" in first
    assert "新增 0 人，变更 0 人，无变化 2 人" in run(*command)


def test_roster_import_bad_input_ends_in_a_sentence(shizuishan: Cast, roster: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有代码为“nowhere”的政协"):
        run("roster", "import", roster, "--committee", "nowhere")
    with pytest.raises(CommandError, match="无法打开文件"):
        run("roster", "import", tmp_path / "none.csv", "--committee", "shizuishan")
    with pytest.raises(CommandError, match="无法打开文件"):
        run("roster", "import", tmp_path, "--committee", "shizuishan")
    roster.write_bytes(b"%PDF")
    with pytest.raises(CommandError, match="无法识别文件格式"):
        run("roster", "import", roster, "--committee", "shizuishan")
    roster.write_text("姓名,是否常委\n甲某,也许\n", encoding="utf-8")
    with pytest.raises(CommandError, match="有错误，未导入任何一行"):
        run("roster", "import", roster, "--committee", "shizuishan", "--apply")


def test_calendar_seed_show_and_set(db: None) -> None:
    assert "新填 23 年" in run("calendar", "seed")
    assert "新填 0 年，原样 23 年" in run("calendar", "seed")
    run("calendar", "set-day", "2026-12-31", "off", "--name", "演示")
    assert not CalendarDay.objects.get(day="2026-12-31").working
    assert "保留不动：2026" in run("calendar", "seed")
    assert "已取消设定" in run("calendar", "set-day", "2026-12-31", "clear")
    assert "原本没有设定" in run("calendar", "set-day", "2026-12-31", "clear")
    with pytest.raises(CommandError, match="--notice"):
        run("calendar", "set-year", "2027", "official")
    run("calendar", "set-year", "2027", "official", "--notice", "演示通知")
    assert "2027  已公布  演示通知" in run("calendar", "show")


def test_calendar_nonsense_is_refused_in_words(db: None) -> None:
    with pytest.raises(CommandError, match="不是日期"):
        run("calendar", "set-day", "2026-13-01", "off")
    with pytest.raises(CommandError, match="不是年份"):
        run("calendar", "set-year", "26", "provisional")


def test_account_unlock_and_reset(client: Client, shizuishan: Cast) -> None:
    wrong = {"login": "lin.zhengxie", "password": "wrong"}
    for _ in range(5):
        client.post("/accounts/login/", wrong)
    assert client.post("/accounts/login/", wrong).status_code == 429
    run("account", "unlock", "lin.zhengxie")
    assert client.post("/accounts/login/", wrong).status_code == 200
    password = run("account", "reset-password", "lin.zhengxie").strip().rpartition("：")[2]
    account = shizuishan.account("林政协")
    account.refresh_from_db()
    assert account.must_change_password and account.check_password(password)
    with pytest.raises(CommandError, match="没有登录名为“nobody”的账号"):
        run("account", "unlock", "nobody")


def test_what_commands_change_is_on_the_record_without_a_person(shizuishan: Cast) -> None:
    def here(*words: str) -> None:
        run(*words, "--committee=shizuishan")

    here("body", "add", "市水务局", "--kind=unit")
    here("body", "alias", "市水务局", "水利局")
    here("body", "rename", "市水务局", "市水利局", "--on=2199-01-01")
    here("term", "add", "--number=12", "--starts=2199-01-01")
    here("grant", "give", "--person=城经办", "--role=leader", "--since=2026-01-01")
    run("account", "reset-password", "cheng.jingban")
    run("calendar", "set-day", "2199-05-06", "off")
    lines = SettingChange.objects.order_by("pk").values_list("page", "label", "person_name", "person")
    assert [each[:2] for each in lines] == [
        ("bodies", "登记机构"),
        ("bodies", "增加别称"),
        ("bodies", "机构更名"),
        ("terms-of-office", "登记新一届"),
        ("persons", "授予职责"),
        ("persons", "重置密码"),
        ("calendar", "设定工作日历的一天"),
    ]
    assert {each[2:] for each in lines} == {("服务器命令行", None)}
    assert Body.objects.get(name="市水务局").coming_name.name == "市水利局"
    with pytest.raises(CommandError, match="将要更名"):
        here("body", "rename", "市水务局", "市水利水务局", "--on=2199-01-01")
