"""Parts of the home page that subject packages add when they are ready: 止于批示, 我的意见 and the like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from huiyin.procedure.page.viewing import Visit


@dataclass(frozen=True)
class HomePanel:
    """One part of the home page. `context` returns None for a person whom the part does not concern."""

    code: str
    title: str
    template: str
    context: Callable[[Visit], Mapping[str, Any] | None]
    order: int = 50


home_panels: dict[str, HomePanel] = {}


def home_panel(panel: HomePanel) -> None:
    """Add a part to everybody's home page; asked again with the same code it replaces nothing."""
    home_panels.setdefault(panel.code, panel)
