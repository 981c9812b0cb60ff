"""Codes of sittings. Labels are for people; nothing compares them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SittingKind(models.TextChoices):
    """Which body sat and decided."""

    PARTY_GROUP = "party_group", _("党组会议")
    CHAIRPERSONS = "chairpersons", _("主席会议")
    SECRETARIES = "secretaries", _("秘书长会议")
    STANDING_COMMITTEE = "standing_committee", _("常务委员会会议")
    SPECIAL_COMMITTEE = "special_committee", _("专门委员会会议")
    JOINT = "joint", _("联席会议")
    EXAMINATION = "examination", _("提案审查委员会会议")
    PLENARY = "plenary", _("全体会议")


class Decision(models.TextChoices):
    """What a sitting decided about one item of its agenda."""

    ADOPTED = "adopted", _("通过")
    ADOPTED_AMENDED = "adopted_amended", _("修改后通过")
    NOT_ADOPTED = "not_adopted", _("不通过")
    DEFERRED = "deferred", _("缓议")
    HEARD = "heard", _("听取")


class Presence(models.TextChoices):
    """Whether somebody was there, and as what."""

    PRESENT = "present", _("出席")
    OBSERVING = "observing", _("列席")
    EXCUSED = "excused", _("请假")


KIND = "sitting"
CONVENING_BODY = "convening_body"
ATTENDEE = "attendee"
MINUTES = "sitting_minutes"
"""The matter kind, the codes of its parties, and the kind of its document (纪要)."""
