"""The office sets the days of filing for a session, and keeps its own reasons for not docketing."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.changing import changed, previewed, said
from factories.consultations import MONDAY
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, TITLE, filed, write
from huiyin.people.models import PlenarySession, SettingChange
from huiyin.procedure.errors import FormRefused
from huiyin.proposals.models import FilingWindow, Proposal, RefusalReason
from huiyin.proposals.selectors.filing_windows import session_on, window_words

WINDOWS, REASONS = "/settings/filing-windows/", "/settings/refusal-reasons/"


@pytest.fixture
def clerk(office: Cast, signed_in: SignIn) -> Client:
    return signed_in(office[OFFICE])


@pytest.fixture
def coming(office: Cast) -> PlenarySession:
    """The next session: it opens ten days after the day of the tests."""
    opens = MONDAY.date() + timedelta(days=10)
    return PlenarySession.objects.create(
        committee=office.committee, term=office.term, number=5, opens_on=opens,
        closes_on=opens + timedelta(days=3),
    )  # fmt: skip


def test_days_of_filing_are_set_for_a_session_and_what_was_filed_stays(
    clerk: Client, office: Cast, coming: PlenarySession
) -> None:
    day = MONDAY.date()
    before = filed(office, title=f"{TITLE}（早）")
    assert session_on(office.committee, day) == (office.plenary_session, False)
    assert "（按会期）" in said(clerk.get(WINDOWS))
    first, last = day - timedelta(days=80), day + timedelta(days=8)
    typed = {"first_day": first, "last_day": last}
    # The cut-off lies before the opening here: then it is another session's, or a slip.
    assert "截止日期早于开幕日期" in said(previewed(clerk, "filing-window", coming.pk, **typed))
    typed["last_day"] = last = coming.opens_on + timedelta(days=1)
    page = said(previewed(clerk, "filing-window", coming.pk, **typed))
    assert "已经提交的提案，提交日期、大会提案或者平时提案的归类保持提交时的样子" in page
    changed(clerk, "filing-window", coming.pk, **typed, reason="大会筹备方案（演示）")
    line = SettingChange.objects.get(page="filing-windows")
    assert (line.what, line.person_name) == (str(coming), OFFICE) and "（会期）" in line.before
    # The first day and the last day belong to the session, the days beside them do not.
    for each, sits in (
        (first, True),
        (last, True),
        (first - timedelta(1), False),
        (last + timedelta(1), False),
    ):
        assert session_on(office.committee, each)[1] is sits, each
    after = filed(office)
    rows = {each.matter.title: each for each in Proposal.objects.all()}
    assert rows[TITLE].timing == "session" and rows[TITLE].plenary_session == coming
    early = rows[before.matter.title]
    assert early.timing == "intersession" and early.plenary_session == office.plenary_session
    assert "已作为这次会议大会提案提交的1件，不改动" in said(
        previewed(clerk, "filing-window", coming.pk, first_day=day, last_day=last)
    )
    changed(clerk, "filing-window", coming.pk, first_day=coming.opens_on, last_day=last)
    after.docket()
    assert after.matter.number == "20260001"
    assert Proposal.objects.get(matter=after.matter).timing == "session"
    # Paper counts by the day it came in.
    paper = {"received_on": coming.opens_on.isoformat(), "first_member": office["白委员"].pk}
    late = write(office, OFFICE, at=MONDAY + timedelta(days=30), proposer_kind="individual", **paper)
    assert "按收到日期，作为十一届五次会议大会提案" in said(clerk.get(f"/matters/{late.matter.pk}/"))
    changed(clerk, "filing-window-clear", coming.pk)
    assert not FilingWindow.objects.exists()
    assert session_on(office.committee, coming.closes_on)[1] and SettingChange.objects.count() == 3


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (20, 10, "截止日期早于起始日期"),
        (11, 13, "起始日期晚于开幕日期"),
        (-400, 12, "超过一年"),
        (-420, -410, "截止日期早于开幕日期"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(
    clerk: Client, coming: PlenarySession, first: int, last: int, says: str
) -> None:
    typed = {
        "first_day": MONDAY.date() + timedelta(days=first),
        "last_day": MONDAY.date() + timedelta(days=last),
    }
    assert says in said(previewed(clerk, "filing-window", coming.pk, **typed))


def test_two_sessions_share_no_day_and_other_committees_none(
    clerk: Client, office: Cast, coming: PlenarySession, zhongwei: Cast, signed_in: SignIn
) -> None:
    opens = coming.opens_on
    earlier = office.plenary_session
    typed = {"first_day": opens - timedelta(days=90), "last_day": opens}
    changed(clerk, "filing-window", coming.pk, **typed)
    assert "与现在的设定相同" in said(previewed(clerk, "filing-window", coming.pk, **typed))
    PlenarySession.objects.filter(pk=earlier.pk).update(opens_on=opens - timedelta(days=300), closes_on=None)
    early = {"first_day": opens - timedelta(days=300), "last_day": opens - timedelta(days=60)}
    assert "同一天提交的只能归一次会议" in said(previewed(clerk, "filing-window", earlier.pk, **early))
    assert previewed(clerk, "filing-window", zhongwei.plenary_session.pk, **typed).status_code == 404
    assert signed_in(office["运维员"]).get(WINDOWS).status_code == 200
    assert previewed(signed_in(office["运维员"]), "filing-window", coming.pk, **typed).status_code == 403
    assert signed_in(office["周经委"]).get(WINDOWS).status_code == 403


def test_home_and_form_say_which_days_count(office: Cast, signed_in: SignIn) -> None:
    day, committee = timezone.localdate(), office.committee
    member = signed_in(office["白委员"])
    assert "现在提交的，作为平时提案。" in said(member.get("/"))
    soon = day + timedelta(days=30)
    session = PlenarySession.objects.create(committee=committee, term=office.term, number=5, opens_on=soon)
    assert f"{soon:%Y年%-m月%-d日}提交的，作为十一届五次会议大会提案" in said(member.get("/"))
    FilingWindow.objects.create(
        committee=committee, plenary_session=session, first_day=day, last_day=soon + timedelta(days=2)
    )
    open_now = f"作为十一届五次会议大会提案，截止到{soon + timedelta(days=2):%Y年%-m月%-d日}"
    assert open_now in said(member.get("/"))
    assert open_now in said(member.get(f"/begin/proposal/?committee={committee.code}"))
    assert "提案征集" not in said(signed_in(office["城经办"]).get("/"))
    assert window_words(committee, date(2020, 1, 1)).startswith("现在提交的，作为平时提案；2025年1月")


def test_reasons_are_kept_by_the_office_and_old_decisions_keep_their_words(
    clerk: Client, office: Cast, signed_in: SignIn
) -> None:
    assert "内容空泛，没有具体建议" in said(clerk.get(REASONS)) and not RefusalReason.objects.exists()
    changed(
        clerk, "refusal-reason-add", label="已有提案正在办理", order=1, disposal="letter", reason="本会细则"
    )
    rows = RefusalReason.objects.filter(committee=office.committee).order_by("order")
    assert [each.label for each in rows][:2] == ["已有提案正在办理", "涉及国家秘密"] and rows.count() == 12
    new = rows[0]
    # Where its content usually goes need not be said again.
    filing = filed(office)
    filing.act(FIRST, "accept")
    advice = {"advice": "not_docket", "refusal": new.pk}
    filing.act(FIRST, "examine_first", advice)
    secret = rows.get(code="state_secret")
    with pytest.raises(FormRefused, match="请选择去向"):
        filing.act(SECOND, "examine_second", {**advice, "refusal": secret.pk})
    filing.act(SECOND, "examine_second", advice)
    told = {**filing.cite("not_adopted"), "refusal": new.pk, "text": "请关注该提案的办理。"}
    filing.act(OFFICE, "not_docket", told)
    assert Proposal.objects.get().disposal == "letter"
    again = previewed(clerk, "refusal-reason-change", new.code, label="重复提出", order=3, disposal="")
    assert "已以此理由不予立案的1件，审查意见中提到的1件" in said(again)
    changed(clerk, "refusal-reason-change", new.code, label="重复提出", order=3, disposal="")
    assert [each.label for each in rows.all()][2] == "重复提出"
    changed(clerk, "refusal-reason-retire", new.code, reason="不再使用")
    page = said(signed_in(office["白委员"]).get(f"/matters/{filing.matter.pk}/"))
    assert "已有提案正在办理" in page and "重复提出" not in page
    other = filed(office)
    other.act(FIRST, "accept")
    with pytest.raises(FormRefused, match="不予立案的理由"):
        other.act(FIRST, "examine_first", advice)
    page = signed_in(office[FIRST]).get(f"/matters/{other.matter.pk}/moves/examine_first/")
    assert ">重复提出</option>" not in page.content.decode()
    assert "已停用" in said(clerk.get(REASONS))
    changed(clerk, "refusal-reason-restore", new.code)
    assert RefusalReason.objects.get(code=new.code).order == 12
    assert SettingChange.objects.filter(page="refusal-reasons").count() == 4


def test_changes_of_reasons_that_make_no_sense_are_refused(
    clerk: Client, office: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    same = {"label": "指名举报", "order": 9, "disposal": ""}
    assert "与现在的设定相同" in said(previewed(clerk, "refusal-reason-change", "named_accusation", **same))
    assert "已有同样的理由" in said(previewed(clerk, "refusal-reason-add", **same))
    assert "正在使用" in said(previewed(clerk, "refusal-reason-restore", "named_accusation"))
    assert previewed(clerk, "refusal-reason-retire", "nothing-known").status_code == 404
    examiner = signed_in(office[FIRST])
    assert examiner.get(REASONS).status_code == 403
    assert previewed(examiner, "refusal-reason-add", **same).status_code == 403
    changed(clerk, "refusal-reason-retire", "named_accusation")
    assert "已经停用" in said(previewed(clerk, "refusal-reason-retire", "named_accusation"))
    assert "请先恢复使用" in said(previewed(clerk, "refusal-reason-change", "named_accusation", **same))
    left = RefusalReason.objects.filter(committee=office.committee, in_use=True)
    left.exclude(code="state_secret").update(in_use=False)
    assert "至少要保留一条" in said(previewed(clerk, "refusal-reason-retire", "state_secret"))
    # Another committee goes on with its own.
    assert "指名举报" in said(signed_in(zhongwei["卫政协"]).get(REASONS))
    assert not RefusalReason.objects.filter(committee=zhongwei.committee).exists()
