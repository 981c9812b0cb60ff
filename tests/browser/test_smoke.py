"""The shortest way through the product in a browser; runs on SQLite as well as on PostgreSQL."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.windows import Windows
from factories.people import Cast
from huiyin.procedure.models import Matter

pytestmark = pytest.mark.browser


def test_smoke_sign_in_home_matter_and_one_act(cast: Cast, windows: Windows) -> None:
    clerk = windows.stranger().open("/accounts/login/").sign_in("zhou.jingwei")
    expect(clerk.heading).to_have_text("现在没有等您办理的事项")
    clerk.follow("记录协商活动")
    held_on = timezone.localdate() - timedelta(days=1)
    clerk.fill({"title": "老旧小区改造", "form": "双月协商", "held_on": str(held_on)}).done()
    expect(clerk.heading).to_have_text("老旧小区改造")
    clerk.sees("记录中", "形成协商记录", "还没有登记意见").picture("matter")
    matter = Matter.objects.get(title="老旧小区改造")
    assert (matter.state, matter.step_number) == ("recording", 1)
    expect(clerk.open("/").heading).to_have_text("有 1 件等您办理")
