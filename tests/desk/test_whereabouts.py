"""我的意见去哪了: everything a person put forward on one page, from filing to what came of it."""

import re

import pytest
from django.test import Client

from conftest import SignIn
from factories.consultations import record_consultation
from factories.people import Cast
from factories.proposals import OFFICE, TITLE, add_examiners, filed
from huiyin.proposals.models import RefusalReason


@pytest.fixture
def town(shizuishan: Cast) -> Cast:
    """石嘴山 with the examiners of proposals."""
    add_examiners(shizuishan)
    return shizuishan


def page(client: Client, query: str = "") -> str:
    """The page as text."""
    return client.get(f"/whereabouts/{query}").content.decode()


def test_a_member_finds_opinions_and_proposals_on_one_page(town: Cast, signed_in: SignIn) -> None:
    record_consultation(town)
    filing = filed(town, "白委员")
    text = page(signed_in(town["白委员"]))
    assert "变废为能" in text and TITLE in text
    assert re.search(r"共 2 件，已经有回音的 0 件", text)
    assert "统一收运体系" not in text, "another member's opinion is not theirs"
    said = {"refusal": RefusalReason.objects.filter(committee=town.committee)[0].pk, "disposal": "returned"}
    filing.examine("not_docket", **said, text="属于个人事项。")
    filing.act(OFFICE, "not_docket", {**filing.cite("not_adopted"), **said, "text": "请向窗口咨询。"})
    text = page(signed_in(town["白委员"]))
    assert "请向窗口咨询" in text and re.search(r"已经有回音的 1 件", text)
    assert TITLE not in page(signed_in(town["白委员"]), "?standing=under_way")
    assert TITLE in page(signed_in(town["白委员"]), "?standing=ended")


def test_drafts_and_others_matters_are_not_there(town: Cast, signed_in: SignIn) -> None:
    filed(town, "白委员")
    text = page(signed_in(town["马委员"]))
    assert TITLE not in text and "还没有您提出的提案" in text


def test_an_unknown_year_or_filter_shows_the_latest_year(town: Cast, signed_in: SignIn) -> None:
    filed(town, "白委员")
    client = signed_in(town["白委员"])
    for query in ("?year=1900", "?year=二〇二六", "?year=", "?standing=lost", "?year=99999999999999999999"):
        assert TITLE in page(client, query), query
