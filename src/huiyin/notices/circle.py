"""Who is asked by matters and who may see them, for many matters at once and for persons who are not there."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from huiyin.people.models import Grant
from huiyin.people.selectors import Seat, grants_of_persons, seat_holders
from huiyin.procedure.models import Matter, MatterParty, Todo
from huiyin.procedure.page.viewing import Viewing, view_with
from huiyin.procedure.todos import barred


class Directory:
    """Seats and grants of one day, each looked up once in a run."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._holders: dict[Seat, list[int]] = {}
        self._grants: dict[int, list[Grant]] = {}

    def look_up(self, seats: Iterable[Seat], persons: Iterable[int] = ()) -> None:
        """Read what is not known yet of these seats, their holders and these persons."""
        seats = set(seats)
        if new := seats - set(self._holders):
            self._holders |= seat_holders(new, self.on)
        people = {*persons, *(key for seat in seats for key in self._holders[seat])}
        if strangers := people - set(self._grants):
            self._grants |= grants_of_persons(strangers, self.on)

    def holders(self, seat: Seat) -> list[int]:
        """Who holds a seat that was looked up."""
        return self._holders[seat]

    def grants(self, person: int) -> list[Grant]:
        """Every grant of a person who was looked up."""
        return self._grants[person]


class Circle:
    """The people around some matters: who is asked now, and how anybody stands to them."""

    def __init__(self, matters: Iterable[Matter], directory: Directory) -> None:
        self.directory = directory
        self.todos: dict[UUID, list[Todo]] = defaultdict(list)
        self._parties: dict[UUID, list[MatterParty]] = defaultdict(list)
        keys = [matter.pk for matter in matters]
        for todo in Todo.objects.filter(matter__in=keys).order_by("pk"):
            self.todos[todo.matter_id].append(todo)
        self._barred = barred((key, todo.move) for key, todos in self.todos.items() for todo in todos)
        for party in MatterParty.objects.filter(matter__in=keys, active=True):
            self._parties[party.matter_id].append(party)
        directory.look_up(seat_of(todo) for todos in self.todos.values() for todo in todos)

    def asked(self, matter: Matter) -> dict[int, list[Todo]]:
        """Person → what the matter's to-dos ask of that person, only of those who may see the matter."""
        found: dict[int, list[Todo]] = defaultdict(list)
        for todo in self.todos[matter.pk]:
            for person in self.directory.holders(seat_of(todo)):
                if (matter.pk, todo.move, person) not in self._barred and all(
                    known.move != todo.move for known in found[person]
                ):
                    found[person].append(todo)
        return {person: todos for person, todos in found.items() if self.view(person, matter).may_see}

    def view(self, person: int, matter: Matter) -> Viewing:
        """How a person who was looked up stands to one of the matters."""
        return view_with(matter, self.directory.grants(person), self._parties[matter.pk])

    def views(self, persons: Iterable[int], matter: Matter) -> dict[int, Viewing]:
        """The same for any persons, without those who may not see the matter."""
        wanted = sorted(set(persons))
        self.directory.look_up((), wanted)
        views = {person: self.view(person, matter) for person in wanted}
        return {person: view for person, view in views.items() if view.may_see}


def seat_of(todo: Todo) -> Seat:
    """Whom a to-do waits for."""
    return Seat(todo.committee_id, todo.role, todo.body_id, todo.person_id)
