"""Codes of the records' own tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberFate(models.TextChoices):
    """What became of a number: it stands on a paper, or it was struck out. It is never given again."""

    GIVEN = "given", _("已使用")
    VOID = "void", _("作废")


class TextState(models.TextChoices):
    """附件文字: whether the text of an attachment can be found."""

    WAITING = "waiting", _("等待提取文字")
    DONE = "done", _("已提取文字")
    EMPTY = "empty", _("没有文字")
    FAILED = "failed", _("未能提取文字")


class Unread(models.TextChoices):
    """未能提取文字的原因: why the text of an attachment is not found, or not all of it."""

    NOTHING = "nothing", _("文件中没有文字")
    PICTURE = "picture", _("图片")
    SCANNED = "scanned", _("扫描件，没有文字层")
    CUT = "cut", _("只提取了部分文字")
    OLD_FORMAT = "old_format", _("Word 97、Excel 97 或者 WPS 旧格式，请另存为 docx、xlsx 后上传")
    LETTERS = "letters", _("字体没有文字编码，请由原来的软件重新导出")
    LOCKED = "locked", _("设有密码")
    NESTED = "nested", _("压缩包内还有压缩包")
    DAMAGED = "damaged", _("无法打开")
    SLOW = "slow", _("内容过于复杂，限定时间内没有读完")
    TOO_BIG = "too_big", _("内容过大，超出读取限额")
    GONE = "gone", _("文件不在存储目录中")
