"""What is registered already, loaded once for a whole roster."""

import difflib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from huiyin.kernel.text import fold
from huiyin.kernel.verdicts import Refused
from huiyin.people.enums import BodyKind
from huiyin.people.models import Account, Body, Member, Person, Term
from huiyin.people.selectors import bodies_of, find_body
from huiyin.people.sheets.columns import SheetRow

_CHUNK = 500


@dataclass
class Known:
    """Members of the term by number and name, earlier members, bodies, login names in use."""

    term: Term
    on: date
    member_by_number: dict[str, Member]
    _members_by_name: dict[str, list[Member]]
    _earlier_by_name: dict[str, dict[int, Person]]
    taken_user_names: set[str]
    _bodies: dict[tuple[BodyKind, str], Body | Refused] = field(default_factory=dict)
    _body_names: dict[BodyKind, list[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, *, term: Term, rows: Sequence[SheetRow], on: date) -> "Known":
        """Reads members, earlier members and login names in a handful of queries."""
        by_name: dict[str, list[Member]] = defaultdict(list)
        earlier: dict[str, dict[int, Person]] = defaultdict(dict)
        by_number = {}
        members = Member.objects.filter(committee_id=term.committee_id).select_related(
            "person__account", "sector", "special_committee", "activity_group"
        )
        for member in members.order_by("id"):
            if member.term_id != term.pk:
                earlier[fold(member.person.name)][member.person_id] = member.person
                continue
            by_name[fold(member.person.name)].append(member)
            if member.number:
                by_number[member.number] = member
        return cls(term, on, by_number, by_name, earlier, _taken(rows))

    @staticmethod
    def same_name(one: str, other: str) -> bool:
        """Whether two spellings are the same name (a space between two characters does not matter)."""
        return fold(one) == fold(other)

    def members_named(self, name: str) -> list[Member]:
        """Members of this term with that name."""
        return self._members_by_name.get(fold(name), [])

    def earlier_person(self, name: str) -> Person | None:
        """The one person of that name who was a member in another term and is not yet one in this."""
        if self.members_named(name):
            return None
        people = self._earlier_by_name.get(fold(name), {})
        return next(iter(people.values())) if len(people) == 1 else None

    def body(self, kind: BodyKind, name: str) -> Body | Refused:
        """The body of that kind and name; every name is looked up once."""
        key = (kind, fold(name))
        if key not in self._bodies:
            self._bodies[key] = find_body(self.term.committee, name, self.on, kinds=[kind])
        return self._bodies[key]

    def unknown_body_note(self, kind: BodyKind, name: str) -> str:
        """That a body is not registered, with the name that may have been meant."""
        if kind not in self._body_names:
            self._body_names[kind] = [body.name for body in bodies_of(self.term.committee, kind, self.on)]
        near = difflib.get_close_matches(name, self._body_names[kind], n=1, cutoff=0.5)
        words = {"kind": kind.label, "name": name, "near": near[0] if near else ""}
        if near:
            return _("%(kind)s“%(name)s”尚未登记，是否应为“%(near)s”？如无误，确认时可新建。") % words
        return _("%(kind)s“%(name)s”尚未登记，确认时可新建。") % words


def _taken(rows: Sequence[SheetRow]) -> set[str]:
    names = sorted({row.values["user_name"].lower() for row in rows if row.values.get("user_name")})
    taken: set[str] = set()
    for at in range(0, len(names), _CHUNK):
        found = Account.objects.annotate(lower=Lower("username")).filter(lower__in=names[at : at + _CHUNK])
        taken.update(found.values_list("lower", flat=True))
    return taken
