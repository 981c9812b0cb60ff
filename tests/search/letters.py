"""A kind of matter that no package brings: a letter 来信, its author's own until handed in, then the office's as well.

Its text is its title for want of a table; a letter called 不比对 is not to be found by its like.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from factories.consultations import MONDAY
from factories.people import Cast
from huiyin.people.selectors import current_grants
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import revise, take
from huiyin.procedure.loader import load_text
from huiyin.procedure.models import Matter
from huiyin.search.actions import forget_text, remember_text
from huiyin.search.kinds import kinds, similar_kind
from huiyin.search.selectors import Alike, alike
from huiyin.ui.forms import TextField

DOCUMENT = """
procedure: letter
version: 1
kind: letter
label: 来信
basis: 测试用
begins:
  {label: 起草, by: [author], state: drafting, form: letters.text@1, effect: letters.text@1, party_from_grant: author}
roles:
  author: {label: 来信人, grants: [member], party: author}
  office: {label: 政协办, grants: [cppcc_clerk]}
  reader: {label: 政府办, grants: [office_clerk]}
stages: {only: 来信}
facets: {text: {label: 内容, form: letters.text@1, effect: letters.text@1}, timeline: {label: 办理经过}}
views:
  own: {author: all}
  inner: {author: all, office: all, reader: [timeline]}
states:
  drafting: {label: 起草, stage: only, sees: own, edits: {author: [text]}}
  handed_in: {label: 已提交, stage: only, sees: inner}
  answered: {label: 已答复, stage: only, sees: inner, final: true}
moves:
  hand_in: {label: 提交, from: drafting, to: handed_in, by: author}
  answer: {label: 答复, from: handed_in, to: answered, by: office}
  withdraw: {label: 收回, from: handed_in, to: drafting, by: author, effect: letters.withdraw@1}
"""
ROAD = "红山路早晚拥堵严重，学生过街没有信号灯。公交站台被占用，老人候车无处可坐。建议增设过街信号灯，恢复站台座椅。"
ROAD_AGAIN = (
    "建议增设过街信号灯，恢复站台的座椅；公交站台被占用，老年人候车没有地方坐；"
    "红山路早晚十分拥堵，学生过街没有信号灯。"
)
WETLAND = "湿地冬季补水不足，候鸟栖息地逐年缩小。应当制定生态补水计划，由水务部门按月公布用水量。"


class TextForm(ActForm):
    """The whole letter."""

    title = TextField(label="内容", max_length=300)


def set_text(act: Act) -> None:
    """Beginning and editing set the text and remember it."""
    act.matter.title = act.data["title"]
    remember_text(act, kind="letter", parts=[act.matter.title])


def withdraw(act: Act) -> None:
    """What was taken back is not compared."""
    forget_text(act, kind="letter")


def texts(matters: Collection[UUID]) -> dict[UUID, list[str]]:
    """The letters as they are now."""
    rows = Matter.objects.filter(pk__in=matters).exclude(title="不比对").values_list("pk", "title")
    return {key: [title] for key, title in rows}


def answers(matters: Sequence[Matter]) -> dict[UUID, str]:
    """What became of those that were answered."""
    return {matter.pk: "已答复来信人。" for matter in matters if matter.state == "answered"}


@contextmanager
def letters_included() -> Iterator[None]:
    """The kind, its procedure and its comparing, for the time of a test."""
    registry.kind("letter", "来信")
    registry.form("letters.text@1")(TextForm)
    registry.effect("letters.text@1")(set_text)
    registry.effect("letters.withdraw@1")(withdraw)
    similar_kind("letter", "text", "来信", read=texts, answers=answers)
    letter = load_text(DOCUMENT, source="letter.v1.yaml")
    library.include(letter)
    try:
        yield
    finally:
        library.exclude(letter)
        del kinds["letter"]


def new_letter(cast: Cast, text: str, *, author: str = "白委员", handed_in: bool = True) -> Matter:
    """A letter of a member."""
    actor = cast[author]
    matter = begin("letter", committee=cast.committee, actor=actor, at=MONDAY, data={"title": text}).matter
    return take(matter, "hand_in", actor=actor, at=MONDAY).matter if handed_in else matter


def rewrite(cast: Cast, matter: Matter, text: str, *, author: str = "白委员") -> Matter:
    """The author edits the letter."""
    return revise(matter, "text", actor=cast[author], at=MONDAY, data={"title": text}).matter


def alike_for(
    cast: Cast, who: str, text: str, *, leave_out: Matter | None = None, most: int = 5
) -> list[Alike]:
    """What a person of the cast is shown beside a text."""
    grants = current_grants(cast[who], MONDAY.date())
    return alike(
        [text], committee=cast.committee, kinds=["letter"], grants=grants, leave_out=leave_out, most=most
    )
