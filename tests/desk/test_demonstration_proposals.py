"""The demonstration's proposals: of members and bodies, being signed, examined, merged, and on the way to the units."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import QuerySet

from conftest import SignIn
from huiyin.desk.demonstration.places import read
from huiyin.handling.models import Contact
from huiyin.people.models import Member, Person
from huiyin.procedure.models import Matter, MatterParty
from huiyin.proposals.models import KeyLeader, Merging, Proposal
from huiyin.records.models import Document
from huiyin.records.verification import verify_matter


@pytest.mark.django_db
def test_proposals_are_told_in_every_stage_and_ask_who_is_next(signed_in: SignIn) -> None:
    # 103 days before it is a Sunday: the session opened on the working day before its proposals were filed.
    call_command("demo", "--today", date(2026, 11, 27).isoformat(), stdout=StringIO())
    everything = Matter.objects.filter(kind="proposal", committee__code="shizuishan")
    titles = [f"{each['title']}（演示）" for each in read("session.yaml")["proposals"]]
    check_session(everything.filter(title__in=titles))
    rows = everything.exclude(title__in=titles)
    waiting = ["agreed", "converted", "countersigning", "docketed", "draft", "handling", "listed"]
    assert sorted(rows.values_list("state", flat=True)) == [*waiting, "merged", "studied", *["submitted"] * 2]
    assert rows.get(state="docketed").number == "平20260001"
    merging = Merging.objects.get(main__matter__in=rows)
    assert merging.main.matter.state == "docketed" and merging.main.matter.points.count() == 4
    assert merging.objections.get().answer == "kept"
    letter = Matter.objects.get(kind="letter", parent__in=rows)
    assert (letter.state, letter.parent.state if letter.parent else "") == ("forwarded", "converted")
    for name, asked in (
        ("丁委员", "请答复是否联名"),
        ("田初审", "受理提案"),
        ("党督查", "商定提案的拟承办单位"),
        ("林政协", "交办（党委、政府、政协联席会议）"),
        ("消经办", "请拟写答复"),
    ):
        home = signed_in(Person.objects.get(name=name)).get("/").content.decode()
        assert asked in home and "（演示）" in home, name
    handled = rows.get(state="handling")
    assert handled.is_key and handled.children.filter(kind="assignment").count() == 2
    key_leaders = {(each.kind, each.name) for each in KeyLeader.objects.filter(proposal__matter=handled)}
    assert key_leaders == {("supervise", "陈副主席"), ("head", "钱市长")}
    assert [fault for row in everything for fault in verify_matter(row)] == []
    tips = Matter.objects.filter(kind="proposal_tip").values_list("state", "number")
    assert sorted(tips) == [
        ("merged", ""),
        ("offered", ""),
        ("offered", ""),
        ("passed_on", ""),
        ("received", ""),
    ]
    page = signed_in(Person.objects.get(name="丁委员")).get("/proposals/tips/").content.decode()
    for word in ("征集下一次全体会议提案线索（演示）", "增设社区老年助餐点（演示）", "已形成提案"):
        assert word in page, word
    assert "惠民小区" not in page and "居民甲" not in page
    # The party files for the session to come; its draft the league alone sees.
    party = Proposal.objects.get(proposer_kind="party")
    assert (party.timing, party.plenary_session.number) == ("session", 7)
    league = signed_in(Person.objects.get(name="团联络"))
    assert "作为十二届七次会议大会提案" in league.get("/").content.decode()
    assert "青年就业见习基地" in league.get("/matters/").content.decode()
    assert (
        "青年就业见习基地"
        not in signed_in(Person.objects.get(name="民联络")).get("/matters/").content.decode()
    )


def check_session(rows: QuerySet[Matter]) -> None:
    """A whole plenary session: one sitting each for all of it, every kind of end, everything sorted and marked."""
    going = {"handling": 10, "tracking": 2, "evaluating": 2, "evaluated": 1, "concluded": 1}
    ends = {**going, "merged": 2, "not_docketed": 1, "converted": 1, "withdrawn": 1, "second_exam": 1}
    assert Counter(rows.values_list("state", flat=True)) == {**ends, "submitted": 1}
    assert all(title.endswith("（演示）") for title in rows.values_list("title", flat=True))
    examined = rows.exclude(state__in=("submitted", "withdrawn"))
    assert not examined.filter(proposal__proposal_class__isnull=True).exists()
    handed = rows.filter(state__in=going)
    assert sorted(handed.values_list("number", flat=True)) == [f"2026{n:04d}" for n in range(1, 17)]
    assert handed.filter(is_key=True).count() == 3
    for place in ("decided_at", "hand_over__studied_at", "hand_over__handed_over_at"):
        assert len(set(handed.values_list(f"proposal__{place}", flat=True))) == 1, place
    children = Matter.objects.filter(parent__in=handed, kind="assignment")
    noticed = (
        Document.objects.filter(matter__in=children, kind="assignment_notice").values("matter").distinct()
    )
    assert noticed.count() == children.count()
    assert {"confirmed", "open"} == set(
        Contact.objects.filter(matter__in=children).values_list("confirmation", flat=True)
    )
    authors = MatterParty.objects.filter(matter__in=rows, role="author").values("person")
    sectors = Member.objects.filter(person__in=authors).values_list("sector__name", flat=True)
    assert len(set(sectors)) >= 6
