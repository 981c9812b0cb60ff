"""The work list: one committee, filters, pages, and one act on many."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import SignIn
from factories.people import SINCE, Cast
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure.act import add_party
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.page import work_list
from procedure.conftest import MONDAY, Errand


def new_errand(cast: Cast, title: str, drafter: str = "周经委") -> Matter:
    given = {"title": title}
    return begin("errand", committee=cast.committee, actor=cast[drafter], at=MONDAY, data=given).matter


def bring_to_handing(cast: Cast, matter: Matter) -> Matter:
    for move, name in (("submit", "周经委"), ("sign", "陈副主席"), ("sign", "何秘书长"), ("sign", "江主席")):
        matter = take(matter, move, actor=cast[name], at=MONDAY).matter
    return matter


def test_list_shows_only_what_is_seen_and_never_another_committee(
    errands: object, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    new_errand(shizuishan, "石嘴山的路")
    new_errand(zhongwei, "中卫的桥", "卫文史")

    ours = signed_in(shizuishan["林政协"]).get("/matters/").content.decode()
    assert "石嘴山的路" in ours and "中卫的桥" not in ours
    assert "中卫的桥" not in signed_in(shizuishan["林政协"]).get("/matters/?text=中卫").content.decode()
    assert "石嘴山的路" not in signed_in(shizuishan["城经办"]).get("/matters/").content.decode()
    assert signed_in(shizuishan["林政协"]).get("/matters/?committee=zhongwei").status_code == 404


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("kind=errand", True), ("kind=chore", False), ("stage=formation", True), ("stage=feedback", False),
        ("state=drafting", True), ("state=reviewing", False), ("year=2026", True), ("year=2025", False),
        ("light=late", True), ("light=soon", False), ("text=修+路", True), ("text=修桥", False),
    ],
)  # fmt: skip
def test_list_is_filtered_by_the_address(
    errand: Errand, shizuishan: Cast, signed_in: SignIn, address: str, found: bool
) -> None:
    matter = errand("drafting")
    Matter.objects.filter(pk=matter.pk).update(next_due=timezone.localdate() - timedelta(days=1))
    text = signed_in(shizuishan["林政协"]).get(f"/matters/?{address}").content.decode()

    assert (str(matter.pk) in text) is found


def test_list_is_filtered_by_unit(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("handling")
    unit = shizuishan.body("市城市管理局")
    text = signed_in(shizuishan["林政协"]).get(f"/matters/?unit={unit.pk}").content.decode()

    own = MatterParty.objects.get(body=unit).matter
    others = matter.children.exclude(pk=own.pk)
    assert str(own.pk) in text
    assert not any(str(other.pk) in text for other in [matter, *others])


def test_list_with_a_wrong_filter_says_so_and_shows_the_rest(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("drafting")
    text = signed_in(shizuishan["林政协"]).get("/matters/?year=去年&kind=nothing&after=x").content.decode()

    assert "年度请填四位数字" in text
    assert str(matter.pk) in text


def test_list_tells_a_member_nothing_about_state_clock_or_units(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("handling")
    Matter.objects.filter(pk=matter.pk).update(next_due=timezone.localdate() - timedelta(days=1))
    add_party(matter, "giver", shizuishan["白委员"])
    client = signed_in(shizuishan["白委员"])

    text = client.get("/matters/").content.decode()
    assert str(matter.pk) in text and "逾期" not in text and 'name="unit"' not in text
    for address in ("state=reviewing", "light=soon", "unit=1"):
        assert str(matter.pk) in client.get(f"/matters/?{address}").content.decode(), address


def test_list_shows_one_committee_at_a_time(
    errands: object, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    Grant.objects.create(
        committee=zhongwei.committee,
        person=shizuishan["林政协"],
        role=Role.CPPCC_CLERK,
        body=zhongwei.body("市政协办公室"),
        since=SINCE,
    )
    new_errand(shizuishan, "石嘴山的路")
    new_errand(zhongwei, "中卫的桥", "卫文史")
    client = signed_in(shizuishan["林政协"])

    first = client.get("/matters/").content.decode()
    assert "石嘴山的路" in first and "中卫的桥" not in first and "?committee=zhongwei" in first
    other = client.get("/matters/?committee=zhongwei").content.decode()
    assert "中卫的桥" in other and "石嘴山的路" not in other
    assert "中卫的桥" in client.get("/matters/").content.decode()


def test_list_pages_go_through_all_matters_once(
    errands: object, shizuishan: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_list, "PAGE", 2)
    made = {str(new_errand(shizuishan, f"第{number}件").pk) for number in range(5)}
    client, address, seen = signed_in(shizuishan["林政协"]), "/matters/", []
    for _page in range(3):
        response = client.get(address)
        seen += [str(row.pk) for row in response.context["list"].rows]
        address = f"/matters/{response.context['older_url']}"

    assert len(seen) == 5 and set(seen) == made
    assert response.context["older_url"] == ""


def test_list_has_a_fixed_query_count(errands: object, shizuishan: Cast, signed_in: SignIn) -> None:
    client = signed_in(shizuishan["林政协"])
    counts = []
    for _round in range(2):
        new_errand(shizuishan, "一件")
        client.get("/matters/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/matters/")
        counts.append(len(queries))
        new_errand(shizuishan, "又一件")

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_list_rows_alone_are_given_to_a_script(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("drafting")
    response = signed_in(shizuishan["林政协"]).get("/matters/", headers={"HX-Target": "matters"})

    assert "<html" not in response.content.decode()
    assert str(matter.pk) in response.content.decode()


def test_batch_previews_who_can_then_does_it_and_tells_the_result(
    errands: object, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    ready = [bring_to_handing(shizuishan, new_errand(shizuishan, f"修路{number}")) for number in (1, 2)]
    early = new_errand(shizuishan, "还早")
    foreign = new_errand(zhongwei, "中卫的桥", "卫文史")
    client = signed_in(shizuishan["林政协"])
    keys = [str(each.pk) for each in (*ready, early, foreign)]
    preview = client.post("/matters/batch/", {"move": "errand.hand_over", "matter": keys}).content.decode()

    assert "交办：2 件" in preview
    assert "本件现为“起草”，不能办理“交办”。" in preview
    assert "中卫的桥" not in preview
    assert "另外选中的 1 件种类不同" in preview, "what was ticked and is not done is told"
    nothing = client.post("/matters/batch/", {"move": "errand.hand_over"})
    assert nothing.status_code == 422 and "没有选中事项" in nothing.content.decode()
    posted = {
        "move": "errand.hand_over", "matter": keys, "confirmed": "1", "request_id": "b" * 32,
        "units": [shizuishan.body("市城市管理局").pk],
    }  # fmt: skip
    for _click in range(2):
        done = client.post("/matters/batch/", posted).content.decode()
        assert done.count("已办理") == 2
    for matter in ready:
        assert matter.children.count() == 1
    early.refresh_from_db()
    foreign.refresh_from_db()
    assert (early.state, foreign.state) == ("drafting", "drafting")


def test_batch_preview_can_be_opened_again_and_keeps_what_was_chosen(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = bring_to_handing(shizuishan, new_errand(shizuishan, "修路"))
    second = Grant.objects.create(
        committee=shizuishan.committee, person=shizuishan["林政协"], role=Role.CPPCC_CLERK,
        body=shizuishan.body("市政协研究室"), since=SINCE,
    )  # fmt: skip
    client = signed_in(shizuishan["林政协"])

    opened = client.get("/matters/batch/", {"move": "errand.hand_over", "matter": [str(matter.pk)]})
    chosen = {
        "move": "errand.hand_over",
        "matter": [str(matter.pk)],
        "confirmed": "1",
        "acting_grant": second.pk,
    }
    again = client.post("/matters/batch/", chosen)

    assert opened.status_code == 200 and "交办：1 件" in opened.content.decode()
    assert again.status_code == 422 and f'value="{second.pk}" checked' in again.content.decode()
    matter.refresh_from_db()
    assert matter.state == "handing", "opening a preview does nothing, whatever the address says"


def test_batch_with_an_incomplete_form_does_nothing(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = bring_to_handing(shizuishan, new_errand(shizuishan, "修路"))
    response = signed_in(shizuishan["林政协"]).post(
        "/matters/batch/", {"move": "errand.hand_over", "matter": [str(matter.pk)], "confirmed": "1"}
    )

    assert response.status_code == 422
    assert "hy-errors" in response.content.decode()
    matter.refresh_from_db()
    assert matter.state == "handing"


@pytest.mark.parametrize("move", ["", "errand", "errand.submit", "nothing.at_all"])
def test_batch_of_what_is_not_done_in_batches_is_refused(
    errand: Errand, shizuishan: Cast, signed_in: SignIn, move: str
) -> None:
    matter = errand("drafting")
    response = signed_in(shizuishan["周经委"]).post(
        "/matters/batch/", {"move": move, "matter": [str(matter.pk), "x"], "confirmed": "1"}
    )

    assert response.status_code in (200, 422)
    matter.refresh_from_db()
    assert matter.state == "drafting"


def test_matters_that_cannot_be_done_in_batches_have_no_box(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    early, ready = (
        new_errand(shizuishan, "还早"),
        bring_to_handing(shizuishan, new_errand(shizuishan, "修路")),
    )
    text = signed_in(shizuishan["林政协"]).get("/matters/").content.decode()

    assert f'name="matter" value="{ready.pk}"' in text
    assert f'name="matter" value="{early.pk}"' not in text and "不能成批办理" in text


def test_stages_of_one_name_are_one_choice(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("handling")
    client = signed_in(shizuishan["林政协"])
    page = client.get("/matters/").content.decode()
    stages = page[page.index('name="stage"') : page.index("</select>", page.index('name="stage"'))]
    labels = re.findall(r">([^<]+)</option>", stages)
    assert len(labels) == len(set(labels)), labels
    text = client.get("/matters/?stage=handling").content.decode()
    assert str(matter.pk) in text and "阶段：办理" in text
    assert re.search(r'<option value="[a-z,]*handling[a-z,]*" selected', text)


def test_batch_offers_what_the_shown_states_allow(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    new_errand(shizuishan, "还早")
    client = signed_in(shizuishan["林政协"])
    assert "errand.hand_over" not in client.get("/matters/").content.decode()
    bring_to_handing(shizuishan, new_errand(shizuishan, "修路"))
    assert "errand.hand_over" in client.get("/matters/").content.decode()
    assert "errand.hand_over" not in signed_in(shizuishan["周经委"]).get("/matters/").content.decode()
