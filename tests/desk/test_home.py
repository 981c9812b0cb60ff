"""The first page: what waits for whom, in which order, and never an empty one."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import SignIn
from factories.errands import errands_included
from factories.people import SINCE, Cast
from huiyin.people.enums import Role
from huiyin.people.models import Account, Grant
from huiyin.procedure.begin import begin
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import take
from huiyin.procedure.home_panels import HomePanel, home_panel, home_panels
from huiyin.procedure.models import Matter, Todo
from procedure.conftest import MONDAY


@pytest.fixture
def errands(db: None) -> Iterator[Procedure]:
    with errands_included() as procedure:
        yield procedure


def new_errand(cast: Cast, title: str, drafter: str = "周经委") -> Matter:
    given = {"title": title}
    return begin("errand", committee=cast.committee, actor=cast[drafter], at=MONDAY, data=given).matter


def home_of(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_home_lists_what_waits_with_the_button_to_do_it(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = new_errand(shizuishan, "修路")

    drafter = home_of(signed_in(shizuishan["周经委"]))
    assert f'href="/matters/{matter.pk}/moves/submit/"' in drafter and "有 1 件等您办理" in drafter
    assert "/begin/errand/?committee=shizuishan" in drafter
    assert "修路" not in home_of(signed_in(shizuishan["陈副主席"]))


def test_home_orders_by_due_date_and_puts_what_has_none_last(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    for number, days in enumerate((None, 9, 1)):
        matter = new_errand(shizuishan, f"第{number}件")
        due = MONDAY.date() + timedelta(days=days) if days else None
        Todo.objects.filter(matter=matter).update(due=due)
    text = home_of(signed_in(shizuishan["周经委"])).partition('id="tasks"')[2].partition("</ol>")[0]

    assert text.index("第2件") < text.index("第1件") < text.index("第0件")
    assert "逾期" in text


def test_home_merges_the_grants_of_all_committees_and_tags_them(
    errands: object, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    Grant.objects.create(
        committee=zhongwei.committee,
        person=shizuishan["周经委"],
        role=Role.COMMITTEE_CLERK,
        body=zhongwei.body("文化文史和学习委员会"),
        since=SINCE,
    )
    new_errand(shizuishan, "石嘴山的路")
    new_errand(zhongwei, "中卫的桥", "卫文史")
    text = home_of(signed_in(shizuishan["周经委"]))

    assert "石嘴山的路" in text and "中卫的桥" in text
    assert "石嘴山市政协 经济委员会" in text and "中卫市政协 文化文史和学习委员会" in text
    assert "/begin/errand/?committee=zhongwei" in text


def test_home_names_a_thing_once_though_two_grants_ask_for_it(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = new_errand(shizuishan, "修路")
    take(matter, "submit", actor=shizuishan["周经委"], at=MONDAY)
    Grant.objects.create(
        committee=shizuishan.committee,
        person=shizuishan["陈副主席"],
        role=Role.VICE_CHAIR,
        since=SINCE,
        deputy_of=shizuishan.grant("江主席"),
    )
    text = home_of(signed_in(shizuishan["陈副主席"]))

    assert text.count(f"/matters/{matter.pk}/moves/sign/") == 1
    assert "有 1 件等您办理" in text


@pytest.mark.parametrize(
    ("name", "told"),
    [("林政协", "手头的都办完了"), ("白委员", "手头的都办完了"), ("周经委", "也可以从下面新建")],
)
def test_home_is_never_empty(
    errands: object, shizuishan: Cast, signed_in: SignIn, name: str, told: str
) -> None:
    assert told in home_of(signed_in(shizuishan[name]))


def test_home_without_any_grant_says_whom_to_ask(shizuishan: Cast, signed_in: SignIn) -> None:
    Grant.objects.filter(person=shizuishan["白委员"]).update(until=SINCE)

    assert "请联系政协办公室登记您的职责" in home_of(signed_in(shizuishan["白委员"]))


def test_home_shows_what_one_lately_did_only_while_it_may_be_seen(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = new_errand(shizuishan, "修路")
    take(matter, "submit", actor=shizuishan["周经委"], at=MONDAY)
    take(matter, "send_back", actor=shizuishan["陈副主席"], at=MONDAY, data={"reason": "数字不实"})

    assert "修路" in home_of(signed_in(shizuishan["周经委"])).partition('id="recent"')[2]
    assert "修路" not in home_of(signed_in(shizuishan["陈副主席"]))


def test_home_has_a_fixed_query_count(errands: object, shizuishan: Cast, signed_in: SignIn) -> None:
    client = signed_in(shizuishan["周经委"])
    counts = []
    for more in (1, 2):
        for number in range(more):
            new_errand(shizuishan, f"第{number}件")
        home_of(client)
        with CaptureQueriesContext(connection) as queries:
            home_of(client)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 16


def test_home_panel_is_shown_to_those_it_concerns(shizuishan: Cast, signed_in: SignIn) -> None:
    def context(visit: object) -> dict[str, object] | None:
        return {"what": "止于批示 2 件"} if getattr(visit, "person") == shizuishan["林政协"] else None  # noqa: B009

    home_panel(HomePanel("stopped", "止于批示", "ui/components/empty.html", context))
    try:
        assert "止于批示 2 件" in home_of(signed_in(shizuishan["林政协"]))
        assert "止于批示" not in home_of(signed_in(shizuishan["周经委"]))
    finally:
        del home_panels["stopped"]


def test_head_shows_person_post_committee_and_what_waits(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    new_errand(shizuishan, "修路")
    text = signed_in(shizuishan["周经委"]).get("/matters/").content.decode()

    assert "周经委" in text and "经济委员会科长" in text and "政协石嘴山市委员会" in text
    assert 'href="/matters/" aria-current="page"' in text
    assert '<span class="hy-count">1<' in text


def test_ledgers_share_one_entry_and_stand_in_a_second_row_where_one_is_open(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    client = signed_in(shizuishan["林政协"])
    home = client.get("/").content.decode()
    assert ">台账</a>" in home and "hy-nav-within" not in home and "承诺兑现" not in home

    record = client.get("/handling/promises/").content.decode()

    assert 'aria-current="true">台账</a>' in record
    _head, _row, within = record.partition("hy-nav-within")
    assert 'href="/handling/promises/" aria-current="page">承诺兑现</a>' in within
    for label in ("批示件台账", "建议止于批示", "回头看"):
        assert f">{label}</a>" in within


def test_unit_finds_its_ledgers_under_one_entry(shizuishan: Cast, signed_in: SignIn) -> None:
    client = signed_in(shizuishan["城经办"])
    home = client.get("/").content.decode()
    assert ">台账</a>" in home and ">承诺兑现</a>" not in home
    within = client.get("/ledgers/").content.decode()
    assert ">全部台账</a>" in within and ">承诺兑现</a>" in within and ">批示件台账</a>" not in within


def test_account_without_a_person_is_told_whom_to_ask(db: None) -> None:
    client = Client()
    client.force_login(
        Account.objects.create(username="nobody", password=make_password(None)),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    response = client.get("/")

    assert response.status_code == 403
    assert "还没有登记为任何人员" in response.content.decode()
