"""Codes of the handling package. Labels are for people; nothing compares them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PointKind(models.TextChoices):
    """What a point of a matter is."""

    RECOMMENDATION = "recommendation", _("建议")
    SUGGESTION = "suggestion", _("意见")
    FINDING = "finding", _("问题")


class Adoption(models.TextChoices):
    """What became of a point (采纳), said by the responsible office; never to be mixed with 采用."""

    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    NOT_ADOPTED = "not_adopted", _("未采纳")


class MeasureKind(models.TextChoices):
    """Into what a point was turned."""

    DOCUMENT = "document", _("出台文件")
    PROJECT = "project", _("实施项目")
    RULE = "rule", _("建立制度")
    RECTIFICATION = "rectification", _("整改")
    OTHER = "other", _("其他措施")


class InstructionKind(models.TextChoices):
    """What a leader's instruction does; an affirming one need not order handling."""

    READ = "read", _("圈阅")
    AFFIRM = "affirm", _("肯定")
    HANDLE = "handle", _("要求办理")
    FORWARD = "forward", _("转批")


class AssignmentRole(models.TextChoices):
    """As what a unit handles: with assistants, as assistant, beside others, or alone."""

    SOLE = "sole", _("单办")
    LEAD = "lead", _("主办")
    ASSIST = "assist", _("会办")
    SEPARATE = "separate", _("分办")


class ReplyMeaning(models.TextChoices):
    """What a reply class of any committee means, so that figures of different committees can be compared."""

    RESOLVED = "resolved", _("已经解决")
    IN_PROGRESS = "in_progress", _("正在解决")
    PLANNED = "planned", _("列入计划解决")
    DEFERRED = "deferred", _("暂缓解决")
    REFERENCE_ONLY = "reference_only", _("留作参考")
    INFEASIBLE = "infeasible", _("不可行")
