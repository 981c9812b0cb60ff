"""表彰: nominated or drawn from the record, examined, scored, decided by a sitting, objected to, announced."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from factories.answering import PLANNED, TO_COME, evaluated, evaluating, on, replied
from factories.changing import said
from factories.handing_over import CITY, ROADS, docketed, handed_over
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, Filing
from factories.sittings import decided
from huiyin.handling.models import Commitment
from huiyin.handling.selectors.promises import promises_seen, unit_records
from huiyin.notices.models import QueuedNotice
from huiyin.procedure.begin import begin
from huiyin.procedure.choices import standing
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter
from huiyin.proposals.models import CommendationObjection, Nominee, NomineeScore
from huiyin.proposals.presets.commending import CRITERIA
from huiyin.proposals.selectors.commending import criteria_of_round, scores_of
from huiyin.proposals.selectors.merits import unit_merits
from huiyin.sittings.models import AgendaItem

ROWS = [{"about": about, "text": text, "weight": weight} for about, text, weight in CRITERIA]
MEASURES = {"resolved": True, "satisfied": True, "on_time": True, "met": True}
TWO = "关于改善老旧小区停车的提案"


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.account(name))
    return client


class Round:
    """One round under way."""

    def __init__(self, cast: Cast, at: datetime, **more: Any) -> None:
        self.cast, self.at = cast, at
        data = {"title": "2026年度评选", "of_year": 2026, "criteria": ROWS, **more}
        self.matter = begin(
            "commendation", committee=cast.committee, actor=cast[OFFICE], at=at, data=data
        ).matter

    def act(self, who: str, move: str, **data: Any) -> Matter:
        """Somebody makes a move."""
        self.at += timedelta(minutes=10)
        self.matter = take(self.matter, move, actor=self.cast[who], at=self.at, data=data).matter
        return self.matter

    def names(self, **how: Any) -> list[str]:
        """Nominees by name."""
        rows = Nominee.objects.filter(commendation__matter=self.matter, **how)
        return list(rows.order_by("pk").values_list("name", flat=True))

    def examine(self, *not_passed: str) -> Matter:
        """Everybody but these passes."""
        rows = [
            {"nominee": each.pk, "passed": "no", "remark": "材料不全"}
            if each.name in not_passed
            else {"nominee": each.pk, "passed": "yes", "remark": ""}
            for each in Nominee.objects.filter(commendation__matter=self.matter)
        ]
        return self.act(FIRST, "examine", nominees=rows)

    def decide(self, *names: str, **more: Any) -> Matter:
        """The chairpersons decided on the list."""
        decided(self.cast, [self.matter], "adopted", title="第30次主席会议", at=self.at)
        item = AgendaItem.objects.filter(matter=self.matter).latest("pk")
        keys = Nominee.objects.filter(commendation__matter=self.matter, name__in=names).values_list(
            "pk", flat=True
        )
        return self.act(OFFICE, "decide", decision=str(item.pk), nominees=list(keys), **more)


@pytest.fixture
def good(sided: Cast) -> Filing:
    """A proposal that was answered in time with A, its author met and satisfied."""
    filing = evaluating(sided)
    evaluated(filing, "白委员")
    return filing


def test_from_nominations_and_the_record_to_the_announced_list(sided: Cast, good: Filing) -> None:
    silent = replied(sided, [(CITY, "sole", ())], title=TWO, who="马委员")
    work = Round(sided, silent.at)
    with pytest.raises(ActRefused, match="还没有候选"):
        work.act(OFFICE, "examine")
    work.act(OFFICE, "draw_proposals", **MEASURES)
    assert work.names() == [good.matter.title], "silence is never counted as satisfied"
    drawn = Nominee.objects.get()
    assert drawn.drawn and drawn.ground == "答复类别为已经解决、提案人评价满意、全部按期办复、面商齐全"
    with pytest.raises(ActRefused, match="2026年没有符合这些条件、尚未列为候选的提案"):
        work.act(OFFICE, "draw_proposals", **MEASURES)
    work.act(SECOND, "nominate", numbers=silent.matter.number, units=[], ground="调研扎实")
    work.act(OFFICE, "draw_units", handled=1, on_time=100, satisfied=90)
    assert work.names(about="unit") == [ROADS]
    assert "承办提案1件次、按期办复率100%、满意率100%" in Nominee.objects.get(unit__name=ROADS).ground
    work.act("江主席", "nominate", numbers="", units=[sided.body(CITY).pk], ground="落实有力")

    work.examine(CITY)
    assert work.matter.state == "examined"
    scored(work, "江主席", 90)
    scored(work, "陈副主席", 70)
    assert next((each.nominee.name, each.total, each.scorers) for each in scores_of(work.matter)) == (
        good.matter.title,
        80.0,
        2,
    )
    with pytest.raises(ActRefused, match="还没有主席会议"):
        work.act(OFFICE, "decide")
    until = work.at.date() + timedelta(days=5)
    with pytest.raises(FormRefused):
        work.decide(CITY)  # did not pass
    work.decide(good.matter.title, silent.matter.title, ROADS, objections_until=until.isoformat())
    with pytest.raises(ActRefused, match="过后才能公布"):
        work.act(OFFICE, "announce")
    work.act("马委员", "object", nominee=Nominee.objects.get(unit__name=ROADS).pk, text="有一件超期")
    with pytest.raises(ActRefused, match="已经对这一项提出过异议"):
        work.act("马委员", "object", nominee=Nominee.objects.get(unit__name=ROADS).pk, text="再提")
    work.at += timedelta(days=6)
    with pytest.raises(ActRefused, match="异议期已经结束"):
        work.act("白委员", "object", nominee=Nominee.objects.get(unit__name=ROADS).pk, text="晚了")
    with pytest.raises(ActRefused, match="还有异议没有答复"):
        work.act(OFFICE, "announce")
    answer = {"objection": CommendationObjection.objects.get().pk, "upheld": "no", "answer": "经核无超期"}
    work.act(OFFICE, "answer", answers=[answer])
    work.act(OFFICE, "announce")
    assert work.matter.state == "announced"
    told = {each.text: each.persons for each in QueuedNotice.objects.filter(kind="commended")}
    assert told[f"您的提案《{good.matter.title}》评为2026年度优秀提案。"] == [sided["白委员"].pk]
    assert sided["交经办"].pk in told[f"{ROADS}评为2026年度提案工作先进承办单位。"]
    for name in ("白委员", "交经办", OFFICE):
        page = said(client_of(sided, name).get(f"/matters/{good.matter.pk}/"))
        assert "2026年度优秀提案" in page, name
        assert good.matter.title in said(client_of(sided, name).get("/proposals/honours/")), name


def scored(work: Round, who: str, points: int) -> None:
    """Somebody gives everybody the same."""
    criteria = criteria_of_round(work.matter)
    rows = [
        {"nominee": nominee.pk, "criterion": each.pk, "points": points}
        for nominee in Nominee.objects.filter(commendation__matter=work.matter, passed=True)
        for each in criteria
        if each.about == nominee.about
    ]
    work.act(who, "score", scores=rows)


def test_nobody_outside_reads_nominations_or_scores(sided: Cast, good: Filing) -> None:
    work = Round(sided, good.at)
    work.act(OFFICE, "draw_proposals", **MEASURES)
    for name in ("白委员", "马委员", "交经办", "府督查"):
        assert not standing(work.matter, sided[name], work.at).may_see, name
        assert work.matter.title not in said(client_of(sided, name).get("/proposals/honours/")), name
        with pytest.raises((NotYours, ActRefused)):
            work.act(name, "nominate", numbers=good.matter.number, units=[], ground="自荐")
    work.examine()
    scored(work, "江主席", 90)
    page = said(client_of(sided, "陈副主席").get(f"/matters/{work.matter.pk}/"))
    assert "90.0" in page and "2026年度评选" in page
    mine = client_of(sided, "江主席").get(f"/matters/{work.matter.pk}/moves/score/").content.decode()
    theirs = client_of(sided, "陈副主席").get(f"/matters/{work.matter.pk}/moves/score/").content.decode()
    assert 'value="90"' in mine and 'value="90"' not in theirs
    scored(work, "江主席", 60)
    assert set(NomineeScore.objects.values_list("points", flat=True)) == {60}, "changed, not added"
    # Without an objection period members read the list when it is announced, not before.
    work.decide(good.matter.title)
    assert not standing(work.matter, sided["马委员"], work.at).may_see
    assert "优秀提案" not in said(client_of(sided, "白委员").get(f"/matters/{good.matter.pk}/"))
    work.act(OFFICE, "announce")
    assert standing(work.matter, sided["马委员"], work.at).seen == {"summary", "commended", "clocks"}
    words = said(client_of(sided, "马委员").get(f"/matters/{work.matter.pk}/"))
    assert good.matter.title in words and "答复类别为已经解决" not in words


def test_one_proposal_is_never_counted_twice_in_a_round(sided: Cast, good: Filing) -> None:
    work = Round(sided, good.at)
    work.act(FIRST, "nominate", numbers=good.matter.number, units=[], ground="好")
    with pytest.raises(FormRefused, match="已经是本轮候选"):
        work.act(SECOND, "nominate", numbers=good.matter.number, units=[], ground="好")
    with pytest.raises(ActRefused, match="没有符合这些条件、尚未列为候选"):
        work.act(OFFICE, "draw_proposals", **MEASURES)
    row = Nominee.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    work.examine()
    work.decide(good.matter.title, objections_until=(work.at.date() + timedelta(days=5)).isoformat())
    work.act("马委员", "object", nominee=row.commendation.nominees.get().pk, text="内容与往年重复")
    work.act(OFFICE, "decide_again", reason="异议需要会议研究")
    assert work.names(commended=True) == [] and not standing(work.matter, sided["马委员"], work.at).may_see
    work.act(OFFICE, "collect_again", reason="补充提名")
    with pytest.raises(FormRefused):
        # Whom somebody objected to stays on record.
        work.act(OFFICE, "strike", nominees=[Nominee.objects.get().pk], reason="重复")
    work.act(FIRST, "nominate", numbers="", units=[sided.body(CITY).pk], ground="好")
    work.act(OFFICE, "strike", nominees=[Nominee.objects.get(about="unit").pk], reason="重复")
    assert work.names() == [good.matter.title]
    work.act(OFFICE, "abandon", reason="本年不评选")
    assert work.matter.state == "abandoned"


def test_bad_rounds_and_nominations_say_what_is_wrong(sided: Cast) -> None:
    filing = docketed(sided)
    with pytest.raises(FormRefused, match="优秀提案的权重合计应为100，现为99"):
        Round(sided, filing.at, criteria=[{**ROWS[0], "weight": 99}])
    with pytest.raises(FormRefused, match="同一标准写了两次"):
        Round(sided, filing.at, criteria=[{**ROWS[0], "weight": 50}] * 2)
    work = Round(sided, filing.at)
    for data, words in (
        ({"numbers": "无此号", "units": []}, "没有编号为无此号的立案提案"),
        ({"numbers": "", "units": []}, "请填写提案编号，或者选择承办单位"),
    ):
        with pytest.raises(FormRefused, match=words):
            work.act(OFFICE, "nominate", ground="好", **data)
    with pytest.raises(FormRefused, match="请至少勾选一个条件"):
        work.act(OFFICE, "draw_proposals")
    with pytest.raises(ActRefused, match="没有达到这些要求"):
        work.act(OFFICE, "draw_units", handled=5)
    with pytest.raises(ActRefused, match="没有符合这些条件"):
        work.act(OFFICE, "draw_proposals", on_time=True)
    # What is overdue is not on time; what is merely under way has no figures to be commended for.
    handed_over(sided, title=TWO, who="马委员")
    work.at = datetime.combine(date(2026, 12, 1), work.at.timetz())
    with pytest.raises(ActRefused, match="没有达到这些要求"):
        work.act(OFFICE, "draw_units", handled=1, on_time=100)


def test_a_promise_counts_for_a_unit_as_in_its_record_and_only_when_it_is_found_kept(sided: Cast) -> None:
    filing = evaluating(sided, code=TO_COME, promises=(PLANNED,))
    filing.at += timedelta(days=100)
    promise, day = Commitment.objects.get().matter, filing.at.date()
    on(filing, promise, "交经办", "report", {"evidence": "平台已经上线。", "delivered_on": day.isoformat()})

    def shares(of_day: date) -> tuple[int | None, str]:
        merit = next(each for each in unit_merits(sided.committee, 2026, of_day) if each.unit.name == ROADS)
        promises = promises_seen(sided[OFFICE], sided.committee, of_day, 2026)
        return merit.kept, unit_records(promises)[0].share

    assert shares(date(2026, 12, 31)) == (None, "—"), "reported, not checked yet"
    on(filing, promise, OFFICE, "back", {"reason": "平台打不开"})
    assert shares(date(2026, 12, 31)) == (None, "—"), "the last day is not over"
    assert shares(date(2027, 1, 1)) == (0, "0%")
    on(filing, promise, OFFICE, "declare_unmet", {"reason": "平台没有上线"})
    assert shares(day) == (0, "0%"), "what a unit claimed is not what was found"
    anew = {"by_when": "2027-06-30", "reason": "重新跟踪"}
    on(filing, promise, OFFICE, "reopen", anew)
    assert shares(date(2027, 7, 1)) == (0, "0%"), "a new day makes no broken promise of the year undone"


def test_more_than_one_page_of_criteria_is_scored_whole_or_not_at_all(
    sided: Cast, good: Filing, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Round(sided, good.at)
    work.act(OFFICE, "draw_proposals", **MEASURES)
    work.act(OFFICE, "draw_units", handled=1)
    work.examine()
    page = client_of(sided, "江主席").get(f"/matters/{work.matter.pk}/moves/score/").content.decode()
    assert all(text in page for _about, text, _weight in CRITERIA)
    monkeypatch.setattr("huiyin.proposals.forms.commending.MOST_SCORED", 6)
    with pytest.raises(FormRefused, match="逐项评分共7项，一次最多6项"):
        scored(work, "江主席", 90)
    assert not NomineeScore.objects.exists()
