"""主席会议 takes up three matters at once; its decisions carry the 建议案 on, and all find them where they look."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from conftest import SignIn
from factories.consultations import record_consultation
from factories.outcomes import QUALITY, draft_outcome
from factories.people import Cast
from factories.sittings import NAME, decide, hold, plan, recorded
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused
from huiyin.sittings.models import AgendaItem


def test_sitting_decides_many_matters_and_the_recommendation_paper_goes_on(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    loop = draft_outcome(shizuishan, form="recommendation", weight="overall", sensitivity="open")
    loop.act("周经委", "submit_draft")
    loop.edit("林政协", "quality", QUALITY)
    with pytest.raises(ActRefused) as refused:
        loop.act("林政协", "adopt", {})
    assert refused.value.refusals[0].link.endswith(f"origin={loop.matter.pk}")
    other = record_consultation(shizuishan, title="文化振兴引领乡村振兴")

    # Planned, held and decided: three items in one form.
    sitting = plan(shizuishan, loop.matter, other, "听取委员履职情况", at=loop.at)
    sitting = hold(shizuishan, sitting, at=loop.at + timedelta(hours=1), present="江主席、陈副主席、何秘书长")
    decisions = (("adopted_amended", "第二条增加补贴标准。"), ("deferred", "补充调研后再议。"), "heard")
    decide(shizuishan, sitting, *decisions, at=loop.at + timedelta(hours=2))

    # The move that the sitting decided cites it; the other one, put off, waits for the next sitting.
    loop.at += timedelta(hours=3)
    item = AgendaItem.objects.get(matter=loop.matter)
    assert loop.act("林政协", "adopt", {"decision": item.pk}).state == "formed"
    sitting = recorded(shizuishan, sitting, at=loop.at)
    take(sitting, "close", actor=shizuishan["林政协"], at=loop.at)
    plan(shizuishan, other, title="市政协十一届第21次主席会议", at=loop.at)

    # Everybody finds it where they look.
    def page(name: str, matter: object) -> str:
        return signed_in(shizuishan[name]).get(f"/matters/{matter}/").content.decode()

    outcome = page("江主席", loop.matter.pk)
    assert f"依据：{NAME}（2026年3月2日）修改后通过" in outcome and "第二条增加补贴标准。" in outcome
    minutes = page("江主席", sitting.pk)
    assert "会议决定：缓议。补充调研后再议。" in minutes and sitting.number in minutes
    waiting = page("林政协", other.pk)
    assert "补充调研后再议。" in waiting and "已列入议程，尚未决定。" in waiting

    loop.make_document()
    assert loop.submit("市政府办公室").state == "submitted"
    call_command("verify", stdout=StringIO())
