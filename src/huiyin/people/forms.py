"""Forms of the people package: signing in, changing the password, roster upload."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.people.actions.accounts import password_was_changed


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password; the keyboard lands in the first field that is empty."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in (("login", _("用户名")), ("password", _("密码"))):
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """Old password and the new one twice; a first password counts as changed only by a different one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        labels = {
            "oldpassword": _("现用密码"),
            "password1": _("新密码"),
            "password2": _("再输一遍新密码"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = _("至少 10 位，不能全是数字，不能与用户名相近，不能是常见密码。")

    def clean(self) -> dict[str, Any]:
        """Two equal new passwords that differ from the old one."""
        cleaned: dict[str, Any] = super().clean()
        new = cleaned.get("password1")
        if new and new == cleaned.get("oldpassword"):
            self.add_error("password1", _("新密码不能与现用密码相同。"))
        elif "password2" in self.errors and new and self.data.get("password2"):
            # The only thing that can be wrong with the repetition; in our words, not the library's.
            self.errors["password2"] = self.error_class([_("两次输入的新密码不一致。")])
        return cleaned

    def save(self) -> None:
        """Stores the new password; the account may pass from now on."""
        super().save()
        password_was_changed(account=self.user)


class _UploadForm(forms.Form):
    """A list as a file; what is in it is checked row by row after the upload."""

    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Excel 工作簿（.xlsx）或 CSV 文件，不超过 5 MB、5000 行。"),
        error_messages={
            "required": _("请先选择文件。"),
            "missing": _("请先选择文件。"),
            "empty": _("所选文件是空的（0 字节），请检查后重新选择。"),
        },
    )


class RosterUploadForm(_UploadForm):
    """A roster of members."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].label = _("委员名册")


class BodyUploadForm(_UploadForm):
    """A list of bodies."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].label = _("机构表")
