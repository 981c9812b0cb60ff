"""The forms by which an office brings its own layout of a ledger."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.definition import Column
from huiyin.ledgers.enums import SERIAL
from huiyin.ledgers.sheets.reading import Head
from huiyin.ui.fields import DateField


class LayoutUploadForm(forms.Form):
    """The office's own workbook."""

    file = forms.FileField(
        label=_("台账样表"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("本单位使用的 .xlsx 台账，带表头即可，不超过 5 MB。涉密文件严禁上传。"),
        error_messages={
            "required": _("请先选择台账样表。"),
            "missing": _("请先选择台账样表。"),
            "empty": _("所选文件是空的（0 字节），请检查后重新选择。"),
        },
    )


class LayoutMappingForm(forms.Form):
    """What each column of the office's sheet means, where its rows begin, and from when it is used."""

    first_row = forms.IntegerField(
        label=_("数据从第几行开始"),
        min_value=2,
        max_value=1000,
        help_text=_("表头以下第一行。从这一行起的样例数据、合计和备注不保留，导出时写入台账数据。"),
        error_messages={
            "required": _("请填写数据从第几行开始。"),
            "min_value": _("数据应在表头之后，至少从第2行开始。"),
        },
    )
    in_force_from = DateField(label=_("启用日期"), help_text=_("自这一天起按这一版式导出，以前的版式保留。"))

    def __init__(self, data: Any, *, head: Head, columns: Sequence[Column], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self._head = head
        choices = [("", _("不填写")), (SERIAL, _("序号")), *[(each.code, each.label) for each in columns]]
        for letters, heading in head.headings.items():
            self.fields[f"column-{letters}"] = forms.ChoiceField(
                label=f"{letters}　{heading}", required=False, choices=choices
            )

    def clean(self) -> dict[str, Any]:
        """The rows begin under the head, and at least one column is filled."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("first_row") and data["first_row"] < self._head.first_row:
            self.add_error(
                "first_row",
                _("表头到第%(row)d行为止，数据应从其后开始。") % {"row": self._head.first_row - 1},
            )
        if not self.columns():
            self.add_error(None, _("请至少为一列选择对应的台账内容。"))
        return data

    def columns(self) -> dict[str, str]:
        """Column letters → code of the ledger's column."""
        named = {letters: self.cleaned_data.get(f"column-{letters}", "") for letters in self._head.headings}
        return {letters: code for letters, code in named.items() if code}


class PublishedForm(forms.Form):
    """Figures that are to be published, line by line, and which proposals they are said of."""

    session = forms.ChoiceField(label=_("届次"), required=False)
    text = forms.CharField(
        label=_("准备公布或者已经公布的数字"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "每行一个数，能写出算法的写出算法，例如：收到 134 = 立案 129 + 转为来信 5；立案率 96% = 立案 / 收到。"
            "只填数字和名称，不要粘贴正文。填写的内容只用于这一次核对，不保存。"
        ),
        error_messages={
            "required": _("请填写要核对的数字，每行一个。"),
            "max_length": _("内容太多，请分次核对。"),
        },
    )

    def __init__(self, data: Any, *, sessions: Sequence[tuple[str, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["session"].choices = [("", _("按年度")), *sessions]  # type: ignore[attr-defined]
