"""What is posted to every form of handling when it is empty, huge, of the wrong type or somebody else's."""

import re

import pytest

from conftest import SignIn
from factories.people import Cast
from handling.dossiers import CITY, LAND, Office
from handling.test_leaks import moves_of, scene  # noqa: F401  (a fixture)
from handling.test_returning import asked, replacement
from handling.test_supervision import improved, ordered
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure.models import Matter, Step

NAMES = re.compile(r'name="([^"]+)"')
KEPT = {"csrfmiddlewaretoken", "request_id", "expected_step"}
BAD = ("", "甲", "-1", "9" * 30, "长" * 30_000, "a\x00b", "[]", "9999-99-99", "①", "１２")
AT_WORK = ("城经办", "自经办", "府督查", "林政协")


@pytest.mark.parametrize("name", AT_WORK)
def test_nonsense_in_every_field_is_refused_in_words_and_changes_nothing(
    office: Office,
    scene: list[Matter],  # noqa: F811
    signed_in: SignIn,
    name: str,
) -> None:
    client = signed_in(office.cast[name])
    tried: set[tuple[str, str]] = set()
    for matter in scene:
        # The form of a move is the same for every matter of its procedure.
        for code in set(moves_of(matter)) - {
            code for procedure, code in tried if procedure == matter.procedure
        }:
            path = f"/matters/{matter.pk}/moves/{code}/"
            page = client.get(path)
            fields = set(NAMES.findall(page.content.decode().partition("<main")[2])) - KEPT
            if page.status_code != 200 or not fields - {"acting_grant", "next", "reason"}:
                continue
            before = Step.objects.count()
            for bad in BAD:
                answer = client.post(path, {**dict.fromkeys(fields, bad)})
                assert answer.status_code in (302, 409, 413, 422), (path, bad[:10])
            tried.add((matter.procedure, code))
            assert Step.objects.count() - before <= len(BAD)
    assert tried


def test_neighbours_records_are_no_choice(office: Office, zhongwei: Cast, signed_in: SignIn) -> None:
    child = asked(office, office.assigned((CITY, "sole", (1,))))
    foreign = zhongwei.body("市旅游和文化体育广电局")
    client = signed_in(office.cast["府督查"])
    rows = {
        "reason": "改办",
        "assignments-TOTAL_FORMS": "1",
        "assignments-INITIAL_FORMS": "0",
        "assignments-0-unit": str(foreign.pk),
        "assignments-0-role": "sole",
        "assignments-0-points": [str(each.pk) for each in child.parent.points.all()],
    }
    answer = client.post(f"/matters/{child.pk}/moves/accept_return/", rows)
    assert answer.status_code == 422
    child.refresh_from_db()
    assert child.state == "return_asked"
    stranger = signed_in(zhongwei["卫府督查"])
    assert stranger.post(f"/matters/{child.pk}/moves/accept_return/", rows).status_code == 404


def test_page_drawn_before_the_request_was_taken_back_decides_nothing(
    office: Office, signed_in: SignIn
) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = asked(office, matter)
    stale = {"reason": "由你局负责", "expected_step": str(child.step_number), "request_id": "r1"}
    office.act(child, "withdraw_return", "城经办")

    answer = signed_in(office.cast["府督查"]).post(f"/matters/{child.pk}/moves/refuse_return/", stale)

    assert answer.status_code == 409
    assert "由你局负责" in answer.content.decode()
    assert child.return_requests.get().state == "withdrawn"


def test_ruling_posted_twice_is_one_ruling(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = asked(office, matter)
    data = replacement(office, matter, (LAND, "sole", (1,)))
    office.act(child, "accept_return", "府督查", **data)
    with pytest.raises(Exception, match="已改办"):
        office.act(child, "accept_return", "府督查", **data)
    assert matter.children.count() == 2


def test_former_inspector_now_in_a_unit_reads_that_units_report_alone(
    office: Office, signed_in: SignIn
) -> None:
    matter = office.assigned((CITY, "separate", (1,)), (LAND, "separate", (2,)))
    order = improved(office, office.act(ordered(office, matter), "notify", "府督查", notice="请准备").matter)
    clerk = office.cast["城经办"]
    Grant.objects.create(
        committee=office.cast.committee, person=clerk, role=Role.OFFICE_CLERK,
        body=office.cast.body("市政府办公室"), since="2021-12-01", until="2022-12-01",
    )  # fmt: skip
    page = signed_in(clerk).get(f"/matters/{order.pk}/parts/improvements/").content.decode()
    assert "市城管局" in page and "市资源局" not in page


def test_class_of_a_reply_that_is_not_accepted_is_not_told_by_the_sum(
    office: Office, signed_in: SignIn
) -> None:
    matter = office.assigned((CITY, "separate", (1,)), (LAND, "separate", (2,)))
    for unit in (CITY, LAND):
        office.answered(office.child(matter, unit), unit)

    def sum_for(name: str) -> str:
        return signed_in(office.cast[name]).get(f"/matters/{matter.pk}/parts/assignments/").content.decode()

    assert "汇总结果" in sum_for("府督查")
    assert "汇总结果" not in sum_for("周经委") and "已经解决" not in sum_for("周经委")
    for unit in (CITY, LAND):
        office.act(office.child(matter, unit), "settle", "府督查")
    assert "汇总结果" in sum_for("周经委")
