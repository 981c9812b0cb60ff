"""Registering a committee, its terms (届) and its plenary sessions (次全会)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from huiyin.people.actions.accepting import NotAcceptedError, check_code, check_texts
from huiyin.people.enums import CommitteeLevel, Role
from huiyin.people.models import Committee, Grant, PlenarySession, Term

# Digits of a region code: up to the county, the township, the village.
_REGION_SIZES = (6, 9, 12)
_MOST = 200


@transaction.atomic
def add_committee(
    *,
    code: str,
    name: str,
    short_name: str,
    level: CommitteeLevel,
    region_code: str,
    parent: Committee | None = None,
) -> tuple[Committee, bool]:
    """Register a committee; the same again changes nothing (then False comes second).

    NotAcceptedError for a code that is taken by another, or a parent that does not stand above.
    """
    committee = Committee(
        code=code, name=name, short_name=short_name, level=level, region_code=region_code, parent=parent
    )
    check_code(code)
    check_texts(committee)
    if not (region_code.isascii() and region_code.isdigit() and len(region_code) in _REGION_SIZES):
        text = _("行政区划代码“%(code)s”不正确，应为 6 位（或 9、12 位）数字，如 640200。")
        raise NotAcceptedError("region", text % {"code": region_code})
    order = list(CommitteeLevel)
    if parent is not None and order.index(CommitteeLevel(parent.level)) >= order.index(level):
        text = _("%(parent)s是%(level)s政协，不能作为上级。")
        raise NotAcceptedError("parent", text % {"parent": parent.name, "level": parent.get_level_display()})
    known = Committee.objects.filter(code=code).first()
    if known is None:
        committee.save()
        return committee, True
    if not _same(known, committee, ("name", "short_name", "level", "region_code", "parent_id")):
        text = _("代码“%(code)s”已由%(name)s使用，登记的内容不同。没有改动。")
        raise NotAcceptedError("taken", text % {"code": code, "name": known.name})
    return known, False


@transaction.atomic
def add_term(
    *, committee: Committee, number: int, starts_on: date, ends_on: date | None = None
) -> tuple[Term, bool]:
    """Register a term of a committee; the same again changes nothing (then False comes second).

    NotAcceptedError for dates out of order, by themselves or among the terms registered already.
    """
    term = Term(committee=committee, number=number, starts_on=starts_on, ends_on=ends_on)
    _check_number(number)
    _check_order(starts_on, ends_on)
    known = Term.objects.filter(committee=committee, number=number).first()
    if known is not None:
        if _same(known, term, ("starts_on", "ends_on")):
            return known, False
        raise NotAcceptedError("taken", _("%(term)s已经登记，日期不同。没有改动。") % {"term": known})
    check_term(committee=committee, number=number, starts_on=starts_on, ends_on=ends_on)
    term.save()
    return term, True


def check_term(*, committee: Committee, number: int, starts_on: date, ends_on: date | None) -> None:
    """Raise NotAcceptedError for dates out of order, by themselves or among the other terms of the committee."""
    _check_number(number)
    _check_order(starts_on, ends_on)
    terms = Term.objects.filter(committee=committee)
    earlier = terms.filter(number__lt=number, starts_on__gte=starts_on).first()
    later = terms.filter(number__gt=number, starts_on__lte=starts_on).first()
    if earlier or later:
        other = earlier or later
        text = _("%(term)s的开始日期与%(other)s（%(day)s开始）的先后不符。")
        said = {"term": Term(number=number), "other": other, "day": other.starts_on if other else ""}
        raise NotAcceptedError("order", text % said)


@transaction.atomic
def end_term(*, term: Term, on: date) -> None:
    """Give a term its last day; what its members may do, where no day was given, ends with it."""
    Term.objects.filter(pk=term.pk).update(ends_on=on)
    lasting = Grant.objects.filter(committee_id=term.committee_id, role=Role.MEMBER, until__isnull=True)
    lasting.filter(since__lte=on).update(until=on)


@transaction.atomic
def close_plenary_session(*, session: PlenarySession, on: date) -> None:
    """Register the day on which a session closed."""
    PlenarySession.objects.filter(pk=session.pk).update(closes_on=on)


@transaction.atomic
def add_plenary_session(
    *, term: Term, number: int, opens_on: date, closes_on: date | None = None
) -> tuple[PlenarySession, bool]:
    """Register a plenary session of a term; the same again changes nothing (then False comes second).

    NotAcceptedError for dates out of order or outside the term.
    """
    session = PlenarySession(
        committee_id=term.committee_id, term=term, number=number, opens_on=opens_on, closes_on=closes_on
    )
    _check_number(number)
    _check_order(opens_on, closes_on)
    if opens_on < term.starts_on or (term.ends_on is not None and opens_on > term.ends_on):
        text = _("开幕日期%(day)s不在%(term)s任期之内。") % {"day": opens_on, "term": term}
        raise NotAcceptedError("outside-term", text)
    known = PlenarySession.objects.filter(term=term, number=number).first()
    if known is None:
        session.save()
        return session, True
    if not _same(known, session, ("opens_on", "closes_on")):
        text = _("%(session)s已经登记，日期不同。没有改动。")
        raise NotAcceptedError("taken", text % {"session": known})
    return known, False


def _same(known: object, given: object, names: tuple[str, ...]) -> bool:
    return all(getattr(known, name) == getattr(given, name) for name in names)


def _check_number(number: int) -> None:
    if not 1 <= number <= _MOST:
        raise NotAcceptedError("number", _("届次和会次须是 1 至 %(most)d 的整数。") % {"most": _MOST})


def _check_order(first: date, last: date | None) -> None:
    if last is not None and last < first:
        text = _("结束日期%(last)s早于开始日期%(first)s。") % {"last": last, "first": first}
        raise NotAcceptedError("order", text)
