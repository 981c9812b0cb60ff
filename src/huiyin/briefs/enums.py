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


class Disclosure(models.TextChoices):
    """Whether units, addressees and issues name who reported it."""

    DISCLOSED = "disclosed", _("可以署名")
    UNDISCLOSED = "undisclosed", _("不公开反映人")


class SourceRelation(models.TextChoices):
    """How a brief went into another one."""

    MERGED = "merged", _("合并")
    COMBINED = "combined", _("综合")
    SENT_UP = "sent_up", _("报送上级")


class WrittenAs(models.TextChoices):
    """Whose text a version of the text is."""

    AUTHOR = "author", _("来稿")
    EDITOR = "editor", _("编辑稿")


KIND = "brief"
AUTHOR = "author"
RECORDER = "recorder"
REPORTING_POINT = "reporting_point"
ADDRESSEE = "addressee"
"""The matter kind, and codes of parties."""

ISSUE_SERIES = "brief_issue"
ISSUE_PAPER = "brief_issue"
"""The register of issue numbers; the document of an issue."""
