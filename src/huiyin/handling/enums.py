"""Codes of the handling package. Labels are for people; nothing compares them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LEADER = "leader"
AWAITED_LEADER = "awaited_leader"
"""Parties of a submission: to whom it was presented, and who of them has not spoken."""


class PointKind(models.TextChoices):
    """What a point of a matter is."""

    RECOMMENDATION = "recommendation", _("建议")
    SUGGESTION = "suggestion", _("意见")
    FINDING = "finding", _("问题")


TO_ANSWER = (PointKind.RECOMMENDATION, PointKind.SUGGESTION)
"""Points that units are to answer."""


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


class RequestState(models.TextChoices):
    """What became of something a unit asked for: to return a matter, to have more time."""

    ASKED = "asked", _("待答复")
    GRANTED = "granted", _("同意")
    REFUSED = "refused", _("不同意")
    WITHDRAWN = "withdrawn", _("已撤回")


class Ruling(models.TextChoices):
    """What the named arbiter ruled when unit and assigning office could not agree on a return."""

    UPHELD = "upheld", _("由原单位继续办理")
    OVERRULED = "overruled", _("改由其他单位办理")


class ContactMethod(models.TextChoices):
    """How unit and author spoke with each other; only seeing each other is 面商, the rest is 沟通."""

    VISIT = "visit", _("上门走访")
    MEETING = "meeting", _("座谈会面")
    TELEPHONE = "telephone", _("电话")
    LETTER = "letter", _("书信")


class ContactPhase(models.TextChoices):
    """When unit and author spoke: 办前 before anything was drafted, 办中 while it was, 办后 after the reply."""

    BEFORE = "before", _("办前")
    DURING = "during", _("办中")
    AFTER = "after", _("办后")


class Confirmation(models.TextChoices):
    """What the author says of a contact that the unit has recorded."""

    OPEN = "open", _("待确认")
    CONFIRMED = "confirmed", _("属实")
    DENIED = "denied", _("不属实")


class WordChannel(models.TextChoices):
    """How somebody's word came in: by the person's own hand, or through staff who must say so."""

    OWN = "own", _("本人填写")
    TELEPHONE = "telephone", _("电话告知，工作人员代填")
    PAPER = "paper", _("纸质表，工作人员代录")
    PROXY = "proxy", _("委托他人代签")


class EvaluationAspect(models.TextChoices):
    """What is evaluated: how it was handled, as a whole or in three parts, and what came of it; never mixed."""

    CONTACT = "contact", _("沟通联系")
    ATTITUDE = "attitude", _("办理态度")
    PERTINENCE = "pertinence", _("答复的针对性")
    PROCESS = "process", _("办理过程（联系、态度、针对性）")
    RESULT = "result", _("办理结果")


class EvaluationMeaning(models.TextChoices):
    """What a value of any committee means, so that figures of different committees can be compared."""

    SATISFIED = "satisfied", _("满意")
    MOSTLY_SATISFIED = "mostly_satisfied", _("基本满意")
    UNDERSTANDING = "understanding", _("理解")
    RESERVED = "reserved", _("保留意见")
    DISSATISFIED = "dissatisfied", _("不满意")


class ThirdVerdict(models.TextChoices):
    """What follows from the unit's claim and the evaluator's word; silence is never counted as satisfied."""

    AGREED = "agreed", _("一致认可")
    DISPUTED = "disputed", _("有异议")
    SILENT = "silent", _("未表态")


class LookBackVerdict(models.TextChoices):
    """What a visit afterwards found."""

    CONFIRMED = "confirmed", _("已落实")
    PARTLY = "partly", _("部分落实")
    NOT_DONE = "not_done", _("未落实")


class LookBackGround(models.TextChoices):
    """Why a matter is looked at again."""

    DUE = "due", _("到期回访")
    SAMPLE = "sample", _("抽查")
    DEMAND = "demand", _("专门安排")
