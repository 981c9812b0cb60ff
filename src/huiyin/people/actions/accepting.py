"""What is refused when places and people are registered, in one kind of error for all of them."""

import re

from django.db.models import CharField, Model
from django.utils.translation import gettext as _

from huiyin.kernel.text import UNSEEN
from huiyin.kernel.verdicts import Refused
from huiyin.people.models.folded import FoldedField

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")


class NotAcceptedError(ValueError):
    """The entry cannot be made and nothing was changed; `verdict` says why, in words for the operator."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.verdict = Refused(code, text)


def check_texts(entry: Model) -> None:
    """Raise NotAcceptedError for a text that is missing, too long or not printable; SQLite would store it."""
    for field in entry._meta.concrete_fields:
        if not isinstance(field, CharField) or isinstance(field, FoldedField):
            continue
        label, text = str(field.verbose_name), str(getattr(entry, field.attname) or "")
        if not text.strip() and not field.blank:
            raise NotAcceptedError("missing", _("请填写%(label)s。") % {"label": label})
        if field.max_length is not None and len(text) > field.max_length:
            said = {"label": label, "most": field.max_length, "now": len(text)}
            raise NotAcceptedError("too-long", _("%(label)s最多%(most)d字，现在%(now)d字。") % said)
        if UNSEEN.search(text):
            raise NotAcceptedError(
                "unreadable", _("%(label)s中有看不见的字符，请重新输入。") % {"label": label}
            )


def check_code(code: str) -> None:
    """Raise NotAcceptedError for a code that could not stand in an address."""
    if not _CODE.fullmatch(code):
        text = _("代码“%(code)s”不能使用，须由小写字母、数字、横线或下划线组成。") % {"code": code}
        raise NotAcceptedError("code", text)
