"""The one page of acts: form, refusal, stale page, double click, several grants, drafts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.people import SINCE, Cast
from huiyin.people.enums import Role
from huiyin.people.models import Grant, Person
from huiyin.procedure.engine import take
from huiyin.procedure.models import Draft, Matter, Step
from huiyin.procedure.ports import Finding, ports
from procedure.conftest import MONDAY, UNITS, Errand

MARK = "机密★10年"


@pytest.fixture
def incidents() -> Iterator[list[str]]:
    """The screen as records set it, in its simplest form; what is kept of each incident."""
    kept: list[str] = []

    def screen(data: Any, files: Any) -> Finding | None:
        texts = [str(value) for _name, values in getattr(data, "lists", lambda: [])() for value in values]
        return Finding("内容疑似涉密，不能录入。", "hash") if any(MARK in text for text in texts) else None

    def incident(finding: Finding, person: Person | None, at: datetime, place: str) -> None:
        kept.append(place)

    before = ports.screen, ports.incident
    ports.screen, ports.incident = screen, incident
    yield kept
    ports.screen, ports.incident = before


def begin_errand(client: Client, **values: str) -> Any:
    return client.post("/begin/errand/?committee=shizuishan", values)


def test_begin_shows_the_form_and_what_will_happen(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    text = signed_in(shizuishan["周经委"]).get("/begin/errand/?committee=shizuishan").content.decode()

    assert 'name="title"' in text and 'name="request_id"' in text
    assert "将新建一件“差事”，状态为“起草”。" in text
    assert 'name="acting_grant"' not in text


def test_begin_sent_twice_makes_one_matter_and_leads_to_it(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    client = signed_in(shizuishan["周经委"])
    first, second = (begin_errand(client, title="修路", request_id="one-click") for _click in range(2))
    matter = Matter.objects.get()

    assert first.headers["Location"] == second.headers["Location"] == f"/matters/{matter.pk}/"
    assert matter.step_number == 1


def test_begin_by_somebody_without_the_role_says_which_role_could(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    client = signed_in(shizuishan["城经办"])

    for response in (client.get("/begin/errand/"), begin_errand(client, title="修路")):
        assert response.status_code == 403
        assert "“起草”应由起草单位办理。" in response.content.decode()
    assert not Matter.objects.exists()


def test_begin_in_a_committee_where_one_holds_nothing_is_not_there(
    errands: object, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    assert signed_in(shizuishan["周经委"]).get("/begin/errand/?committee=zhongwei").status_code == 404


def test_children_are_not_begun_by_hand(errands: object, shizuishan: Cast, signed_in: SignIn) -> None:
    assert signed_in(shizuishan["林政协"]).get("/begin/chore/").status_code == 404
    assert signed_in(shizuishan["林政协"]).get("/begin/nothing/").status_code == 404


def test_move_without_a_form_is_confirmed_with_its_outlook(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("drafting")
    client = signed_in(shizuishan["周经委"])
    text = client.get(f"/matters/{matter.pk}/moves/submit/").content.decode()

    assert "本件将由“起草”变为“审核”。" in text
    assert "分管副主席将收到待办“请签发”。" in text
    response = client.post(f"/matters/{matter.pk}/moves/submit/", {"request_id": "a", "expected_step": "1"})
    assert response.status_code == 302
    matter.refresh_from_db()
    assert matter.state == "reviewing"


def test_move_sent_twice_is_done_once(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("drafting")
    client = signed_in(shizuishan["周经委"])
    posted = {"request_id": "a", "expected_step": "1"}
    codes = [client.post(f"/matters/{matter.pk}/moves/submit/", posted).status_code for _click in range(2)]

    assert codes == [302, 302]
    assert Step.objects.filter(matter=matter, move="submit").count() == 1


def test_refused_form_keeps_what_was_typed(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("drafting")
    response = signed_in(shizuishan["周经委"]).post(
        f"/matters/{matter.pk}/edits/content/", {"title": "长" * 201, "expected_step": "1", "request_id": "a"}
    )

    assert response.status_code == 422
    text = response.content.decode()
    assert "长" * 201 in text and 'value="a"' in text
    matter.refresh_from_db()
    assert (matter.title, matter.step_number) == ("修路", 1)


def test_unmet_condition_is_told_with_its_link(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("drafting")
    Matter.objects.filter(pk=matter.pk).update(title="空")
    response = signed_in(shizuishan["周经委"]).post(f"/matters/{matter.pk}/moves/submit/", {})

    assert response.status_code == 422
    assert "还没有内容。" in response.content.decode()
    assert f"/matters/{matter.pk}/edits/content/" in response.content.decode()


def test_stale_page_is_told_who_did_what_and_may_be_sent_again(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("handling")
    client = signed_in(shizuishan["林政协"])
    seen = matter.step_number
    colleague = Person.objects.create(name="吴政协", post="市政协办公室科员")
    Grant.objects.create(
        committee=shizuishan.committee,
        person=colleague,
        role=Role.CPPCC_CLERK,
        body=shizuishan.body("市政协办公室"),
        since=SINCE,
    )
    clock = {"clock": "handling", "reason": "等汛期过去"}
    matter = take(matter, "pause", actor=colleague, at=MONDAY, data=clock).matter
    typed = {"units": [shizuishan.body("市交通运输局").pk], "expected_step": seen, "request_id": "b"}
    response = client.post(f"/matters/{matter.pk}/moves/add/", typed)

    text = response.content.decode()
    assert response.status_code == 409
    assert "吴政协已办理“暂停计时”" in text and "等汛期过去" in text
    assert f'name="expected_step" value="{matter.step_number}"' in text
    assert "checked" in text
    again = client.post(f"/matters/{matter.pk}/moves/add/", {**typed, "expected_step": matter.step_number})
    assert again.status_code == 302


def test_stale_page_of_a_move_that_is_gone_shows_what_was_typed_without_a_button(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("answered")
    seen = matter.step_number
    take(matter, "conclude", actor=shizuishan["林政协"], at=MONDAY)
    typed = {"units": [shizuishan.body(UNITS[0]).pk], "reason": "还差一段路", "expected_step": seen}
    Matter.objects.filter(pk=matter.pk).update(state="handling")
    response = signed_in(shizuishan["林政协"]).post(f"/matters/{matter.pk}/moves/redo/", typed)

    text = response.content.decode()
    assert response.status_code == 409
    assert "还差一段路" in text and "林政协已办理“办结”" in text and "可以复制留用" in text
    assert 'type="submit">重办' not in text and "data-autosave-url" not in text


def test_stale_page_of_a_matter_no_longer_seen_gives_back_what_was_typed(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("reviewing")
    take(matter, "send_back", actor=shizuishan["何秘书长"], at=MONDAY, data={"reason": "数字不实"})
    client = signed_in(shizuishan["陈副主席"])
    pages = [
        client.post(f"/matters/{key}/moves/sign/", {"reason": "原则同意", "request_id": "a"})
        for key in (matter.pk, uuid4())
    ]

    for response in pages:
        text = response.content.decode()
        assert response.status_code == 404
        assert "原则同意" in text and "数字不实" not in text and "修路" not in text
    assert pages[0].content == pages[1].content


def test_move_of_somebody_else_is_refused_with_the_role(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("reviewing")
    client = signed_in(shizuishan["周经委"])
    for response in (
        client.get(f"/matters/{matter.pk}/moves/sign/"),
        client.post(f"/matters/{matter.pk}/moves/sign/", {"reason": "同意"}),
    ):
        assert response.status_code == 403
        assert "“签发”应由分管副主席办理。" in response.content.decode()
    assert client.get(f"/matters/{matter.pk}/moves/settle/").status_code == 404
    assert client.get(f"/matters/{matter.pk}/moves/nothing/").status_code == 404


def test_two_grants_must_be_chosen_between(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("reviewing")
    deputy = Grant.objects.create(
        committee=shizuishan.committee,
        person=shizuishan["陈副主席"],
        role=Role.VICE_CHAIR,
        since=SINCE,
        deputy_of=shizuishan.grant("江主席"),
    )
    client, url = signed_in(shizuishan["陈副主席"]), f"/matters/{matter.pk}/moves/sign/"

    assert f'name="acting_grant" value="{deputy.pk}"' in client.get(url).content.decode()
    refused = client.post(url, {"reason": "同意照办"})
    assert refused.status_code == 422
    assert "请选择以哪个身份办理" in refused.content.decode() and "同意照办" in refused.content.decode()
    assert client.post(url, {"reason": "同意", "acting_grant": deputy.pk}).status_code == 302
    step = Step.objects.filter(matter=matter).latest("number")
    assert (step.grant, step.on_behalf_of) == (deputy, "江主席")


def test_draft_is_put_back_and_goes_with_the_act(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("drafting")
    client, url = signed_in(shizuishan["周经委"]), f"/matters/{matter.pk}/edits/content/"
    answer = client.post(f"/drafts/revise:{matter.pk}:content/", {"title": "修路（草）", "request_id": "x"})
    draft = Draft.objects.get()

    assert answer.json() == {"saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}"}
    assert draft.data == {"title": ["修路（草）"]}
    text = client.get(url).content.decode()
    assert "修路（草）" in text and "自动保存的内容" in text
    assert client.post(url, {"title": "修路新标题"}).status_code == 302
    assert not Draft.objects.exists()


def test_refused_text_is_kept_as_a_draft(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("reviewing")
    client = signed_in(shizuishan["陈副主席"])
    url = f"/matters/{matter.pk}/moves/send_back/"
    typed = {"reason": "请补充数字", "expected_step": "1", "request_id": "a"}
    assert client.post(url, typed).status_code == 409

    draft = Draft.objects.get()
    assert draft.data == {"reason": ["请补充数字"]}
    page = client.get(url).content.decode()
    assert (
        "请补充数字" in page and f'data-draft-at="{timezone.localtime(draft.saved_at).isoformat()}"' in page
    )
    too_long = {"reason": "长" * 1_000_001, "expected_step": str(matter.step_number), "request_id": "b"}
    assert client.post(url, too_long).status_code == 422
    assert Draft.objects.get().data == draft.data


def test_draft_can_be_discarded(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("drafting")
    client, url = signed_in(shizuishan["周经委"]), f"/matters/{matter.pk}/edits/content/"
    client.post(f"/drafts/revise:{matter.pk}:content/", {"title": "不要了"})
    response = client.post(f"/drafts/revise:{matter.pk}:content/discard/", {"next": url})

    assert response.headers["Location"] == url
    assert "不要了" not in client.get(url).content.decode()


def test_draft_is_private_to_its_person(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("reviewing")
    key = f"take:{matter.pk}:sign"
    signed_in(shizuishan["陈副主席"]).post(f"/drafts/{key}/", {"reason": "只有我知道"})

    for name in ("何秘书长", "江主席", "林政协"):
        other = signed_in(shizuishan[name])
        other.post(f"/drafts/{key}/discard/")
        assert "只有我知道" not in other.get(f"/matters/{matter.pk}/moves/sign/").content.decode()
    assert Draft.objects.get().person == shizuishan["陈副主席"]


def test_draft_of_a_signed_out_person_is_answered_in_json(errand: Errand) -> None:
    matter = errand("drafting")
    headers = {"Accept": "application/json"}
    response = Client().post(f"/drafts/revise:{matter.pk}:content/", {"title": "x"}, headers=headers)

    assert response.status_code == 401
    assert "登录已过期" in response.json()["error"]
    assert not Draft.objects.exists()


def test_act_of_a_signed_out_person_is_told_that_nothing_was_done(errand: Errand) -> None:
    matter = errand("drafting")
    response = Client().post(f"/matters/{matter.pk}/moves/submit/", {})

    assert response.status_code == 401
    assert "登录已过期" in response.content.decode()
    matter.refresh_from_db()
    assert matter.state == "drafting"


def test_draft_that_is_too_large_or_has_no_form_is_not_kept(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("drafting")
    client = signed_in(shizuishan["周经委"])

    large = client.post(f"/drafts/revise:{matter.pk}:content/", {"title": "长" * 400_000})
    assert (large.status_code, "内容过长" in large.json()["error"]) == (413, True)
    assert client.post("/drafts/anything/", {"title": "x"}).status_code == 404
    assert client.get(f"/drafts/revise:{matter.pk}:content/").status_code == 405
    assert not Draft.objects.exists()


def test_classified_draft_is_refused_and_the_older_one_goes(
    errand: Errand, shizuishan: Cast, signed_in: SignIn, incidents: list[str]
) -> None:
    matter = errand("drafting")
    client, key = signed_in(shizuishan["周经委"]), f"revise:{matter.pk}:content"
    client.post(f"/drafts/{key}/", {"title": "没有问题"})
    response = client.post(f"/drafts/{key}/", {"title": f"{MARK} 材料"})

    assert response.status_code == 422
    assert response.json() == {"error": "内容疑似涉密，不能录入。", "forget": True}
    assert not Draft.objects.exists()
    assert incidents == [f"draft.{key}"]


def test_classified_content_is_refused_and_not_saved_by_the_page_again(
    errand: Errand, shizuishan: Cast, signed_in: SignIn, incidents: list[str]
) -> None:
    matter = errand("drafting")
    client = signed_in(shizuishan["周经委"])
    client.post(f"/drafts/revise:{matter.pk}:content/", {"title": "先前"})
    response = client.post(f"/matters/{matter.pk}/edits/content/", {"title": f"{MARK} 材料"})

    assert response.status_code == 422
    assert "内容疑似涉密，不能录入。" in response.content.decode()
    text = response.content.decode()
    assert "data-autosave-url" in text and 'data-autosave-forget="true"' in text
    assert not Draft.objects.exists()
    assert incidents == ["errand.content"]


def test_hand_over_with_units_of_another_committee_is_refused(
    errand: Errand, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    matter = errand("handing")
    foreign = zhongwei.body("市旅游和文化体育广电局")
    client = signed_in(shizuishan["林政协"])
    response = client.post(f"/matters/{matter.pk}/moves/hand_over/", {"units": [foreign.pk]})

    assert response.status_code == 422
    assert not matter.children.exists()
    ours = [shizuishan.body(name).pk for name in UNITS]
    assert client.post(f"/matters/{matter.pk}/moves/hand_over/", {"units": ours}).status_code == 302
    assert matter.children.count() == 2
