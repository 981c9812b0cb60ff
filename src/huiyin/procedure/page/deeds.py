"""An act about to be done, whatever its kind: a move, an edit or a beginning. One page serves all three."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from huiyin.kernel.verdicts import Refused
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant
from huiyin.procedure import registry
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import begin, draft_act, may_begin
from huiyin.procedure.choices import Choice, choices
from huiyin.procedure.conditions import is_there
from huiyin.procedure.definition import MoveDefinition, Procedure
from huiyin.procedure.engine import Taken, edit_as_move, revise, take
from huiyin.procedure.models import Matter
from huiyin.procedure.page.told import ever_theirs
from huiyin.procedure.page.viewing import MEMBER, OFFICE, Viewing, Visit
from huiyin.procedure.request import Request


@dataclass(frozen=True)
class Asked:
    """What the page posted, besides the form's own fields."""

    data: QueryDict
    files: Mapping[str, Any]
    grant: Grant | None
    expected_step: int | None
    request_id: str


class Deed(ABC):
    """What the act page needs to know: names, form, grants, what is unmet, and how it is carried out."""

    label: str
    help: str = ""
    basis: str = ""
    form_name: str
    draft_key: str
    act: Act
    grants: tuple[Grant, ...]
    unmet: tuple[Refused, ...] = ()
    yours: bool = True
    possible: bool = True
    who: str = ""

    @property
    def offered(self) -> bool:
        """Whether this person can do it now, so that the page has a button for it."""
        return self.possible and self.yours

    @property
    def button(self) -> str:
        """What its button says."""
        return self.label

    @abstractmethod
    def do(self, visit: Visit, asked: Asked) -> Taken:
        """Carry it out by the engine. Raises ActRefused."""

    @property
    def matter(self) -> Matter | None:
        """The matter it is done to, if there is one already."""
        return None

    @property
    def look_up(self) -> registry.LookUp | None:
        """What its form lets somebody look up, while there is a form to fill in."""
        return registry.look_ups.get(self.form_name) if self.offered else None

    @property
    def form_class(self) -> type[ActForm] | None:
        """The form it asks for."""
        return registry.forms[self.form_name] if self.form_name else None

    def form(
        self,
        *,
        typed: QueryDict | None = None,
        files: Mapping[str, Any] | None = None,
        draft: QueryDict | None = None,
        suggested: Mapping[str, str | list[str]] | None = None,
    ) -> ActForm | None:
        """The form bound to what was typed, or filled from the draft, or from the matter and what a page suggests."""
        form_class = self.form_class
        if form_class is None:
            return None
        if typed is not None:
            return form_class(typed, files or None, context=self.act)
        initial = {**form_class.initial_from(self.act), **(suggested or {})}
        if draft is not None:
            initial = {**initial, **form_class.draft_values(draft)}
        return form_class(context=self.act, initial=initial)


class MoveDeed(Deed):
    """A declared move of a matter."""

    def __init__(self, viewing: Viewing, visit: Visit, code: str, definition: MoveDefinition) -> None:
        matter = viewing.matter
        found = {choice.code: choice for choice in choices(matter, visit.person, visit.at, here=viewing.here)}
        choice = found.get(code)
        self.viewing, self.code, self.definition = viewing, code, definition
        self.label = choice.label if choice else definition.label_for(_first_role(viewing, definition))
        self.help, self.basis = definition.help, definition.basis
        self.form_name, self.draft_key = definition.form, f"take:{matter.pk}:{code}"
        self.possible = choice is not None and not choice.is_edit
        self.act = _act(viewing, visit, code, definition, choice)
        self.grants = choice.grants if choice else ()
        self.unmet = choice.unmet if choice else ()
        self.yours = choice.yours if choice else ever_theirs(viewing, definition)
        self.who = choice.who if choice else viewing.here.who_could(definition.by)

    @property
    def matter(self) -> Matter:
        """The matter that moves."""
        return self.viewing.matter

    def do(self, visit: Visit, asked: Asked) -> Taken:
        """Take the move."""
        return take(
            self.matter, self.code, actor=visit.person, at=visit.at, data=asked.data, files=asked.files,
            grant=asked.grant, expected_step=asked.expected_step, request_id=asked.request_id,
        )  # fmt: skip


class EditDeed(Deed):
    """An edit of one facet."""

    def __init__(self, viewing: Viewing, visit: Visit, facet: str) -> None:
        matter, procedure = viewing.matter, viewing.procedure
        definition = edit_as_move(procedure, matter.state, facet)
        declared = procedure.facets[facet]
        mine = [each for each in viewing.here.held if definition and each.role in definition.by]
        self.viewing, self.facet = viewing, facet
        self.label = f"修改{declared.label}"
        self.form_name, self.draft_key = declared.form, f"revise:{matter.pk}:{facet}"
        self.possible = definition is not None
        self.act = _act(viewing, visit, f"edit_{facet}", definition, None)
        if mine:
            self.act.role, self.act.grant = mine[0].role, mine[0].grant
        self.grants = tuple({each.grant.pk: each.grant for each in mine}.values())
        self.yours = bool(mine) or definition is None
        self.who = viewing.here.who_could(definition.by) if definition else ""

    @property
    def matter(self) -> Matter:
        """The matter that is edited."""
        return self.viewing.matter

    def do(self, visit: Visit, asked: Asked) -> Taken:
        """Revise the facet."""
        return revise(
            self.matter, self.facet, actor=visit.person, at=visit.at, data=asked.data, files=asked.files,
            grant=asked.grant, expected_step=asked.expected_step, request_id=asked.request_id,
        )  # fmt: skip


class BeginDeed(Deed):
    """A new matter of a procedure in one committee, perhaps with another matter as its origin."""

    def __init__(
        self, procedure: Procedure, visit: Visit, committee: Committee, origin: Matter | None
    ) -> None:
        begins = procedure.begins
        allowed = may_begin(procedure, visit.grants, committee)
        self.procedure, self.committee, self.origin = procedure, committee, origin
        self.label, self.basis, self.help = begins.label, begins.basis, begins.help
        self.form_name = begins.form
        self.draft_key = f"begin:{procedure.procedure}:{committee.pk}:{origin.pk if origin else ''}"
        self.act = draft_act(procedure, committee, Request(visit.person, visit.at), origin)
        if allowed:
            self.act.role, self.act.grant = allowed[0]
        self.grants = tuple({grant.pk: grant for _role, grant in allowed}.values())
        self.yours = bool(allowed)
        self.who = "或".join(procedure.roles[code].label for code in begins.by if code in procedure.roles)

    @property
    def button(self) -> str:
        """What pressing it does, where the label names more."""
        return self.procedure.begins.button or self.label

    @property
    def state_label(self) -> str:
        """Where the new matter will stand, in the words of whoever begins it."""
        only_member = all(each.role == Role.MEMBER for each in self.grants)
        return self.procedure.states[self.procedure.begins.state].label_for(MEMBER if only_member else OFFICE)

    def do(self, visit: Visit, asked: Asked) -> Taken:
        """Begin the matter."""
        return begin(
            self.procedure.procedure, committee=self.committee, actor=visit.person, at=visit.at, data=asked.data,
            files=asked.files, grant=asked.grant, origin=self.origin, request_id=asked.request_id,
        )  # fmt: skip


def _first_role(viewing: Viewing, definition: MoveDefinition) -> str:
    return next((each.role for each in viewing.here.held if each.role in definition.by), "")


def _act(
    viewing: Viewing, visit: Visit, code: str, definition: MoveDefinition | None, choice: Choice | None
) -> Act:
    held = [each for each in viewing.here.held if definition and each.role in definition.by]
    grant = choice.grants[0] if choice and choice.grants else None
    role = next((each.role for each in held if grant and each.grant.pk == grant.pk), "")
    return Act(
        procedure=viewing.procedure, matter=viewing.matter, committee=viewing.matter.committee, at=visit.at,
        move=code, definition=definition, actor=visit.person, grant=grant, role=role,
    )  # fmt: skip


def outlook(deed: Deed) -> list[str]:
    """In sentences: what will happen when this act is done, and who is asked next."""
    if isinstance(deed, MoveDeed):
        return _outlook_of_move(deed)
    if isinstance(deed, BeginDeed):
        return [f"将新建一件“{deed.procedure.label}”，状态为“{deed.state_label}”。"]
    return ["修改前后的内容都会留在办理记录里。"]


def _outlook_of_move(deed: MoveDeed) -> list[str]:
    procedure, matter, definition = deed.viewing.procedure, deed.matter, deed.definition
    chain = procedure.chains.get(definition.chain, ())
    said = previewed(deed)
    if matter.chain_position + 1 < len(chain):
        following = chain[matter.chain_position + 1]
        who, what = procedure.roles[following].label, definition.label_for(following)
        return [*said, f"之后由{who}接着办理“{what}”，本件仍为“{deed.viewing.state_label}”。"]
    target = procedure.target_of(definition, matter.state)
    if target == matter.state:
        said.append(_staying(deed))
    else:
        said.append(f"本件将由“{deed.viewing.state_label}”变为“{deed.viewing.label_of(target)}”。")
        said += _asked_next(deed, target)
    if definition.correction:
        said.append("这是一次更正，理由会留在办理记录里。")
    if definition.new_round:
        said.append(f"将开始第{matter.round + 1}轮办理，以前各轮的记录保留不变。")
    clocks = [clock for clock in procedure.clocks.values() if target in clock.runs_in]
    said += [f"“{clock.label}”期限开始计算。" for clock in clocks if matter.state not in clock.runs_in]
    return said


def _staying(deed: MoveDeed) -> str:
    """What an act does that leaves the state as it is; a member hears of the own part, not of states."""
    if deed.viewing.audience == MEMBER:
        return f"您的“{deed.label}”将记入办理记录，本件照常办理，不需要您再做别的。"
    return f"“{deed.label}”将记入办理记录；本件仍为“{deed.viewing.state_label}”，照常办理。"


def previewed(deed: MoveDeed) -> list[str]:
    """What the effect would do to this very matter, where that does not stand in the form."""
    foretell = registry.previews.get(deed.definition.effect)
    return foretell(deed.matter) if foretell else []


def _asked_next(deed: MoveDeed, target: str) -> list[str]:
    procedure = deed.viewing.procedure
    asked = []
    for _code, move in procedure.moves_from(target):
        by_text: dict[str, list[str]] = {}
        for role in procedure.chains[move.chain][:1] if move.chain else move.by:
            # What is being answered just now is not asked of the same person again.
            answered = role == deed.act.role and move.todo_for(role) == deed.definition.todo_for(role)
            if move.todo_for(role) and not answered and is_there(move, deed.matter):
                by_text.setdefault(move.todo_for(role), []).append(role)
        for text, roles in by_text.items():
            asked.append(f"{deed.viewing.here.who_could(roles)}将收到待办“{text}”。")
    return asked


__all__ = ["Asked", "BeginDeed", "Deed", "EditDeed", "MoveDeed", "outlook", "previewed"]
