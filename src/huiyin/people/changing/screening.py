"""What looks classified is stored nowhere: neither in a setting nor in the reason for it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from huiyin.kernel.secrecy import MarkKind, find_marks

ADVICE = _("涉密文件、资料不得在本系统处理、存储，内容没有保存。")


def looks_classified(texts: Iterable[str]) -> bool:
    """Whether a text carries a mark; numbers of members look like 份号, so those mean nothing here."""
    marks = find_marks("\n".join(texts))
    return any(mark.kind is not MarkKind.COPY_NUMBER for mark in marks)
