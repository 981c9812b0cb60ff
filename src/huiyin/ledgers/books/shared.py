"""What several ledgers have in common: whom they are for, dimensions of every matter, words of cells."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers import labels
from huiyin.ledgers.definition import Asked, Line
from huiyin.ledgers.dimensions import Dimension, Labels
from huiyin.people.enums import Role

PRESIDIUM = frozenset({Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR})
OFFICES = frozenset({Role.CPPCC_CLERK, Role.COMMITTEE_CLERK, Role.OFFICE_CLERK, Role.LEADER}) | PRESIDIUM
UNITS = frozenset({Role.UNIT_CLERK, Role.UNIT_REVIEWER, Role.UNIT_DEPUTY, Role.UNIT_HEAD})
LATE, IN_TIME, UNTIMED = "late", "in_time", "untimed"


def text_key(*cases: When, default: str | None = None) -> Case:
    """A key that is one of several words."""
    return Case(*cases, default=Value(default), output_field=CharField(null=True))


def year_of_matter(path: str = "") -> Callable[[int], Q]:
    """A year bounds the rows by the year of their matter."""

    def condition(year: int) -> Q:
        return Q(**{f"{path}year": year})

    return condition


def late_now(path: str = "", gate: str = "clocks") -> Dimension:
    """Whether an open matter is late today; who does not see its clocks is not told."""

    def key(asker: Asked) -> Case:
        open_ = Q(**{f"{path}closed_at__isnull": True})
        return text_key(
            When(open_ & Q(**{f"{path}next_due__lt": asker.day}), then=Value(LATE)),
            When(open_ & Q(**{f"{path}next_due__isnull": False}), then=Value(IN_TIME)),
            default=UNTIMED,
        )

    return Dimension(
        "late",
        str(_("时限")),
        key,
        labels.fixed(late=_("逾期"), in_time=_("未到期"), untimed=_("不计时")),
        gate=(lambda asker: asker.sees(gate, path=path)) if gate else None,
        offered=(LATE, IN_TIME, UNTIMED),
    )


def key_matter(path: str = "") -> Dimension:
    """重点 or not."""
    return Dimension(
        "key",
        str(_("重点")),
        lambda asker: text_key(When(Q(**{f"{path}is_key": True}), then=Value(labels.YES)), default=labels.NO),
        labels.yes_no(_("重点"), _("一般")),
        offered=(labels.YES, labels.NO),
    )


def field(code: str, label: object, path: str, named: Labels, **more: object) -> Dimension:
    """A dimension whose key is a field of the rows."""
    return Dimension(code, str(label), lambda asker: F(path), named, **more)  # type: ignore[arg-type]


def joined(words: Iterable[object]) -> str:
    """Several values in one cell, each once."""
    return "、".join(dict.fromkeys(str(each) for each in words if each))


def in_time_words(due: date | None, done: date | None, today: date) -> str:
    """按期 or 逾期, of what is done by the day it was done, of what is open by today."""
    if due is None:
        return ""
    if (done or today) > due:
        return str(_("逾期"))
    return str(_("按期")) if done else str(_("未到期"))


def round_of(line: Line) -> int:
    """The round the matter is in."""
    return int(line.view.matter.round)
