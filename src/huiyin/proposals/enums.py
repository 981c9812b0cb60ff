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


class LeadKind(models.TextChoices):
    """What somebody does with a key proposal: a chairperson supervises its handling, a leader leads it."""

    SUPERVISE = "supervise", _("督办")
    LEAD = "lead", _("领办")


class SideVerdict(models.TextChoices):
    """What the office of a side says to the units that are planned on its side."""

    AGREED = "agreed", _("同意")
    OTHER = "other", _("建议改由其他单位")


KIND = "proposal"
LETTER = "letter"
AUTHOR = "author"
INVITED = "invited"
COSIGNER = "cosigner"
RECORDER = "recorder"
EXAMINING_BODY = "examining_body"
READER = "reader"
MERGED_COSIGNER = "merged_cosigner"
MERGED_AUTHOR = "merged_author"
RECIPIENT = "recipient"
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
