"""综合: one item out of several; sources keep their authors, share its use, and may be taken out again."""

import pytest

from conftest import SignIn
from factories.briefs import OFFICE, Reporting, issued, report, reported
from factories.ladders import CITY, county_brief, sent_up, three_levels
from factories.people import Cast
from huiyin.briefs.models import BriefSource, BriefUse
from huiyin.briefs.selectors.brief import source_words
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.errors import ActRefused
from huiyin.records.verification import Report, verify


def told(cast: Cast, who: str) -> str:
    return "\n".join(Message.objects.filter(person=cast[who]).order_by("pk").values_list("text", flat=True))


def whole_of(cast: Cast, *sources: Reporting) -> Reporting:
    """The office writes one item and names what it is made of."""
    at = max(each.at for each in sources)
    whole = report(cast, OFFICE, at=at, source_kind="office", title="老旧小区消防安全综合情况")
    keys = [each.matter.pk for each in sources]
    whole.act(OFFICE, "combine", {"sources": keys, "text": ""})
    whole.act(OFFICE, "submit")
    return whole


def test_use_of_the_whole_comes_to_every_source_and_names_only_who_may_be_named(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    first = reported(shizuishan, "白委员", title="甲小区消防通道")
    second = issued(shizuishan, "马委员", title="乙小区消防通道", disclosure="undisclosed")
    levels = three_levels(shizuishan)
    county = county_brief(levels)
    third = sent_up(levels.county, county, "平政协", shizuishan, CITY)
    whole = whole_of(shizuishan, first, second, third)  # type: ignore[arg-type]
    first.matter.refresh_from_db()
    second.matter.refresh_from_db()
    assert (first.matter.state, second.matter.state) == ("merged", "issued")
    assert source_words(whole.matter.brief) == "平罗县政协、白委员"
    whole.issue()
    use = {
        "level": "province", "by": "自治区政协", "form": "single", "publication": "", "number": "第3期",
        "on": whole.at.date().isoformat(),
    }  # fmt: skip
    whole.act(OFFICE, "record_use", use)
    second.matter.refresh_from_db()
    county.matter.refresh_from_db()
    assert (second.matter.state, county.matter.state) == ("used", "used")
    for part in (first, second, third, county):
        rows = BriefUse.objects.filter(brief__matter=part.matter, level="province")
        assert [each.form for each in rows] == ["combined"], part.matter.title
    assert BriefUse.objects.filter(level="province").values("event").distinct().count() == 1
    deliver(whole.at)
    for cast, who in ((shizuishan, "白委员"), (shizuishan, "马委员"), (levels.county, "平委员")):
        assert "被自治区政协采用（综合，第3期）" in told(cast, who), who
    assert f"》被综合采用，已编发{whole.matter.number}。" in told(shizuishan, "白委员")
    office = signed_in(shizuishan[OFFICE])
    page = office.get("/briefs/used/?year=2026&level=province&what=single").content.decode()
    assert page.count("被自治区政协采用") == 1
    received = signed_in(shizuishan["党督查"]).get(f"/matters/{whole.matter.pk}/").content.decode()
    assert "平罗县政协、白委员" in received
    assert "马委员" not in received
    whole.act(OFFICE, "feed_back", {"words": "已被自治区政协综合采用。"})
    deliver(whole.at)
    assert "已被自治区政协综合采用。" in told(shizuishan, "白委员")
    assert "有了反馈（石嘴山市政协）：已被自治区政协综合采用。" in told(levels.county, "平委员")
    assert not list(verify(Report()))


def test_source_is_taken_out_with_its_reason_until_the_whole_is_issued(shizuishan: Cast) -> None:
    first = reported(shizuishan, "白委员", title="甲小区消防通道")
    second = issued(shizuishan, "马委员", title="乙小区消防通道")
    whole = whole_of(shizuishan, first, second)
    second.act(OFFICE, "leave_whole", {"reason": "不是同一件事。"})
    row = BriefSource.objects.get(source__matter=second.matter)
    assert row.undone_reason == "不是同一件事。"
    deliver(second.at)
    assert "已从综合信息中拆出。理由：不是同一件事。" in told(shizuishan, "马委员")
    whole.act(OFFICE, "take_up")
    with pytest.raises(ActRefused, match="综合信息至少由两件信息编成"):
        whole.act(OFFICE, "send_for_approval")
    whole.act(OFFICE, "combine", {"sources": [second.matter.pk], "text": ""})
    whole.act(OFFICE, "send_for_approval")
    whole.act("何秘书长", "approve")
    whole.act("陈副主席", "approve")
    whole.act(OFFICE, "issue", {"addressee_words": "市委办公室"})
    with pytest.raises(ActRefused, match="已经编发，不能拆出"):
        second.act(OFFICE, "leave_whole", {"reason": "再拆。"})
    with pytest.raises(ActRefused, match="已经编发，不能撤销合并"):
        first.act(OFFICE, "undo_merge", {"reason": "再拆。"})
    assert not list(verify(Report()))


def test_sources_are_chosen_by_number_day_and_whoever_may_be_named(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    reported(shizuishan, "白委员", title="甲小区消防通道")
    second = issued(shizuishan, "马委员", title="乙小区消防通道", disclosure="undisclosed")
    whole = report(shizuishan, OFFICE, at=second.at, source_kind="office", title="老旧小区消防安全综合情况")
    page = signed_in(shizuishan[OFFICE]).get(f"/matters/{whole.matter.pk}/moves/combine/").content.decode()
    assert "甲小区消防通道（委员：白委员，" in page
    assert f"{second.matter.number}　乙小区消防通道（委员，" in page
    assert "马委员" not in page
