"""Sending up: a linked matter of the higher committee, whose use, instruction and refusal come down in words."""

import pytest

from conftest import SignIn
from factories.briefs import OFFICE, TEXT, issued
from factories.ladders import CITY, PROVINCE, Levels, county_brief, sent_up, three_levels
from factories.people import Cast
from huiyin.briefs.models import BriefArrival, BriefInstruction, BriefSending, BriefUse, UnsuitedReason
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.choices import choices
from huiyin.procedure.errors import ActRefused
from huiyin.records.verification import Report, verify


@pytest.fixture
def levels(shizuishan: Cast) -> Levels:
    return three_levels(shizuishan)


def told(cast: Cast, who: str) -> str:
    return "\n".join(Message.objects.filter(person=cast[who]).order_by("pk").values_list("text", flat=True))


def test_county_brief_is_used_by_city_and_province_and_its_author_hears_of_both(
    levels: Levels, signed_in: SignIn
) -> None:
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
    page = signed_in(levels.county["平委员"]).get("/whereabouts/").content.decode()
    for word in ("被石嘴山市政协采用（单篇", "被宁夏政协采用", "被全国政协采用（综合，《每日社情》第8期）。"):
        assert word in page, word
    assert not list(verify(Report()))


SECRETS = ("平委员", "平政协", "平秘书长", "平副主席")
"""Names of the county: nothing of them goes up. Notes and names of the city do not come down."""


def test_what_goes_up_is_the_issued_text_and_nobodys_name(levels: Levels, signed_in: SignIn) -> None:
    county = county_brief(levels)
    city = sent_up(levels.county, county, "平政协", levels.city, CITY, number="平报〔2026〕1号")
    arrival = BriefArrival.objects.get(brief__matter=city.matter)
    assert (arrival.sender, arrival.level, arrival.author) == ("平罗县政协", "county", "")
    assert (arrival.issue_number, arrival.number) == (county.matter.number, "平报〔2026〕1号")
    first = city.matter.steps.order_by("number").first()
    assert first is not None
    assert (first.actor_name, first.actor) == ("系统", None)
    page = signed_in(levels.city[OFFICE]).get(f"/matters/{city.matter.pk}/").content.decode()
    assert TEXT["situation"] in page
    assert "平罗县政协（县级）" in page
    recorded = str([*city.matter.steps.values_list("data", "actor_name", "reason", "acted_as")])
    for name in SECRETS:
        assert name not in page, name
        assert name not in recorded, name
    # The lower committee's own matter is not found above, nor the higher one's below.
    assert signed_in(levels.city[OFFICE]).get(f"/matters/{county.matter.pk}/").status_code == 404
    below = signed_in(levels.county["平政协"])
    assert below.get(f"/matters/{city.matter.pk}/").status_code == 404
    assert str(city.matter.pk) not in below.get(f"/matters/{county.matter.pk}/").content.decode()


def test_what_the_higher_committee_edits_and_notes_is_not_learned_below(
    levels: Levels, signed_in: SignIn
) -> None:
    county = county_brief(levels)
    city = sent_up(levels.county, county, "平政协", levels.city, CITY)
    city.act(OFFICE, "take_up", {"text": "请补报涉及小区数。"})
    city.edit(
        OFFICE,
        "text",
        {
            **TEXT,
            "title": "上级改的题目",
            "situation": "上级改的情况。",
            "suggestions": [{"text": "上级改的建议。"}],
        },
    )
    city.act(OFFICE, "send_for_approval", {"reason": "内部说明甲"})
    city.act("何秘书长", "approve", {"reason": "内部说明乙"})
    city.act("陈副主席", "approve")
    city.act(OFFICE, "issue", {"addressee_words": "市委办公室"})
    sending = BriefSending.objects.get(brief__matter=county.matter)
    assert (sending.result, sending.result_words) == ("issued", "")
    deliver(city.at)
    for reader in ("平政协", "平委员"):
        page = signed_in(levels.county[reader]).get(f"/matters/{county.matter.pk}/").content.decode()
        texts = page + told(levels.county, reader)
        assert "石嘴山市政协采用" in texts
        for word in ("上级改的", "内部说明", "林政协", "何秘书长", "陈副主席"):
            assert word not in texts, (reader, word)
    recorded = str([*county.matter.steps.values_list("data", "actor_name", "reason", "acted_as")])
    assert not [word for word in ("上级改的", "内部说明", "林政协") if word in recorded]
    assert not list(verify(Report()))


def test_declined_above_comes_down_in_words_and_it_may_be_sent_again(levels: Levels) -> None:
    county = county_brief(levels)
    city = sent_up(levels.county, county, "平政协", levels.city, CITY)
    assert "send_up" not in {each.code for each in choices(county.matter, levels.county["平政协"], county.at)}
    with pytest.raises(ActRefused, match="不必重复报送"):
        county.act("平政协", "send_up", {"number": ""})
    code = UnsuitedReason.objects.filter(committee=levels.city.committee).order_by("order").first()
    assert code is not None
    city.act(OFFICE, "decline", {"reason_code": code.pk, "text": "请先由县里处理。"})
    sending = BriefSending.objects.get(brief__matter=county.matter)
    assert (sending.result, str(code) in sending.result_words) == ("declined", True)
    deliver(city.at)
    assert "报送石嘴山市政协后，没有采用。" in told(levels.county, "平委员")
    assert "请先由县里处理。" in told(levels.county, "平委员")
    county.at = city.at
    again = sent_up(levels.county, county, "平政协", levels.city, CITY)
    assert again.matter.pk != city.matter.pk


def test_author_is_named_above_only_where_both_agreed(levels: Levels) -> None:
    county = county_brief(levels, disclosure="disclosed")
    city = sent_up(levels.county, county, "平政协", levels.city, CITY, author_named="on")
    assert BriefArrival.objects.get(brief__matter=city.matter).author == "平委员"
    other = county_brief(levels)
    silent = sent_up(levels.county, other, "平政协", levels.city, CITY, author_named="on")
    assert BriefArrival.objects.get(brief__matter=silent.matter).author == ""


def test_where_nobody_works_above_sending_and_result_are_registered_by_hand(shizuishan: Cast) -> None:
    brief = issued(shizuishan)
    with pytest.raises(ActRefused, match="上级政协没有在本系统办理，请用“登记报送上级”"):
        brief.act(OFFICE, "send_up", {"number": ""})
    sending = {
        "level": "province", "receiver": "自治区政协办公厅", "way": "exchange", "number": "石政协报〔2026〕3号",
        "on": brief.at.date().isoformat(),
    }  # fmt: skip
    brief.act(OFFICE, "register_sending", sending)
    row = BriefSending.objects.get()
    result = {
        "sending": row.pk,
        "result": "taken_up",
        "words": "来电告知。",
        "on": brief.at.date().isoformat(),
    }
    brief.act(OFFICE, "register_result", result)
    row.refresh_from_db()
    assert (row.result, row.into) == ("taken_up", None)
    deliver(brief.at)
    assert "报送自治区政协办公厅后，已采用，正在编辑。来电告知。" in told(shizuishan, "白委员")


def test_province_reads_by_sender_what_it_used(levels: Levels, signed_in: SignIn) -> None:
    county = county_brief(levels)
    city = sent_up(levels.county, county, "平政协", levels.city, CITY)
    city.issue()
    page = signed_in(levels.city[OFFICE]).get("/briefs/used/?year=2026").content.decode()
    assert "下级政协报送" in page
    address = "/briefs/used/?year=2026&sender=平罗县政协&what=single"
    assert "由石嘴山市政协编发" in signed_in(levels.city[OFFICE]).get(address).content.decode()
    below = signed_in(levels.county["平政协"]).get("/briefs/used/?year=2026").content.decode()
    assert "level=city&amp;what=single" in below
    assert "下级政协报送" not in below
    assert BriefInstruction.objects.count() == 0
