"""启用向导: what a new office has done so far, what is next and why, read from what is registered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from huiyin.consultation.models import Activity
from huiyin.outcomes.models import Outcome
from huiyin.people.changing.record import record_setting
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import (
    Body,
    CalendarYear,
    Committee,
    Grant,
    Member,
    Person,
    PlenarySession,
    SettingChange,
)
from huiyin.people.selectors import current_term

PAGE = "first-steps"
PUT_AWAY = "away"
OPERATOR = frozenset({Role.SYSTEM_OPERATOR})
CLERK = frozenset({Role.CPPCC_CLERK})
EITHER = OPERATOR | CLERK
OFFICES = (BodyKind.CPPCC_OFFICE, BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE)
ORGANISATIONS = (BodyKind.DEMOCRATIC_PARTY, BodyKind.PEOPLE_ORGANISATION)
MOST_NAMED = 5


@dataclass(frozen=True)
class FirstStep:
    """One thing a new office does: whether it is done, how far it is, why it is needed, and where it is done.

    `shown` is the page where what was done stands.
    """

    title: str
    why: str
    done: bool
    state: str
    url: str
    action: str
    roles: frozenset[Role]
    shown: str


@dataclass(frozen=True)
class _Facts:
    """What is registered, read once."""

    committee: Committee
    day: date
    bodies: Mapping[str, Mapping[int, str]]
    seats: frozenset[tuple[str, int | None]]
    """Role and body of everybody who can sign in."""

    @classmethod
    def read(cls, committee: Committee, day: date) -> "_Facts":
        """Two queries."""
        bodies: dict[str, dict[int, str]] = {}
        rows = Body.objects.filter(committee=committee).filter(Q(until__isnull=True) | Q(until__gte=day))
        for key, kind, name in rows.order_by("pk").values_list("pk", "kind", "name"):
            bodies.setdefault(kind, {})[key] = name
        held = Grant.objects.filter(committee=committee, since__lte=day, person__account__is_active=True)
        held = held.filter(Q(until__isnull=True) | Q(until__gte=day)).exclude(role=Role.MEMBER)
        return cls(committee, day, bodies, frozenset(held.values_list("role", "body_id")))

    def names(self, *kinds: BodyKind) -> list[str]:
        """Bodies of these kinds."""
        return [name for kind in kinds for name in self.bodies.get(kind, {}).values()]

    def holds(self, role: Role) -> bool:
        """Whether somebody who can sign in holds a role."""
        return any(held == role for held, _body in self.seats)

    def without(self, role: Role, *kinds: BodyKind) -> list[str]:
        """Bodies of these kinds in which nobody who can sign in holds a role."""
        return [
            name
            for kind in kinds
            for key, name in self.bodies.get(kind, {}).items()
            if (role, key) not in self.seats
        ]

    def page(self, route: str, **more: str) -> str:
        """An address with the committee."""
        query = "".join(f"&{name}={value}" for name, value in more.items())
        return f"{reverse(route)}?committee={self.committee.code}{query}"

    def change(self, code: str, of: str = "") -> str:
        """Where a change is asked for."""
        query = f"&of={of}" if of else ""
        return f"{reverse('settings:change', args=[code])}?committee={self.committee.code}{query}"


def first_steps(committee: Committee, day: date) -> list[FirstStep]:
    """Every step in order; a dozen small queries."""
    facts = _Facts.read(committee, day)
    return [
        *_terms(facts),
        _calendar(facts),
        _offices(facts),
        _clerk(facts),
        _kind(facts, BodyKind.SPECIAL_COMMITTEE, _("由它们起草成果、联系委员。")),
        _kind(facts, BodyKind.SECTOR, _("委员按界别编组；也可以在导入名册时一并新建。")),
        _units(facts),
        *_people(facts),
        _organisations(facts),
        _roster(facts),
        *_first_work(facts),
    ]


def _terms(facts: _Facts) -> list[FirstStep]:
    term = current_term(facts.committee, facts.day)
    sessions = PlenarySession.objects.filter(term=term, opens_on__lte=facts.day) if term is not None else None
    session = sessions.order_by("-opens_on").first() if sessions is not None else None
    return [
        FirstStep(
            _("登记现任的届次"),
            _("委员名册、文号、统计都按届次归。"),
            term is not None,
            str(term) if term is not None else _("还没有登记"),
            facts.change("term-add"),
            _("登记届次"),
            EITHER,
            facts.page("people:terms"),
        ),
        FirstStep(
            _("登记最近一次全体会议"),
            _("文件里写“×届×次会议”，以这里登记的为准。"),
            session is not None,
            str(session) if session is not None else _("还没有登记"),
            facts.change("session-add"),
            _("登记会议"),
            EITHER,
            facts.page("people:terms"),
        ),
    ]


def _calendar(facts: _Facts) -> FirstStep:
    official = CalendarYear.objects.filter(year=facts.day.year, official=True).exists()
    return FirstStep(
        _("核对今年的工作日历"),
        _("按工作日计算的期限，以放假通知为准。"),
        official,
        _("%(year)d年已公布") % {"year": facts.day.year} if official else _("今年还没有标为已公布"),
        facts.page("people:calendar", year=str(facts.day.year)),
        _("核对日历"),
        OPERATOR,
        facts.page("people:calendar"),
    )


def _offices(facts: _Facts) -> FirstStep:
    missing = [kind for kind in OFFICES if not facts.names(kind)]
    words = "、".join(str(kind.label) for kind in missing)
    return FirstStep(
        _("登记政协办、党委办、政府办"),
        _("成果由政协办报送，由党委办、政府办阅批、交办。"),
        not missing,
        _("还没有%(kinds)s") % {"kinds": words} if missing else "、".join(facts.names(*OFFICES)),
        facts.change("body-add", missing[0] if missing else ""),
        _("登记%(kind)s") % {"kind": missing[0].label} if missing else _("登记机构"),
        EITHER,
        facts.page("people:bodies"),
    )


def _clerk(facts: _Facts) -> FirstStep:
    done = facts.holds(Role.CPPCC_CLERK)
    return FirstStep(
        _("开通政协办经办人的账号"),
        _("以后的各项设置和业务，由政协办经办人办理。"),
        done,
        _("已开通") if done else _("还没有能登录的政协办经办人"),
        facts.change("person-add", Role.CPPCC_CLERK),
        _("登记经办人"),
        OPERATOR,
        facts.page("people:persons"),
    )


def _kind(facts: _Facts, kind: BodyKind, why: str) -> FirstStep:
    names = facts.names(kind)
    return FirstStep(
        _("登记%(kind)s") % {"kind": kind.label},
        why,
        bool(names),
        _("%(number)d 个") % {"number": len(names)} if names else _("还没有登记"),
        facts.change("body-add", kind),
        _("登记%(kind)s") % {"kind": kind.label},
        EITHER,
        facts.page("people:bodies"),
    )


def _organisations(facts: _Facts) -> FirstStep:
    """Parties and people's organisations, each with somebody who files for it."""
    names = facts.names(*ORGANISATIONS)
    missing = facts.without(Role.ORGANISATION_CLERK, *ORGANISATIONS)
    done = _("%(number)d 个，都有经办人") % {"number": len(names)}
    return FirstStep(
        _("登记民主党派、人民团体和它们的经办人"),
        _("由它们的经办人提交集体提案；没有账号的，纸质提案由政协办代录。"),
        bool(names) and not missing,
        (_lacking(missing) if missing else done) if names else _("还没有登记"),
        facts.change("person-add", Role.ORGANISATION_CLERK)
        if names
        else facts.change("body-add", BodyKind.DEMOCRATIC_PARTY),
        _("登记经办人") if names else _("登记机构"),
        CLERK if names else EITHER,
        facts.page("people:bodies"),
    )


def _units(facts: _Facts) -> FirstStep:
    names = facts.names(BodyKind.UNIT)
    return FirstStep(
        _("导入承办单位"),
        _("成果交办到单位。已有的单位名录可以直接导入。"),
        bool(names),
        _("%(number)d 个") % {"number": len(names)} if names else _("还没有登记"),
        facts.page("people:bodies_import"),
        _("导入单位"),
        EITHER,
        facts.page("people:bodies"),
    )


def _lacking(names: Iterable[str]) -> str:
    """Whom is missing where, some by name."""
    found = list(names)
    shown = "、".join(found[:MOST_NAMED])
    more = _("等 %(number)d 个") % {"number": len(found)} if len(found) > MOST_NAMED else ""
    return _("还缺：%(names)s%(more)s") % {"names": shown, "more": more}


def _people(facts: _Facts) -> list[FirstStep]:
    offices = facts.without(Role.OFFICE_CLERK, BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE)
    offices += [
        str(kind.label)
        for kind in (BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE)
        if not facts.names(kind)
    ]
    leaders = [
        str(role.label)
        for role in (Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR)
        if not facts.holds(role)
    ]
    committees = facts.without(Role.COMMITTEE_CLERK, BodyKind.SPECIAL_COMMITTEE)
    units = dict.fromkeys(
        facts.without(Role.UNIT_CLERK, BodyKind.UNIT) + facts.without(Role.UNIT_HEAD, BodyKind.UNIT)
    )
    has_units = bool(facts.names(BodyKind.UNIT))
    rows = [
        (
            _("党委办、政府办的督查经办人"),
            _("阅批、交办、反馈由他们办理。"),
            offices,
            True,
            Role.OFFICE_CLERK,
        ),
        (
            _("签发人：分管副主席、秘书长、主席"),
            _("成果依次由他们签发。"),
            leaders,
            True,
            Role.VICE_CHAIR if str(Role.VICE_CHAIR.label) in leaders else Role.CHAIR,
        ),
        (
            _("各专委会的经办人"),
            _("由他们记录协商、起草成果。"),
            committees,
            bool(facts.names(BodyKind.SPECIAL_COMMITTEE)),
            Role.COMMITTEE_CLERK,
        ),
        (
            _("各单位的经办人和主要负责人"),
            _("经办人签收、拟稿，主要负责人签发答复；核稿人、分管领导按单位实际登记。"),
            list(units),
            has_units,
            Role.UNIT_CLERK,
        ),
    ]
    return [
        FirstStep(
            title,
            why,
            ready and not missing,
            _("都有了") if ready and not missing else _lacking(missing) if missing else _("先登记机构"),
            facts.change("person-add", role),
            _("登记人员"),
            CLERK,
            facts.page("people:persons"),
        )
        for title, why, missing, ready, role in rows
    ]


def _roster(facts: _Facts) -> FirstStep:
    term = current_term(facts.committee, facts.day)
    number = Member.objects.filter(term=term).count() if term is not None else 0
    return FirstStep(
        _("导入委员名册"),
        _("委员在协商中的意见，要能找到人、告知结果。"),
        number > 0,
        _("%(number)d 人") % {"number": number} if number else _("还没有导入"),
        facts.page("people:roster"),
        _("导入名册"),
        EITHER,
        facts.page("people:members"),
    )


def _first_work(facts: _Facts) -> list[FirstStep]:
    held = Activity.objects.filter(committee=facts.committee).exists()
    made = Outcome.objects.filter(committee=facts.committee).exists()
    return [
        FirstStep(
            _("记录第一次协商活动"),
            _("先有协商，才有成果：参加人、意见和共识从这里来。"),
            held,
            _("已记录") if held else _("还没有"),
            f"{reverse('procedure:begin', args=['activity'])}?committee={facts.committee.code}",
            _("记录协商活动"),
            CLERK,
            facts.page("procedure:matters", kind="activity"),
        ),
        FirstStep(
            _("起草第一件协商成果"),
            _("从形成到反馈的六个环节，由此开始。"),
            made,
            _("已起草") if made else _("还没有"),
            f"{reverse('procedure:begin', args=['outcome'])}?committee={facts.committee.code}",
            _("起草协商成果"),
            CLERK,
            facts.page("procedure:matters", kind="outcome"),
        ),
    ]


def is_put_away(committee: Committee) -> bool:
    """Whether the office has put the guide away."""
    last = SettingChange.objects.filter(committee=committee, page=PAGE).order_by("-pk").first()
    return last is not None and last.after == _put_away_words()


def is_under_way(committee: Committee) -> bool:
    """Whether the first outcome is there: the last step, after which the home page needs no guide."""
    return Outcome.objects.filter(committee=committee).exists()


def _put_away_words() -> str:
    return str(_("首页不再显示"))


def put_away(committee: Committee, *, away: bool, person: Person, day: date, at: datetime) -> None:
    """Take the guide off the home page, or put it back; on the record like every setting."""
    if is_put_away(committee) == away:
        return
    record_setting(
        committee=committee,
        page=PAGE,
        label=str(_("启用向导")),
        what=str(_("启用向导")),
        after=_put_away_words() if away else str(_("首页显示")),
        since=day,
        person=person,
        at=at,
    )
