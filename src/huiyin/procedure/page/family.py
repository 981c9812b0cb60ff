"""Matters around a matter: children, parent, origin, descendants and typed links, each only if it may be seen."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huiyin.kernel.lights import Light, light
from huiyin.kernel.working_days import WorkCalendar
from huiyin.procedure import registry
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.models import Link, Matter
from huiyin.procedure.page.starts import starts_of
from huiyin.procedure.page.viewing import Viewing, Visit, view_many

MOST = 200
CHILDREN = frozenset({"child", "earlier"})
GROUPS = ("child", "earlier", "origin", "result", "supervised", "supervision")
PARENT_WORDS = "上级事项"
IN_WORDS = {
    LinkKind.CAME_FROM: ("来自", "由此产生"),
    LinkKind.MERGED_INTO: ("并入", "并入本件"),
    LinkKind.SENT_UP_AS: ("上报为", "由下列事项上报"),
    LinkKind.SUBMITTED_AS: ("以此报送", "报送自"),
    LinkKind.DECIDED_AT: ("会议议程", "提交会议"),
    LinkKind.RELATED: ("相关", "相关"),
}


@dataclass(frozen=True)
class Relative:
    """Another matter as one line: what it is to this one, its name, where it stands."""

    relation: str
    pk: object
    number: str
    title: str
    kind: str
    state: str
    round: int
    parties: str
    due: date | None
    light: Light | None
    closed: bool

    @property
    def is_parent(self) -> bool:
        """Whether this matter hangs under it."""
        return self.relation == PARENT_WORDS


@dataclass(frozen=True)
class Family:
    """Children apart from the links in both directions; children of earlier rounds apart from the present ones.

    A supervision order did not bring forth what it supervises: `supervised` is what this order is about,
    `supervision` the orders about this matter.
    """

    children: tuple[Relative, ...]
    earlier: tuple[Relative, ...]
    origins: tuple[Relative, ...]
    results: tuple[Relative, ...]
    supervised: tuple[Relative, ...]
    supervision: tuple[Relative, ...]


def family(viewing: Viewing, visit: Visit, calendar: WorkCalendar) -> Family:
    """All relatives that the visitor may see, in five queries whatever their number.

    Children are judged by their own rights alone; links also need the part `links` of this matter.
    """
    found = [each for each in _relations(viewing.matter) if each[0] in CHILDREN or viewing.shows("links")]
    views = view_many(visit, (other for _group, _relation, other in found))
    starts = starts_of(other for _group, _relation, other in found)
    lines: dict[str, list[Relative]] = {group: [] for group in GROUPS}
    shown: set[tuple[str, object]] = set()
    for group, relation, other in found:
        view = views[other.pk]
        # Origin and link may both say where a matter came from: it is named once.
        if view.may_see and _is_told(group, view) and (group, other.pk) not in shown:
            shown.add((group, other.pk))
            lines[group].append(_line(relation, view, visit.day, calendar, starts.get(other.pk)))
    return Family(*(tuple(lines[group]) for group in GROUPS))


def _is_told(group: str, view: Viewing) -> bool:
    """Whether this person may learn from a parent what this child came from."""
    kind = registry.kinds.get(view.matter.kind)
    return group not in CHILDREN or kind is None or not kind.origin_facet or view.shows(kind.origin_facet)


def _relations(matter: Matter) -> list[tuple[str, str, Matter]]:
    found: list[tuple[str, str, Matter]] = []
    about = Matter.objects.filter(Q(parent=matter) | Q(origin=matter)).order_by("opened_at", "pk")
    upward = Matter.objects.filter(pk__in=[key for key in (matter.parent_id, matter.origin_id) if key])
    for other in upward:
        found.append(("origin", PARENT_WORDS if other.pk == matter.parent_id else "来源", other))
    for other in about[:MOST]:
        if other.parent_id == matter.pk:
            group = "child" if other.parent_round == matter.round else "earlier"
            found.append((group, _kind(other), other))
        else:
            found.append(("result", "由此产生", other))
    links = Link.objects.filter(Q(source=matter) | Q(target=matter)).select_related("source", "target")
    for link in links.order_by("pk")[:MOST]:
        outward = link.source_id == matter.pk
        group, relation = _words(LinkKind(link.kind), outward=outward)
        found.append((group, relation, link.target if outward else link.source))
    return found


def _words(kind: LinkKind, *, outward: bool) -> tuple[str, str]:
    """Under which heading a link stands on this end of it, and what it is called there."""
    if kind == LinkKind.SUPERVISES:
        return ("supervised" if outward else "supervision"), ""
    came = outward == (kind == LinkKind.CAME_FROM)
    return ("origin" if came else "result"), IN_WORDS[kind][0 if outward else 1]


def _kind(matter: Matter) -> str:
    kind = registry.kinds.get(matter.kind)
    return kind.label if kind else ""


def _line(
    relation: str, view: Viewing, today: date, calendar: WorkCalendar, started: date | None
) -> Relative:
    matter = view.matter
    timed = view.shows("clocks") and matter.next_due is not None
    named = [party.holder for party in view.here.parties if not party.is_everybody]
    names = named if view.shows("parties") else []
    return Relative(
        relation=relation,
        pk=matter.pk,
        number=matter.number,
        title=matter.title,
        kind=_kind(matter),
        state=view.state_label,
        round=matter.parent_round,
        parties="、".join(dict.fromkeys(names)),
        due=matter.next_due if timed else None,
        light=light(matter.next_due, today, calendar, started=started) if timed else None,
        closed=matter.closed_at is not None,
    )
