"""What the database itself refuses, whatever the code above it does."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from factories.people import SINCE, Cast
from huiyin.people.enums import BodyKind, BodyNameKind, Role
from huiyin.people.models import Body, BodyName, Committee, Counterpart, Grant, Member, Person, Term


def refused(create) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        create()


def test_committee_code_twice_is_refused(shizuishan: Cast) -> None:
    refused(
        lambda: Committee.objects.create(
            code="shizuishan", name="另一个", short_name="另", level="city", region_code="1"
        )
    )


def test_committee_level_unknown_is_refused(db: None) -> None:
    refused(lambda: Committee.objects.create(code="x", name="x", short_name="x", level="村", region_code="1"))


def test_body_code_is_unique_within_a_committee_only(shizuishan: Cast, zhongwei: Cast) -> None:
    unit = {"kind": BodyKind.UNIT, "code": "chengguan", "name": "市某局"}
    refused(lambda: Body.objects.create(committee=shizuishan.committee, **unit))
    assert Body.objects.create(committee=zhongwei.committee, **unit).pk


def test_body_current_name_twice_in_a_kind_is_refused_whatever_the_spelling(shizuishan: Cast) -> None:
    def again(**more):
        return Body.objects.create(
            committee=shizuishan.committee, kind=BodyKind.UNIT, code="again", name="市 城市管理局", **more
        )

    refused(again)
    assert again(until=date(2019, 1, 1)).pk


def test_body_without_a_name_is_refused(shizuishan: Cast) -> None:
    refused(
        lambda: Body.objects.create(committee=shizuishan.committee, kind=BodyKind.UNIT, code="x", name=" ")
    )


def test_body_kind_unknown_is_refused(shizuishan: Cast) -> None:
    refused(lambda: Body.objects.create(committee=shizuishan.committee, kind="club", code="x", name="某"))


def test_folded_names_follow_a_save(shizuishan: Cast) -> None:
    body = shizuishan.body("市城市管理局")
    body.name = "市城市管理局（新）"
    body.save()
    assert Body.objects.get(folded_name="市城市管理局(新)").pk == body.pk


@pytest.mark.parametrize("kind", ["term", "body", "name", "grant"])
def test_dates_the_wrong_way_round_are_refused(shizuishan: Cast, kind: str) -> None:
    early, late = date(2020, 1, 1), date(2021, 1, 1)
    committee = shizuishan.committee
    body = shizuishan.body("市城市管理局")
    create = {
        "term": lambda: Term.objects.create(committee=committee, number=1, starts_on=late, ends_on=early),
        "body": lambda: Body.objects.create(
            committee=committee, kind=BodyKind.UNIT, code="y", name="某局", since=late, until=early
        ),
        "name": lambda: BodyName.objects.create(
            committee=committee, body=body, name="某", kind=BodyNameKind.ALIAS, since=late, until=early
        ),
        "grant": lambda: Grant.objects.create(
            committee=committee, person=shizuishan["林政协"], role=Role.CHAIR, since=late, until=early
        ),
    }[kind]
    refused(create)


def test_grant_current_twice_is_refused_but_again_after_its_end_is_not(shizuishan: Cast) -> None:
    for name in ("林政协", "江主席"):  # with and without a body
        own = shizuishan.grant(name)
        same = {"committee": own.committee, "person": own.person, "role": own.role, "body": own.body}
        refused(lambda same=same: Grant.objects.create(since=date(2025, 1, 1), **same))
        own.until = date(2024, 12, 31)
        own.save()
        assert Grant.objects.create(since=date(2025, 1, 1), **same).pk


def test_grant_of_a_body_role_without_body_is_refused(shizuishan: Cast) -> None:
    refused(
        lambda: Grant.objects.create(
            committee=shizuishan.committee, person=shizuishan["林政协"], role=Role.UNIT_HEAD, since=SINCE
        )
    )


def test_grant_of_an_unknown_role_is_refused(shizuishan: Cast) -> None:
    refused(
        lambda: Grant.objects.create(
            committee=shizuishan.committee, person=shizuishan["林政协"], role="king", since=SINCE
        )
    )


def test_member_twice_in_a_term_and_number_twice_are_refused(shizuishan: Cast) -> None:
    first = shizuishan.member("白委员")
    same = {"committee": first.committee, "term": first.term}
    refused(lambda: Member.objects.create(person=first.person, **same))
    other = Person.objects.create(name="新委员")
    refused(lambda: Member.objects.create(person=other, number=first.number, **same))
    another = Person.objects.create(name="再新委员")
    for person in (other, another):  # no number is not a number
        assert Member.objects.create(person=person, **same).pk


def test_counterpart_twice_or_with_itself_is_refused(shizuishan: Cast) -> None:
    committee = shizuishan.committee
    economy, unit = shizuishan.body("经济委员会"), shizuishan.body("市城市管理局")
    refused(lambda: Counterpart.objects.create(committee=committee, special_committee=economy, unit=unit))
    refused(lambda: Counterpart.objects.create(committee=committee, special_committee=economy, unit=economy))
