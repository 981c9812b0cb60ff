"""Everything one matter's page shows to one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from huiyin.people.selectors import work_calendar
from huiyin.procedure import registry
from huiyin.procedure.choices import choices
from huiyin.procedure.definition import OF_PARENT
from huiyin.procedure.enums import Confidentiality
from huiyin.procedure.models import Matter
from huiyin.procedure.page.bar import StageMark, stage_marks
from huiyin.procedure.page.clock_lines import ClockLine, clock_lines
from huiyin.procedure.page.family import Family, family
from huiyin.procedure.page.next_moves import NextMoves, next_moves
from huiyin.procedure.page.timeline import TimelineEntry, steps_of, timeline
from huiyin.procedure.page.viewing import MEMBER, Viewing, Visit
from huiyin.procedure.page.viewing import viewing as viewing_of
from huiyin.procedure.registry import Panel


@dataclass(frozen=True)
class PanelContent:
    """A registered panel with what it shows."""

    code: str
    facet: str
    label: str
    template: str
    context: Mapping[str, Any]
    style: str = ""


@dataclass(frozen=True)
class PartyLine:
    """A role of the procedure and who is that here."""

    label: str
    names: str


@dataclass(frozen=True)
class MatterPage:
    """One page, ready to be drawn."""

    viewing: Viewing
    kind_label: str
    stages: list[StageMark]
    moves: NextMoves
    clocks: list[ClockLine]
    panels: list[PanelContent]
    family: Family
    parties: list[PartyLine]
    timeline: list[TimelineEntry]
    timeline_is_plain: bool
    visited: frozenset[str] = field(default_factory=frozenset)

    @property
    def matter(self) -> Matter:
        """The matter itself."""
        return self.viewing.matter

    @property
    def running_clocks(self) -> list[ClockLine]:
        """Clocks that are being counted, paused ones too."""
        return [clock for clock in self.clocks if clock.running]

    @property
    def stopped_clocks(self) -> list[ClockLine]:
        """Clocks of this round whose part of the way is behind us."""
        return [clock for clock in self.clocks if not clock.running]

    @property
    def styles(self) -> list[str]:
        """The sheets that the panels need."""
        return styles_of(self.panels)

    @property
    def confidentiality(self) -> str:
        """How it must be handled, where that is not the ordinary way."""
        if self.matter.confidentiality == Confidentiality.ORDINARY:
            return ""
        return str(self.matter.get_confidentiality_display())


def matter_page(viewing: Viewing, visit: Visit) -> MatterPage:
    """Read one matter for one person who may see it. The number of queries does not grow with its content."""
    matter = viewing.matter
    steps = steps_of(matter)
    calendar = work_calendar()
    return MatterPage(
        viewing=viewing,
        kind_label=registry.kinds[matter.kind].label if matter.kind in registry.kinds else "",
        stages=[] if _way_is_told(viewing) else stage_marks(viewing, steps, visit.day),
        moves=next_moves(viewing, choices(matter, visit.person, visit.at, here=viewing.here), visit),
        clocks=clock_lines(viewing, visit.day, calendar),
        panels=_panels(viewing, visit),
        family=family(viewing, visit, calendar),
        parties=_parties(viewing),
        timeline=timeline(viewing, steps),
        timeline_is_plain=not viewing.shows("timeline"),
        visited=frozenset(step.to_state for step in steps),
    )


def panels_for(viewing: Viewing) -> list[Panel]:
    """The registered panels whose facet this person sees, in their order.

    Several procedures may share a kind; what one of them does not have is not shown as empty in its matters.
    """
    kind = registry.kinds.get(viewing.matter.kind)
    own = [panel for panel in (kind.panels if kind else ()) if panel.facet in viewing.procedure.facets]
    every = [*own, *registry.shared_panels]
    return sorted((panel for panel in every if viewing.shows(panel.facet)), key=lambda panel: panel.order)


def panel_content(viewing: Viewing, visit: Visit, panel: Panel) -> PanelContent:
    """One panel with its content."""
    declared = viewing.procedure.facets.get(panel.facet)
    context = panel.context(viewing.matter, visit.person)
    label = declared.label if declared else ""
    return PanelContent(panel.code, panel.facet, label, panel.template, context, panel.style)


def styles_of(panels: Sequence[PanelContent]) -> list[str]:
    """The sheets that these panels need, each once."""
    return list(dict.fromkeys(panel.style for panel in panels if panel.style))


def panels_beside(viewing: Viewing, visit: Visit, facets: Sequence[str]) -> list[PanelContent]:
    """The parts that a move is judged by, as far as this person sees them; `parent.…` is a part of the parent."""
    found = [
        panel_content(viewing, visit, panel)
        for facet in facets
        for panel in panels_for(viewing)
        if panel.facet == facet
    ]
    parent = viewing.matter.parent
    above = [facet.removeprefix(OF_PARENT) for facet in facets if facet.startswith(OF_PARENT)]
    if parent is not None and above:
        found += panels_beside(viewing_of(visit, parent), visit, above)
    return found


def _way_is_told(viewing: Viewing) -> bool:
    """Members are shown one row of steps: where a panel draws plain ones, the bar of the offices is left out."""
    return viewing.audience == MEMBER and any(panel.tells_way for panel in panels_for(viewing))


def _panels(viewing: Viewing, visit: Visit) -> list[PanelContent]:
    return [panel_content(viewing, visit, panel) for panel in panels_for(viewing)]


def _parties(viewing: Viewing) -> list[PartyLine]:
    if not viewing.shows("parties"):
        return []
    # Several roles may act for one party (经办人, 核稿人): the first names it, without the post.
    roles = reversed(viewing.procedure.roles.values())
    labels = {role.party: role.label.removesuffix("经办人") for role in roles if role.party}
    names: dict[str, list[str]] = {}
    for party in viewing.here.parties:
        text = party.body.name if party.body else party.holder
        names.setdefault(labels.get(party.role, ""), []).append(text)
    return [PartyLine(label or "相关方", "、".join(each)) for label, each in names.items()]
