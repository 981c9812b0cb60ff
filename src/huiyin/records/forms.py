"""The form that attaches a file, and the field for files that any form may use."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.records.attachments import checked_file, facets_open_to
from huiyin.records.file_types import BY_EXTENSION, FileRefused
from huiyin.records.screening import content_of
from huiyin.ui.forms import TextField

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class AttachmentField(forms.FileField):
    """A file that the record takes in: its kind, size and insides are checked while the form is."""

    default_error_messages = {
        "required": _("请选择文件。"),
        "missing": _("请选择文件。"),
        "empty": _("所选文件是空文件，请重新选择。"),
        "invalid": _("文件没有传上来，请重新选择。"),
    }

    def __init__(self, **options: Any) -> None:
        accepted = ",".join(BY_EXTENSION)
        options.setdefault("widget", forms.FileInput(attrs={"accept": accepted}))
        options.setdefault("help_text", _("涉密文件严禁上传。"))
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse in a sentence what the record would not take in."""
        file: UploadedFile | None = super().clean(data, initial)
        if file:
            try:
                checked_file(str(file.name), content_of(file, str(file.name)))
            except FileRefused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return file


@form("records.attach@1")
class AttachForm(ActForm):
    """Which file, what it is, and who is to see it: those who see the chosen part of the matter."""

    file = AttachmentField(label=_("文件"))
    title = TextField(label=_("说明"), max_length=120, required=False)
    facet = forms.ChoiceField(label=_("放在"), help_text=_("能看到这一部分的人可以看到附件。"))

    def prepare(self) -> None:
        """Offer the parts of the matter that the actor sees."""
        field = self.fields["facet"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = facets_open_to(self.context) if self.context is not None else []
