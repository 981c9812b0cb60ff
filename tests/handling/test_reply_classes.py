"""Reply classes: the preset of a committee without its own, and those in force on a day."""

from datetime import date

from factories.people import Cast
from handling.dossiers import CITY, Office
from huiyin.handling.models import ReplyClass
from huiyin.handling.reply_class_preset import ensure_reply_classes
from huiyin.handling.selectors import reply_classes


def test_preset_comes_with_the_first_assignment_and_only_once(office: Office, zhongwei: Cast) -> None:
    assert not ReplyClass.objects.exists()
    office.assigned((CITY, "sole", (1,)))
    office.assigned((CITY, "sole", (1,)))

    rows = ReplyClass.objects.order_by("code").values_list("committee", "code", "meaning")
    key = office.cast.committee.pk
    assert list(rows) == [(key, "A", "resolved"), (key, "B", "planned"), (key, "C", "reference_only")]
    assert list(reply_classes(zhongwei.committee, date(2026, 3, 2))) == []


def test_committee_with_classes_of_its_own_keeps_them(shizuishan: Cast) -> None:
    ReplyClass.objects.create(committee=shizuishan.committee, code="D", label="不可行", meaning="infeasible")

    ensure_reply_classes(shizuishan.committee)

    assert [str(each) for each in ReplyClass.objects.all()] == ["D 类（不可行）"]


def test_only_classes_in_force_are_offered(shizuishan: Cast) -> None:
    committee = shizuishan.committee
    ReplyClass.objects.bulk_create(
        [
            ReplyClass(committee=committee, code="A", label="旧", meaning="resolved",
                       in_force_until=date(2025, 12, 31)),
            ReplyClass(committee=committee, code="A", label="新", meaning="resolved",
                       in_force_from=date(2026, 1, 1)),
            ReplyClass(committee=committee, code="B", label="以后", meaning="planned",
                       in_force_from=date(2027, 1, 1)),
        ]
    )  # fmt: skip

    assert [each.label for each in reply_classes(committee, date(2025, 12, 31))] == ["旧"]
    assert [each.label for each in reply_classes(committee, date(2026, 1, 1))] == ["新"]
