"""Who gave an opinion that went into no recommendation is told that it is kept, and why."""

from conftest import SignIn
from factories.consultations import record_consultation
from factories.outcomes import draft_outcome
from factories.people import Cast
from huiyin.outcomes.forms.feedback import TellForm
from huiyin.outcomes.selectors import journeys_of, outcome_of, untold_opinions
from huiyin.procedure.act import Act
from huiyin.procedure.library import newest
from outcomes.test_refusals import fed_back

OPINIONS = (
    ("马委员", "园林绿化废弃物可以送往垃圾焚烧发电厂。", False),
    ("群众代表", "建议对收运企业给予补贴。", True),
    ("白委员", "建议开展宣传。", False),
)


def test_kept_opinions_are_told_with_a_reason(shizuishan: Cast, signed_in: SignIn) -> None:
    loop = fed_back(shizuishan, activity=record_consultation(shizuishan, opinions=OPINIONS), taken_up=1)
    act = Act(
        procedure=newest("outcome"), matter=loop.matter, committee=shizuishan.committee, at=loop.at,
        move="tell_givers", actor=shizuishan["林政协"],
    )  # fmt: skip
    rows = TellForm.initial_from(act)["echoes"]
    texts = {row["opinion"].giver.name: row["text"] for row in rows}
    assert "已写入" in texts["马委员"]
    assert "作为保留意见随协商记录存档。理由：协商中未就此形成共识。" in texts["群众代表"]
    assert "供今后工作参考。理由：" in texts["白委员"]
    page = signed_in(shizuishan["林政协"]).get(f"/matters/{loop.matter.pk}/").content.decode()
    assert "还有 3 条意见的提出人没有告知" in page and "供参考</span>" in page

    loop.act("林政协", "tell_givers", {"echoes": rows})

    assert untold_opinions(outcome_of(loop.matter), loop.matter.round) == []
    (mine,) = journeys_of(shizuishan["白委员"], loop.at.date())
    assert (mine.outcome, [echo.text for echo in mine.echoes]) == (None, [texts["白委员"]])
    page = signed_in(shizuishan["白委员"]).get("/whereabouts/").content.decode()
    assert "供今后工作参考" in page


def test_opinion_that_went_into_another_outcome_is_answered_there(shizuishan: Cast) -> None:
    activity = record_consultation(shizuishan, opinions=OPINIONS)
    loop = fed_back(shizuishan, activity=activity, taken_up=1)
    second = draft_outcome(shizuishan, activity=activity, units=("市城市管理局",))

    untold = untold_opinions(outcome_of(loop.matter), loop.matter.round)

    assert [each.giver.name for each in untold] == ["马委员", "群众代表"]
    second.act("周经委", "withdraw", {"reason": "不再形成。"})
    untold = untold_opinions(outcome_of(loop.matter), loop.matter.round)
    assert [each.giver.name for each in untold] == ["马委员", "群众代表", "白委员"]
