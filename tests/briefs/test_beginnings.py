"""Briefs that begin elsewhere: of a refused proposal, of an outcome in the form 政协信息; each once."""

import pytest

from conftest import SignIn
from factories.briefs import OFFICE
from factories.outcomes import draft_outcome
from factories.people import Cast
from factories.proposals import FIRST, add_examiners
from huiyin.briefs.models import Brief, BriefIssue
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter
from proposals.test_converting import refused


def test_refused_proposal_goes_on_as_a_brief_once(shizuishan: Cast, signed_in: SignIn) -> None:
    add_examiners(shizuishan)
    filing = refused(shizuishan, "brief")
    filing.act(FIRST, "convert")
    brief = Brief.objects.get()
    assert (brief.source_kind, brief.matter.state, brief.matter.parent) == (
        "proposal",
        "submitted",
        filing.matter,
    )
    assert brief.matter.parties.get(role="author").person == shizuishan["白委员"]
    assert brief.disclosure == "undisclosed", "whoever was not asked did not agree to be named"
    assert [each.text for each in brief.matter.points.order_by("order")] == [
        each.text for each in filing.matter.points.order_by("order")
    ]
    with pytest.raises(ActRefused, match="已转办"):
        filing.act(FIRST, "convert")
    author, office = signed_in(shizuishan["白委员"]), signed_in(shizuishan[OFFICE])
    assert str(brief.matter.pk) in author.get(f"/matters/{filing.matter.pk}/").content.decode()
    own = author.get(f"/matters/{brief.matter.pk}/").content.decode()
    assert "已经提交，正在筛选" in own and "撤回修改</a>" not in own
    assert str(filing.matter.pk) in office.get(f"/matters/{brief.matter.pk}/").content.decode()


def test_outcome_in_the_form_of_information_is_submitted_as_one_brief(shizuishan: Cast) -> None:
    loop = draft_outcome(shizuishan, form="opinion_info")
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")
    brief = Brief.objects.get()
    assert (brief.source_kind, brief.matter.state, brief.matter.parent) == ("outcome", "issued", loop.matter)
    issue = BriefIssue.objects.get()
    assert (issue.sequence, issue.addressees, brief.matter.number) == (1, "市政府办公室", "2026年第1期")
    loop.act(OFFICE, "submit_further", {"addressees": [shizuishan.body("市委办公室").pk]})
    assert (
        Brief.objects.count()
        == BriefIssue.objects.count()
        == Matter.objects.filter(kind="brief").count()
        == 1
    )
