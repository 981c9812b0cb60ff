"""A kind of matter that no package brings: a motion 动议, its writers' own until laid open, decided by a sitting."""

from collections.abc import Iterator
from contextlib import contextmanager

from factories.consultations import MONDAY
from factories.people import Cast
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.loader import load_text
from huiyin.procedure.models import Matter
from huiyin.ui.forms import TextField

DOCUMENT = """
procedure: motion
version: 1
kind: motion
label: 动议
basis: 测试用
begins:
  label: 提出
  by: [writer]
  state: drafting
  form: motions.begin@1
  effect: motions.begin@1
  party_from_grant: drafting_body
roles:
  writer: {label: 提出单位, grants: [committee_clerk], party: drafting_body}
  office: {label: 政协办, grants: [cppcc_clerk]}
  reader: {label: 委员, grants: [member]}
stages: {only: 动议}
facets: {content: {label: 内容}, timeline: {label: 办理经过}}
views:
  inner: {writer: all}
  open: {writer: all, office: all, reader: [content]}
states:
  drafting: {label: 起草, stage: only, sees: inner}
  open: {label: 公布, stage: only, sees: open}
  decided: {label: 已决定, stage: only, sees: open, final: true}
moves:
  lay_open: {label: 公布, from: drafting, to: open, by: writer}
  take_back: {label: 收回, from: open, to: drafting, by: writer}
  decide:
    label: 按决定办理
    from: open
    to: decided
    by: [writer, office]
    guards: [sittings.decided@1]
    form: sittings.cite@1
"""


class BeginForm(ActForm):
    """What the motion is called."""

    title = TextField(label="标题", max_length=200)


def set_title(act: Act) -> None:
    """Beginning sets the title."""
    act.matter.title = act.data["title"]


@contextmanager
def motions_included() -> Iterator[None]:
    """The procedure, for the time of a test."""
    registry.kind("motion", "动议")
    registry.form("motions.begin@1")(BeginForm)
    registry.effect("motions.begin@1")(set_title)
    motion = load_text(DOCUMENT, source="motion.v1.yaml")
    library.include(motion)
    try:
        yield
    finally:
        library.exclude(motion)


def new_motion(
    cast: Cast, title: str = "内部动议", *, clerk: str = "周经委", laid_open: bool = True
) -> Matter:
    """A motion of a special committee."""
    actor = cast[clerk]
    matter = begin("motion", committee=cast.committee, actor=actor, at=MONDAY, data={"title": title}).matter
    return take(matter, "lay_open", actor=actor, at=MONDAY).matter if laid_open else matter
