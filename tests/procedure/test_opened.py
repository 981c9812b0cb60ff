"""What a document may say besides: opened to everybody, looked up, another term, awaited above, quiet, of one body."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from conftest import SignIn
from factories.errands import register
from factories.people import Cast
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin, begin_child
from huiyin.procedure.clocks import due_if_opened
from huiyin.procedure.engine import Taken, take
from huiyin.procedure.errors import NotYours
from huiyin.procedure.loader import load_text
from huiyin.procedure.models import Draft, Matter
from huiyin.procedure.registry import LookUp
from procedure.conftest import MONDAY
from procedure.test_views_acts import MARK, incidents

__all__ = ["incidents"]
NOTICE = """
procedure: notice
version: 1
kind: errand
label: 通告
basis: 测试用程序
begins:
  label: 拟写通告
  button: 保存通告
  help: 保存后还可以修改。
  by: [office, editor]
  state: open
  form: errands.begin@1
  effect: errands.begin@1
  party_from_grant: drafting_body
roles:
  office: {label: 政协办, grants: [cppcc_clerk]}
  editor: {label: 编写单位, grants: [committee_clerk], party: drafting_body, of_body: BODY}
  reader: {label: 委员, grants: [member], party: reader}
stages: {only: 办理}
facets:
  summary: {label: 概要}
  content: {label: 内容, form: errands.content@1, effect: errands.content@1, shows: [summary]}
views: {usual: {office: all, editor: all, reader: [summary]}}
terms:
  some_days: {label: 期限, amount: 5, unit: working_days, basis: 测试}
  many_months: {label: 长期限, amount: 2, unit: months, basis: 测试}
states:
  open: {label: 办理中, member_label: 正在办理, stage: only, sees: usual, edits: {office: [content]}}
  known: {label: 已知晓, stage: only, sees: usual}
  ended: {label: 已结束, stage: only, sees: usual, final: true}
moves:
  send_back: {label: 退回, from: open, to: stay, by: office, quiet: true}
  publish: {label: 公开, from: open, to: stay, by: office, effect: notices.publish@1}
  hide: {label: 不再公开, from: open, to: stay, by: office, effect: notices.hide@1}
  split: {label: 分送, from: open, to: stay, by: office, effect: notices.split@1}
  know: {label: 知晓, from: open, to: known, by: engine, automatic: true, guards: [notices.all_signed@1]}
  end: {label: 结束, from: known, to: ended, by: office}
clocks:
  running: {label: 办理, term: some_days, runs_in: [open], terms: {notices.is_long@1: many_months}}
"""
COPY = """
procedure: notice_copy
version: 1
kind: chore
label: 通告送达
basis: 测试用程序
begins: {label: 分送, by: [parent], state: sent}
roles:
  office: {label: 政协办, grants: [cppcc_clerk]}
stages: {only: 办理}
facets: {summary: {label: 概要}}
views: {usual: {office: all}}
states:
  sent: {label: 已送, stage: only, sees: usual}
  signed: {label: 已签收, stage: only, sees: usual}
  done: {label: 已办, stage: only, sees: usual, final: true}
moves:
  touch: {label: 翻看, from: sent, to: stay, by: office}
  sign: {label: 签收, from: sent, to: signed, by: office, awaited_above: true}
  finish: {label: 办毕, from: signed, to: done, by: office}
"""


def all_signed(act: Act) -> Verdict:
    """Whoever got a copy has signed for it."""
    states = set(act.matter.children.values_list("state", flat=True))
    return ALLOWED if states == {"signed"} else Refused("not_signed", "还有单位没有签收。")


def retire_readers(act: Act) -> None:
    """Nobody but the office reads it any more."""
    act.matter.parties.filter(role="reader").update(active=False)


def found(act: Act, typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is typed, said back."""
    return {"conditions": [Refused("found", f"找到与“{typed['title']}”相近的通告。")]}


@pytest.fixture
def notices(shizuishan: Cast) -> Iterator[Cast]:
    """The two documents, for the time of one test; only 周经委's committee may write notices too."""
    register()
    registry.effects.setdefault("notices.publish@1", lambda act: act.open_to("reader"))
    registry.effects.setdefault("notices.hide@1", retire_readers)
    registry.effects.setdefault(
        "notices.split@1", lambda act: begin_child(act, "notice_copy", title=act.matter.title)
    )
    registry.facts.setdefault("notices.is_long@1", lambda matter: matter.title == "长通告")
    registry.guards.setdefault("notices.all_signed@1", all_signed)
    body = shizuishan.grants["周经委"].body
    assert body is not None
    documents = [
        load_text(text, source=name)
        for name, text in (("notice", NOTICE.replace("BODY", body.code)), ("notice_copy", COPY))
    ]
    for document in documents:
        library.include(document)
    before = dict(registry.look_ups)
    yield shizuishan
    registry.look_ups.clear()
    registry.look_ups.update(before)
    for document in documents:
        library.exclude(document)


def written(cast: Cast, title: str = "通告", who: str = "林政协") -> Matter:
    return begin("notice", committee=cast.committee, actor=cast[who], at=MONDAY, data={"title": title}).matter


def act(cast: Cast, matter: Matter, move: str) -> Taken:
    return take(matter, move, actor=cast["林政协"], at=MONDAY + timedelta(hours=1))


def test_only_the_named_body_may_begin_beside_the_office(notices: Cast) -> None:
    assert written(notices, who="周经委").parties.get().role == "drafting_body"
    body = notices.grants["周经委"].body
    assert body is not None
    body.code = "another"
    body.save(update_fields=["code"])
    with pytest.raises(NotYours):
        written(notices, who="周经委")


def test_opened_to_everybody_it_is_read_by_each_holder_in_plain_words_until_it_is_closed(
    notices: Cast, signed_in: SignIn
) -> None:
    matter = written(notices)
    member = signed_in(notices["白委员"])
    url = f"/matters/{matter.pk}/"
    assert member.get(url).status_code == 404

    for _time in range(2):
        matter = act(notices, matter, "publish").matter
    everybody = matter.parties.get(role="reader")
    assert everybody.is_everybody and str(everybody) == "reader: 全体"
    assert "正在办理" in member.get(url).content.decode()
    assert "全体" in signed_in(notices["林政协"]).get(url).content.decode()

    matter = act(notices, matter, "hide").matter
    assert member.get(url).status_code == 404
    act(notices, matter, "publish")
    assert member.get(url).status_code == 200


def test_length_of_time_follows_the_first_fact_that_holds(notices: Cast) -> None:
    short, long = written(notices), written(notices, "长通告")
    procedure = library.procedure_of("notice", 1)

    assert (short.clocks.get().unit, long.clocks.get().unit) == ("working_days", "months")
    dues = [due_if_opened(procedure, "running", matter=each, on=MONDAY.date()) for each in (short, long)]
    assert dues == [short.clocks.get().due, long.clocks.get().due]


def test_parent_follows_a_move_that_is_awaited_and_no_other(notices: Cast) -> None:
    matter = act(notices, written(notices), "split").matter
    copy = matter.children.get()

    act(notices, copy, "touch")
    matter.refresh_from_db()
    assert matter.state == "open"
    act(notices, copy, "sign")
    matter.refresh_from_db()
    assert matter.state == "known"


def test_quiet_move_is_in_sight_and_never_the_main_one(notices: Cast, signed_in: SignIn) -> None:
    matter = written(notices)
    page = signed_in(notices["林政协"]).get(f"/matters/{matter.pk}/").content.decode()

    assert f'<a class="btn" href="/matters/{matter.pk}/moves/send_back/">退回</a>' in page


def test_edit_lays_open_what_it_is_judged_by(notices: Cast, signed_in: SignIn) -> None:
    matter, client = written(notices), signed_in(notices["林政协"])
    beside = {"conditions": [Refused("beside", "请对照概要修改。")]}
    panel = registry.Panel(
        "notice_summary", "summary", "ui/components/unmet.html", lambda *_: beside, style="search/search.css"
    )
    registry.panel("errand", panel)
    try:
        pages = [
            client.get(f"/matters/{matter.pk}/{part}").content.decode() for part in ("", "edits/content/")
        ]
    finally:
        registry.kinds["errand"].panels.remove(panel)
    for page in pages:
        assert "请对照概要修改。" in page and page.count("search/search.css") == 1


def test_looking_up_does_nothing_and_keeps_what_is_typed(
    notices: Cast, signed_in: SignIn, incidents: list[str]
) -> None:
    client = signed_in(notices["林政协"])
    url, typed = "/begin/notice/?committee=shizuishan", {"title": "修路", "look_up": "1"}
    assert client.post(url, typed).status_code == 200  # no such button: the form as it was typed

    registry.look_up(
        "errands.begin@1", LookUp("查找", "ui/components/unmet.html", found, "search/search.css")
    )
    assert 'name="look_up"' in client.get(url).content.decode()
    answer = client.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 200 and "找到与“修路”相近的通告。" in page and 'value="修路"' in page
    assert "保存通告" in page and "保存后还可以修改。" in page
    assert Draft.objects.filter(person=notices["林政协"]).exists() and not Matter.objects.exists()

    refused = client.post(url, {**typed, "title": f"修路{MARK}"})
    assert refused.status_code == 422 and "内容疑似涉密" in refused.content.decode()


def test_batch_goes_back_to_the_list_of_this_site_that_led_there(notices: Cast, signed_in: SignIn) -> None:
    client = signed_in(notices["林政协"])
    chosen = [str(written(notices).pk)]
    for given, back in (
        ("/proposals/queue/?state=all", "/proposals/queue/?state=all"),
        ("//evil/", "/matters/"),
    ):
        page = client.get("/matters/batch/", {"back": given, "move": "publish", "matter": chosen})
        assert f'href="{back}"' in page.content.decode(), given
