"""The sign-in account. Who somebody is and what they may do hangs on `Person` and `Grant`."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Account(AbstractUser):
    """A user name with a password; an account handed out with a first password must change it."""

    must_change_password = models.BooleanField(_("须修改初始密码"), default=False)

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")
