"""The part of the home page that tells of work under way and of files that wait to be fetched."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q

from huiyin.background.enums import OPEN
from huiyin.background.selectors import work_of
from huiyin.procedure.home_panels import HomePanel, home_panel
from huiyin.procedure.page.viewing import Visit

FRESH = timedelta(days=1)
SHOWN = 5


def background_context(visit: Visit) -> Mapping[str, Any] | None:
    """What is open or ended within a day; nothing for those who started nothing."""
    works = list(
        work_of(visit.person).filter(Q(condition__in=OPEN) | Q(ended_at__gte=visit.at - FRESH))[:SHOWN]
    )
    return {"works": works} if works else None


home_panel(HomePanel("background", "后台任务", "background/home.html", background_context, 60))
