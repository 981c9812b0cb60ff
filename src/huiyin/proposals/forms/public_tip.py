"""What somebody without an account fills in: a tip for a call, or the receipt code of one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.proposals.forms.tips import LONGEST_TEXT, LONGEST_TITLE
from huiyin.proposals.rules.tips import receipt_given
from huiyin.ui.forms import LongTextField, RecordForm, TextField


class PublicTipForm(RecordForm):
    """A tip; name and contact as one likes."""

    title = TextField(label=_("标题"), max_length=LONGEST_TITLE, help_text=_("一句话写明是什么事"))
    text = LongTextField(
        label=_("线索内容"),
        max_length=LONGEST_TEXT,
        rows=8,
        help_text=_("在哪里、有什么问题、希望怎样解决；不要写涉密内容和他人隐私"),
    )
    name = TextField(label=_("姓名"), max_length=60, required=False, help_text=_("可以不填"))
    contact = TextField(
        label=_("联系方式"),
        max_length=100,
        required=False,
        help_text=_("可以不填；只用于告知结果，不对外公开"),
    )


class ReceiptForm(forms.Form):
    """The code that was shown after a tip was handed in, or that the office gave."""

    use_required_attribute = False
    code = TextField(
        label=_("回执码"),
        max_length=30,
        help_text=_("12位字母和数字"),
        error_messages={"required": _("请填写回执码。")},
    )

    def clean_code(self) -> str:
        """Hyphens, spaces and small letters are all the same."""
        code = receipt_given(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("回执码是12位字母和数字，请核对。"))
        return code
