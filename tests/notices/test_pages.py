"""The page of messages: own ones alone, without what may no longer be seen; plain forms."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import SignIn
from factories.people import Cast
from huiyin.notices import selectors
from huiyin.notices.delivery import deliver
from huiyin.notices.models import CalendarFeed, Message, QueuedNotice
from huiyin.people.enums import Role
from huiyin.people.models import Account, Grant
from huiyin.procedure.models import Matter
from notices.conftest import Errand
from procedure.conftest import MONDAY


def page_of(client: Client, address: str = "/notices/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def message(cast: Cast, name: str, matter: Matter, text: str = "请签发。") -> Message:
    return Message.objects.create(
        committee=matter.committee, person=cast[name], matter=matter, kind="todo",
        key=f"test@{Message.objects.count()}", text=text, created_at=MONDAY,
    )  # fmt: skip


def test_message_is_shown_unread_with_its_matter_and_counted_in_the_navigation(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("reviewing")
    deliver(MONDAY)
    text = page_of(signed_in(shizuishan["陈副主席"]))

    assert "有 1 条未读消息" in text and "<strong>未读</strong>" in text
    assert f'<a href="/matters/{matter.pk}/">修路</a>' in text and "请签发。" in text
    assert '1<span class="visually-hidden">条未读</span>' in text
    assert "style=" not in text and "<script>" not in text


def test_nobody_reads_the_messages_of_others(
    errand: Errand, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    errand("reviewing")
    deliver(MONDAY)
    own = Message.objects.get()
    for person in (shizuishan["林政协"], shizuishan["周经委"], zhongwei["卫副主席"]):
        client = signed_in(person)
        assert "修路" not in page_of(client) and "还没有消息" in page_of(client)
        assert client.post(f"/notices/{own.pk}/read/").status_code == 302
        client.post("/notices/read/", {"until": own.pk})
    own.refresh_from_db()
    assert own.read_at is None


def test_matter_that_may_not_be_seen_any_more_leaves_a_neutral_line(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("reviewing")
    message(shizuishan, "陈副主席", matter, "林政协办理了“退回”，理由：补数字。")
    Matter.objects.filter(pk=matter.pk).update(state="drafting")
    text = page_of(signed_in(shizuishan["陈副主席"]))

    assert "这条消息所说的事项，您现在不能查看。" in text
    assert not any(word in text for word in ("修路", "补数字", "退回", str(matter.pk)))


def test_grant_that_has_ended_leaves_a_neutral_line(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    message(shizuishan, "陈副主席", errand("reviewing"))
    Grant.objects.filter(person=shizuishan["陈副主席"]).update(until=MONDAY.date() - timedelta(days=1))
    text = page_of(signed_in(shizuishan["陈副主席"]))

    assert "您现在不能查看" in text and "修路" not in text


def test_one_message_is_marked_read(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("reviewing")
    first, second = message(shizuishan, "陈副主席", matter), message(shizuishan, "陈副主席", matter)
    client = signed_in(shizuishan["陈副主席"])

    answer = client.post(f"/notices/{first.pk}/read/", {"before": str(second.pk)})

    assert answer["Location"] == f"/notices/?before={second.pk}"
    assert client.post(f"/notices/{first.pk}/read/", {"before": "x"})["Location"] == "/notices/"
    assert "有 1 条未读消息" in page_of(client)
    assert client.get(f"/notices/{first.pk}/read/").status_code == 405


def test_all_marked_read_leaves_what_came_meanwhile(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("reviewing")
    shown = [message(shizuishan, "陈副主席", matter) for _each in range(2)]
    later = message(shizuishan, "陈副主席", matter)
    client = signed_in(shizuishan["陈副主席"])

    assert client.post("/notices/read/", {"until": shown[-1].pk})["Location"] == "/notices/"
    assert list(Message.objects.filter(read_at=None)) == [later]
    client.post("/notices/read/", {"until": "9" * 30})
    assert Message.objects.filter(read_at=None).exists()
    client.post("/notices/read/", {"until": later.pk})
    assert "<h1>消息</h1>" in page_of(client)


def test_pages_go_from_the_newest_to_the_oldest(
    errand: Errand, shizuishan: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "PAGE", 2)
    matter = errand("reviewing")
    rows = [message(shizuishan, "陈副主席", matter, f"第{number}条。") for number in range(5)]
    client = signed_in(shizuishan["陈副主席"])

    first, last = page_of(client), page_of(client, f"/notices/?before={rows[1].pk}")

    assert "第4条" in first and "第3条" in first and "第2条" not in first
    assert f'href="?before={rows[3].pk}"' in first
    assert "第0条" in last and 'rel="prev" href="?"' in last and 'rel="next"' not in last


def test_reader_in_two_committees_sees_which(
    errand: Errand, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    message(shizuishan, "陈副主席", errand("reviewing"))
    Grant.objects.create(
        committee=zhongwei.committee, person=shizuishan["陈副主席"], role=Role.VICE_CHAIR, since=MONDAY.date()
    )
    assert "· 石嘴山市政协" in page_of(signed_in(shizuishan["陈副主席"]))


def queries_with(errand: Errand, cast: Cast, client: Client, count: int) -> int:
    for _each in range(count):
        message(cast, "陈副主席", errand("reviewing"))
    with CaptureQueriesContext(connection) as queries:
        page_of(client)
    return len(queries)


def test_number_of_queries_does_not_grow_with_messages(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    client = signed_in(shizuishan["陈副主席"])
    page_of(client)
    assert queries_with(errand, shizuishan, client, 1) == queries_with(errand, shizuishan, client, 2)


def test_account_without_a_person_has_no_messages(db: None) -> None:
    client = Client()
    account = Account.objects.create(username="nobody", password="!")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/notices/").status_code == 403


def test_rows_say_what_they_are(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    feed = CalendarFeed(person=shizuishan["林政协"])
    queued = QueuedNotice(matter=matter, step=3, kind="invited")
    assert [str(message(shizuishan, "陈副主席", matter)), str(feed), str(queued)] == [
        "请签发。",
        "林政协",
        f"{matter.pk} 3 invited",
    ]
