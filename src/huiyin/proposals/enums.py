"""Codes of proposals. Labels are for people; nothing compares them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposerKind(models.TextChoices):
    """Who proposes; the last five are collective and speak through a body and its contact person."""

    INDIVIDUAL = "individual", _("委员个人")
    JOINT = "joint", _("委员联名")
    PARTY = "party", _("党派")
    PEOPLE_ORGANISATION = "people_organisation", _("人民团体")
    SECTOR = "sector", _("界别")
    GROUP = "group", _("委员活动组")
    SPECIAL_COMMITTEE = "special_committee", _("专门委员会")


class Timing(models.TextChoices):
    """Filed while the plenary session sat, or between sessions."""

    SESSION = "session", _("大会提案")
    INTERSESSION = "intersession", _("平时提案")


class CoSigning(models.TextChoices):
    """Where an invitation to sign stands."""

    ASKED = "asked", _("待答复")
    AGREED = "agreed", _("同意联名")
    DECLINED = "declined", _("不参加联名")
    WITHDRAWN = "withdrawn", _("邀请已撤回")
    UNANSWERED = "unanswered", _("逾期未答复")


class ExamStage(models.TextChoices):
    """The three examinations, each by another person."""

    FIRST = "first", _("初审")
    SECOND = "second", _("复审")
    FINAL = "final", _("终审")


class Advice(models.TextChoices):
    """What an examiner advises, or, at the last stage, what was decided."""

    DOCKET = "docket", _("立案")
    NOT_DOCKET = "not_docket", _("不予立案")


class WrittenAs(models.TextChoices):
    """Whose text a version of the text is."""

    AUTHOR = "author", _("提案人")
    EXAMINER = "examiner", _("审查修正")


class Disposal(models.TextChoices):
    """Where the content of a refused proposal goes."""

    LETTER = "letter", _("转为委员来信")
    BRIEF = "brief", _("转为社情民意信息")
    RETURNED = "returned", _("退还提案人")


class ObjectionAnswer(models.TextChoices):
    """What became of an author's objection to a merging."""

    UNDONE = "undone", _("撤销并案")
    KEPT = "kept", _("维持并案")


class LetterResult(models.TextChoices):
    """What became of a letter."""

    TAKEN_UP = "taken_up", _("已研究采用")
    EXPLAINED = "explained", _("已作解释说明")
    REFERENCE = "reference", _("留作参考")


class KeyDuty(models.TextChoices):
    """What somebody does with a key proposal: a chairperson supervises its handling, a leader heads it."""

    SUPERVISE = "supervise", _("督办")
    HEAD = "head", _("领办")


class KeyWork(models.TextChoices):
    """What a chairperson or a leader did about a key proposal."""

    VISIT = "visit", _("走访承办单位")
    CONSULTATION = "consultation", _("现场协商")
    INSPECTION = "inspection", _("督促检查")
    MEETING = "meeting", _("召开专题会议")
    INSTRUCTION = "instruction", _("作出批示")


class Commended(models.TextChoices):
    """What a round of commendation commends."""

    PROPOSAL = "proposal", _("优秀提案")
    UNIT = "unit", _("先进承办单位")


class SideVerdict(models.TextChoices):
    """What the office of a side says to the units that are planned on its side."""

    AGREED = "agreed", _("同意")
    OTHER = "other", _("建议改由其他单位")


class TipChannel(models.TextChoices):
    """The way by which a tip came in."""

    ACCOUNT = "account", _("本人在系统提供")
    WEBSITE = "website", _("公开征集页面")
    LETTER = "letter", _("来信")
    PHONE = "phone", _("电话")
    MAILBOX = "mailbox", _("电子邮箱")
    VISIT = "visit", _("来访")
    MEETING = "meeting", _("座谈、走访")


class OtherChannel(models.TextChoices):
    """Where a tip is passed on to that is nothing for a proposal."""

    BRIEF = "brief", _("社情民意信息")
    PETITION = "petition", _("信访部门")
    HOTLINE = "hotline", _("政务服务热线")
    DEPARTMENT = "department", _("有关职能部门")


class DeclineReason(models.TextChoices):
    """Why a tip is not used."""

    NOT_LOCAL = "not_local", _("不属于本级职权范围")
    PERSONAL = "personal", _("属于个人具体诉求，应当通过其他渠道办理")
    IN_HAND = "in_hand", _("有关部门已经在办理或者已有明确规定")
    PROPOSED = "proposed", _("已有内容相同的提案")
    VAGUE = "vague", _("内容不具体，难以形成提案")
    NO_SUGGESTION = "no_suggestion", _("不是意见建议")


KIND = "proposal"
LETTER = "letter"
TIP = "proposal_tip"
TIP_CALL = "tip_call"
COMMENDATION = "commendation"
AUTHOR = "author"
INVITED = "invited"
COSIGNER = "cosigner"
RECORDER = "recorder"
EXAMINING_BODY = "examining_body"
READER = "reader"
COMMENDED_UNIT = "commended_unit"
MERGED_COSIGNER = "merged_cosigner"
MERGED_AUTHOR = "merged_author"
RECIPIENT = "recipient"
GIVER = "giver"
"""The matter kinds, and codes of parties: of a main proposal also the authors of what was merged into it."""

EXAMINING_BODY_CODE = "proposals"
"""Code under which a committee registers its 提案委员会, the special committee that examines."""

SESSION_SERIES = "proposal_session"
INTERSESSION_SERIES = "proposal_intersession"
REFUSED_SERIES = "proposal_refused"
LETTER_SERIES = "member_letter"
NOTICE_SERIES = "proposal_notice"
"""The series of numbers: of docketed proposals by when they were filed, of refused ones, of letters, of notices."""

SIDE_OFFICE = "side_office"
"""Party: the office of a side on which units are planned."""

HANDLING_UNIT = "handling_unit"
"""Party: a unit to which it was handed over."""
