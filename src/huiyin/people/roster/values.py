"""What a single cell may hold."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from huiyin.kernel.text import fold
from huiyin.people.roster import columns
from huiyin.people.roster.columns import Column, SheetRow

USER_NAME = re.compile(r"[a-z][a-z0-9._-]{2,29}")
_YES = frozenset(map(fold, ("是", "√", "✓", "☑", "1", "y", "yes", "常委", "常务委员")))
_NO = frozenset(map(fold, ("", "否", "不是", "×", "0", "n", "no", "委员", "—", "-")))
_FORMULA_STARTS = ("=", "+", "-", "@")


def standing_of(text: str) -> bool | None:
    """Whether a cell says standing member (常委); None for a word that says neither."""
    word = fold(text)
    if word in _YES:
        return True
    return False if word in _NO else None


def value_problems(row: SheetRow) -> Iterator[tuple[Column, str]]:
    """Everything wrong with the cells of a row taken by themselves."""
    for code in row.formulas:
        yield (
            columns.COLUMN_BY_CODE[code],
            _("单元格是公式，请复制该列后“选择性粘贴—数值”，再重新上传。"),
        )
    for code, value in row.values.items():
        column = columns.COLUMN_BY_CODE[code]
        if len(value) > column.limit:
            yield (
                column,
                _("内容有 %(length)d 字，超过 %(limit)d 字，请精简。")
                % {"length": len(value), "limit": column.limit},
            )
        if value.startswith("=") or (code in {"name", "number"} and value.startswith(_FORMULA_STARTS)):
            yield column, _("内容以“%(sign)s”开头，像是公式，请改为文字。") % {"sign": value[0]}
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
