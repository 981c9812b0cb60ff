"""The kinds of changes: each brings its form, says in words what it would do, and does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import Verdict
from huiyin.people.actions.accepting import NotAcceptedError
from huiyin.people.changing.keeper import Keeper
from huiyin.people.changing.plan import Plan
from huiyin.people.changing.screening import ADVICE, looks_classified
from huiyin.people.enums import Role
from huiyin.ui.forms import LongTextField, RecordForm

REASON_LENGTH = 500
Values = Mapping[str, Any]


class ChangeRefused(NotAcceptedError):
    """The change cannot be made as asked; `field` is where the form says so."""

    def __init__(self, text: str, *, field: str | None = None, code: str = "refused") -> None:
        super().__init__(code, text)
        self.field = field


@dataclass(frozen=True)
class Asked:
    """Who asks for a change, and of what."""

    keeper: Keeper
    key: str = ""
    target: Any = None


@dataclass(frozen=True)
class Done:
    """What came of a change; a first password is shown this once and kept nowhere."""

    message: str
    user_name: str = ""
    password: str = ""


class ChangeForm(RecordForm):
    """What is asked of every change: nothing classified in any text."""

    screens: ClassVar[bool] = True
    context: Asked

    def clean(self) -> dict[str, Any]:
        """Refuse marks of classified papers, by field."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name, value in list(cleaned.items()):
            if self.screens and isinstance(value, str) and looks_classified([value]):
                self.add_error(name, _("出现密级或内部资料标志，未予接收。") + ADVICE)
        return cleaned


def reason_field(**options: Any) -> LongTextField:
    """Why the change is made."""
    return LongTextField(label=_("理由"), max_length=REASON_LENGTH, rows=3, **options)


class Change:
    """One kind of change. Register an instance with `change_kind`.

    `roles` may make it; `page` is the page of settings under which it stands in the record.
    """

    code: ClassVar[str]
    page: ClassVar[str]
    label: ClassVar[str | Promise]
    about: ClassVar[str | Promise] = ""
    form_class: ClassVar[type[ChangeForm]]
    roles: ClassVar[frozenset[Role]]
    shared: ClassVar[bool] = False
    """Whether it is about what all committees share."""

    def may(self, keeper: Keeper) -> Verdict:
        """Whether this keeper makes such changes."""
        return keeper.may_change(self.roles)

    def target(self, keeper: Keeper, key: str) -> Any:
        """What is to be changed, of the keeper's committee. Raises Http404."""
        return None

    def ask(self, keeper: Keeper, key: str) -> Asked:
        """The keeper with what is to be changed. Raises Http404."""
        return Asked(keeper, key, self.target(keeper, key))

    def title(self, asked: Asked) -> str:
        """Heading of the form."""
        return str(self.label)

    def initial(self, asked: Asked) -> dict[str, Any]:
        """What the form begins with."""
        return {}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """What the change would do as things stand now. Raises ChangeRefused or NotAcceptedError."""
        raise NotImplementedError

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Make the change; called in the transaction that planned it once more."""
        raise NotImplementedError

    def back(self, asked: Asked) -> str:
        """The page from which one comes and to which one returns."""
        raise NotImplementedError


change_kinds: dict[str, Change] = {}


def change_kind(kind: type[Change]) -> type[Change]:
    """Register a kind of change (packages do so when they are ready)."""
    known = change_kinds.setdefault(kind.code, kind())
    if type(known) is not kind:
        raise ValueError(f"two changes are called {kind.code!r}")
    return kind


def number_in(key: str) -> int:
    """The key of a row as an address gives it. Raises Http404."""
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    return int(key)
