"""Codes of leads for proposals (提案线索). Labels are for people; nothing compares them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LEAD_CALL = "lead_call"
LEAD = "proposal_lead"
GIVER = "giver"
"""The matter kinds, and the code of the party who gave a lead."""


class LeadChannel(models.TextChoices):
    """The way by which a lead came in."""

    ACCOUNT = "account", _("本人在系统提供")
    WEBSITE = "website", _("公开征集页面")
    LETTER = "letter", _("来信")
    PHONE = "phone", _("电话")
    MAILBOX = "mailbox", _("电子邮箱")
    VISIT = "visit", _("来访")
    MEETING = "meeting", _("座谈、走访")


class OtherChannel(models.TextChoices):
    """Where a lead is passed on to that is nothing for a proposal."""

    BRIEF = "brief", _("社情民意信息")
    PETITION = "petition", _("信访部门")
    HOTLINE = "hotline", _("政务服务热线")
    DEPARTMENT = "department", _("有关职能部门")


class DeclineReason(models.TextChoices):
    """Why a lead is not used."""

    NOT_LOCAL = "not_local", _("不属于本级职权范围")
    PERSONAL = "personal", _("属于个人具体诉求，应当通过其他渠道办理")
    IN_HAND = "in_hand", _("有关部门已经在办理或者已有明确规定")
    PROPOSED = "proposed", _("已有内容相同的提案")
    VAGUE = "vague", _("内容不具体，难以形成提案")
    NO_SUGGESTION = "no_suggestion", _("不是意见建议")
