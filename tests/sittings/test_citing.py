"""A move that a body decides cites its sitting: what is asked, what is offered, what stays on record."""

from datetime import timedelta

import pytest

from conftest import SignIn
from factories.consultations import MONDAY
from factories.outcomes import QUALITY, Loop, draft_outcome
from factories.people import Cast
from factories.sittings import NAME, decide, decided, hold, plan
from huiyin.outcomes.models import Outcome
from huiyin.procedure.choices import choices
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.sittings.models import AgendaItem
from sittings.motions import new_motion

BODIES = "主席会议、常务委员会会议、全体会议"


def recommendation(cast: Cast) -> Loop:
    """A 建议案 that was examined and waits for the sitting."""
    loop = draft_outcome(cast, form="recommendation")
    loop.act("周经委", "submit_draft")
    loop.edit("林政协", "quality", QUALITY)
    return loop


def item_of(loop: Loop) -> AgendaItem:
    """The latest item about the outcome."""
    return AgendaItem.objects.filter(matter=loop.matter).latest("pk")


def refusal(loop: Loop, who: str = "林政协") -> tuple[str, str, str]:
    """Code, sentence and link of the one thing that is missing."""
    with pytest.raises(ActRefused) as refused:
        loop.act(who, "adopt", {})
    (only,) = refused.value.refusals
    return only.code, only.text, only.link


def test_recommendation_paper_is_adopted_by_citing_the_decision(shizuishan: Cast, signed_in: SignIn) -> None:
    loop = recommendation(shizuishan)
    sitting = decided(shizuishan, [loop.matter, "其他"], ("adopted_amended", "第二条再作斟酌。"), "heard")
    item = item_of(loop)
    formed = loop.act("林政协", "adopt", {"decision": item.pk})
    assert formed.state == "formed"
    outcome = Outcome.objects.get(matter=formed)
    assert (outcome.adopted_sitting, outcome.adopted_at) == ("chairpersons", NAME)
    assert outcome.adopted_on == MONDAY.date()

    cited = f"{NAME}（2026年3月2日）修改后通过"
    step = formed.steps.get(move="adopt")
    assert step.data["decision"] == {"id": str(item.pk), "text": cited}
    page = signed_in(shizuishan["林政协"]).get(f"/matters/{formed.pk}/").content.decode()
    assert f"依据：{cited}" in page and f"{NAME}（2026年3月2日）" in page

    # The words of that day stay, whatever the sitting is called later.
    sitting.title = "改名的会议"
    sitting.save()
    page = signed_in(shizuishan["林政协"]).get(f"/matters/{formed.pk}/").content.decode()
    assert f"依据：{cited}" in page


def test_without_a_decision_the_refusal_leads_to_a_new_sitting_with_the_matter(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    loop = recommendation(shizuishan)
    code, text, link = refusal(loop)
    assert code == "not_decided"
    assert text == f"还没有{BODIES}“通过或修改后通过”的决定：请先列入会议议程，会后登记决定。"
    assert link == f"/begin/sitting/?committee=shizuishan&origin={loop.matter.pk}"
    page = signed_in(shizuishan["林政协"]).get(link).content.decode()
    assert f'<option value="{loop.matter.pk}" selected>' in page
    home = signed_in(shizuishan["林政协"]).get(f"/matters/{loop.matter.pk}/").content.decode()
    assert "origin=" in home and text in home


def test_on_an_agenda_already_the_refusal_leads_to_that_sitting(shizuishan: Cast) -> None:
    loop = recommendation(shizuishan)
    sitting = plan(shizuishan, loop.matter)
    assert refusal(loop)[2] == f"/matters/{sitting.pk}/"


@pytest.mark.parametrize(
    ("kind", "body", "decision", "code"),
    [
        ("chairpersons", "", "deferred", "decided_otherwise"),
        ("standing_committee", "", "not_adopted", "decided_otherwise"),
        ("party_group", "", "adopted", "not_decided"),
        ("special_committee", "经济委员会", "adopted", "not_decided"),
    ],
)
def test_another_decision_or_another_body_does_not_do(
    shizuishan: Cast, kind: str, body: str, decision: str, code: str
) -> None:
    loop = recommendation(shizuishan)
    decided_at = decided(shizuishan, [loop.matter], decision, kind=kind, body=body)
    found, text, link = refusal(loop)
    assert found == code
    assert link.startswith("/begin/sitting/")
    if code == "decided_otherwise":
        assert f"{BODIES}最近的决定是" in text and "不是“通过或修改后通过”" in text
    assert decided_at.title not in text


def test_form_offers_only_what_the_move_asks_for(shizuishan: Cast) -> None:
    loop = recommendation(shizuishan)
    decided(shizuishan, [loop.matter], "adopted", kind="party_group", title="党组会议")
    by_party_group = item_of(loop)
    decided(shizuishan, [loop.matter], "deferred", title="第19次主席会议")
    deferred = item_of(loop)
    decided(shizuishan, [loop.matter, "别的议题"], "adopted", "adopted")
    right = item_of(loop)
    plain = AgendaItem.objects.get(text="别的议题")
    for wrong in (by_party_group, deferred, plain):
        with pytest.raises(FormRefused, match="会议决定"):
            loop.act("林政协", "adopt", {"decision": wrong.pk})
    with pytest.raises(FormRefused, match="会议决定：请选择"):
        loop.act("林政协", "adopt", {})
    assert loop.act("林政协", "adopt", {"decision": right.pk}).state == "formed"


def test_decision_not_yet_registered_cannot_be_cited(shizuishan: Cast) -> None:
    loop = recommendation(shizuishan)
    sitting = hold(shizuishan, plan(shizuishan, loop.matter))
    assert refusal(loop)[0] == "not_decided"
    decide(shizuishan, sitting, "adopted")
    assert loop.act("林政协", "adopt", {"decision": item_of(loop).pk}).state == "formed"


def test_sitting_before_the_consultation_cannot_have_adopted_it(shizuishan: Cast) -> None:
    loop = recommendation(shizuishan)
    sitting = hold(shizuishan, plan(shizuishan, loop.matter), held_on="2026-02-27")
    decide(shizuishan, sitting, "adopted")
    with pytest.raises(FormRefused, match="早于协商日期"):
        loop.act("林政协", "adopt", {"decision": item_of(loop).pk})


def test_decision_about_another_matter_does_not_do(shizuishan: Cast) -> None:
    loop, other = recommendation(shizuishan), recommendation(shizuishan)
    decided(shizuishan, [other.matter], "adopted")
    assert refusal(loop)[0] == "not_decided"
    decided(shizuishan, [loop.matter], "adopted", title="第21次主席会议")
    with pytest.raises(FormRefused):
        loop.act("林政协", "adopt", {"decision": item_of(other).pk})


def test_any_kind_of_matter_may_cite_any_sitting(shizuishan: Cast, motions: None) -> None:
    motion, at = new_motion(shizuishan), MONDAY + timedelta(days=1)
    with pytest.raises(ActRefused) as refused:
        take(motion, "decide", actor=shizuishan["周经委"], at=at)
    (only,) = refused.value.refusals
    assert only.text == "还没有有关会议的决定：请先列入会议议程，会后登记决定。"
    assert "/begin/sitting/" in only.link, "the clerk of a special committee plans its own sittings"
    decided(shizuishan, [motion], "not_adopted", kind="plenary")
    item = AgendaItem.objects.get(matter=motion)
    done = take(motion, "decide", actor=shizuishan["周经委"], at=at, data={"decision": item.pk})
    assert done.step.data["decision"]["text"].endswith("不通过")


def test_who_cannot_plan_a_sitting_is_not_sent_to_one(shizuishan: Cast, motions: None) -> None:
    motion = new_motion(shizuishan)
    found = {each.code: each for each in choices(motion, shizuishan["白委员"], MONDAY)}
    assert [each.link for each in found["decide"].unmet] == [""]
