"""The named cast: two committees with people whose names say their role. All invented.

`build_shizuishan()` and `build_zhongwei()` make one committee each; the fixtures of the same names hand them
to tests. Attributes are the persons; `cast.grant(person)` is the person's only grant.
"""

from dataclasses import dataclass, field
from datetime import date

from huiyin.people.enums import BodyKind, BodyNameKind, CommitteeLevel, Role
from huiyin.people.models import (
    Account,
    Body,
    BodyName,
    Committee,
    Counterpart,
    Grant,
    Member,
    Person,
    PlenarySession,
    Term,
)

PASSWORD = "huiyin-kanban-2025"
SINCE = date(2021, 12, 1)


@dataclass
class Cast:
    """One committee and everybody in it; `people`, `bodies` and `members` are keyed by name."""

    committee: Committee
    term: Term
    plenary_session: PlenarySession
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        """The person of that name: `shizuishan["林政协"]`."""
        return self.people[name]

    def grant(self, name: str) -> Grant:
        """The right this person holds."""
        return self.grants[name]

    def account(self, name: str) -> Account:
        """The account this person signs in with; the password is PASSWORD."""
        account = self.people[name].account
        assert account is not None, f"{name} has no account"
        return account

    def body(self, name: str) -> Body:
        """The body of that full name."""
        return self.bodies[name]

    def member(self, name: str) -> Member:
        """The membership of that person."""
        return self.members[name]


# (code, kind, full name, short name, aliases, former names)
BodyRow = tuple[str, BodyKind, str, str, tuple[str, ...], tuple[str, ...]]
# (name, post, user name, role, full name of the body or "")
PersonRow = tuple[str, str, str, Role, str]

SHIZUISHAN_BODIES: list[BodyRow] = [
    ("cppcc-office", BodyKind.CPPCC_OFFICE, "市政协办公室", "政协办", (), ()),
    ("research", BodyKind.RESEARCH_OFFICE, "市政协研究室", "研究室", (), ()),
    ("chairpersons", BodyKind.CHAIRPERSONS, "市政协主席会议", "主席会议", (), ()),
    ("economy", BodyKind.SPECIAL_COMMITTEE, "经济委员会", "经济委", ("经济科技委",), ()),
    ("culture", BodyKind.SPECIAL_COMMITTEE, "文化文史和学习委员会", "文史委", (), ()),
    ("sector-economy", BodyKind.SECTOR, "经济界", "", (), ()),
    ("sector-agriculture", BodyKind.SECTOR, "农业界", "", (), ()),
    ("group-1", BodyKind.ACTIVITY_GROUP, "第一委员活动组", "一组", (), ()),
    ("party-office", BodyKind.PARTY_OFFICE, "市委办公室", "市委办", ("市委办督查室",), ()),
    ("government-office", BodyKind.GOVERNMENT_OFFICE, "市政府办公室", "市政府办", ("市政府督查室",), ()),
    ("leadership", BodyKind.LEADERSHIP, "市委、市政府领导", "党政领导", (), ()),
    ("chengguan", BodyKind.UNIT, "市城市管理局", "市城管局", ("市综合执法局",), ("市城市管理综合执法局",)),
    ("ziran", BodyKind.UNIT, "市自然资源局", "市资源局", (), ("市国土资源局",)),
    ("jiaotong", BodyKind.UNIT, "市交通运输局", "市交通局", (), ()),
]

SHIZUISHAN_PEOPLE: list[PersonRow] = [
    ("林政协", "市政协办公室科长", "lin.zhengxie", Role.CPPCC_CLERK, "市政协办公室"),
    ("周经委", "经济委员会科长", "zhou.jingwei", Role.COMMITTEE_CLERK, "经济委员会"),
    ("陈副主席", "市政协副主席", "chen.fuzhuxi", Role.VICE_CHAIR, ""),
    ("何秘书长", "市政协秘书长", "he.mishuzhang", Role.SECRETARY_GENERAL, ""),
    ("江主席", "市政协主席", "jiang.zhuxi", Role.CHAIR, ""),
    ("党督查", "市委办公室督查科科长", "dang.ducha", Role.OFFICE_CLERK, "市委办公室"),
    ("府督查", "市政府办公室督查科科长", "fu.ducha", Role.OFFICE_CLERK, "市政府办公室"),
    ("赵书记", "市委书记", "zhao.shuji", Role.LEADER, "市委、市政府领导"),
    ("城经办", "市城市管理局办公室科员", "cheng.jingban", Role.UNIT_CLERK, "市城市管理局"),
    ("城核稿", "市城市管理局办公室主任", "cheng.hegao", Role.UNIT_REVIEWER, "市城市管理局"),
    ("城分管", "市城市管理局副局长", "cheng.fenguan", Role.UNIT_DEPUTY, "市城市管理局"),
    ("城局长", "市城市管理局局长", "cheng.juzhang", Role.UNIT_HEAD, "市城市管理局"),
    ("自经办", "市自然资源局办公室科员", "zi.jingban", Role.UNIT_CLERK, "市自然资源局"),
    ("自核稿", "市自然资源局办公室主任", "zi.hegao", Role.UNIT_REVIEWER, "市自然资源局"),
    ("自分管", "市自然资源局副局长", "zi.fenguan", Role.UNIT_DEPUTY, "市自然资源局"),
    ("自局长", "市自然资源局局长", "zi.juzhang", Role.UNIT_HEAD, "市自然资源局"),
    ("交经办", "市交通运输局办公室科员", "jiao.jingban", Role.UNIT_CLERK, "市交通运输局"),
    ("交核稿", "市交通运输局办公室主任", "jiao.hegao", Role.UNIT_REVIEWER, "市交通运输局"),
    ("交分管", "市交通运输局副局长", "jiao.fenguan", Role.UNIT_DEPUTY, "市交通运输局"),
    ("交局长", "市交通运输局局长", "jiao.juzhang", Role.UNIT_HEAD, "市交通运输局"),
    ("白委员", "市政协委员", "bai.weiyuan", Role.MEMBER, ""),
    ("马委员", "市政协委员", "ma.weiyuan", Role.MEMBER, ""),
    ("运维员", "市政协办公室信息科科员", "yunwei", Role.SYSTEM_OPERATOR, ""),
]

ZHONGWEI_BODIES: list[BodyRow] = [
    ("cppcc-office", BodyKind.CPPCC_OFFICE, "市政协办公室", "政协办", (), ()),
    ("chairpersons", BodyKind.CHAIRPERSONS, "市政协主席会议", "主席会议", (), ()),
    ("culture", BodyKind.SPECIAL_COMMITTEE, "文化文史和学习委员会", "文史委", (), ()),
    ("sector-culture", BodyKind.SECTOR, "文化艺术界", "", (), ()),
    ("party-office", BodyKind.PARTY_OFFICE, "市委办公室", "市委办", (), ()),
    ("government-office", BodyKind.GOVERNMENT_OFFICE, "市政府办公室", "市政府办", (), ()),
    ("leadership", BodyKind.LEADERSHIP, "市委、市政府领导", "党政领导", (), ()),
    ("wenlv", BodyKind.UNIT, "市旅游和文化体育广电局", "市文旅局", ("市文旅广电局",), ("市旅游局",)),
]

ZHONGWEI_PEOPLE: list[PersonRow] = [
    ("卫政协", "市政协办公室科长", "wei.zhengxie", Role.CPPCC_CLERK, "市政协办公室"),
    ("卫文史", "文化文史和学习委员会科长", "wei.wenshi", Role.COMMITTEE_CLERK, "文化文史和学习委员会"),
    ("卫副主席", "市政协副主席", "wei.fuzhuxi", Role.VICE_CHAIR, ""),
    ("卫秘书长", "市政协秘书长", "wei.mishuzhang", Role.SECRETARY_GENERAL, ""),
    ("卫主席", "市政协主席", "wei.zhuxi", Role.CHAIR, ""),
    ("卫府督查", "市政府办公室督查科科长", "wei.fuducha", Role.OFFICE_CLERK, "市政府办公室"),
    ("文经办", "市旅游和文化体育广电局科员", "wen.jingban", Role.UNIT_CLERK, "市旅游和文化体育广电局"),
    ("文核稿", "市旅游和文化体育广电局办公室主任", "wen.hegao", Role.UNIT_REVIEWER, "市旅游和文化体育广电局"),
    ("文分管", "市旅游和文化体育广电局副局长", "wen.fenguan", Role.UNIT_DEPUTY, "市旅游和文化体育广电局"),
    ("文局长", "市旅游和文化体育广电局局长", "wen.juzhang", Role.UNIT_HEAD, "市旅游和文化体育广电局"),
    ("卫委员", "市政协委员", "wei.weiyuan", Role.MEMBER, ""),
]


def _committee(code: str, name: str, short_name: str, region_code: str, term_number: int) -> Cast:
    committee = Committee.objects.create(
        code=code, name=name, short_name=short_name, level=CommitteeLevel.CITY, region_code=region_code
    )
    term = Term.objects.create(committee=committee, number=term_number, starts_on=SINCE)
    session = PlenarySession.objects.create(
        committee=committee,
        term=term,
        number=4,
        opens_on=date(2025, 1, 7),
        closes_on=date(2025, 1, 10),
    )
    return Cast(committee, term, session)


def _add_bodies(cast: Cast, rows: list[BodyRow]) -> None:
    Body.objects.bulk_create(
        Body(committee=cast.committee, code=code, kind=kind, name=name, short_name=short_name)
        for code, kind, name, short_name, _aliases, _former in rows
    )
    cast.bodies = {body.name: body for body in Body.objects.filter(committee=cast.committee)}
    BodyName.objects.bulk_create(
        BodyName(committee=cast.committee, body=cast.bodies[row[2]], name=name, kind=kind)
        for row in rows
        for kind, names in ((BodyNameKind.ALIAS, row[4]), (BodyNameKind.FORMER, row[5]))
        for name in names
    )


def _add_people(cast: Cast, rows: list[PersonRow]) -> None:
    # One hash for everybody: the cast is built in nearly every test.
    hashed = Account(username="cast")
    hashed.set_password(PASSWORD)
    Account.objects.bulk_create(
        Account(username=user_name, password=hashed.password)
        for _name, _post, user_name, _role, _body in rows
    )
    accounts = Account.objects.in_bulk([row[2] for row in rows], field_name="username")
    Person.objects.bulk_create(
        Person(name=name, post=post, account=accounts[user_name])
        for name, post, user_name, _role, _body in rows
    )
    people = Person.objects.filter(account__in=accounts.values()).select_related("account")
    cast.people = {person.name: person for person in people}
    Grant.objects.bulk_create(
        Grant(
            committee=cast.committee,
            person=cast.people[name],
            role=role,
            body=cast.bodies[body] if body else None,
            since=SINCE,
        )
        for name, _post, _user_name, role, body in rows
    )
    grants = Grant.objects.filter(committee=cast.committee).select_related("person", "body", "committee")
    cast.grants = {grant.person.name: grant for grant in grants}


def _add_members(cast: Cast, rows: list[tuple[str, str, str, str, bool]]) -> None:
    for name, number, sector, special_committee, is_standing in rows:
        cast.members[name] = Member.objects.create(
            committee=cast.committee,
            term=cast.term,
            person=cast.people[name],
            number=number,
            sector=cast.bodies[sector],
            special_committee=cast.bodies[special_committee] if special_committee else None,
            is_standing=is_standing,
        )


def build_shizuishan() -> Cast:
    """政协石嘴山市委员会 with its offices, three units and two members."""
    cast = _committee("shizuishan", "政协石嘴山市委员会", "石嘴山市政协", "640200", 11)
    _add_bodies(cast, SHIZUISHAN_BODIES)
    _add_people(cast, SHIZUISHAN_PEOPLE)
    _add_members(
        cast,
        [("白委员", "11001", "经济界", "经济委员会", True), ("马委员", "11002", "农业界", "", False)],
    )
    Counterpart.objects.bulk_create(
        Counterpart(
            committee=cast.committee, special_committee=cast.bodies["经济委员会"], unit=cast.bodies[unit]
        )
        for unit in ("市城市管理局", "市自然资源局", "市交通运输局")
    )
    return cast


def build_zhongwei() -> Cast:
    """政协中卫市委员会, the neighbour whose data nobody in 石嘴山 may see, and the other way round."""
    cast = _committee("zhongwei", "政协中卫市委员会", "中卫市政协", "640500", 5)
    _add_bodies(cast, ZHONGWEI_BODIES)
    _add_people(cast, ZHONGWEI_PEOPLE)
    _add_members(cast, [("卫委员", "05001", "文化艺术界", "文化文史和学习委员会", False)])
    return cast
