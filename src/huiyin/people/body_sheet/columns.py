"""The columns of a list of bodies and the headings offices give them."""

from django.utils.translation import gettext_lazy as _

from huiyin.kernel.text import fold
from huiyin.people.enums import BodyKind
from huiyin.people.sheets.columns import Column, Layout

NAME = Column(
    "name", _("名称"), ("名称", "全称", "机构名称", "单位名称", "机构全称", "单位全称", "单位"), 100
)
KIND = Column("kind", _("类别"), ("类别", "机构类别", "性质", "类型"), 20)
SHORT_NAME = Column("short_name", _("简称"), ("简称", "机构简称", "单位简称"), 40)
ALIASES = Column("aliases", _("别称"), ("别称", "别名", "其他名称", "又称", "曾用名"), 300)

LAYOUT = Layout((NAME, KIND, SHORT_NAME, ALIASES), NAME, _("机构表"), _("机构"))

_WORDS: dict[BodyKind, tuple[str, ...]] = {
    BodyKind.CPPCC_OFFICE: ("政协办", "政协办公室", "政协办公厅"),
    BodyKind.RESEARCH_OFFICE: ("研究室",),
    BodyKind.SPECIAL_COMMITTEE: ("专委会", "专门委员会"),
    BodyKind.SECTOR: ("界别",),
    BodyKind.ACTIVITY_GROUP: ("活动组", "委员活动组"),
    BodyKind.DEMOCRATIC_PARTY: ("民主党派", "党派", "工商联", "无党派", "民主党派（工商联、无党派）"),
    BodyKind.PEOPLE_ORGANISATION: ("人民团体", "团体", "群团组织"),
    BodyKind.REPORTING_POINT: ("基层信息点", "信息点", "社情民意联系点", "社情民意信息联系点"),
    BodyKind.CHAIRPERSONS: ("主席会议",),
    BodyKind.PARTY_OFFICE: ("党委办", "党委办公室", "市委办公室", "县委办公室", "区委办公室"),
    BodyKind.GOVERNMENT_OFFICE: ("政府办", "政府办公室"),
    BodyKind.LEADERSHIP: ("党政领导", "领导"),
    BodyKind.UNIT: ("", "承办单位", "单位", "部门"),
}
_KIND_OF = {fold(word): kind for kind, words in _WORDS.items() for word in words}


def kind_of(text: str) -> BodyKind | None:
    """The kind a cell names; an empty one is a unit, since most rows are. None for a word that says nothing."""
    return _KIND_OF.get(fold(text))
