"""启用向导: what a new office has done so far, what is next and why, read from what is registered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from huiyin.consultation.models import Activity
from huiyin.desk.registered import Registered
from huiyin.outcomes.models import Outcome
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import (
    CalendarYear,
    Committee,
    Member,
    PlenarySession,
)
from huiyin.people.selectors import current_term

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


def first_steps(committee: Committee, day: date) -> list[FirstStep]:
    """Every step in order; a dozen small queries."""
    facts = Registered.read(committee, day)
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


def _terms(facts: Registered) -> list[FirstStep]:
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


def _calendar(facts: Registered) -> FirstStep:
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


def _offices(facts: Registered) -> FirstStep:
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


def _clerk(facts: Registered) -> FirstStep:
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


def _kind(facts: Registered, kind: BodyKind, why: str) -> FirstStep:
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


def _organisations(facts: Registered) -> FirstStep:
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


def _units(facts: Registered) -> FirstStep:
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


def _people(facts: Registered) -> list[FirstStep]:
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


def _roster(facts: Registered) -> FirstStep:
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


def _first_work(facts: Registered) -> list[FirstStep]:
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


def is_under_way(committee: Committee) -> bool:
    """Whether the first outcome is there: the last step, after which the home page needs no guide."""
    return Outcome.objects.filter(committee=committee).exists()
