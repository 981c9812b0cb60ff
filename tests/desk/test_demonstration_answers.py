"""What the demonstration tells of proposals that were answered, of commendations, briefs and the search."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from huiyin.briefs.models import Brief, BriefSource, BriefUse
from huiyin.handling.models import EvaluationForm, LaterResult, Reply
from huiyin.people.models import Account
from huiyin.procedure.models import Matter
from huiyin.proposals.models import KeyRecord, Nominee
from huiyin.search.models import WaitingMatter

TODAY = date(2026, 11, 23)
MARK = "（演示）"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, loaded once for all tests of this file and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", "--today", TODAY.isoformat(), stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def told(loaded: None, db: None) -> None:
    """The demonstration is there."""


def page(name: str, address: str) -> str:
    """What somebody reads there."""
    client = Client()
    account = Account.objects.get(person__name=name)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(address)
    assert response.status_code == 200, (name, address)
    return str(response.content.decode())


def proposal(title: str) -> Matter:
    """A proposal of the session."""
    return Matter.objects.get(kind="proposal", title=f"{title}{MARK}")


def test_proposals_are_answered_evaluated_followed_and_concluded(told: None) -> None:
    replies = Reply.objects.filter(matter__parent__kind="proposal", matter__state="settled")
    answered = replies.exclude(matter__assignment__role="assist")
    assert set(answered.values_list("reply_class__code", flat=True)) == {"A", "B", "C"}
    assert proposal("关于完善锂电池生产企业安全监管的提案").state == "concluded"
    film = proposal("关于推进农田残膜回收利用的建议提案")
    assert film.state == "tracking"
    assert LaterResult.objects.filter(reply__matter__parent=film).count() == 1
    by_phone = EvaluationForm.objects.filter(evaluation__matter__parent=film).values_list(
        "channel", flat=True
    )
    assert list(by_phone) == ["telephone"]
    parking = proposal("关于加强城区公共停车管理的提案")
    assert Matter.objects.filter(kind="reply_letter", parent__parent=parking).count() == 2
    again = proposal("关于提升食品小作坊质量安全水平的提案")
    assert (again.state, again.round) == ("evaluating", 2)
    assert "请评价办理情况" in page("马委员", "/") and "请评价办理情况" in page("白委员", "/")
    assert "并入" in page("韩委员", "/whereabouts/")


def test_key_proposal_has_its_records_and_the_list_of_commendations_may_be_objected_to(told: None) -> None:
    photovoltaic = proposal("关于推进光伏全产业链制造基地建设的提案")
    kinds = KeyRecord.objects.filter(proposal__matter=photovoltaic).values_list("kind", flat=True)
    assert sorted(kinds) == ["head", "supervise"]
    supervised = photovoltaic.links_in.filter(kind="supervises")
    assert [each.source.state for each in supervised] == ["opinion_sent"]
    round_matter = Matter.objects.get(kind="commendation")
    assert round_matter.state == "decided"
    assert Nominee.objects.filter(commendation__matter=round_matter, about="unit").exists()
    assert "关于加强城区公共停车管理的提案" in page("杨委员", "/proposals/honours/")
    assert Matter.objects.get(kind="unit_review").state == "answered"


def test_briefs_stand_in_every_stage_and_one_went_up_to_the_province(told: None) -> None:
    rows = Matter.objects.filter(kind="brief", committee__code="shizuishan")
    states = ["closed", "declined", "draft", "edited", "handled", "issued", "merged", "submitted", "used"]
    assert sorted(rows.values_list("state", flat=True)) == states
    used = rows.get(state="used")
    assert Brief.objects.get(matter=used).disclosure == "undisclosed"
    levels = BriefUse.objects.filter(brief__matter=used).order_by("pk").values_list("level", "form")
    assert list(levels) == [("city", "single"), ("city", "single"), ("province", "combined")]
    whole = Matter.objects.get(kind="brief", committee__code="ningxia", state="issued")
    assert BriefSource.objects.filter(brief__matter=whole, kind="combined").count() == 2
    assert "冯委员" not in page("宁政协", f"/matters/{whole.pk}/")
    assert "冯委员" not in page("府督查", f"/matters/{used.pk}/")
    assert "宁夏政协" in page("冯委员", f"/matters/{used.pk}/")
    came_of_it = page("冯委员", "/whereabouts/")
    assert "被市委办公室采用（单篇，" in came_of_it and "被宁夏政协采用（综合，" in came_of_it
    fed_back = page("白委员", "/whereabouts/")
    assert "您反映的情况被市政府办公室《政务信息》采用" in fed_back


def test_search_finds_what_stands_in_files_and_nothing_waits(told: None) -> None:
    assert not WaitingMatter.objects.exists()
    assert "城区夜间停车调查.docx" in page("城经办", "/find/?q=惠农路")
    assert "锂电池企业安全评估台账.xlsx" in page("工经办", "/find/?q=演示企业甲")
    assert "消防通道现场记录.docx" in page("林政协", "/find/?q=转弯半径")
    assert "消防通道现场记录.docx" not in page("府督查", "/find/?q=转弯半径")
