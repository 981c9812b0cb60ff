"""Bodies of a committee: listing them, and finding one by whatever name a document uses."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from huiyin.kernel.text import fold
from huiyin.kernel.verdicts import Refused
from huiyin.people.enums import BodyKind, BodyNameKind, Side
from huiyin.people.models import Body, BodyName, Committee
from huiyin.people.rules import valid_on

MAX_BODIES = 2000
"""A province keeps a few hundred; the limit keeps a list bounded."""


def bodies_of(committee: Committee, kind: BodyKind, on: date | None = None) -> list[Body]:
    """Bodies of one kind, in the order they were entered; with a day, only those existing then."""
    bodies = Body.objects.filter(committee=committee, kind=kind)
    if on is not None:
        bodies = bodies.filter(Q(since__isnull=True) | Q(since__lte=on)).filter(
            Q(until__isnull=True) | Q(until__gte=on)
        )
    return list(bodies.order_by("id")[:MAX_BODIES])


def counterparts_of(special_committee: Body) -> list[Body]:
    """Units in standing contact (对口联系) with a special committee."""
    return list(
        Body.objects.filter(counterpart_committees__special_committee=special_committee).order_by("id")[
            :MAX_BODIES
        ]
    )


def names_of_bodies(committee: Committee, kind: BodyKind, on: date) -> dict[Body, tuple[str, ...]]:
    """Every body of one kind existing that day with all names a text may use for it, the full name first.

    Former names are among them: letters go on using them. Two queries whatever the number of bodies.
    """
    names = {body: [body.name, body.short_name] for body in bodies_of(committee, kind, on)}
    by_key = {body.pk: body for body in names}
    for other in BodyName.objects.filter(committee=committee, body__kind=kind).order_by("id")[
        : 5 * MAX_BODIES
    ]:
        body = by_key.get(other.body_id)
        if body is not None:
            names[body].append(other.name)
    return {body: tuple(dict.fromkeys(filter(None, known))) for body, known in names.items()}


def find_body(
    committee: Committee, name: str, on: date, *, kinds: Collection[BodyKind] = ()
) -> Body | Refused:
    """The body a name means on that day: full name first, then short name or alias, then former name.

    Refused with `body-unknown`, `body-abolished` or `body-ambiguous` and the reason in words.
    """
    folded = fold(name)
    if not folded:
        return Refused("body-unknown", _("未填写机构名称。"))
    ranks = _candidates(committee, folded, on, kinds)
    for found in ranks:
        living = {body.pk: body for body in found if valid_on(body.since, body.until, on)}
        if len(living) == 1:
            return next(iter(living.values()))
        if living:
            names = "、".join(body.name for body in living.values())
            return Refused(
                "body-ambiguous",
                _("“%(name)s”可能指%(names)s，请改用全称。") % {"name": name, "names": names},
            )
    ended = [body for found in ranks for body in found if body.until is not None and body.until < on]
    if ended:
        return Refused(
            "body-abolished",
            _("“%(name)s”（%(full)s）已于%(day)s撤销，请改填承接其职能的机构。")
            % {"name": name, "full": ended[0].name, "day": f"{ended[0].until:%Y年%-m月%-d日}"},
        )
    return Refused("body-unknown", _("没有找到“%(name)s”，请核对名称，或先登记该机构。") % {"name": name})


def _candidates(
    committee: Committee, folded: str, on: date, kinds: Collection[BodyKind]
) -> tuple[list[Body], list[Body], list[Body]]:
    """Bodies with that name, by how surely it is theirs; two queries whatever the number of bodies."""
    bodies = Body.objects.filter(committee=committee).filter(
        Q(folded_name=folded) | Q(folded_short_name=folded)
    )
    names = BodyName.objects.filter(committee=committee, folded=folded).select_related("body")
    if kinds:
        bodies = bodies.filter(kind__in=list(kinds))
        names = names.filter(body__kind__in=list(kinds))
    full: list[Body] = []
    short: list[Body] = []
    former: list[Body] = []
    for body in bodies.order_by("id"):
        (full if body.folded_name == folded else short).append(body)
    for other in names.order_by("id"):
        # A former name leads to the body for ever, that is what it is kept for; an alias has its dates.
        if other.kind == BodyNameKind.FORMER:
            former.append(other.body)
        elif valid_on(other.since, other.until, on):
            short.append(other.body)
    return full, short, former


OFFICE_OF = {Side.PARTY: BodyKind.PARTY_OFFICE, Side.GOVERNMENT: BodyKind.GOVERNMENT_OFFICE}
"""The office that speaks for a side."""
SIDE_OF = {kind.value: side.value for side, kind in OFFICE_OF.items()}
"""Kind of an office → the side that it speaks for."""


def offices_by_side(committee: Committee, on: date) -> dict[str, Body]:
    """Side → its office (党委办公室、政府办公室) as it is that day; a side without one is left out."""
    found: dict[str, Body] = {}
    kinds = [kind.value for kind in OFFICE_OF.values()]
    rows = Body.objects.filter(committee=committee, kind__in=kinds)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=on), Q(since__isnull=True) | Q(since__lte=on))
    for body in rows.order_by("pk"):
        found.setdefault(SIDE_OF[body.kind], body)
    return found
