"""Lists are kept between preview and confirmation, so what looks classified is refused before that."""

from django.utils.translation import gettext as _

from huiyin.kernel.secrecy import MarkKind, file_name_marks, find_marks
from huiyin.people.sheets.columns import Sheet
from huiyin.people.sheets.errors import SheetFileError


def refuse_classified(sheet: Sheet, file_name: str) -> None:
    """Raise SheetFileError for a mark in the name of the file or in a cell, which is named by its row alone."""
    advice = _("涉密文件、资料不得在本系统处理、存储，内容没有保存。")
    if file_name_marks(file_name):
        raise SheetFileError(_("文件名出现密级或内部资料标志，未予接收。") + advice)
    for row in sheet.rows:
        # The numbers of members look like 份号, so those marks mean nothing here.
        marks = find_marks("\n".join(row.values.values()))
        if any(mark.kind is not MarkKind.COPY_NUMBER for mark in marks):
            raise SheetFileError(
                _("第 %(line)d 行出现密级或内部资料标志，未予接收。") % {"line": row.line} + advice
            )
