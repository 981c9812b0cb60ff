"""What the desk adds to the home page and to the hub of settings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.desk.first_steps import EITHER, first_steps, is_under_way
from huiyin.desk.guide_away import PAGE, is_put_away
from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.models import Committee
from huiyin.procedure.home_panels import HomePanel, home_panel
from huiyin.procedure.page.viewing import Visit


def guide_address(committee: Committee) -> str:
    """The page of the first steps."""
    return f"{reverse('desk:first_steps')}?committee={committee.code}"


def steps_in_force(committee: Committee, day: date) -> list[str]:
    """How far the office has come."""
    steps = first_steps(committee, day)
    return [
        _("已完成 %(done)d 步，共 %(all)d 步") % {"done": sum(each.done for each in steps), "all": len(steps)}
    ]


def guide_context(visit: Visit) -> Mapping[str, Any] | None:
    """The next steps of the first committee of this keeper that has no outcome yet and has not put the guide away."""
    committees = {each.committee_id: each.committee for each in visit.grants if each.role in EITHER}
    for committee in committees.values():
        if is_under_way(committee) or is_put_away(committee):
            continue
        roles = {each.role for each in visit.grants if each.committee_id == committee.pk}
        steps = first_steps(committee, visit.day)
        open_steps = [each for each in steps if not each.done]
        mine = [each for each in open_steps if each.roles & roles]
        return {
            "guide_url": guide_address(committee),
            "done": len(steps) - len(open_steps),
            "total": len(steps),
            "next": mine[0] if mine else None,
            "waiting": open_steps[0] if open_steps and not mine else None,
        }
    return None


def register() -> None:
    """Add both; safe to repeat."""
    home_panel(HomePanel("first_steps", "启用向导", "desk/home_first_steps.html", guide_context, 1))
    setting_page(
        SettingPage(
            PAGE,
            gettext_lazy("启用向导"),
            gettext_lazy("新启用的政协，从登记届次到第一件成果，一步一步来。"),
            guide_address,
            EITHER,
            steps_in_force,
            order=99,
            button=gettext_lazy("查看步骤"),
        )
    )
