"""Codes of outcomes. Labels are for people; nothing compares them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutcomeForm(models.TextChoices):
    """The form an outcome takes, by its weight and sensitivity."""

    CONSULTATION_REPORT = "consultation_report", _("协商报告")
    SPECIAL_REPORT = "special_report", _("专题报告")
    CONSULTATION_BRIEF = "consultation_brief", _("协商专报")
    OPINION_INFO = "opinion_info", _("政协信息")
    RECOMMENDATION = "recommendation", _("建议案")
    LETTER = "letter", _("建议函")


class Weight(models.TextChoices):
    """How much hangs on it."""

    OVERALL = "overall", _("事关全局")
    MAJOR = "major", _("比较重要")
    ORDINARY = "ordinary", _("具体工作")


class Sensitivity(models.TextChoices):
    """How widely it may be known."""

    OPEN = "open", _("可以公开")
    INTERNAL = "internal", _("内部掌握")
    SENSITIVE = "sensitive", _("比较敏感")


class QualityPoint(models.TextChoices):
    """What a draft is examined for before it is signed: the three faults that the seminar is to settle, and use."""

    SITUATION_CLEAR = "situation_clear", _("情况清楚")
    PROBLEM_LOCATED = "problem_located", _("问题找得准")
    ADVICE_TARGETED = "advice_targeted", _("意见建议有针对性")
    ADVICE_FEASIBLE = "advice_feasible", _("意见建议可操作")


class EchoChannel(models.TextChoices):
    """How the giver of an opinion was told."""

    IN_APP = "in_app", _("系统告知")
    PHONE = "phone", _("电话")
    LETTER = "letter", _("书信")
    FACE = "face", _("当面")


class GiverVerdict(models.TextChoices):
    """What the giver of an opinion says of the result; no answer is silence and never counted as consent."""

    AGREED = "agreed", _("认可")
    PARTLY = "partly", _("基本认可")
    DISPUTED = "disputed", _("不认可")


KIND = "outcome"
DRAFTING_BODY = "drafting_body"
ADDRESSEE = "addressee"
RESPONSIBLE_OFFICE = "responsible_office"
SENDING_BODY = "sending_body"
OPINION_GIVER = "opinion_giver"
LIAISON = "liaison"
"""The matter kind, and codes of parties of an outcome."""
