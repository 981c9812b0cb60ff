"""Sending up: a linked matter of the higher committee, whose use, instruction and refusal come down in words."""

from datetime import timedelta

import pytest

from factories.ladders import CITY, PROVINCE, Levels, county_brief, sent_up, three_levels
from factories.people import Cast
from huiyin.briefs.models import BriefArrival, BriefInstruction, BriefSending, BriefUse
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.records.verification import Report, verify


@pytest.fixture
def levels(shizuishan: Cast) -> Levels:
    return three_levels(shizuishan)


def told(cast: Cast, who: str) -> str:
    return "\n".join(Message.objects.filter(person=cast[who]).order_by("pk").values_list("text", flat=True))


def test_county_brief_is_used_by_city_and_province_and_its_author_hears_of_both(levels: Levels) -> None:
    county = county_brief(levels)
    city = sent_up(levels.county, county, "平政协", levels.city, CITY)
    assert (city.matter.state, city.matter.committee) == ("submitted", levels.city.committee)
    city.issue()
    province = sent_up(levels.city, city, "林政协", levels.province, PROVINCE)
    province.issue()
    use = {
        "level": "national", "form": "combined", "by": "全国政协", "publication": "每日社情", "number": "第8期",
        "on": (province.at.date()).isoformat(),
    }  # fmt: skip
    province.act("宁政协", "record_use", use)

    lines = [
        (each.level, each.by, each.form, each.origin)
        for each in BriefUse.objects.filter(brief__matter=county.matter).order_by("pk")
    ]
    assert lines == [
        ("county", "平罗县政协", "single", "recorded"),
        ("city", "石嘴山市政协", "single", "from_above"),
        ("province", "宁夏政协", "single", "from_above"),
        ("national", "全国政协", "combined", "from_above"),
    ]
    county.matter.refresh_from_db()
    assert county.matter.state == "used"
    deliver(province.at)
    for word in ("石嘴山市政协采用", "被宁夏政协采用", "被全国政协采用（综合，《每日社情》第8期）"):
        assert word in told(levels.county, "平委员"), word
    assert not list(verify(Report()))
