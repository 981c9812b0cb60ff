"""A procedure that exercises everything the engine can do, with no subject package: an errand and its chores.

An errand 差事 is drafted by a special committee, signed in a chain, handed over to units as chores 杂务, and
answered by itself when the chores of its round are settled.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.enums import BodyKind
from huiyin.people.models import Body
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import begin_child
from huiyin.procedure.definition import Procedure
from huiyin.procedure.loader import load
from huiyin.procedure.models import Matter
from huiyin.ui.forms import LongTextField, ObjectsField, TextField

FOLDER = Path(__file__).parent


class ContentForm(ActForm):
    """Title and text of an errand, both on the matter's title for want of a table."""

    title = TextField(label="标题", max_length=200)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        return {"title": act.matter.title}


class HandOverForm(ActForm):
    """Which units do the chores."""

    units = ObjectsField(
        label="单位",
        offered=lambda act: Body.objects.filter(committee=act.committee, kind=BodyKind.UNIT),
    )


class RedoForm(HandOverForm):
    """A new round, with its reason."""

    reason = LongTextField(label="理由", max_length=500)


def set_title(act: Act) -> None:
    """Beginning and editing both set the title."""
    act.matter.title = act.data["title"]


def hand_over(act: Act) -> None:
    """One chore per unit, in the present round."""
    for unit in act.data["units"]:
        begin_child(act, "chore", title=act.matter.title, parties=[("unit", unit)])


def has_text(act: Act) -> Verdict:
    """An errand called 空 has nothing in it."""
    if act.matter.title == "空":
        return Refused("no_text", "还没有内容。", f"/matters/{act.matter.pk}/edits/content/")
    return ALLOWED


def chores_done(act: Act) -> Verdict:
    """All chores of the present round are settled."""
    states = set(
        Matter.objects.filter(parent=act.matter, parent_round=act.matter.round).values_list(
            "state", flat=True
        )
    )
    return ALLOWED if states == {"settled"} else Refused("chores_open", "本轮还有未销号的杂务。")


def register() -> None:
    """Register the names once."""
    registry.kind("errand", "差事")
    registry.kind("chore", "杂务")
    for name, form in (
        ("begin", ContentForm),
        ("content", ContentForm),
        ("hand_over", HandOverForm),
        ("redo", RedoForm),
    ):
        registry.form(f"errands.{name}@1")(form)
    registry.effect("errands.begin@1")(set_title)
    registry.effect("errands.content@1")(set_title)
    registry.effect("errands.hand_over@1")(hand_over)
    registry.guard("errands.has_text@1", "已有内容")(has_text)
    registry.guard("errands.chores_done@1", "本轮杂务均已销号")(chores_done)


@contextmanager
def errands_included() -> Iterator[Procedure]:
    """The errand and chore procedures, for the time of a test."""
    register()
    errand, chore = load(FOLDER / "errand.v1.yaml"), load(FOLDER / "chore.v1.yaml")
    library.include(errand)
    library.include(chore)
    yield errand
    library.exclude(errand)
    library.exclude(chore)
