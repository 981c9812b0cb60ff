"""What is typed and not handed in is kept, once per person and form, within bounds."""

from datetime import timedelta

import pytest

from factories.people import Cast
from huiyin.procedure.drafts import MOST_CHARACTERS, discard_draft, recovered, save_draft
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Draft
from procedure.conftest import MONDAY

KEY = "begin:errand"


def test_saving_again_keeps_what_was_typed_last(shizuishan: Cast) -> None:
    clerk = shizuishan["林政协"]
    save_draft(clerk, KEY, {"title": ["修"]}, at=MONDAY)
    save_draft(
        clerk, KEY, {"title": ["修路"], "csrfmiddlewaretoken": ["x"]}, at=MONDAY + timedelta(seconds=5)
    )

    assert Draft.objects.count() == 1
    draft = recovered(clerk, KEY)
    assert draft is not None
    assert draft.data.dict() == {"title": "修路"}
    assert draft.saved_at == MONDAY + timedelta(seconds=5)


def test_too_long_a_draft_is_refused_and_the_one_before_stays(shizuishan: Cast) -> None:
    clerk = shizuishan["林政协"]
    save_draft(clerk, KEY, {"title": ["修路"]}, at=MONDAY)

    with pytest.raises(ActRefused, match="内容过长"):
        save_draft(clerk, KEY, {"title": ["路" * MOST_CHARACTERS]}, at=MONDAY)

    draft = recovered(clerk, KEY)
    assert draft is not None
    assert draft.data["title"] == "修路"


def test_a_discarded_draft_is_gone_once(shizuishan: Cast) -> None:
    clerk = shizuishan["林政协"]
    save_draft(clerk, KEY, {"title": ["修路"]}, at=MONDAY)

    assert discard_draft(clerk, KEY)
    assert not discard_draft(clerk, KEY)
    assert recovered(clerk, KEY) is None
