"""Names used by procedure documents: kinds, guards, effects, forms, start dates, facts, settings; filled at start-up.

A name with its number keeps its meaning for ever (`outcomes.assign@1`); a changed meaning gets a new number.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from pydantic import BaseModel

from huiyin.kernel.verdicts import Verdict
from huiyin.procedure.act_form import ActForm

if TYPE_CHECKING:
    from huiyin.people.models import Body, Person
    from huiyin.procedure.act import Act
    from huiyin.procedure.models import Matter

Guard = Callable[..., Verdict]
Effect = Callable[["Act"], None]
StartDate = Callable[["Matter"], date | None]
Preview = Callable[["Matter"], list[str]]
Fact = Callable[["Matter"], bool]
StillAsked = Callable[["Matter"], Iterable["Body"]]
Barring = Callable[[Collection[UUID]], set[tuple[UUID, int]]]
NAME = re.compile(r"^[a-z]+\.[a-z][a-z0-9_]*@[1-9][0-9]*$")
AnyCallable = TypeVar("AnyCallable", bound=Callable[..., Any])
AnyForm = TypeVar("AnyForm", bound=type[ActForm])
AnyModel = TypeVar("AnyModel", bound=type[BaseModel])


@dataclass(frozen=True)
class ContentTable:
    """A table whose rows belong to a matter and are fingerprinted at each of its steps."""

    model: type[models.Model]
    path: str
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Panel:
    """One part of a matter's page: shown to those who see its facet; `style` is its sheet, where it needs one.

    `tells_way`: it draws the steps itself, in plainer words, so that the stage bar would say the same twice.
    """

    code: str
    facet: str
    template: str
    context: Callable[["Matter", "Person"], Mapping[str, Any]]
    order: int = 50
    style: str = ""
    tells_way: bool = False


@dataclass(frozen=True)
class LookUp:
    """What a form lets somebody look up with what is typed so far; nothing is done, and nothing typed is lost.

    `found` gets the act that the form belongs to and the typed values, nothing of them judged.
    """

    label: str | Promise
    template: str
    found: Callable[["Act", Mapping[str, Any]], Mapping[str, Any]]
    style: str = ""


@dataclass(frozen=True)
class FollowUp:
    """A matter that is begun out of another one: while `wanted` holds, it is the first of the next moves.

    `seldom`: it may be begun but is not asked for; it stands with what is done seldom.
    """

    procedure: str
    wanted: Callable[["Matter"], bool]
    help: str = ""
    seldom: bool = False


@dataclass
class Kind:
    """A subject that hangs on matters: its label, its tables, the panels of its page.

    `origin_facet`: the part that tells where such a matter came from; on its parent's page it stands among the children
    only for those who see that part, for the parent may name whom the child does not.
    """

    code: str
    label: str
    tables: tuple[ContentTable, ...] = ()
    panels: list[Panel] = field(default_factory=list)
    summary: Callable[["Matter"], str] | None = None
    follow_ups: list[FollowUp] = field(default_factory=list)
    origin_facet: str = ""


kinds: dict[str, Kind] = {}
guards: dict[str, Guard] = {}
guard_labels: dict[str, str] = {}
still_asked: dict[str, StillAsked] = {}
barring: dict[str, Barring] = {}
effects: dict[str, Effect] = {}
forms: dict[str, type[ActForm]] = {}
look_ups: dict[str, LookUp] = {}
start_dates: dict[str, StartDate] = {}
facts: dict[str, Fact] = {}
fact_labels: dict[str, str] = {}
settings: dict[str, type[BaseModel]] = {}
previews: dict[str, Preview] = {}
document_kinds: dict[str, str] = {}
shared_tables: list[ContentTable] = []
shared_panels: list[Panel] = []


class NameTaken(Exception):
    """Two packages registered one name."""


def _put(registry: dict[str, Any], name: str, value: Any, *, pattern: re.Pattern[str] | None = NAME) -> None:
    if pattern and not pattern.match(name):
        raise ValueError(f"{name!r} is not of the form package.name@1")
    if registry.get(name, value) is not value:
        raise NameTaken(name)
    registry[name] = value


def kind(code: str, label: str, *, tables: tuple[ContentTable, ...] = ()) -> Kind:
    """Register a matter kind; asked again with the same code it returns the one there is."""
    if code not in kinds:
        kinds[code] = Kind(code=code, label=label, tables=tables)
    return kinds[code]


def guard(
    name: str, label: str, *, bodies: StillAsked | None = None, barred: Barring | None = None
) -> Callable[[AnyCallable], AnyCallable]:
    """Register a guard; `label` says in Chinese what it asks for (shown in the procedure's table).

    Where several bodies answer one by one, `bodies` are those that have not: the others have no to-do any more.
    Where it refuses some persons whatever the matter is like, `barred` are those, so that it waits for others alone.
    """

    def register(function: AnyCallable) -> AnyCallable:
        _put(guards, name, function)
        guard_labels[name] = label
        if bodies is not None:
            still_asked[name] = bodies
        if barred is not None:
            barring[name] = barred
        return function

    return register


def effect(name: str) -> Callable[[AnyCallable], AnyCallable]:
    """Register what a move does to its package's rows."""

    def register(function: AnyCallable) -> AnyCallable:
        _put(effects, name, function)
        return function

    return register


def preview(name: str) -> Callable[[AnyCallable], AnyCallable]:
    """Register what an effect is about to do to a matter, in sentences, for whoever is to decide on it."""

    def register(function: AnyCallable) -> AnyCallable:
        _put(previews, name, function)
        return function

    return register


def form(name: str) -> Callable[[AnyForm], AnyForm]:
    """Register the form that a move asks for."""

    def register(form_class: AnyForm) -> AnyForm:
        _put(forms, name, form_class)
        return form_class

    return register


def look_up(form_name: str, value: LookUp) -> None:
    """Offer something to be looked up on the page of a form."""
    _put(look_ups, form_name, value)


def start_date(name: str) -> Callable[[AnyCallable], AnyCallable]:
    """Register where a clock takes its first day from, when that is not the day of the act; None: it does not run."""

    def register(function: AnyCallable) -> AnyCallable:
        _put(start_dates, name, function)
        return function

    return register


def fact(name: str, label: str) -> Callable[[AnyCallable], AnyCallable]:
    """Register something that holds of a matter or does not: whether a clock runs, whether a move is there at all.

    `label` says it in Chinese ("有延期申请").
    """

    def register(function: AnyCallable) -> AnyCallable:
        _put(facts, name, function)
        fact_labels[name] = label
        return function

    return register


def setting(name: str) -> Callable[[AnyModel], AnyModel]:
    """Register a rule that procedures set for another package to follow (must the author be met, who evaluates).

    The class gives its fields and presets; a document that sets it otherwise is refused.
    """

    def register(model: AnyModel) -> AnyModel:
        _put(settings, name, model)
        return model

    return register


def document_kind(code: str, label: str) -> None:
    """Register a kind of document that moves may require."""
    _put(document_kinds, code, label, pattern=None)


def panel(kind_code: str, value: Panel) -> None:
    """Add a panel to the page of a kind (its package calls this when ready)."""
    panels = kinds[kind_code].panels
    if value.code not in {existing.code for existing in panels}:
        panels.append(value)
        panels.sort(key=lambda each: each.order)


def follow_up(kind_code: str, value: FollowUp) -> None:
    """Say what is begun out of the matters of a kind (the package of what is begun calls this when ready)."""
    found = kinds[kind_code].follow_ups
    if value.procedure not in {existing.procedure for existing in found}:
        found.append(value)


def shared_panel(value: Panel) -> None:
    """Add a panel to the page of every kind (documents, for instance)."""
    if value.code not in {existing.code for existing in shared_panels}:
        shared_panels.append(value)


def shared_table(value: ContentTable) -> None:
    """Add a table that any matter may own rows of (documents, for instance)."""
    if value not in shared_tables:
        shared_tables.append(value)
