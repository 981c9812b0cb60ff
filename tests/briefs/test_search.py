"""Briefs are found by their words, each by those whom the page shows them: readers × what they typed."""

from factories.briefs import OFFICE, issued
from factories.consultations import MONDAY
from factories.ladders import CITY, county_brief, sent_up, three_levels
from factories.people import Cast
from huiyin.briefs.models import BriefUse
from huiyin.people.selectors import current_grants
from huiyin.procedure.models import Matter
from huiyin.search.full_text.asked import Asked
from huiyin.search.full_text.asking import look_for
from huiyin.search.full_text.checking import check
from huiyin.search.full_text.queue import work_off
from huiyin.search.models import WaitingMatter

READERS = ("白委员", "马委员", OFFICE, "何秘书长", "党督查", "赵书记", "城经办", "宁政协")
# 开 an issued brief whose author may be named, 隐 one whose author may not, 县 what the county sent up.
TABLE = {
    "消防车无法进入": {
        "白委员": "开",
        "马委员": "隐",
        OFFICE: "开隐县",
        "何秘书长": "开隐",
        "党督查": "开隐",
        "赵书记": "开隐",
    },
    "白委员 消防": {"白委员": "开", OFFICE: "开", "何秘书长": "开", "党督查": "开", "赵书记": "开"},
    "马委员 消防": {"马委员": "隐", OFFICE: "隐"},
    "平罗县政协": {OFFICE: "县"},
    "平委员": {},
    # The register of uses names leaders to the office and the presidium; the ladder names publications to the author.
    "刊号甲": {"白委员": "开", OFFICE: "开", "何秘书长": "开", "赵书记": "开"},
    "某某书记": {OFFICE: "开", "何秘书长": "开"},
    "反馈内字乙": {"白委员": "开", OFFICE: "开"},
}


def test_who_finds_which_brief(shizuishan: Cast) -> None:
    levels = three_levels(shizuishan)
    named = issued(shizuishan, "白委员", title="一号信息")
    hidden = issued(shizuishan, "马委员", title="二号信息", disclosure="undisclosed")
    day = named.at.date().isoformat()
    used = {
        "level": "province",
        "form": "single",
        "on": day,
        "by": "自治区政协",
        "publication": "刊号甲",
        "number": "1",
    }
    named.act(OFFICE, "record_use", used)
    said = {"level": "city", "form": "single", "on": day, "leader": "某某书记", "kind": "handle"}
    named.act(OFFICE, "record_instruction", said)
    named.act(OFFICE, "feed_back", {"words": "反馈内字乙。"})
    county = sent_up(levels.county, county_brief(levels, title="三号信息"), "平政协", shizuishan, CITY)
    work_off(most=1000)
    signs = {named.matter.pk: "开", hidden.matter.pk: "隐", county.matter.pk: "县"}
    shizuishan.people["宁政协"] = levels.province["宁政协"]
    for words, wanted in TABLE.items():
        found = {}
        for who in READERS:
            hits = look_for(Asked(words, current_grants(shizuishan[who], MONDAY.date()))).hits
            keys = {each.matter.pk for each in hits}
            found[who] = "".join(sign for key, sign in signs.items() if key in keys)
        assert found == {**dict.fromkeys(READERS, ""), **wanted}, words
    # What was corrected since is found by nobody who does not read it any more, also before it is indexed anew.
    correct = {"entry": str(BriefUse.objects.get(publication="刊号甲").event), "reason": "登记错件。"}
    named.act(OFFICE, "correct", correct)
    assert WaitingMatter.objects.filter(matter=named.matter).exists()
    for words, finds in (("刊号甲", False), ("消防车无法进入", True), ("一号信息", True)):
        for who in ("白委员", "赵书记"):
            hits = look_for(Asked(words, current_grants(shizuishan[who], MONDAY.date()))).hits
            assert (named.matter.pk in {each.matter.pk for each in hits}) == finds, (words, who)
    work_off(most=1000)
    assert list(check(shizuishan.committee)) == []
    assert Matter.objects.filter(kind="brief").count() == 4
