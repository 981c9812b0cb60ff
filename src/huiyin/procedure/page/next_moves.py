"""The next moves of a matter as buttons, waits and what is still missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from huiyin.kernel.verdicts import Refused
from huiyin.procedure import registry
from huiyin.procedure.begin import may_begin
from huiyin.procedure.choices import Choice
from huiyin.procedure.library import newest
from huiyin.procedure.page.viewing import Viewing, Visit
from huiyin.procedure.procedure_table import conditions


@dataclass(frozen=True)
class MoveButton:
    """A move or edit of one's own: a link when it can be done now, otherwise with every unmet condition."""

    code: str
    label: str
    help: str
    url: str
    unmet: tuple[Refused, ...]
    quiet: bool = False


@dataclass(frozen=True)
class NextMoves:
    """What the person may do, does seldom, may correct, may edit; and for whom the matter waits otherwise."""

    moves: tuple[MoveButton, ...]
    seldom: tuple[MoveButton, ...]
    corrections: tuple[MoveButton, ...]
    edits: tuple[MoveButton, ...]
    awaited: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether there is anything to show at all."""
        return bool(self.moves or self.seldom or self.corrections or self.edits or self.awaited)

    @property
    def edit_urls(self) -> dict[str, str]:
        """Where each part of the page that this person may change is changed, by the code of the part."""
        return {edit.code: edit.url for edit in self.edits}


def next_moves(viewing: Viewing, choices: Sequence[Choice], visit: Visit) -> NextMoves:
    """Sort the engine's choices for the page."""
    mine = [choice for choice in choices if choice.yours]
    moves = [choice for choice in mine if not choice.is_correction and not choice.is_edit]
    # What can be done comes before what still lacks something, and what is asked for before what is merely possible.
    declared = viewing.procedure.moves
    moves.sort(key=lambda choice: (bool(choice.unmet), not declared[choice.code].asks))
    often = (_button(viewing, choice) for choice in moves if not declared[choice.code].seldom)
    return NextMoves(
        moves=(*_beginnings(viewing, visit, seldom=False), *often),
        seldom=(
            *(_button(viewing, choice) for choice in moves if declared[choice.code].seldom),
            *_beginnings(viewing, visit, seldom=True),
        ),
        corrections=tuple(_button(viewing, choice) for choice in mine if choice.is_correction),
        edits=tuple(_button(viewing, choice) for choice in mine if choice.is_edit),
        awaited=_awaited(viewing, choices),
    )


def _beginnings(viewing: Viewing, visit: Visit, *, seldom: bool) -> Iterator[MoveButton]:
    """What is (or seldom is) begun out of this matter, for those who may begin it."""
    matter, kind = viewing.matter, registry.kinds.get(viewing.matter.kind)
    for each in kind.follow_ups if kind else ():
        document = newest(each.procedure)
        if (
            each.seldom == seldom
            and each.wanted(matter)
            and may_begin(document, visit.grants, matter.committee)
        ):
            query = urlencode({"committee": matter.committee.code, "origin": str(matter.pk)})
            url = f"{reverse('procedure:begin', args=[each.procedure])}?{query}"
            yield MoveButton(f"begin-{each.procedure}", document.begins.label, each.help, url, ())


def _button(viewing: Viewing, choice: Choice) -> MoveButton:
    route = "procedure:edit" if choice.is_edit else "procedure:move"
    url = reverse(route, args=[viewing.matter.pk, choice.code])
    declared = viewing.procedure.moves.get(choice.code)
    quiet = declared is not None and declared.quiet
    return MoveButton(choice.code, choice.label, choice.help, url, choice.unmet, quiet)


def _awaited(viewing: Viewing, choices: Sequence[Choice]) -> tuple[str, ...]:
    """Moves that somebody else has been asked to make; members are not told who."""
    if not viewing.shows("timeline"):
        return ()
    others = (f"等待：{each.awaited} {each.label}" for each in choices if each.awaited and not each.yours)
    return (*others, *_by_themselves(viewing))


def _by_themselves(viewing: Viewing) -> Iterator[str]:
    """Moves that the engine makes as soon as their conditions are met; ways out of one condition in one line."""
    found: dict[str, list[str]] = {}
    for _code, move in viewing.procedure.moves_from(viewing.matter.state):
        if move.automatic:
            found.setdefault("、".join(conditions(move)), []).append(f"“{move.label}”")
    for awaited, labels in found.items():
        yield f"等待：{awaited}（届时自动办理{'或'.join(labels)}）"
