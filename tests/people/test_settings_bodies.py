"""The office changes its bodies: told beforehand what it does, on the record afterwards."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.changing import address, changed, confirmed, hidden_of, previewed, said
from factories.people import Cast
from huiyin.people.actions.bodies import take_up_coming_names
from huiyin.people.enums import BodyKind, BodyNameKind
from huiyin.people.models import Body, BodyName, ComingName, Counterpart, Grant, SettingChange
from huiyin.people.selectors import find_body
from huiyin.records.triggers import missing, unproved


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def clerk(shizuishan: Cast, signed_in: SignIn) -> Client:
    return signed_in(shizuishan["林政协"])


def test_unit_is_registered_after_a_preview_and_stands_on_the_record(clerk: Client, shizuishan: Cast) -> None:
    typed = {"kind": "unit", "name": "市水务局", "short_name": "水务局", "reason": "机构改革新设"}
    page = previewed(clerk, "body-add", **typed)
    assert "可以选为承办单位" in said(page) and "确认变更" in said(page)
    assert not Body.objects.filter(name="市水务局").exists()

    done = clerk.post(address("body-add"), {**hidden_of(page), "step": "confirm"}, follow=True)

    assert "已登记市水务局" in said(done)
    line = SettingChange.objects.get()
    assert (line.page, line.what, line.after) == ("bodies", "市水务局", "承办单位，简称水务局")
    assert (
        line.person == shizuishan["林政协"] and line.person_name == "林政协" and line.reason == "机构改革新设"
    )
    assert "机构改革新设" in said(clerk.get("/settings/record/"))


def test_second_press_of_the_button_registers_once(clerk: Client) -> None:
    page = previewed(clerk, "body-add", kind="unit", name="市水务局")
    first, second = (confirmed(clerk, "body-add", page) for _press in range(2))
    assert first.status_code == second.status_code == 302
    assert "没有重复办理" in said(clerk.get("/people/bodies/"))
    assert SettingChange.objects.count() == Body.objects.filter(name="市水务局").count() == 1


def test_two_clerks_at_once_the_second_is_told(shizuishan: Cast, signed_in: SignIn) -> None:
    one, two = signed_in(shizuishan["林政协"]), signed_in(shizuishan["运维员"])
    unit = shizuishan.body("市交通运输局")
    pages = [
        previewed(client, "body-rename", unit.pk, name=name, on=today())
        for client, name in ((one, "市交通局"), (two, "市交通运输管理局"))
    ]
    assert confirmed(one, "body-rename", pages[0]).status_code == 302
    late = confirmed(two, "body-rename", pages[1])
    assert late.status_code == 409 and "核对之后情况有了变化" in said(late) and "市交通局" in said(late)
    assert confirmed(two, "body-rename", late).status_code == 302
    unit.refresh_from_db()
    assert unit.name == "市交通运输管理局" and unit.other_names.count() == 2


def test_what_was_altered_between_preview_and_confirmation_is_shown_again(clerk: Client) -> None:
    page = previewed(clerk, "body-add", kind="unit", name="市水务局", reason="甲")
    again = clerk.post(address("body-add"), {**hidden_of(page), "reason": "乙", "step": "confirm"})
    assert again.status_code == 409 and not SettingChange.objects.exists()
    forged = clerk.post(address("body-add"), {**hidden_of(page), "token": "x", "step": "confirm"})
    assert forged.status_code == 409 and not SettingChange.objects.exists()


def test_going_back_from_the_preview_loses_nothing(clerk: Client) -> None:
    page = previewed(clerk, "body-add", kind="sector", name="科技界", reason="新设\n两行")
    form = clerk.post(address("body-add"), {**hidden_of(page), "step": "back"}).content.decode()
    assert 'value="科技界"' in form and "新设\n两行" in form and 'value="sector" selected' in form


def test_rename_waits_for_its_day_and_keeps_the_old_name(clerk: Client, shizuishan: Cast) -> None:
    unit, day = shizuishan.body("市城市管理局"), today() + timedelta(days=10)
    page = previewed(clerk, "body-rename", unit.pk, name="市综合执法局（新）", on=day)
    assert "到那一天之前仍用“市城市管理局”" in said(page) and "已经生成的文书" in said(page)
    confirmed(clerk, "body-rename", page)
    unit.refresh_from_db()
    assert unit.name == "市城市管理局" and "起更名为市综合执法局（新）" in said(
        clerk.get(f"/people/bodies/{unit.pk}/")
    )
    assert "市综合执法局（新）" in said(clerk.get("/settings/"))

    assert "请先取消" in said(previewed(clerk, "body-rename", unit.pk, name="又一名", on=day))
    assert take_up_coming_names(today=day - timedelta(days=1)) == 0
    assert take_up_coming_names(today=day) == 1 and take_up_coming_names(today=day) == 0
    unit.refresh_from_db()
    assert unit.name == "市综合执法局（新）" and not ComingName.objects.exists()
    assert unit.other_names.get(name="市城市管理局").until == day - timedelta(days=1)
    assert find_body(shizuishan.committee, "市城市管理局", day) == unit


def test_coming_name_is_kept_free_and_one_that_is_taken_stops_no_other(
    clerk: Client, shizuishan: Cast
) -> None:
    roads, land = shizuishan.body("市交通运输局"), shizuishan.body("市自然资源局")
    day = today() + timedelta(days=10)
    changed(clerk, "body-rename", roads.pk, name="市交通局（新）", on=day)
    changed(clerk, "body-rename", land.pk, name="市规划局", on=day)
    assert "两个机构不能同名" in said(previewed(clerk, "body-add", kind="unit", name="市交通局（新）"))
    assert "请先取消更名" in said(previewed(clerk, "body-dissolve", land.pk, until=today(), reason="并入"))
    Body.objects.create(committee=shizuishan.committee, kind="unit", code="x", name="市交通局（新）")
    assert take_up_coming_names(today=day) == 1
    land.refresh_from_db()
    assert land.name == "市规划局" and ComingName.objects.get().body == roads


def test_coming_name_is_called_off(clerk: Client, shizuishan: Cast) -> None:
    unit = shizuishan.body("市城市管理局")
    assert clerk.get(address("body-rename-cancel") + f"?of={unit.pk}").status_code == 404
    changed(clerk, "body-rename", unit.pk, name="新名局", on=today() + timedelta(days=5))
    changed(clerk, "body-rename-cancel", unit.pk, reason="文件撤回")
    assert not ComingName.objects.exists()
    assert list(SettingChange.objects.values_list("label", flat=True)) == ["取消更名", "机构更名"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": "", "on": "2026-01-01"}, "请填写"),
        ({"name": "局" * 5000, "on": "2026-01-01"}, "最多100字，现在5000字"),
        ({"name": "新局", "on": "2026-13-45"}, "日期写法不对"),
        ({"name": "市自然资源局", "on": "2026-01-01"}, "两个机构不能同名"),
        ({"name": "市国土资源局", "on": "2026-01-01"}, "已是市自然资源局的名称"),
        ({"name": "市交通运输局", "on": "2026-01-01"}, "与现在的名称相同"),
        ({"name": "新局", "on": "2026-01-01", "reason": "据机密★10年文件"}, "密级或内部资料标志"),
        ({"name": "新局", "on": "2026-01-01", "reason": "由" * 501}, "最多500字"),
    ],
)
def test_bad_input_is_refused_in_words_and_kept(clerk: Client, shizuishan: Cast, values, words: str) -> None:
    page = previewed(clerk, "body-rename", shizuishan.body("市交通运输局").pk, **values)
    assert page.status_code == 422 and words in said(page)
    assert f'value="{values["name"]}"' in page.content.decode() or not values["name"]
    assert not SettingChange.objects.exists()


def test_alias_is_added_and_ended_and_leads_to_the_body_between(clerk: Client, shizuishan: Cast) -> None:
    unit = shizuishan.body("市交通运输局")
    assert "已是市城市管理局的名称" in said(
        previewed(clerk, "alias-add", unit.pk, name="市综合执法局", since=today())
    )
    assert "已是市城市管理局的名称" in said(
        previewed(clerk, "alias-add", unit.pk, name="市城管局", since=today())
    ), "the short name of another unit would lead to two"
    assert "已经能认出" in said(previewed(clerk, "alias-add", unit.pk, name="市交通局", since=today()))
    changed(clerk, "alias-add", unit.pk, name="运管处", since=today())
    assert find_body(shizuishan.committee, "运管处", today()) == unit
    alias = BodyName.objects.get(name="运管处")
    changed(clerk, "alias-end", alias.pk, until=today())
    assert find_body(shizuishan.committee, "运管处", today() + timedelta(days=1)) != unit
    changed(clerk, "alias-add", unit.pk, name="运管处", since=today())
    assert BodyName.objects.get(name="运管处", kind=BodyNameKind.ALIAS).until is None


def test_unit_with_people_is_not_dissolved_and_they_are_named(clerk: Client, shizuishan: Cast) -> None:
    unit = shizuishan.body("市交通运输局")
    typed = {"until": today(), "reason": "并入市城市管理局"}
    refused = previewed(clerk, "body-dissolve", unit.pk, **typed)
    assert refused.status_code == 422 and "交经办（承办单位经办人）" in said(refused)
    sector = previewed(clerk, "body-dissolve", shizuishan.body("经济界").pk, **typed)
    assert "仍有委员编在其中：白委员" in said(sector)

    Grant.objects.filter(body=unit).update(until=today())
    changed(clerk, "body-dissolve", unit.pk, **typed)
    unit.refresh_from_db()
    assert unit.until == today()
    assert "已登记到" in said(previewed(clerk, "body-dissolve", unit.pk, **typed))
    assert "撤销" in said(clerk.get(f"/people/bodies/{unit.pk}/"))


def test_short_name_and_counterparts_change_from_today(clerk: Client, shizuishan: Cast) -> None:
    economy, culture = shizuishan.body("经济委员会"), shizuishan.body("文化文史和学习委员会")
    changed(clerk, "body-short-name", economy.pk, short_name="经科委")
    economy.refresh_from_db()
    assert economy.short_name == "经科委"
    unit = shizuishan.body("市交通运输局")
    changed(clerk, "counterpart-add", culture.pk, unit=unit.pk)
    relation = Counterpart.objects.get(special_committee=culture)
    assert "市交通运输局" in said(clerk.get(f"/people/bodies/{culture.pk}/"))
    changed(clerk, "counterpart-end", relation.pk)
    assert not Counterpart.objects.filter(special_committee=culture).exists()
    assert clerk.get(address("counterpart-add") + f"?of={unit.pk}").status_code == 404


def test_nothing_of_another_committee_is_reached(clerk: Client, shizuishan: Cast, zhongwei: Cast) -> None:
    unit = zhongwei.body("市旅游和文化体育广电局")
    alias = unit.other_names.get(kind=BodyNameKind.ALIAS)
    for code, key in (("body-rename", unit.pk), ("body-dissolve", unit.pk), ("alias-end", alias.pk)):
        assert clerk.get(address(code) + f"?of={key}").status_code == 404, code
        assert previewed(clerk, code, key, name="新名", on=today()).status_code == 404, code
    assert clerk.get(f"/people/bodies/{unit.pk}/").status_code == 404
    assert clerk.get("/settings/?committee=zhongwei").status_code == 404
    for key in ("", "x", "9" * 30, "1;2"):
        assert clerk.get(address("body-rename"), {"of": key}).status_code == 404
    assert clerk.get(address("no-such-change")).status_code == 404


def test_sign_in_that_ran_out_says_so_and_leads_back(shizuishan: Cast) -> None:
    answer = Client().post(address("body-add"), {"kind": "unit", "name": "市水务局", "step": "confirm"})
    assert answer.status_code == 401 and "登录已过期" in said(answer)
    assert "next=%2Fsettings%2Fchanges%2Fbody-add%2F" in answer.content.decode()


def test_record_is_neither_altered_nor_removed(clerk: Client) -> None:
    changed(clerk, "body-add", kind="unit", name="市水务局")
    assert not missing(connection) and not unproved(connection)
    with pytest.raises(IntegrityError), transaction.atomic():
        SettingChange.objects.update(what="别的")
    with pytest.raises(IntegrityError), transaction.atomic():
        SettingChange.objects.all().delete()
    assert SettingChange.objects.get().what == "市水务局"


def test_record_is_filtered_and_paged(clerk: Client, shizuishan: Cast, zhongwei: Cast) -> None:
    at = timezone.now()
    common = {
        "page": "bodies",
        "label": "登记机构",
        "in_force_from": today(),
        "person_name": "林政协",
        "at": at,
    }
    SettingChange.objects.bulk_create(
        SettingChange(committee=shizuishan.committee, what=f"某局{number}", **common) for number in range(130)
    )
    SettingChange.objects.create(committee=zhongwei.committee, what="中卫某局", **common)
    first = clerk.get("/settings/record/")
    assert "某局129" in said(first) and "某局29 " not in said(first) and "中卫某局" not in said(first)
    older = clerk.get("/settings/record/", {"before": first.context["page"].next_after})
    assert "某局29 " in said(older) and "某局30 " not in said(older)
    assert "某局77" in said(clerk.get("/settings/record/?words=某局77"))
    assert "没有变更登记" in said(clerk.get("/settings/record/?page=persons"))
    assert "没有变更登记" in said(clerk.get(f"/settings/record/?since={today() + timedelta(days=1)}"))
    assert clerk.get("/settings/record/?since=昨天&page=zzz&before=xx").status_code == 200


def test_first_steps_may_name_the_kind_of_body(clerk: Client) -> None:
    form = clerk.get(address("body-add") + "?of=party_office").content.decode()
    assert f'value="{BodyKind.PARTY_OFFICE}" selected' in form


def test_hub_asks_a_bounded_number_of_questions(clerk: Client, django_assert_max_num_queries) -> None:
    clerk.get("/settings/")
    with django_assert_max_num_queries(40):
        assert clerk.get("/settings/").status_code == 200
    with django_assert_max_num_queries(10):
        clerk.get("/settings/record/")


def test_units_are_put_under_the_offices_of_their_sides_many_at_once(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    city, land, roads = (shizuishan.body(name) for name in ("市城市管理局", "市自然资源局", "市交通运输局"))
    government, party = shizuishan.body("市政府办公室"), shizuishan.body("市委办公室")
    changed(clerk, "body-units-under", government.pk, units=[city.pk, land.pk, roads.pk], reason="")
    page = clerk.get(f"/people/bodies/{government.pk}/").content.decode()
    assert "市城市管理局、市自然资源局、市交通运输局" in page
    text = said(previewed(clerk, "body-units-under", party.pk, units=[roads.pk], reason=""))
    assert "市交通局原来归口另一方，改为归口本方" in text
    changed(clerk, "body-units-under", party.pk, units=[roads.pk], reason="党委工作机关")
    sides = dict(Body.objects.filter(kind="unit").values_list("name", "side"))
    assert sides == {city.name: "government", land.name: "government", roads.name: "party"}
    assert "与现在的归口单位相同" in said(
        previewed(clerk, "body-units-under", party.pk, units=[roads.pk], reason="")
    )
    assert "<dd>党委</dd>" in clerk.get(f"/people/bodies/{roads.pk}/").content.decode()
    assert previewed(clerk, "body-units-under", city.pk, units=[], reason="").status_code == 404
