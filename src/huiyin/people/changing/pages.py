"""The pages on which settings stand; each package adds its own to the hub, this one knows none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from huiyin.people.enums import Role
from huiyin.people.models import Committee

VIEW_AND_CHANGE = gettext_lazy("查看和变更")
InForce = Callable[[Committee, date], Sequence[str]]


@dataclass(frozen=True)
class SettingPage:
    """One card of the hub: what it is for, where it is, who changes it, and what is in force on a day.

    With `only_keepers` the page opens for those who change it alone, and the card is shown to nobody else.
    """

    code: str
    label: str | Promise
    about: str | Promise
    address: Callable[[Committee], str]
    roles: frozenset[Role]
    in_force: InForce
    order: int = 50
    button: str | Promise = VIEW_AND_CHANGE
    only_keepers: bool = False


setting_pages: dict[str, SettingPage] = {}


def setting_page(page: SettingPage) -> None:
    """Add a page to the hub; asked again with the same code it replaces nothing."""
    setting_pages.setdefault(page.code, page)


def pages_in_order() -> list[SettingPage]:
    """All pages as the hub shows them."""
    return sorted(setting_pages.values(), key=lambda each: (each.order, each.code))
