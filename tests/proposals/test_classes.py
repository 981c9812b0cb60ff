"""Classes in two levels: kept by the office, chosen while examining, corrected until and after docketing."""

import pytest

from conftest import SignIn
from factories.changing import changed, previewed, said
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, SECOND, filed
from huiyin.people.models import SettingChange
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.models import Step
from huiyin.proposals.models import Proposal, ProposalClass
from huiyin.proposals.selectors.classes import groups_of
from huiyin.records.verification.run import verify_matter

CLASSES = "/settings/proposal-classes/"


def test_examiner_sorts_and_the_next_ones_correct(office: Cast, zhongwei: Cast, signed_in: SignIn) -> None:
    filing = filed(office)
    of_committee = ProposalClass.objects.filter(committee=office.committee)
    urban, trade = of_committee.get(code="urban"), of_committee.get(code="trade")
    first_level = of_committee.get(code="economic")
    filing.act(FIRST, "accept")
    for wrong in (first_level.pk, 10**9):
        with pytest.raises(FormRefused, match="分类"):
            filing.act(FIRST, "examine_first", {"advice": "docket", "proposal_class": wrong})
    form = signed_in(office[FIRST]).get(f"/matters/{filing.matter.pk}/moves/examine_first/").content.decode()
    assert "经济建设·城乡规划和建设" in form and "经济建设·商贸、物流和开放" in form
    filing.act(FIRST, "examine_first", {"advice": "docket", "proposal_class": trade.pk})
    assert Proposal.objects.get().proposal_class == trade
    second = signed_in(office[SECOND])
    page = second.get(f"/matters/{filing.matter.pk}/moves/examine_second/").content.decode()
    assert f'<option value="{trade.pk}" selected>' in page
    # Left out, it stays as the one before chose it; named, it is another one from now on.
    filing.act(SECOND, "examine_second", {"advice": "docket"})
    assert Proposal.objects.get().proposal_class == trade
    filing.act(OFFICE, "classify", {"proposal_class": urban.pk})
    filing.act(OFFICE, "docket", filing.cite())
    matter = filing.act(OFFICE, "classify", {"proposal_class": trade.pk})
    assert Proposal.objects.get().proposal_class == trade and matter.state == "docketed"
    kept = Step.objects.filter(matter=matter, move="classify").order_by("number")
    assert [each.data["proposal_class"]["text"] for each in kept] == [str(urban), str(trade)]
    assert "经济建设·商贸、物流和开放" in said(second.get(f"/matters/{matter.pk}/"))
    with pytest.raises(ActRefused):
        filing.act("白委员", "classify", {"proposal_class": urban.pk})
    assert not list(verify_matter(matter))
    assert not ProposalClass.objects.filter(committee=zhongwei.committee).exists()


def test_office_keeps_its_classes_in_two_steps(office: Cast, signed_in: SignIn) -> None:
    clerk, committee = signed_in(office[OFFICE]), office.committee
    page = said(clerk.get(CLASSES))
    assert "生态文明建设" in page and "污染防治" in page and not ProposalClass.objects.exists()
    changed(clerk, "proposal-class-add", "social", label="民族团结进步", order=2, reason="本会需要")
    (society,) = (each for each in groups_of(committee) if each.first.code == "social")
    assert [each.label for each in society.below][:3] == ["教育", "民族团结进步", "医疗卫生"]
    new = society.below[1]
    changed(clerk, "proposal-class-add", label="其他", order=9)
    assert [each.first.label for each in groups_of(committee)][-1] == "其他"
    filing = filed(office)
    Proposal.objects.update(proposal_class=new)
    plan = said(previewed(clerk, "proposal-class-change", new.code, label="民族工作", order=1))
    assert "已归入这一类的提案1件" in plan and "民族工作、教育" in plan
    changed(clerk, "proposal-class-change", new.code, label="民族工作", order=1)
    changed(clerk, "proposal-class-retire", new.code, reason="不再使用")
    assert "社会建设·民族工作" in said(signed_in(office[FIRST]).get(f"/matters/{filing.matter.pk}/"))
    other = filed(office)
    other.act(FIRST, "accept")
    with pytest.raises(FormRefused, match="分类"):
        other.act(FIRST, "examine_first", {"advice": "docket", "proposal_class": new.pk})
    # What is sorted so already may stay so; of a retired first level nothing is offered.
    filing.act(FIRST, "accept")
    filing.act(FIRST, "examine_first", {"advice": "docket", "proposal_class": new.pk})
    changed(clerk, "proposal-class-retire", "cultural")
    form = signed_in(office[FIRST]).get(f"/matters/{other.matter.pk}/moves/examine_first/").content.decode()
    assert "文化建设" not in form and "社会建设·教育" in form and "民族工作" not in form
    assert "已停用的一级分类" in said(clerk.get(CLASSES))
    beside = ProposalClass.objects.filter(committee=office.committee, parent__code="social", in_use=True)
    more = {"committee": office.committee, "parent": ProposalClass.objects.get(code="social"), "order": 50}
    ProposalClass.objects.bulk_create(
        ProposalClass(code=f"many-{number}", label=f"类别{number}", **more)
        for number in range(30 - beside.count())
    )
    assert "同级在用的分类最多30个" in said(previewed(clerk, "proposal-class-restore", new.code))
    ProposalClass.objects.filter(code__startswith="many-").delete()
    changed(clerk, "proposal-class-restore", new.code)
    changed(clerk, "proposal-class-restore", "cultural")
    assert all(each.in_use for each in ProposalClass.objects.all())
    assert SettingChange.objects.filter(page="proposal-classes").count() == 7


def test_changes_of_classes_that_make_no_sense_are_refused(
    office: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(office[OFFICE])
    refusals = [
        ("proposal-class-change", "health", {"label": "医疗卫生", "order": 2}, "与现在的设定相同"),
        ("proposal-class-change", "health", {"label": "教育", "order": 2}, "同级已有同名"),
        ("proposal-class-add", "social", {"label": "教育", "order": 1}, "同级已有同名"),
        ("proposal-class-add", "social", {"label": "", "order": 1}, "请填写"),
        ("proposal-class-add", "social", {"label": "教", "order": 0}, "排在第几"),
        ("proposal-class-restore", "health", {}, "正在使用"),
    ]
    for code, of, typed, words in refusals:
        assert words in said(previewed(clerk, code, of, **typed)), (code, of, words)
    assert previewed(clerk, "proposal-class-retire", "nothing-known").status_code == 404
    assert previewed(clerk, "proposal-class-add", "health", label="甲", order=1).status_code == 404
    changed(clerk, "proposal-class-retire", "health")
    assert "已经停用" in said(previewed(clerk, "proposal-class-retire", "health"))
    again = {"label": "甲", "order": 1}
    assert "请先恢复使用" in said(previewed(clerk, "proposal-class-change", "health", **again))
    rows = ProposalClass.objects.filter(committee=office.committee, parent__isnull=False)
    rows.exclude(code="education").update(in_use=False)
    assert "至少要保留" in said(previewed(clerk, "proposal-class-retire", "education"))
    assert "至少要保留" in said(previewed(clerk, "proposal-class-retire", "social"))
    examiner = signed_in(office[FIRST])
    assert examiner.get(CLASSES).status_code == 403
    assert previewed(examiner, "proposal-class-retire", "economic").status_code == 403
    assert "医疗卫生" in said(signed_in(zhongwei["卫政协"]).get(CLASSES))
    assert not ProposalClass.objects.filter(committee=zhongwei.committee).exists()
