"""What a password must be, said in Chinese where Django's own catalogue has no words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LengthValidator(MinimumLengthValidator):
    """Django's rule with a message that is translated."""

    def get_error_message(self) -> str:
        """What is wrong and how long the password must be."""
        return _("密码太短，至少要有 %(number)d 位。") % {"number": self.min_length}

    def get_help_text(self) -> str:
        """The rule beforehand."""
        return _("密码至少 %(number)d 位。") % {"number": self.min_length}
