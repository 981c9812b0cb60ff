"""The cast itself: two committees that share nothing."""

from factories.people import Cast


def test_cast_two_committees_share_no_person_or_body(shizuishan: Cast, zhongwei: Cast) -> None:
    assert set(shizuishan.people).isdisjoint(zhongwei.people)
    assert shizuishan.body("市政协办公室").pk != zhongwei.body("市政协办公室").pk
    assert {grant.committee.code for grant in shizuishan.grants.values()} == {"shizuishan"}
    assert {grant.committee.code for grant in zhongwei.grants.values()} == {"zhongwei"}


def test_cast_everybody_has_one_grant_and_an_account(shizuishan: Cast) -> None:
    assert len(shizuishan.people) == len(shizuishan.grants) == 23
    assert shizuishan.account("林政协").check_password("huiyin-kanban-2025")
    assert shizuishan.member("白委员").sector == shizuishan.body("经济界")
