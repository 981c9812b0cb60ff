"""The columns of a roster and the headings offices give them."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from huiyin.people.enums import BodyKind
from huiyin.people.sheets.columns import Column, Layout

NAME = Column("name", _("姓名"), ("姓名", "委员姓名"), 60)
NUMBER = Column("number", _("委员证号"), ("委员证号", "编号", "委员编号", "证号", "委员证编号"), 30)
SECTOR = Column("sector", _("界别"), ("界别", "所属界别", "所在界别"), 100)
SPECIAL_COMMITTEE = Column(
    "special_committee", _("专委会"), ("专委会", "专门委员会", "所在专委会", "所属专委会"), 100
)
ACTIVITY_GROUP = Column("activity_group", _("活动组"), ("活动组", "委员活动组", "所在活动组"), 100)
WORKPLACE = Column("workplace", _("单位"), ("单位", "工作单位", "所在单位"), 120)
POST = Column("post", _("职务"), ("职务", "单位职务", "职务职称"), 120)
IS_STANDING = Column("is_standing", _("是否常委"), ("是否常委", "常委", "是否为常委"), 10)
USER_NAME = Column("user_name", _("登录名"), ("登录名", "用户名", "账号", "登录账号"), 30)

COLUMNS = (
    NAME,
    NUMBER,
    SECTOR,
    SPECIAL_COMMITTEE,
    ACTIVITY_GROUP,
    WORKPLACE,
    POST,
    IS_STANDING,
    USER_NAME,
)
LAYOUT = Layout(COLUMNS, NAME, _("名册"), _("委员"))
COLUMN_BY_CODE: Mapping[str, Column] = LAYOUT.by_code

BODY_KIND_OF_COLUMN: Mapping[str, BodyKind] = {
    SECTOR.code: BodyKind.SECTOR,
    SPECIAL_COMMITTEE.code: BodyKind.SPECIAL_COMMITTEE,
    ACTIVITY_GROUP.code: BodyKind.ACTIVITY_GROUP,
}
