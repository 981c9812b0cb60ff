"""The paper says what was signed; whoever makes it say something else gives a reason, and it stays to be seen."""

import pytest

from conftest import SignIn
from factories.people import Cast
from huiyin.outcomes.selectors import departures, signed_text
from huiyin.procedure.errors import FormRefused
from outcomes.test_refusals import formed


def test_paper_follows_what_was_signed(shizuishan: Cast, signed_in: SignIn) -> None:
    loop = formed(shizuishan)
    title, body = loop.matter.title, signed_text(loop.matter)
    assert departures(loop.matter) == "", "no paper has been made yet"
    loop.act("林政协", "make_document", {"title": title, "body": body.replace("\n", "\n\n　　")})
    assert departures(loop.matter) == "", "paragraphs and spaces are layout"

    other = {"title": f"{title}（送审稿）", "body": body.replace("体系不健全", "体系有待健全")}
    with pytest.raises(FormRefused, match="标题、正文与签发的内容不同，请写明理由"):
        loop.act("林政协", "make_document", other)
    loop.act("林政协", "make_document", {**other, "reason": "主席电话同意改动一处措辞"})

    step = loop.matter.steps.latest("number")
    assert step.reason == "标题、正文与签发的内容不同：主席电话同意改动一处措辞"
    page = signed_in(shizuishan["江主席"]).get(f"/matters/{loop.matter.pk}/").content.decode()
    assert "标题、正文与签发的内容不同，理由见办理经过" in page and "主席电话同意改动一处措辞" in page
