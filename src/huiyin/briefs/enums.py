"""Codes of briefs. Labels are for people; nothing compares them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """Where a brief comes from."""

    MEMBER = "member", _("委员")
    SECTOR = "sector", _("界别")
    PARTY = "party", _("党派")
    PEOPLE_ORGANISATION = "people_organisation", _("人民团体")
    GROUP = "group", _("委员活动组")
    REPORTING_POINT = "reporting_point", _("基层信息点")
    SPECIAL_COMMITTEE = "special_committee", _("专门委员会")
    CITIZEN = "citizen", _("群众")
    PROPOSAL = "proposal", _("提案转来")
    OUTCOME = "outcome", _("政协信息（协商成果）")
    LOWER_COMMITTEE = "lower_committee", _("下级政协")
    # The office itself, out of several briefs: 综合信息.
    OFFICE = "office", _("政协办综合")


class Disclosure(models.TextChoices):
    """Whether units, addressees and issues name who reported it."""

    DISCLOSED = "disclosed", _("可以署名")
    UNDISCLOSED = "undisclosed", _("不公开反映人")


class SourceRelation(models.TextChoices):
    """How a brief went into another one."""

    MERGED = "merged", _("合并")
    COMBINED = "combined", _("综合")
    SENT_UP = "sent_up", _("报送上级")


class Signing(models.TextChoices):
    """Who signs a brief before it is issued."""

    BOTH = "both", _("秘书长审核、分管副主席签发")
    SECRETARY_GENERAL = "secretary_general", _("秘书长签发")
    VICE_CHAIR = "vice_chair", _("分管副主席签发")


class WrittenAs(models.TextChoices):
    """Whose text a version of the text is."""

    AUTHOR = "author", _("来稿")
    EDITOR = "editor", _("编辑稿")


class UseForm(models.TextChoices):
    """Whether a brief was used by itself or as one of several in one item."""

    SINGLE = "single", _("单篇")
    COMBINED = "combined", _("综合")


class LadderOrigin(models.TextChoices):
    """How an event came onto a brief's record; what a whole brought is counted on the whole."""

    RECORDED = "recorded", _("本级登记")
    FROM_WHOLE = "from_whole", _("由合并、综合件带回")
    FROM_ABOVE = "from_above", _("由上级政协带回")


class SendingWay(models.TextChoices):
    """How a brief was sent up."""

    SYSTEM = "system", _("本系统")
    EXCHANGE = "exchange", _("公文交换")
    PAPER = "paper", _("纸质报送")
    OTHER = "other", _("其他方式")


class SendingResult(models.TextChoices):
    """What the higher committee did with what was sent up to it."""

    WAITING = "waiting", _("待上级处理")
    TAKEN_UP = "taken_up", _("已采用，正在编辑")
    MERGED = "merged", _("与其他信息合并编辑")
    KEPT = "kept", _("留存参考")
    DECLINED = "declined", _("没有采用")
    ISSUED = "issued", _("已编发")


class What(models.TextChoices):
    """What is carried down to the briefs that went into another one."""

    USED = "used", _("采用")
    INSTRUCTED = "instructed", _("批示")
    VOIDED = "voided", _("更正")
    RESULT = "result", _("处理结果")
    FED_BACK = "fed_back", _("反馈")


KIND = "brief"
AUTHOR = "author"
RECORDER = "recorder"
REPORTING_POINT = "reporting_point"
ADDRESSEE = "addressee"
DISCLOSED_AUTHOR = "disclosed_author"
"""The matter kind, and codes of parties. A disclosed author is one whom units may know; nobody else becomes one."""

ISSUE_SERIES = "brief_issue"
ISSUE_PAPER = "brief_issue"
"""The register of issue numbers; the document of an issue."""
NOTICE_SERIES = "brief_notice"
"""The register of what is forwarded to units: 转办, not 交办; named in the procedure."""
