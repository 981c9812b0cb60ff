"""The form that puts a Word template in force."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.registry import document_kinds
from huiyin.ui.fields import DateField, LongTextField


class TemplateForm(forms.Form):
    """Which kind of document, which file, from which day, why."""

    kind = forms.ChoiceField(label=_("文种"))
    file = forms.FileField(
        label=_("模板文件"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_("Word 文档（.docx），不超过2MB。涉密文件严禁上传。"),
        error_messages={"required": _("请选择文件。"), "empty": _("所选文件是空文件，请重新选择。")},
    )
    in_force_from = DateField(label=_("启用日期"), help_text=_("此日起形成的文件使用这一模板。"))
    reason = LongTextField(label=_("启用理由"), max_length=300, rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *sorted(document_kinds.items(), key=lambda each: each[1])]
