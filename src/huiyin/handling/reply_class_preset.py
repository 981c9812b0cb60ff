"""The reply classes that a committee has until it sets its own."""

from huiyin.handling.enums import ReplyMeaning
from huiyin.handling.models import ReplyClass
from huiyin.people.models import Committee

PRESET = (
    ("A", "已经解决或者采纳", ReplyMeaning.RESOLVED),
    ("B", "正在解决或者列入计划解决", ReplyMeaning.PLANNED),
    ("C", "受条件限制，留作参考", ReplyMeaning.REFERENCE_ONLY),
)


def ensure_reply_classes(committee: Committee) -> None:
    """Give a committee without classes of its own the preset A, B and C; one that has any keeps them."""
    if ReplyClass.objects.filter(committee=committee).exists():
        return
    ReplyClass.objects.bulk_create(preset_reply_classes(committee))


def preset_reply_classes(committee: Committee) -> list[ReplyClass]:
    """The preset as rows that are not stored yet."""
    return [
        ReplyClass(committee=committee, code=code, label=label, meaning=meaning)
        for code, label, meaning in PRESET
    ]
