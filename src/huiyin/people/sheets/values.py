"""What a single cell of any list may hold."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from huiyin.people.sheets.columns import Column, Layout, SheetRow

_FORMULA_STARTS = ("=", "+", "-", "@")


def cell_problems(layout: Layout, row: SheetRow, *, plain: Collection[str]) -> Iterator[tuple[Column, str]]:
    """Formulas and texts that are too long; in the `plain` columns nothing may begin like a formula either."""
    for code in row.formulas:
        yield (
            layout.by_code[code],
            _("单元格是公式，请复制该列后“选择性粘贴—数值”，再重新上传。"),
        )
    for code, value in row.values.items():
        column = layout.by_code[code]
        if len(value) > column.limit:
            yield (
                column,
                _("内容有 %(length)d 字，超过 %(limit)d 字，请精简。")
                % {"length": len(value), "limit": column.limit},
            )
        if value.startswith("=") or (code in plain and value.startswith(_FORMULA_STARTS)):
            yield column, _("内容以“%(sign)s”开头，像是公式，请改为文字。") % {"sign": value[0]}
