"""Codes of consultations. Labels are for people; nothing compares them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsultationForm(models.TextChoices):
    """The form in which a consultation was held."""

    PLENARY = "plenary", _("全体会议协商")
    STANDING_DELIBERATIVE = "standing_deliberative", _("专题议政性常委会会议")
    STANDING_TOPICAL = "standing_topical", _("常委会会议专题协商")
    DELIBERATIVE = "deliberative", _("专题议政协商")
    BIMONTHLY = "bimonthly", _("双月协商")
    TOPICAL = "topical", _("专题协商")
    COUNTERPART = "counterpart", _("对口协商")
    SECTOR = "sector", _("界别协商")
    PROPOSAL_HANDLING = "proposal_handling", _("提案办理协商")
    ON_SITE = "on_site", _("现场协商")
    GRASSROOTS = "grassroots", _("基层协商")


class Capacity(models.TextChoices):
    """In what capacity somebody took part: members, and the four classes that are invited."""

    MEMBER = "member", _("政协委员")
    LEADER = "leader", _("党委和政府分管领导")
    DEPARTMENT = "department", _("有关部门负责人")
    EXPERT = "expert", _("相关专业人士")
    SECTOR_PUBLIC = "sector_public", _("界别群众代表")


ORGANISING_BODY = "organising_body"
PARTICIPANT = "participant"
OUTCOME_KIND = "outcome"
"""Codes of parties of an activity, and the kind of matter that comes out of one (written by a higher package)."""
