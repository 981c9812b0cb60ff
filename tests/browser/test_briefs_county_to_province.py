"""A brief of a county that the province uses: written on a phone, sent up twice, combined, and read of below."""

import pytest
from django.utils import timezone

from browser.desks import looked_at
from browser.windows import DESK, PHONE, Window, Windows
from factories.briefs import TEXT, TITLE, Reporting, report
from factories.ladders import COUNTY, PROVINCE, Levels, three_levels
from factories.people import Cast
from huiyin.procedure.models import Matter
from huiyin.records.verification import verify_matter

pytestmark = pytest.mark.browser

AUTHOR = "平委员"
COMBINED, OTHER = "部分地区老旧小区消防安全隐患亟待治理", "高层住宅消防设施年久失修"
SECRETS = (*COUNTY, AUTHOR)
"""Names of the county; nothing of them is read above."""


@pytest.fixture(scope="module")
def levels(cast: Cast) -> Levels:
    """County, city and province, each with its office."""
    return three_levels(cast)


def test_county_brief_is_used_by_the_province(levels: Levels, windows: Windows) -> None:
    written_on_a_phone(levels, windows)
    county = issued(levels.county, windows, COUNTY, TITLE, "01-county")
    above = sent_up(at(windows, levels.county, COUNTY[0], county), levels.city, "02-county-sends-up")
    clerk = at(windows, levels.city, "林政协", above).sees("平罗县政协（县级）", TEXT["situation"])
    looked_at(clerk.misses(*SECRETS), "03-arrived-at-the-city")
    city = issued(levels.city, windows, ("林政协", "何秘书长", "陈副主席"), TITLE, "04-city")
    higher = sent_up(at(windows, levels.city, "林政协", city), levels.province, "05-city-sends-up")
    used_by_the_province(levels, windows, higher)
    read_below(levels, windows, county)
    for matter in (city, higher):
        for name in (AUTHOR, COUNTY[0]):
            at(windows, levels.county, name, matter, status=404)
    assert [each for row in Matter.objects.all() for each in verify_matter(row)] == []


def at(windows: Windows, cast: Cast, name: str, matter: Matter, *, status: int = 200) -> Window:
    """This person opens a matter; members do it on a phone."""
    return desk(windows, cast, name).open(f"/matters/{matter.pk}/", status=status)


def desk(windows: Windows, cast: Cast, name: str) -> Window:
    """Their window."""
    size = PHONE if name.endswith("委员") else DESK
    return windows.desk(cast[name], size, on_the_page=False)


def written_on_a_phone(levels: Levels, windows: Windows) -> None:
    """The member writes and hands in, and asks not to be named."""
    member = desk(windows, levels.county, AUTHOR).open("/")
    looked_at(member, "00-home").follow("反映社情民意")
    member.fill({"title": TITLE, "situation": TEXT["situation"], "analysis": TEXT["analysis"]})
    member.fill({"suggestions-0-text": TEXT["suggestions"][0]["text"]})
    member.fill({"disclosure": "不公开反映人（只有筛选、编辑的工作人员知道）"})
    looked_at(member, "00-written").done()
    member.act("提交").sees("正在筛选")
    looked_at(member, "00-handed-in")


def issued(cast: Cast, windows: Windows, names: tuple[str, str, str], title: str, picture: str) -> Matter:
    """Taken up, edited, signed by two, numbered and issued, each act on its page."""
    clerk, first, last = names
    matter = Matter.objects.get(committee=cast.committee, kind="brief", title=title)
    if matter.state == "submitted":
        at(windows, cast, clerk, matter).act("采用")
    at(windows, cast, clerk, matter).act("送审")
    signer = at(windows, cast, first, matter).misses(*SECRETS)
    looked_at(signer, f"{picture}-to-be-signed").act("审核")
    at(windows, cast, last, matter).misses(*SECRETS).act("签发")
    office = at(windows, cast, clerk, matter).act("编发", {"addressee_words": "党委办公室"})
    looked_at(office.sees("已编发"), f"{picture}-issued")
    matter.refresh_from_db()
    return matter


def sent_up(window: Window, to: Cast, picture: str) -> Matter:
    """One press; above it is a matter of its own."""
    window.begin("报送上级政协")
    looked_at(window, f"{picture}-form").done()
    looked_at(window.sees(str(to.committee)), picture)
    return Matter.objects.get(committee=to.committee, kind="brief", title=TITLE)


def used_by_the_province(levels: Levels, windows: Windows, matter: Matter) -> None:
    """Combined there with a brief of another place, issued, and used by the national committee."""
    cast, clerk = levels.province, PROVINCE[0]
    now = timezone.now()
    other: Reporting = report(cast, "宁委员", at=now, title=OTHER)
    other.act("宁委员", "submit")
    whole = report(cast, clerk, at=now, title=COMBINED, source_kind="office")
    page = at(windows, cast, clerk, matter).sees("石嘴山市政协（市级）").misses(*SECRETS)
    looked_at(page, "06-arrived-at-the-province")
    page = at(windows, cast, clerk, whole.matter)
    page.begin("选编来源").fill({"sources": [TITLE, OTHER]})
    looked_at(page, "07-choose-sources").done()
    page.act("提交")
    found = issued(cast, windows, PROVINCE, COMBINED, "08-province")
    page = at(windows, cast, clerk, found).sees("石嘴山市政协").misses(*SECRETS)
    use = {"level": "全国", "by": "全国政协", "publication": "每日社情", "number": "第8期", "form": "综合"}
    page.begin("登记采用").fill({**use, "on": f"{timezone.localdate():%Y-%m-%d}"})
    looked_at(page, "09-record-use").done("本件现为“已被采用”")
    looked_at(page.sees("被全国政协采用"), "10-used")


def read_below(levels: Levels, windows: Windows, county: Matter) -> None:
    """The use comes down: in plain words on the member's page, and on the ladder of the county's clerk."""
    office = at(windows, levels.county, COUNTY[0], county)
    office.sees("石嘴山市政协采用", "被宁夏政协采用（综合", "被全国政协采用（综合，《每日社情》第8期）")
    looked_at(office.misses(OTHER, COMBINED), "11-county-office")
    member = desk(windows, levels.county, AUTHOR).open("/").follow("我的意见去哪了", within="header")
    member.sees(TITLE, "被石嘴山市政协采用", "被宁夏政协采用", "被全国政协采用（综合，《每日社情》第8期）")
    looked_at(member.misses(OTHER, COMBINED), "12-whereabouts")
    looked_at(at(windows, levels.county, AUTHOR, county), "13-own-brief")
