"""The text after it was handed in: corrected by an examiner, revised by its author, every version readable."""

from io import StringIO

import pytest
from django.core.management import call_command

from conftest import SignIn
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, TEXT, TITLE, filed, write
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.proposals.models import CoSignature, TextVersion
from huiyin.proposals.rules.text_changes import Suggestion, Text, changes_between

REASON = "案由与内容一致"


def shown(client: object, address: str) -> str:
    answer = client.get(address)  # type: ignore[attr-defined]
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_changes_are_told_by_field_and_by_suggestion() -> None:
    old = Text(
        "案由甲",
        "情况一二三四五",
        "分析",
        (Suggestion(1, "甲建议"), Suggestion(2, "乙建议"), Suggestion(3, "丙")),
    )
    new = Text(
        "案由甲",
        "情况一二九四五",
        "分析",
        (Suggestion(2, "乙建议"), Suggestion(1, "甲的建议"), Suggestion(9, "丁")),
    )
    found = {each.label: each for each in changes_between(old, new)}
    assert list(found) == [
        "情况",
        "建议第1条（原第2条，内容未改）",
        "建议第2条（原第1条）",
        "建议第3条（新增）",
        "原建议第3条（删去）",
    ]
    situation = found["情况"]
    assert [(each.text, each.marked) for each in situation.after] == [
        ("情况一二", False),
        ("九", True),
        ("四五", False),
    ]
    assert "".join(each.text for each in situation.before) == old.situation
    assert found["建议第3条（新增）"].before == () and found["原建议第3条（删去）"].after == ()
    assert changes_between(old, old) == []


def test_correction_stands_beside_the_original_and_the_author_is_told(
    office: Cast, third: str, signed_in: SignIn
) -> None:
    filing = write(office, proposer_kind="joint")
    filing.act("白委员", "invite", {"members": [office["马委员"].pk]})
    filing.act("马委员", "agree")
    filing.act("白委员", "submit")
    points = list(filing.matter.points.order_by("order"))
    as_is = {**TEXT, "suggestions": [{"point": each.pk, "text": each.text} for each in points]}
    corrected = {**as_is, "title": "关于推动城区停车资源共享的提案", "reason": REASON}
    corrected["suggestions"] = [
        {"point": points[1].pk, "text": "建设统一的停车信息平台。"},
        as_is["suggestions"][0],
    ]
    with pytest.raises(ActRefused):
        filing.act(FIRST, "correct", corrected)  # not accepted yet: still the author's to take back
    filing.act(FIRST, "accept")
    for given, said in (
        ({**as_is, "reason": REASON}, "文字没有变化"),
        ({**corrected, "reason": ""}, "修正理由"),
        ({**corrected, "situation": ""}, "不能删空"),
        ({**corrected, "suggestions": []}, "至少保留一条"),
        ({**corrected, "title": "长" * 61}, "最多60字"),
    ):
        with pytest.raises(FormRefused, match=said):
            filing.act(FIRST, "correct", given)
    with pytest.raises(NotYours):
        filing.act("白委员", "correct", corrected)
    matter = filing.act(FIRST, "correct", corrected)
    assert (matter.state, matter.title) == ("first_exam", corrected["title"])
    assert [each.pk for each in matter.points.order_by("order")] == [points[1].pk, points[0].pk]
    assert CoSignature.objects.get().state == "agreed"
    assert [each.title for each in TextVersion.objects.all()] == [TITLE, corrected["title"]]
    deliver(filing.at)
    for name in ("白委员", "马委员"):
        told = " ".join(Message.objects.filter(person=office[name]).values_list("text", flat=True))
        assert REASON in told and "案由" in told and "建议第1条（原第2条）" in told, name
        page = shown(signed_in(office[name]), f"/matters/{matter.pk}/")
        for word in (
            REASON,
            "审查修正的文字",
            "加强",
            "公共停车管理",
            "<del>",
            "<ins>",
            "proposals/proposals.css",
        ):
            assert word in page, (name, word)
        assert FIRST not in page
    # Once docketed and open to every member, the original is read beside the correction there too.
    filing.act(FIRST, "examine_first", {"advice": "docket"})
    filing.act(SECOND, "examine_second", {"advice": "docket"})
    filing.act(OFFICE, "docket", filing.cite())
    page = shown(signed_in(office[third]), f"/matters/{matter.pk}/")
    assert "审查修正的文字" in page and "<del>公共</del>" in page and REASON in page
    assert "白委员" not in page and FIRST not in page
    with pytest.raises(ActRefused):
        filing.act(FIRST, "correct", corrected)
    call_command("verify", stdout=StringIO())


def test_marked_passages_lie_beside_the_revision_and_both_texts_beside_each_other(
    office: Cast, signed_in: SignIn
) -> None:
    filing = filed(office)
    filing.act(FIRST, "accept")
    marks = [
        {"passage": "夜间占道停车较多", "remark": "请补充数据"},
        {"passage": "建设停车信息平台", "remark": "请写明由谁建设"},
    ]
    filing.act(FIRST, "return_for_revision", {"to_author": "请写明数据来源。", "marks": marks})
    author = signed_in(office["白委员"])
    address = f"/matters/{filing.matter.pk}/edits/text/"
    page = shown(author, address)
    for word in ("请写明数据来源。", "夜间占道停车较多", "请补充数据", "请写明由谁建设"):
        assert word in page, word
    field = page.partition('id="id_situation_helptext"')[2].partition("</p>")[0]
    assert "请修改“夜间占道停车较多”：请补充数据" in field
    # Refused for want of a title, the page still has the marks and every typed character.
    refused = author.post(address, {"title": "", "situation": "夜间占道约三百辆。", "analysis": "分析。"})
    assert refused.status_code == 422
    assert "请写明由谁建设" in refused.content.decode() and "夜间占道约三百辆。" in refused.content.decode()
    points = list(filing.matter.points.order_by("order"))
    revised = [{"point": points[0].pk, "text": points[0].text}, {"text": "由市城管局建设停车信息平台。"}]
    filing.edit("白委员", "text", {**TEXT, "situation": "夜间占道约三百辆。", "suggestions": revised})
    filing.act("白委员", "resubmit")
    filing.act(FIRST, "accept")
    examiner = signed_in(office[SECOND])
    for place in (f"/matters/{filing.matter.pk}/", f"/matters/{filing.matter.pk}/moves/examine_first/"):
        part = shown(examiner, place).partition('id="versions"')[2]
        for word in (
            "第2次提交",
            "情况",
            "建议第2条（新增）",
            "原建议第2条（删去）",
            "约三百辆",
            "夜间占道停车较多",
        ):
            assert word in part, (place, word)
        assert "第1稿全文（提案人" in part and "第2稿全文（提案人" in part
    # Handed in unchanged, or taken back before anybody accepted it, is no version to be read.
    assert [each.turn for each in TextVersion.objects.all()] == [1, 2]
    call_command("verify", stdout=StringIO())


def test_text_taken_back_before_acceptance_is_not_kept(office: Cast) -> None:
    filing = filed(office)
    filing.act("白委员", "take_back")
    assert not TextVersion.objects.exists()
    filing.edit("白委员", "text", {**TEXT, "situation": "改过的情况。"})
    filing.act("白委员", "submit")
    version = TextVersion.objects.get()
    assert (version.number, version.situation) == (1, "改过的情况。")
    call_command("verify", stdout=StringIO())
