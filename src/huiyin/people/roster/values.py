"""What a single cell of a roster may hold."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from huiyin.kernel.text import fold
from huiyin.people.roster import columns
from huiyin.people.sheets.columns import Column, SheetRow
from huiyin.people.sheets.values import cell_problems

USER_NAME = re.compile(r"[a-z][a-z0-9._-]{2,29}")
_YES = frozenset(map(fold, ("是", "√", "✓", "☑", "1", "y", "yes", "常委", "常务委员")))
_NO = frozenset(map(fold, ("", "否", "不是", "×", "0", "n", "no", "委员", "—", "-")))


def standing_of(text: str) -> bool | None:
    """Whether a cell says standing member (常委); None for a word that says neither."""
    word = fold(text)
    if word in _YES:
        return True
    return False if word in _NO else None


def value_problems(row: SheetRow) -> Iterator[tuple[Column, str]]:
    """Everything wrong with the cells of a row taken by themselves."""
    yield from cell_problems(columns.LAYOUT, row, plain={"name", "number"})
    if not row.values.get("name"):
        yield columns.NAME, _("未填写姓名，请补填；不需要的行请删去。")
    if standing_of(row.values.get("is_standing", "")) is None:
        yield columns.IS_STANDING, _("只能填“是”或“否”（空白视为“否”）。")
    user_name = row.values.get("user_name", "").lower()
    if user_name and not USER_NAME.fullmatch(user_name):
        yield (
            columns.USER_NAME,
            _("登录名须以字母开头，由 3 至 30 个字母、数字、点、横线或下划线组成。"),
        )
