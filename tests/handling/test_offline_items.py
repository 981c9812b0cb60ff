"""线下件: registered without content, refused with a sentence, corrected with a reason."""

from datetime import date
from typing import Any

import pytest
from django import forms as django_forms

from conftest import SignIn
from factories.people import Cast
from handling.dossiers import Office
from huiyin.handling.models import OfflineItem
from huiyin.procedure import registry
from huiyin.procedure.begin import begin
from huiyin.procedure.content import fingerprints
from huiyin.procedure.enums import Confidentiality
from huiyin.procedure.errors import ContentRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter
from huiyin.records.models import SecrecyIncident

PARTY_OFFICE, GOVERNMENT_OFFICE = "市委办公室", "市政府办公室"


def register(office: Office, name: str = "林政协", to: str = PARTY_OFFICE, **more: Any) -> Matter:
    """An item as the form takes it."""
    data: dict[str, Any] = {
        "addressee": office.cast.body(to).pk,
        "serial": 3,
        "on": date(2026, 2, 27),
        "leader": office.cast["赵书记"].pk,
        "kind": "handle",
        "times": 2,
        **more,
    }
    committee = office.cast.committee
    return begin("offline_item", committee=committee, actor=office.cast[name], at=office.at, data=data).matter


def test_item_is_registered_with_figures_alone(office: Office) -> None:
    matter = register(office)

    item = OfflineItem.objects.get()
    assert (matter.title, matter.state, matter.year) == ("线下件 市委办 2026-003", "registered", 2026)
    assert matter.confidentiality == Confidentiality.OFFLINE
    assert (item.leader_name, item.leader_post, item.times, item.committee) == (
        "赵书记",
        "市委书记",
        2,
        office.cast.committee,
    )
    matter.refresh_from_db()
    assert matter.title == "线下件 市委办 2026-003"
    assert matter.steps.get().content == fingerprints(matter)


def test_no_field_of_any_form_could_hold_content() -> None:
    """Names and posts are the only texts, short and of Han characters alone; nothing is uploaded."""
    names = ("handling.offline_begin@1", "handling.offline_correct@1", "handling.offline_reason@1")
    for name in names:
        fields = registry.forms[name].base_fields
        texts = {key for key, field in fields.items() if type(field).__mro__[1] is django_forms.CharField}
        assert texts <= {"leader_name", "leader_post"}
        assert not any(isinstance(field, django_forms.FileField) for field in fields.values())
        assert not registry.forms[name].rows


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"on": date(2026, 3, 3)}, "批示日期不能晚于今天。"),
        ({"serial": 0}, "序号从1起编。"),
        ({"serial": "三"}, "序号只填数字。"),
        ({"serial": 100000}, "序号最多五位数字。"),
        ({"times": 0}, "批示次数至少为1。"),
        ({"times": 100}, "批示次数不超过99，请核对。"),
        ({"leader": ""}, "请选择批示的领导，或者写明姓名和职务。"),
        ({"leader": "", "leader_name": "钱市长"}, "请选择批示的领导，或者写明姓名和职务。"),
        (
            {"leader": "", "leader_name": "钱市长：请抓紧", "leader_post": "市长"},
            "姓名只填汉字；线下件不录任何内容。",
        ),
        (
            {"leader": "", "leader_name": "钱市长", "leader_post": "市长 2026"},
            "职务只填汉字；线下件不录任何内容。",
        ),
        ({"kind": ""}, "请选择。"),
        ({"kind": "praise"}, "praise"),
        ({"addressee": ""}, "请选择。"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(office: Office, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(FormRefused) as refused:
        register(office, **more)
    assert sentence in str(refused.value)
    assert not Matter.objects.filter(kind="offline_item").exists()


def test_number_is_given_once_in_an_office_and_year(office: Office) -> None:
    register(office)

    with pytest.raises(FormRefused) as refused:
        register(office, leader="", leader_name="钱市长", leader_post="市长")

    assert "市委办的线下件“2026-003”已经登记，请核对。" in str(refused.value)
    register(office, to=GOVERNMENT_OFFICE)
    register(office, on=date(2025, 12, 30))
    assert OfflineItem.objects.count() == 3


def test_secrecy_marks_are_refused_here_too(office: Office) -> None:
    with pytest.raises(ContentRefused):
        register(office, leader="", leader_name="钱市长", leader_post="机密★1年")
    assert not OfflineItem.objects.exists()
    assert SecrecyIncident.objects.count() == 1


def test_leader_without_account_is_named(office: Office) -> None:
    register(office, leader="", leader_name="钱市长", leader_post="市委副书记、市长")
    item = OfflineItem.objects.get()
    assert (item.leader, item.leader_name, item.leader_post) == (None, "钱市长", "市委副书记、市长")


def test_office_registers_its_own_papers_and_nobody_else_any(office: Office) -> None:
    register(office, "党督查")
    with pytest.raises(FormRefused):
        register(office, "府督查")
    register(office, "府督查", to=GOVERNMENT_OFFICE)
    for name in ("周经委", "城经办", "白委员", "赵书记", "江主席", "运维员"):
        with pytest.raises(NotYours):
            register(office, name, serial=9)


def test_figures_are_corrected_with_a_reason_from_the_list(office: Office) -> None:
    matter = register(office)
    data = {
        "serial": 4,
        "on": date(2026, 2, 26),
        "leader": office.cast["赵书记"].pk,
        "kind": "read",
        "times": 1,
    }

    with pytest.raises(FormRefused):
        office.act(matter, "correct", "林政协", **data)
    with pytest.raises(FormRefused):
        office.act(matter, "correct", "林政协", **data, reason="原文如下：……")
    office.act(matter, "correct", "林政协", **data, reason="录入有误")

    matter.refresh_from_db()
    item = OfflineItem.objects.get()
    assert (matter.title, matter.state) == ("线下件 市委办 2026-004", "registered")
    assert (item.serial, item.kind, item.times) == (4, "read", 1)
    step = matter.steps.order_by("-number").first()
    assert (step.is_correction, step.reason) == (True, "录入有误")
    assert step.content == fingerprints(matter)


def test_corrected_number_must_be_free_as_well(office: Office) -> None:
    register(office)
    other = register(office, serial=4)
    data = {"on": date(2026, 2, 27), "leader": office.cast["赵书记"].pk, "kind": "handle", "times": 2}

    office.act(other, "correct", "党督查", serial=4, reason="录入有误", **data)
    with pytest.raises(FormRefused) as refused:
        office.act(other, "correct", "党督查", serial=3, reason="录入有误", **data)
    assert "已经登记" in str(refused.value)


def test_closed_item_is_opened_again_with_a_reason(office: Office) -> None:
    matter = register(office)
    office.act(matter, "close", "党督查")
    matter.refresh_from_db()
    assert (matter.state, matter.is_open) == ("closed", False)
    office.act(matter, "reopen", "林政协", reason="误作了结")
    matter.refresh_from_db()
    assert matter.state == "registered"


def test_item_is_seen_by_its_office_and_the_cppcc_alone(
    office: Office, zhongwei: Cast, signed_in: SignIn
) -> None:
    matter = register(office)

    def status(person: Any) -> int:
        return signed_in(person).get(f"/matters/{matter.pk}/").status_code

    assert [status(office.cast[name]) for name in ("林政协", "党督查", "江主席")] == [200] * 3
    assert [status(office.cast[name]) for name in ("府督查", "周经委", "城经办", "白委员", "赵书记")] == [
        404
    ] * 5
    assert [status(zhongwei[name]) for name in ("卫政协", "卫府督查", "卫主席")] == [404] * 3
    page = signed_in(office.cast["林政协"]).get(f"/matters/{matter.pk}/").content.decode()
    assert "2026-003" in page
    assert 'type="file"' not in page


def test_form_offers_an_office_its_own_alone(office: Office, signed_in: SignIn) -> None:
    page = signed_in(office.cast["府督查"]).get("/begin/offline_item/").content.decode()
    assert "市政府办" in page
    assert "市委办</option>" not in page
