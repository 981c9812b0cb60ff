"""Codes of the people package; a code is identity, its label is only what is shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommitteeLevel(models.TextChoices):
    """Level of a committee of the CPPCC."""

    NATIONAL = "national", _("全国")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")


class BodyKind(models.TextChoices):
    """What a body is to its committee; roles and guards ask for the kind, never for the name."""

    CPPCC_OFFICE = "cppcc_office", _("政协办公室")
    RESEARCH_OFFICE = "research_office", _("研究室")
    SPECIAL_COMMITTEE = "special_committee", _("专门委员会")
    SECTOR = "sector", _("界别")
    ACTIVITY_GROUP = "activity_group", _("委员活动组")
    DEMOCRATIC_PARTY = "democratic_party", _("民主党派（工商联、无党派）")
    PEOPLE_ORGANISATION = "people_organisation", _("人民团体")
    REPORTING_POINT = "reporting_point", _("基层信息点")
    CHAIRPERSONS = "chairpersons", _("主席会议")
    PARTY_OFFICE = "party_office", _("党委办公室")
    GOVERNMENT_OFFICE = "government_office", _("政府办公室")
    LEADERSHIP = "leadership", _("党政领导")
    UNIT = "unit", _("承办单位")


class Side(models.TextChoices):
    """Under which office a unit stands, party committee or government: that office agrees to what it is given."""

    PARTY = "party", _("党委")
    GOVERNMENT = "government", _("政府")


class BodyNameKind(models.TextChoices):
    """Why a body is also found under another name."""

    ALIAS = "alias", _("别称")
    FORMER = "former", _("曾用名")


class Role(models.TextChoices):
    """What a grant lets a person do; the procedures name these codes."""

    CPPCC_CLERK = "cppcc_clerk", _("政协办经办人")
    COMMITTEE_CLERK = "committee_clerk", _("专委会（研究室）经办人")
    VICE_CHAIR = "vice_chair", _("分管副主席")
    SECRETARY_GENERAL = "secretary_general", _("秘书长")
    CHAIR = "chair", _("主席")
    OFFICE_CLERK = "office_clerk", _("党委办、政府办督查经办人")
    LEADER = "leader", _("党政领导")
    UNIT_CLERK = "unit_clerk", _("承办单位经办人")
    UNIT_REVIEWER = "unit_reviewer", _("核稿人")
    UNIT_DEPUTY = "unit_deputy", _("单位分管领导")
    UNIT_HEAD = "unit_head", _("单位主要负责人")
    MEMBER = "member", _("委员")
    ORGANISATION_CLERK = "organisation_clerk", _("党派团体（界别、活动组）经办人")
    SYSTEM_OPERATOR = "system_operator", _("系统管理员")


class RosterRowState(models.TextChoices):
    """What applying one row of a roster would do."""

    NEW = "new", _("新增")
    CHANGED = "changed", _("变更")
    UNCHANGED = "unchanged", _("无变化")
    ERROR = "error", _("有错误")
