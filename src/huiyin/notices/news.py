"""From what was queued about one matter to messages: who is told what. Reads only; what is written, delivery writes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from huiyin.kernel.chain import digest
from huiyin.notices import wording
from huiyin.notices.circle import Circle, Directory
from huiyin.notices.enums import MessageKind
from huiyin.notices.models import Message, QueuedNotice
from huiyin.notices.trail import Trail
from huiyin.procedure.events import CALENDAR_CHANGED
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import ClockChange, Matter, Step, Todo


class News:
    """What there is to tell about one matter, after some of its steps."""

    def __init__(self, matter: Matter, directory: Directory, at: datetime) -> None:
        self.matter = matter
        self.at = at
        # To-dos are read before steps: should an act come between, its own row tells the rest.
        self.circle = Circle([matter], directory)
        self.asked = self.circle.asked(matter)
        self.procedure = procedure_of(matter.procedure, matter.version)
        self.trail = Trail(matter, self.procedure)

    def of(self, rows: Sequence[QueuedNotice]) -> list[Message]:
        """Every message that these rows give cause for."""
        told = [row for row in rows if row.kind]
        numbers = {row.step for row in rows if not row.kind}
        steps = [self.trail.by_number[number] for number in sorted(numbers)]
        found = list(self._own_words(told))
        if steps:
            found += [*self._todos(), *self._corrections(steps), *self._terms(steps), *self._calendar(steps)]
        return found

    def _message(self, person: int, kind: str, key: str, text: str) -> Message:
        return Message(
            committee_id=self.matter.committee_id, person_id=person, matter=self.matter, kind=kind, key=key,
            text=text, created_at=self.at,
        )  # fmt: skip

    def _own_words(self, rows: Iterable[QueuedNotice]) -> Iterator[Message]:
        for row in rows:
            key = f"{row.kind}@{row.step}:{digest(row.text)[:12]}"
            for person in self.circle.views(row.persons, self.matter):
                yield self._message(person, row.kind, key, row.text)

    def _todos(self) -> Iterator[Message]:
        """Everybody who is asked something and was not told so yet, but for whoever brought it about."""
        since = {
            todo.move: self.trail.asked_since(todo.move) for todos in self.asked.values() for todo in todos
        }
        for person, todos in self.asked.items():
            by_step: dict[int, list[Todo]] = defaultdict(list)
            for todo in todos:
                step = since[todo.move]
                if step is not None and self.trail.caused_by(todo.move, step) != person:
                    by_step[step.number].append(todo)
            view = self.circle.view(person, self.matter)
            for number, newly in by_step.items():
                step = self.trail.by_number[number]
                if step.is_correction:
                    text = wording.returned(view, step, newly)
                    yield self._message(person, MessageKind.RETURNED, f"todo@{number}", text)
                else:
                    yield self._message(
                        person, MessageKind.TODO, f"todo@{number}", wording.asked(view, newly)
                    )

    def _corrections(self, steps: Iterable[Step]) -> Iterator[Message]:
        """Those whose work was undone, unless they are asked to do it again and told so."""
        for step in steps:
            if not step.is_correction:
                continue
            again = {
                person
                for person, todos in self.asked.items()
                if any(self.trail.asked_since(todo.move) == step for todo in todos)
            }
            others = self.trail.undone(step) - again - {step.actor_id}
            for person, view in self.circle.views((key for key in others if key), self.matter).items():
                text = wording.returned(view, step)
                yield self._message(person, MessageKind.RETURNED, f"returned@{step.number}", text)

    def _terms(self, steps: Iterable[Step]) -> Iterator[Message]:
        """More time granted, a clock halted or going on: to those whose answer is waited for."""
        times = {step.at for step in steps}
        changes = ClockChange.objects.filter(clock__matter=self.matter, at__in=times).select_related("clock")
        for change in changes.order_by("pk"):
            for person in self._who_see_clocks(change.person_id):
                key = f"term@{change.pk}"
                yield self._message(person, MessageKind.TERM_CHANGED, key, wording.term_changed(change))

    def _calendar(self, steps: Iterable[Step]) -> Iterator[Message]:
        for step in steps:
            if step.move != CALENDAR_CHANGED or step.actor_id or step.data["before"] == step.data["after"]:
                continue
            label = self.procedure.clocks[step.data["clock"]].label
            text = wording.calendar_changed(label, step.data["before"], step.data["after"])
            for person in self._who_see_clocks(None):
                yield self._message(person, MessageKind.TERM_CHANGED, f"calendar@{step.number}", text)

    def _who_see_clocks(self, but: int | None) -> list[int]:
        asked = (person for person in self.asked if person != but)
        return [person for person in asked if self.circle.view(person, self.matter).shows("clocks")]
