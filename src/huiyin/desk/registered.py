"""What a committee has registered, as the guide of first steps asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import (
    Body,
    Committee,
    Grant,
)


@dataclass(frozen=True)
class Registered:
    """What is registered, read once."""

    committee: Committee
    day: date
    bodies: Mapping[str, Mapping[int, str]]
    seats: frozenset[tuple[str, int | None]]
    """Role and body of everybody who can sign in."""

    @classmethod
    def read(cls, committee: Committee, day: date) -> "Registered":
        """Two queries."""
        bodies: dict[str, dict[int, str]] = {}
        rows = Body.objects.filter(committee=committee).filter(Q(until__isnull=True) | Q(until__gte=day))
        for key, kind, name in rows.order_by("pk").values_list("pk", "kind", "name"):
            bodies.setdefault(kind, {})[key] = name
        held = Grant.objects.filter(committee=committee, since__lte=day, person__account__is_active=True)
        held = held.filter(Q(until__isnull=True) | Q(until__gte=day)).exclude(role=Role.MEMBER)
        return cls(committee, day, bodies, frozenset(held.values_list("role", "body_id")))

    def names(self, *kinds: BodyKind) -> list[str]:
        """Bodies of these kinds."""
        return [name for kind in kinds for name in self.bodies.get(kind, {}).values()]

    def holds(self, role: Role) -> bool:
        """Whether somebody who can sign in holds a role."""
        return any(held == role for held, _body in self.seats)

    def without(self, role: Role, *kinds: BodyKind) -> list[str]:
        """Bodies of these kinds in which nobody who can sign in holds a role."""
        return [
            name
            for kind in kinds
            for key, name in self.bodies.get(kind, {}).items()
            if (role, key) not in self.seats
        ]

    def page(self, route: str, **more: str) -> str:
        """An address with the committee."""
        query = "".join(f"&{name}={value}" for name, value in more.items())
        return f"{reverse(route)}?committee={self.committee.code}{query}"

    def change(self, code: str, of: str = "") -> str:
        """Where a change is asked for."""
        query = f"&of={of}" if of else ""
        return f"{reverse('settings:change', args=[code])}?committee={self.committee.code}{query}"
