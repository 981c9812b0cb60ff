"""The page of a matter: what is on it, for whom, and that nothing shows what this person may not see."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import SignIn
from factories.people import Cast
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure.act import add_party
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import revise, take
from huiyin.procedure.models import Matter
from procedure.conftest import MONDAY, Errand


def page_of(client: object, matter: Matter) -> str:
    response = client.get(f"/matters/{matter.pk}/")  # type: ignore[attr-defined]
    assert response.status_code == 200
    return str(response.content.decode())


def test_matter_shows_bar_moves_clock_timeline_and_procedure(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("drafting")
    text = page_of(signed_in(shizuishan["周经委"]), matter)

    assert "修路" in text
    assert f"/matters/{matter.pk}/moves/submit/" in text
    assert f"/matters/{matter.pk}/edits/content/" in text
    assert "怎么算的" in text and "起草" in text
    assert "hy-diagram" in text and "经济委员会 专委会（研究室）经办人" in text
    assert "<script>" not in text and "style=" not in text


def test_matter_tells_every_unmet_condition_instead_of_a_link(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = begin(
        "errand", committee=shizuishan.committee, actor=shizuishan["周经委"], at=MONDAY, data={"title": "空"}
    ).matter
    text = page_of(signed_in(shizuishan["周经委"]), matter)

    assert "还没有内容。" in text
    assert f'href="/matters/{matter.pk}/edits/content/"' in text
    assert f'href="/matters/{matter.pk}/moves/submit/"' not in text


def test_matter_waiting_for_others_says_for_whom(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("reviewing")
    text = page_of(signed_in(shizuishan["周经委"]), matter)

    assert "等待：分管副主席 签发" in text
    assert "/moves/sign/" not in text


def test_matter_keeps_corrections_apart(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    text = page_of(signed_in(shizuishan["陈副主席"]), errand("reviewing"))

    before, _mark, corrections = text.partition("hy-corrections")
    assert "/moves/send_back/" in corrections
    assert "/moves/send_back/" not in before


def test_matter_folds_away_what_is_seldom_done(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    text = page_of(signed_in(shizuishan["林政协"]), errand("handling"))

    before, _mark, seldom = text.partition('<details class="hy-seldom">')
    assert "/moves/add/" in before and "/moves/extend/" not in before
    assert "其他办理：延期" in seldom and "/moves/extend/" in seldom


def test_matter_of_another_committee_is_not_there(errand: Errand, zhongwei: Cast, signed_in: SignIn) -> None:
    matter = errand("handling")
    client = signed_in(zhongwei["卫政协"])
    base = f"/matters/{matter.pk}"
    for path in ("/", "/moves/add/", "/edits/content/", "/parts/timeline/"):
        assert client.get(base + path).status_code == 404
    assert client.post(f"{base}/moves/add/", {"units": []}).status_code == 404
    assert client.post(f"/drafts/take:{matter.pk}:add/", {"title": "x"}).status_code == 404
    assert client.get(f"/begin/errand/?origin={matter.pk}").status_code == 404
    assert client.get(f"/matters/{uuid.uuid4()}/").status_code == 404


def test_matter_not_yet_for_members_is_not_there(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("reviewing")
    add_party(matter, "giver", shizuishan["白委员"])

    assert signed_in(shizuishan["白委员"]).get(f"/matters/{matter.pk}/").status_code == 404


def test_matter_shows_a_member_plain_steps_only(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("reviewing")
    take(matter, "send_back", actor=shizuishan["陈副主席"], at=MONDAY, data={"reason": "秘而不宣的理由"})
    matter.refresh_from_db()
    revise(matter, "content", actor=shizuishan["周经委"], at=MONDAY, data={"title": "修桥"})
    for move, name in (("submit", "周经委"), ("sign", "陈副主席"), ("sign", "何秘书长"), ("sign", "江主席")):
        take(matter, move, actor=shizuishan[name], at=MONDAY)
    add_party(matter, "giver", shizuishan["白委员"])

    office = page_of(signed_in(shizuishan["林政协"]), matter)
    assert "秘而不宣的理由" in office and "修路" in office and "陈副主席" in office

    member = page_of(signed_in(shizuishan["白委员"]), matter)
    assert "形成中" in member and "待交办" in member
    for hidden in (
        "秘而不宣的理由",
        "修路",
        "陈副主席",
        "周经委",
        "经济委",
        "怎么算的",
        "hy-diagram",
        "等待：",
    ):
        assert hidden not in member, hidden


def test_children_are_shown_only_to_those_who_may_see_them(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("handling")
    children = list(matter.children.all())

    office = page_of(signed_in(shizuishan["林政协"]), matter)
    assert all(str(child.pk) in office for child in children)
    drafter = page_of(signed_in(shizuishan["周经委"]), matter)
    assert not any(str(child.pk) in drafter for child in children)
    theirs = signed_in(shizuishan["城经办"])
    own = next(child for child in children if child.parties.get().body == shizuishan.body("市城市管理局"))
    assert theirs.get(f"/matters/{own.pk}/").status_code == 200
    assert str(matter.pk) not in page_of(theirs, own)
    for other in children:
        if other != own:
            assert theirs.get(f"/matters/{other.pk}/").status_code == 404


def test_matter_page_has_a_fixed_query_count(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("handling")
    client = signed_in(shizuishan["林政协"])
    page_of(client, matter)
    with CaptureQueriesContext(connection) as few:
        page_of(client, matter)
    for _time in range(3):
        data = {"units": [shizuishan.body("市交通运输局").pk]}
        matter = take(matter, "add", actor=shizuishan["林政协"], at=MONDAY, data=data).matter
    with CaptureQueriesContext(connection) as many:
        page_of(client, matter)

    assert len(many) == len(few)


@pytest.mark.parametrize("part", ["moves", "clocks", "children", "timeline"])
def test_each_part_is_a_fragment(errand: Errand, shizuishan: Cast, signed_in: SignIn, part: str) -> None:
    matter = errand("handling")
    response = signed_in(shizuishan["林政协"]).get(f"/matters/{matter.pk}/parts/{part}/")

    assert response.status_code == 200
    assert "<html" not in response.content.decode()
    assert f'id="{part}"' in response.content.decode()


def test_signed_out_visitor_is_led_to_sign_in_and_back(errand: Errand) -> None:
    matter = errand("drafting")
    response = Client().get(f"/matters/{matter.pk}/")

    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"?next=/matters/{matter.pk}/")


def test_account_without_grants_sees_nothing(errand: Errand, shizuishan: Cast, signed_in: SignIn) -> None:
    matter = errand("drafting")
    Grant.objects.filter(person=shizuishan["林政协"], role=Role.CPPCC_CLERK).update(until=MONDAY.date())

    assert signed_in(shizuishan["林政协"]).get(f"/matters/{matter.pk}/").status_code == 404
