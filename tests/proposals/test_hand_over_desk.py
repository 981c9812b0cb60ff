"""The hand-over desk: stages and counts, many at once, the agenda of a sitting, and what each side may know."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.handing_over import (
    CITY,
    GOVERNMENT,
    PARTY,
    PARTY_UNIT,
    ROADS,
    decide,
    docketed,
    handed_over,
    listed,
    studied,
)
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, TITLE
from factories.sittings import plan
from huiyin.background.models import LongWork
from huiyin.background.progress import place_of
from huiyin.background.runner import run_next
from huiyin.handling.models import Assignment
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by
from huiyin.proposals.models import PlannedUnit, ProposalClass
from huiyin.proposals.presets.classes import ensure_proposal_classes
from huiyin.records.models import DocumentVersion
from huiyin.sittings.models import AgendaItem

DESK = "/proposals/hand-over/"
TWO_SIDES = ((ROADS, "lead", ()), (PARTY_UNIT, "assist", ()))


def shown(client: Client, address: str, status: int = 200) -> str:
    """The page as this person gets it, without its markup's spaces."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return re.sub(r"\s+", " ", answer.content.decode())


def test_desk_counts_stages_and_many_are_listed_at_once_one_of_them_by_name(
    sided: Cast, signed_in: SignIn
) -> None:
    filings = [docketed(sided, title=f"{TITLE}之{number}") for number in (1, 2, 3)]
    listed(sided, title=f"{TITLE}之四")
    ensure_proposal_classes(sided.committee)
    sort = ProposalClass.objects.filter(committee=sided.committee, parent__isnull=False).first()
    assert sort is not None and sort.parent is not None
    filings[0].act(OFFICE, "classify", {"proposal_class": sort.pk})
    client = signed_in(sided[OFFICE])
    page = shown(client, DESK)
    assert f"{sort.parent.label} 1件" in page and str(sort) in page
    for key in (sort.pk, sort.parent_id):
        narrowed = shown(client, f"{DESK}?state=docketed&class={key}")
        assert f"{TITLE}之1" in narrowed and f"{TITLE}之2" not in narrowed
    assert "已立案 3</a>" in page and "已列入交办清单 1</a>" in page and "尚未列出承办单位" in page
    assert "按同一单位列入交办清单" in page and "全部3件" in page
    # Somebody else was faster with the second one: the rest goes, that one is named.
    filings[1].act(FIRST, "list", {"units": [{"unit": sided.body(CITY).pk, "role": "sole"}]})
    posted = {
        "move": "proposal.list_together",
        "matter": [str(each.matter.pk) for each in filings],
        "confirmed": "1",
        "unit": sided.body(ROADS).pk,
        "assists": [sided.body(CITY).pk],
    }
    done = client.post("/matters/batch/", posted).content.decode()
    assert done.count("已办理</td>") == 2 and "本件现为“已列入交办清单”" in done
    assert f"{TITLE}之2" in done
    roles = PlannedUnit.objects.filter(proposal__matter=filings[0].matter).values_list("unit__name", "role")
    assert set(roles) == {(ROADS, "lead"), (CITY, "assist")}
    page = shown(client, f"{DESK}?state=listed")
    assert "归口政府" in page and "政府 4件" in page and "市交通局（主办）" in page
    assert "之2" in shown(client, f"{DESK}?state=listed&unit={sided.body(CITY).pk}&text=之2")
    assert "这个阶段没有提案" in shown(client, f"{DESK}?state=listed&side=party")
    assert shown(client, f"{DESK}?state=nonsense&unit=x&after=%00zz")


def test_whole_stage_goes_in_the_background_and_who_is_left_is_named(sided: Cast, signed_in: SignIn) -> None:
    filings = [docketed(sided, title=f"=关于停车的提案之{number}") for number in (1, 2, 3)]
    client = signed_in(sided[OFFICE])
    address = f"{DESK}together/?committee=shizuishan&state=docketed&move=proposal.list_together"
    assert "3 件" in shown(client, address)
    refused = client.post(address, {"unit": ""})
    assert refused.status_code == 422 and "请选择主办" in refused.content.decode()
    answer = client.post(address, {"unit": sided.body(ROADS).pk, "request_id": "a" * 32})
    assert answer.status_code == 302
    again = client.post(address, {"unit": sided.body(ROADS).pk, "request_id": "a" * 32})
    assert again["Location"] == answer["Location"] and LongWork.objects.count() == 1
    filings[2].act(FIRST, "list", {"units": [{"unit": sided.body(CITY).pk, "role": "sole"}]})
    assert run_next(timezone.now)
    work = LongWork.objects.get()
    assert work.outcome == "共办理2件；1件没有办理，原因见文件。", work.failure
    assert place_of(work).exists()
    states = Matter.objects.filter(pk__in=[each.matter.pk for each in filings]).values_list(
        "state", flat=True
    )
    assert set(states) == {"listed"}
    assert Matter.objects.get(pk=filings[2].matter.pk).proposal.planned_units.first().unit.name == CITY  # type: ignore[union-attr]


def test_whole_stage_is_put_on_the_agenda_of_the_chairpersons(sided: Cast, signed_in: SignIn) -> None:
    filings = [listed(sided, title=f"{TITLE}之{number}") for number in (1, 2)]
    sitting = plan(sided, "通报工作", kind="chairpersons")
    client = signed_in(sided[OFFICE])
    address = f"{DESK}agenda/?committee=shizuishan&state=listed"
    missing = client.post(address, {"matter": [str(filings[0].matter.pk)]})
    assert missing.status_code == 422 and "请选择要列入的会议" in missing.content.decode()
    assert "没有选中提案" in client.post(address, {"sitting": str(sitting.pk)}).content.decode()
    answer = client.post(address, {"sitting": str(sitting.pk), "whole": "1"})
    assert answer.status_code == 302
    items = AgendaItem.objects.filter(sitting__matter=sitting).order_by("order")
    assert [each.matter for each in items] == [None, *(each.matter for each in filings)]
    twice = client.post(address, {"sitting": str(sitting.pk), "whole": "1"})
    assert "所列事项都已在议程中" in twice.content.decode()


@pytest.mark.parametrize(
    ("who", "own", "other"), [(PARTY, "网信办", "市交通局"), (GOVERNMENT, "市交通局", "网信办")]
)
def test_office_knows_its_own_side_and_nothing_of_the_other(
    sided: Cast, signed_in: SignIn, who: str, own: str, other: str
) -> None:
    both = studied(sided, TWO_SIDES, title="关于两方的提案")
    alone = studied(
        sided, [(PARTY_UNIT if who == GOVERNMENT else ROADS, "sole", ())], title="关于另一方的提案"
    )
    both.act(GOVERNMENT if who == PARTY else PARTY, "agree_to_plan", {"reason": "另一方的意见"})
    client = signed_in(sided[who])
    seen = matters_seen_by(sided[who], both.at.date(), kind="proposal")
    assert set(seen) == {both.matter}
    assert client.get(f"/matters/{alone.matter.pk}/").status_code == 404
    page, listing = shown(client, f"/matters/{both.matter.pk}/"), shown(client, f"{DESK}?state=studied")
    for text in (page, listing):
        assert own in text and other not in text and "关于另一方的提案" not in text
    assert "另一方的意见" not in page and "只列归口本方的单位" in page
    assert "审查意见" not in page and "办理经过" not in page
    unit = sided.body(ROADS if own == "网信办" else PARTY_UNIT)
    assert "关于两方的提案" in shown(client, f"{DESK}?state=studied&unit={unit.pk}"), (
        "a filter that is not offered"
    )
    assert "这个阶段没有提案" in shown(
        client, f"{DESK}?state=studied&side={'government' if who == PARTY else 'party'}"
    )
    for refused in (f"{DESK}agenda/?state=studied",):
        assert client.post(refused, {"whole": "1"}).status_code == 422


def test_unit_reads_text_and_its_part_and_not_what_is_said_among_others(
    sided: Cast, signed_in: SignIn
) -> None:
    filing = docketed(sided, proposer_kind="individual")
    matter = filing.matter
    client = signed_in(sided["交经办"])
    assert client.get(f"/matters/{matter.pk}/").status_code == 404
    filing = handed_over(sided, [(ROADS, "separate", (1,)), (CITY, "separate", (2,))], title="关于停车的提案")
    page = shown(client, f"/matters/{filing.matter.pk}/")
    for word in ("本单位承办的部分", "推动单位停车场夜间错时开放。", "老城区停车位不足", "白委员"):
        assert word in page, word
    for word in ("审查意见", "与党委、政府办公室商定", "拟承办单位", "市城管局", "办理经过", FIRST):
        assert word not in page, word
    listing = shown(client, f"{DESK}units/")
    assert (
        "市交通运输局承办的提案" in listing and "提案交办〔2026〕1号" in listing and "市城管局" not in listing
    )
    assert client.get(DESK).status_code == 403
    office = shown(signed_in(sided[GOVERNMENT]), f"{DESK}units/?unit={sided.body(CITY).pk}")
    assert "市城市管理局承办的提案" in office and "市交通局 1" in office
    assert "还没有交办的提案" in shown(signed_in(sided[PARTY]), f"{DESK}units/")
    member = shown(signed_in(sided["白委员"]), f"/matters/{filing.matter.pk}/")
    assert "市交通局" in member and "已交承办单位" in member and "平20260002" in member
    assert signed_in(sided["白委员"]).get(f"{DESK}units/").status_code == 403
    leader = shown(signed_in(sided["赵书记"]), f"/matters/{filing.matter.pk}/")
    assert "老城区停车位不足" in leader and "审查意见" not in leader


def test_handed_over_in_one_batch_citing_the_meeting_and_twice_is_once(
    sided: Cast, signed_in: SignIn
) -> None:
    filings = [studied(sided, title=f"{TITLE}之{number}") for number in (1, 2, 3)]
    for each in filings[:2]:
        each.act(GOVERNMENT, "agree_to_plan")
    cited = decide(sided, [each.matter for each in filings], "joint", filings[0].at + timedelta(hours=1))
    posted = {
        "move": "proposal.hand_over",
        "matter": [str(each.matter.pk) for each in filings],
        "confirmed": "1",
        "decision": str(cited),
        "request_id": "b" * 32,
        "request": "请按期办复。",
    }
    client = signed_in(sided[OFFICE])
    preview = client.post("/matters/batch/", {**posted, "confirmed": ""}).content.decode()
    assert "市交通局（单办）" in preview
    done = client.post("/matters/batch/", posted).content.decode()
    assert done.count("已办理</td>") == 2 and "本件现为“已研究，待商定”" in done
    client.post("/matters/batch/", posted)
    assert Assignment.objects.count() == 2
    assert set(Assignment.objects.values_list("request", flat=True)) == {"请按期办复。"}
    # The notice cites the proposal as offices do, names its author and asks for the meeting with them.
    handed = Assignment.objects.get(matter__parent=filings[0].matter).matter
    notice = DocumentVersion.objects.get(document__matter=handed)
    number = Matter.objects.get(pk=filings[0].matter.pk).number
    assert notice.title == f"关于交办政协十一届四次会议{number}号提案的通知"
    assert f"{number}号提案《{TITLE}之1》（提案者：白委员）中的有关意见建议交你单位单办" in notice.body_text
    assert "答复以前请与提案者面商" in notice.body_text
